"""Ruas: bagian periode yang dijalani seorang pegawai di satu penempatan, dan penggabungannya menurut hari.

Satu ruas, satu SKP, satu pejabat penilai. Nilai hasil kerja digabung sebagai rata-rata berbobot hari; rating, yang
hanya urutan dan bukan jarak, digabung dengan rating tengah menurut hari. Perilaku dinilai sekali untuk seluruh periode.
Batas harinya (``hari_ruas``, ``hari_jeda``) data kebijakan, karena tidak ditemukan dalam peraturan.
Lihat docs/aturan/ruas.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from indikator.rules.angka import bagi, jumlah, teliti
from indikator.rules.hasil_kerja import HasilKerja, IndikatorDinilai, hitung_hasil_kerja
from indikator.rules.kebijakan import Aturan
from penilaian.rules.kalibrasi import Dikalibrasi
from penilaian.rules.predikat import Rating

Rentang = tuple[date, date]
TINGKAT = (Rating.DI_BAWAH, Rating.SESUAI, Rating.DI_ATAS)


class Keadaan(StrEnum):
    """Apakah sebuah ruas ikut dihitung."""

    DIHITUNG = "dihitung"
    TERLALU_SINGKAT = "terlalu_singkat"
    SELURUHNYA_JEDA = "seluruhnya_jeda"


@dataclass(frozen=True, slots=True)
class Ruas:
    """Satu ruas yang sudah dipotong periode. ``utama``: penempatan terakhir, yang penilainya menandatangani hasil.

    Indikator ruas utama ada di masukan, bukan di sini. ``jeda``: hari cuti atau pelatihan yang keluar.
    """

    sejak: date
    sampai: date
    jeda: int = 0
    utama: bool = False
    indikator: tuple[IndikatorDinilai, ...] = ()
    rating_hasil: Rating | None = None
    rating_perilaku: Rating | None = None
    nama: str = ""
    kalibrasi: Dikalibrasi | None = None

    @property
    def hari(self) -> int:
        """Hari yang benar-benar dijalani; kedua ujungnya dihitung."""
        return banyak_hari((self.sejak, self.sampai)) - self.jeda


@dataclass(frozen=True, slots=True)
class HasilRuas:
    """Satu ruas dengan nilai hasil kerjanya, belum dibulatkan. ``nomor`` urut dari 1."""

    nomor: int
    ruas: Ruas
    keadaan: Keadaan
    kerja: HasilKerja

    @property
    def dihitung(self) -> bool:
        return self.keadaan is Keadaan.DIHITUNG


@dataclass(frozen=True, slots=True)
class Gabungan:
    """Nilai dan rating semua ruas; kosong bila satu saja ruas yang dihitung belum mempunyainya."""

    ruas: tuple[HasilRuas, ...]
    nilai: Decimal | None
    rating_hasil: Rating | None
    rating_perilaku: Rating | None

    @property
    def dihitung(self) -> tuple[HasilRuas, ...]:
        return tuple(r for r in self.ruas if r.dihitung)

    @property
    def kualitatif(self) -> bool:
        """Satu saja ruas yang SKP-nya kualitatif membuat gabungannya tidak bernilai angka."""
        return any(r.kerja.kualitatif for r in self.dihitung)

    @property
    def utama_dihitung(self) -> bool:
        return self.ruas[-1].dihitung


def banyak_hari(rentang: Rentang) -> int:
    """Hari kalender, kedua ujungnya dihitung."""
    return (rentang[1] - rentang[0]).days + 1


def irisan(a: Rentang, b: Rentang) -> Rentang | None:
    """Hari yang ada di keduanya."""
    sejak, sampai = max(a[0], b[0]), min(a[1], b[1])
    return (sejak, sampai) if sejak <= sampai else None


def hari_jeda(ruas: Rentang, jeda: Iterable[Rentang], *, aturan: Aturan) -> int:
    """Hari cuti atau pelatihan di dalam ruas. Hanya yang seluruh lamanya lebih dari ``hari_jeda`` hari.

    Menolak dua jeda yang bertumpang tindih, karena harinya akan keluar dua kali.
    """
    daftar = sorted(jeda)
    if any(b[0] <= a[1] for a, b in pairwise(daftar)):
        raise ValueError("Dua jeda tidak boleh bertumpang tindih. Ubah salah satunya.")
    lama = (satu for satu in daftar if banyak_hari(satu) > aturan.hari_jeda)
    return sum(banyak_hari(potong) for satu in lama if (potong := irisan(ruas, satu)) is not None)


def ikut_dinilai(penempatan: Sequence[Rentang], *, periode: Rentang, aturan: Aturan) -> bool:
    """Apakah pegawai dengan penempatan itu mendapat hasil.

    Yang menjabat pada hari terakhir selalu, juga yang baru masuk. Yang berhenti di tengah periode (pensiun, meninggal,
    pindah instansi) bila sempat bertugas sekurangnya ``hari_ruas`` hari.
    """
    potongan = [p for satu in penempatan if (p := irisan(satu, periode)) is not None]
    if not potongan:
        return False
    return max(p[1] for p in potongan) >= periode[1] or sum(map(banyak_hari, potongan)) >= aturan.hari_ruas


def keadaan(ruas: Ruas, *, aturan: Aturan) -> Keadaan:
    """Ruas utama dihitung bila ada harinya; ruas lain bila tidak kurang dari ``hari_ruas`` hari."""
    if ruas.hari == 0:
        return Keadaan.SELURUHNYA_JEDA
    if not ruas.utama and ruas.hari < aturan.hari_ruas:
        return Keadaan.TERLALU_SINGKAT
    return Keadaan.DIHITUNG


def periksa_ruas(ruas: Sequence[Ruas]) -> list[str]:
    """Kalimat tentang tiap hal yang tidak mungkin; kosong berarti dapat dihitung."""
    salah = []
    for nomor, r in enumerate(ruas, start=1):
        if r.sampai < r.sejak:
            salah.append(f"Ruas ke-{nomor} berakhir sebelum mulai. Perbaiki tanggalnya.")
        elif not 0 <= r.jeda <= banyak_hari((r.sejak, r.sampai)):
            salah.append(f"Jeda ruas ke-{nomor} harus antara 0 dan banyak harinya. Tertulis: {r.jeda}.")
    if any(b.sejak <= a.sampai for a, b in pairwise(ruas)):
        salah.append("Ruas harus berurutan dan tidak bertumpang tindih.")
    if ruas and [r.utama for r in ruas] != [False] * (len(ruas) - 1) + [True]:
        salah.append("Tepat satu ruas, yang terakhir, adalah ruas utama.")
    return salah


@teliti
def gabung_nilai(bagian: Sequence[tuple[int, Decimal | None]]) -> Decimal | None:
    """Σ hari·nilai / Σ hari; kosong bila tidak ada bagian atau satu saja belum bernilai."""
    terisi = [(hari, nilai) for hari, nilai in bagian if nilai is not None]
    if not bagian or len(terisi) < len(bagian):
        return None
    if len(terisi) == 1:
        return terisi[0][1]
    return bagi(jumlah(hari * nilai for hari, nilai in terisi), Decimal(sum(hari for hari, _ in terisi)))


def gabung_rating(bagian: Sequence[tuple[int, Rating | None]]) -> Rating | None:
    """Rating tengah menurut hari: dari yang terendah, yang pertama jumlah harinya mencapai separuh."""
    if not bagian or any(rating is None for _, rating in bagian):
        return None
    seluruhnya, sampai = sum(hari for hari, _ in bagian), 0
    for tingkat in TINGKAT:
        sampai += sum(hari for hari, rating in bagian if rating is tingkat)
        if sampai * 2 >= seluruhnya:
            return tingkat
    raise AssertionError("Jumlah hari tiap tingkat sama dengan seluruhnya.")


@teliti
def gabungkan_ruas(ruas: Sequence[Ruas], *, utama: HasilKerja, aturan: Aturan) -> Gabungan:
    """Gabungan semua ruas; ``utama`` nilai hasil kerja ruas terakhir yang sudah dihitung pemanggil."""
    semua = tuple(
        HasilRuas(
            nomor,
            r,
            keadaan(r, aturan=aturan),
            utama if r.utama else hitung_hasil_kerja(r.indikator, aturan=aturan),
        )
        for nomor, r in enumerate(ruas, start=1)
    )
    ikut = [h for h in semua if h.dihitung]
    return Gabungan(
        ruas=semua,
        nilai=gabung_nilai([(h.ruas.hari, h.kerja.nilai) for h in ikut]),
        rating_hasil=gabung_rating([(h.ruas.hari, h.ruas.rating_hasil) for h in ikut]),
        rating_perilaku=gabung_rating([(h.ruas.hari, h.ruas.rating_perilaku) for h in ikut]),
    )


def kurang_ruas(gabungan: Gabungan) -> dict[str, str]:
    """Yang kurang pada ruas selain yang terakhir: `r<nomor>.<kode>` → kalimat yang menyebut ruasnya."""
    kurang: dict[str, str] = {}
    for h in gabungan.dihitung:
        if h.ruas.utama:
            continue
        belum = h.kerja.belum_dilaporkan
        kurang |= {
            f"r{h.nomor}.{i.kode}": f"{i.sebutan}, {sebutan(h)}: belum dilaporkan dan belum diputuskan atasan."
            for i in belum
        }
        if not belum and h.kerja.nilai is None and h.kerja.tengah is None:
            kurang[f"r{h.nomor}.hasil"] = (
                f"Nilai hasil kerja {sebutan(h)} belum ada: SKP-nya belum disetujui."
            )
    if not gabungan.dihitung:
        kurang["ruas"] = "Seluruh periode dijalani cuti atau pelatihan, sehingga tidak ada hari yang dinilai."
    return kurang


def sebutan(h: HasilRuas) -> str:
    """Ruas dengan tanggalnya, dan tempatnya bila diketahui."""
    tempat = f", {h.ruas.nama}" if h.ruas.nama else ""
    return f"ruas {h.ruas.sejak:%d-%m-%Y} sampai {h.ruas.sampai:%d-%m-%Y}{tempat}"
