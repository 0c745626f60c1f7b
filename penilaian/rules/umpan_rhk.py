"""Contoh umpan balik dan syaratnya: contoh untuk disunting, bukan untuk ditempel.

Contoh memuat bagian berkurung siku yang harus diganti. Tulisan dibandingkan menurut katanya (tanpa huruf besar, tanda baca,
dan nama orangnya); yang diukur adalah kata yang tidak ada pada pembandingnya. Contohnya susunan kami, bukan bunyi peraturan.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from penilaian.rules.predikat import LABEL_RATING, Rating

KATA_SENDIRI: Final = 3
_KURUNG: Final = re.compile(r"\[([^\[\]]{1,60})\]")
_KATA: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Contoh:
    """Satu contoh; `kode` rating yang cocok dengannya."""

    kode: Rating
    judul: str
    teks: str


@dataclass(frozen=True, slots=True)
class TulisanLain:
    """Tulisan penilai yang sama untuk orang lain pada periode itu."""

    nama: str
    sapaan: str
    teks: str


def _tiga(di_atas: str, sesuai: str, di_bawah: str) -> tuple[Contoh, Contoh, Contoh]:
    teks = {Rating.DI_ATAS: di_atas, Rating.SESUAI: sesuai, Rating.DI_BAWAH: di_bawah}
    satu, dua, tiga = (Contoh(kode, LABEL_RATING[kode], isi) for kode, isi in teks.items())
    return satu, dua, tiga


CONTOH_RHK: Final = _tiga(
    "Hasilnya melampaui target karena [cara kerja yang berhasil]. Buktinya [bukti yang Anda baca]. "
    "Bagikan caranya kepada [rekan atau unit].",
    "Targetnya tercapai. Yang paling membantu: [contoh peristiwa]. Langkah berikutnya: [satu hal yang ditingkatkan].",
    "Target belum tercapai karena [hambatan yang terjadi]. Yang dapat diubah: [langkah perbaikan]. "
    "Saya membantu dengan [dukungan Anda].",
)

CONTOH_NILAI: Final[Mapping[str, tuple[Contoh, Contoh, Contoh]]] = {
    "berorientasi_pelayanan": _tiga(
        "Warga terbantu ketika Anda [contoh peristiwa]. Jadikan cara itu kebiasaan di [loket atau layanan].",
        "Anda melayani dengan ramah dan tuntas, misalnya saat [contoh peristiwa]. Coba juga [perbaikan layanan].",
        "Saat [contoh peristiwa], warga menunggu tanpa kejelasan. Mulai sekarang [perilaku yang diharapkan].",
    ),
    "akuntabel": _tiga(
        "Anda menjaga [tanggung jawab yang dijaga] dengan cermat, terlihat dari [bukti yang Anda baca]. Teruskan.",
        "Pekerjaan Anda dapat ditelusuri, misalnya [contoh peristiwa]. Lengkapi juga [catatan atau bukti].",
        "Pada [contoh peristiwa], janjinya tidak ditepati tanpa pemberitahuan. Yang saya harapkan: [perilaku yang diharapkan].",
    ),
    "kompeten": _tiga(
        "Anda mempelajari [keahlian baru] dan mengajarkannya lewat [contoh peristiwa]. Lanjutkan ke [langkah berikutnya].",
        "Keahlian Anda cukup untuk tugas ini, terlihat pada [contoh peristiwa]. Perdalam [keahlian berikutnya].",
        "Pada [contoh peristiwa], hasilnya perlu diulang karena [keahlian yang kurang]. Pelajari lewat [cara belajar].",
    ),
    "harmonis": _tiga(
        "Suasana tim membaik ketika Anda [contoh peristiwa]. Rekan yang paling terbantu: [rekan atau unit].",
        "Anda menghargai rekan, misalnya saat [contoh peristiwa]. Ajak bicara juga [rekan atau unit].",
        "Pada [contoh peristiwa], ucapan atau sikap Anda menyinggung rekan. Perbaiki dengan [perilaku yang diharapkan].",
    ),
    "loyal": _tiga(
        "Anda menjaga nama baik dan rahasia jabatan ketika [contoh peristiwa]. Itu menjadi teladan bagi [rekan atau unit].",
        "Anda setia pada tugas dan keputusan bersama, misalnya [contoh peristiwa]. Pertahankan pada [tugas berikutnya].",
        "Pada [contoh peristiwa], keputusan bersama tidak dijalankan. Yang saya harapkan: [perilaku yang diharapkan].",
    ),
    "adaptif": _tiga(
        "Ketika [perubahan yang terjadi], Anda menemukan [cara baru] sebelum diminta. Terapkan juga pada [tugas berikutnya].",
        "Anda menyesuaikan diri dengan [perubahan yang terjadi]. Langkah berikutnya: [satu hal yang dicoba].",
        "Cara lama masih dipakai pada [contoh peristiwa]. Coba [cara baru] dan laporkan hasilnya pada [waktu].",
    ),
    "kolaboratif": _tiga(
        "Kerja sama dengan [rekan atau unit] menghasilkan [hasil bersama] karena Anda yang menggerakkan. Perluas ke [unit lain].",
        "Anda terbuka bekerja sama, misalnya saat [contoh peristiwa]. Libatkan juga [rekan atau unit].",
        "Pada [contoh peristiwa], pekerjaan terhenti karena tidak dibicarakan bersama. Mulai dengan [perilaku yang diharapkan].",
    ),
}
_SEMUA: Final = (*CONTOH_RHK, *(satu for tiga in CONTOH_NILAI.values() for satu in tiga))
_KOSONG: Final = frozenset(isi.lower() for satu in _SEMUA for isi in _KURUNG.findall(satu.teks))


def contoh_untuk(nilai: str = "") -> tuple[Contoh, ...]:
    """Tiga contoh untuk satu nilai BerAKHLAK, atau untuk RHK bila kosong."""
    return CONTOH_NILAI[nilai] if nilai else CONTOH_RHK


def belum_diisi(teks: str) -> list[str]:
    """Bagian contoh yang masih kosong, dengan kurungnya. Kurung siku lain milik penulisnya sendiri."""
    return [f"[{isi}]" for isi in _KURUNG.findall(teks) if " ".join(isi.lower().split()) in _KOSONG]


def kata(teks: str, *, tanpa: str = "") -> Counter[str]:
    """Kata sebuah tulisan; `tanpa` nama orangnya, supaya mengganti nama saja tidak membuatnya berbeda."""
    nama = set(_KATA.findall(tanpa.lower()))
    return Counter(k for k in _KATA.findall(teks.lower()) if k not in nama)


def _kata_lain(milik: Counter[str], pembanding: Counter[str]) -> int:
    return sum((milik - pembanding).values())


def masih_contoh(teks: str) -> bool:
    """Benar bila sedikitnya separuh kata sebuah contoh terpakai dan kata sendirinya kurang dari tiga."""
    milik = kata(teks)
    for satu in _SEMUA:
        tetap = kata(_KURUNG.sub(" ", satu.teks))
        terpakai = sum((milik & tetap).values())
        if 2 * terpakai >= sum(tetap.values()) and _kata_lain(milik, tetap) < KATA_SENDIRI:
            return True
    return False


def serupa(milik: Counter[str], pembanding: Counter[str]) -> bool:
    """Benar bila hampir tidak ada kata yang tidak ada pada pembandingnya: satu dari tiga, paling banyak tiga kata."""
    perlu = min(KATA_SENDIRI, max(1, sum(milik.values()) // 3))
    return _kata_lain(milik, pembanding) < perlu


def periksa(
    butir: Mapping[str, tuple[str, str]], *, nama: str, sapaan: str, lain: Iterable[TulisanLain]
) -> dict[str, str]:
    """Yang perlu disunting sebelum ditetapkan: kunci → kalimatnya. `butir`: kunci → (tentang, teks); yang kosong dilewati.

    Menolak bagian contoh yang belum diisi, contoh yang tidak disunting, tulisan yang sama untuk orang lain, dan satu
    tulisan untuk dua pokok orang yang sama.
    """
    pembanding = [(satu.sapaan, kata(satu.teks, tanpa=satu.nama)) for satu in lain]
    sudah: list[tuple[str, Counter[str]]] = []
    masalah: dict[str, str] = {}
    for kunci, (tentang, teks) in butir.items():
        if not teks.strip():
            continue
        milik = kata(teks, tanpa=nama)
        kalimat = _kalimat(teks, milik, sapaan, pembanding, sudah)
        if kalimat:
            masalah[kunci] = kalimat
        sudah.append((tentang, milik))
    return masalah


def _kalimat(
    teks: str,
    milik: Counter[str],
    sapaan: str,
    pembanding: list[tuple[str, Counter[str]]],
    sudah: list[tuple[str, Counter[str]]],
) -> str:
    kosong = belum_diisi(teks)
    if kosong:
        return f"Ganti {', '.join(kosong)} dengan kata Anda sendiri, atau hapus bagian itu."
    if not milik:
        return "Tulis dengan kata, bukan tanda baca atau nama saja."
    if masih_contoh(teks):
        return "Ini masih bunyi contohnya. Tambahkan peristiwa, angka, atau langkahnya, sedikitnya tiga kata Anda sendiri."
    orang = next((siapa for siapa, kata_lain in pembanding if serupa(milik, kata_lain)), "")
    if orang:
        return f"Tulisan ini sama dengan yang Anda tulis untuk {orang}. Tulis yang khusus tentang {sapaan}."
    pokok = next((tentang for tentang, kata_lain in sudah if serupa(milik, kata_lain)), "")
    if pokok:
        return f"Tulisan ini sama dengan yang untuk “{pokok}”. Satu tulisan untuk satu hal."
    return ""
