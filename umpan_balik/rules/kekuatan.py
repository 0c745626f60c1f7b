"""Kekuatan dan yang perlu ditingkatkan: kalimat disusun dari data, masing-masing dengan sumber dan n-nya.

Empat sumber: capaian RHK, rata-rata BerAKHLAK per kelompok (hanya yang n-nya cukup dan periodenya sudah ditutup),
unsur petugas menurut warga, dan umpan balik bernama yang boleh dibaca penilai. Komentar tanpa nama tidak pernah
menjadi masukan. Data tipis tidak menghasilkan kalimat. Bila dua sumber berbeda arah, pokoknya tidak menjadi kekuatan
maupun perbaikan, melainkan hal untuk dibicarakan.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from indikator.rules.angka import rata_rata, tampil
from umpan_balik.rules.anonimitas import PITA
from umpan_balik.rules.berakhlak import NILAI_MENURUT_KODE, KodeNilai
from umpan_balik.rules.berakhlak_skala import SKALA
from umpan_balik.rules.unsur import UNSUR_MENURUT_KODE, KodeUnsur

# Batas rating (< 90 di bawah, ≥ 110 di atas); pita atas BerAKHLAK dan jawaban 3 "sesuai harapan"; batas bawah mutu A
# dan mutu B pada PermenPANRB 14/2017.
CAPAIAN_TINGGI, CAPAIAN_RENDAH = Decimal(110), Decimal(90)
PERILAKU_TINGGI, PERILAKU_RENDAH = Decimal("3.5"), Decimal(3)
WARGA_TINGGI, WARGA_RENDAH = Decimal("88.31"), Decimal("76.61")
N_PERILAKU, N_WARGA, N_LANGSUNG = 3, 5, 2
TERBANYAK: Final = {"kekuatan": 4, "perbaikan": 3, "bicarakan": 2}
# Kelompok yang hanya boleh tampil pitanya dihitung dengan tengah pita itu.
TENGAH_PITA: Final = dict(zip((kata for _, kata in PITA), map(Decimal, (2, 3, 4)), strict=True))


class Arah(StrEnum):
    """Ke mana sebuah pokok menunjuk."""

    KEKUATAN = "kekuatan"
    PERBAIKAN = "perbaikan"
    BICARAKAN = "bicarakan"


@dataclass(frozen=True, slots=True)
class CapaianRHK:
    """Capaian satu RHK: rata-rata berbobot indikatornya yang sudah dilaporkan. `terendah` nama dan capaiannya."""

    rhk: int
    teks: str
    capaian: Decimal
    n: int
    terendah: tuple[str, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class SuaraKelompok:
    """Satu nilai BerAKHLAK menurut satu kelompok; `rata` kosong bila hanya pitanya yang boleh tampil."""

    nilai: KodeNilai
    kelompok: str
    n: int
    rata: Decimal | None
    pita: str


@dataclass(frozen=True, slots=True)
class SuaraWarga:
    """Rata-rata 1–4 satu unsur petugas dari jawaban berkode kunjungan."""

    unsur: KodeUnsur
    rata: Decimal
    n: int


@dataclass(frozen=True, slots=True)
class SuaraLangsung:
    """Satu umpan balik bernama. `rhk` 0 berarti tentang nilai. `penulis` hanya untuk menghitung orang yang berbeda."""

    rhk: int
    nilai: str
    sebutan: str
    pujian: bool
    penulis: Hashable


@dataclass(frozen=True, slots=True)
class Simpulan:
    """Satu kalimat dengan sumber-sumbernya; tidak pernah tanpa sumber."""

    arah: Arah
    pokok: str
    kalimat: str
    sumber: tuple[str, ...]


@dataclass(slots=True)
class _Pokok:
    """Yang terkumpul tentang satu pokok. Tanda +1, −1, atau 0 tiap sumber; kalimat dari sumber pertama yang bertanda."""

    nama: str
    tanda: list[int] = field(default_factory=list)
    sumber: list[str] = field(default_factory=list)
    kalimat: dict[int, str] = field(default_factory=dict)

    def tambah(self, tanda: int, sumber: str, kalimat: str = "") -> None:
        self.tanda.append(tanda)
        self.sumber.append(sumber)
        if tanda:
            self.kalimat.setdefault(tanda, kalimat)


def simpulkan(
    *,
    capaian: Iterable[CapaianRHK] = (),
    perilaku: Iterable[SuaraKelompok] = (),
    warga: Iterable[SuaraWarga] = (),
    langsung: Iterable[SuaraLangsung] = (),
    ambang: tuple[Decimal, Decimal] = (CAPAIAN_RENDAH, CAPAIAN_TINGGI),
) -> tuple[Simpulan, ...]:
    """Kekuatan, perbaikan, lalu hal untuk dibicarakan; yang sumbernya paling banyak lebih dahulu.

    Syarat bersuara: RHK satu indikator terlapor; BerAKHLAK tiga penilai dari kelompok yang cukup; warga lima jawaban;
    umpan balik bernama dua orang berbeda tentang pokok yang sama. Tidak bergantung pada urutan masukan bernama.
    `ambang` batas rating hasil kerja menurut kebijakan yang berlaku.
    """
    pokok: dict[str, _Pokok] = {}
    for satu in capaian:
        _capaian(pokok, satu, *ambang)
    for kode, suara in _menurut_nilai(perilaku).items():
        _perilaku(pokok, kode, suara)
    for unsur in warga:
        _warga(pokok, unsur)
    _langsung(pokok, list(langsung))
    hasil = [s for p in pokok.values() if (s := _simpulan(p)) is not None]
    return tuple(
        satu
        for arah in Arah
        for satu in sorted((s for s in hasil if s.arah is arah), key=lambda s: -len(s.sumber))[
            : TERBANYAK[arah]
        ]
    )


def _simpulan(p: _Pokok) -> Simpulan | None:
    bertanda = {t for t in p.tanda if t}
    if not bertanda:
        return None
    if len(bertanda) == 2:
        kalimat = f"Sumbernya berbeda arah tentang {p.nama}. Bicarakan dalam dialog kinerja."
        return Simpulan(Arah.BICARAKAN, p.nama, kalimat, tuple(p.sumber))
    tanda = bertanda.pop()
    arah = Arah.KEKUATAN if tanda > 0 else Arah.PERBAIKAN
    return Simpulan(arah, p.nama, p.kalimat[tanda], tuple(p.sumber))


def _tanda(nilai: Decimal, rendah: Decimal, tinggi: Decimal) -> int:
    return 1 if nilai >= tinggi else (-1 if nilai < rendah else 0)


def _capaian(pokok: dict[str, _Pokok], satu: CapaianRHK, rendah: Decimal, tinggi: Decimal) -> None:
    if satu.n < 1:
        return
    tanda = _tanda(satu.capaian, rendah, tinggi)
    angka = tampil(satu.capaian)
    kalimat = f"RHK “{satu.teks}” melampaui target dengan capaian {angka}."
    if tanda < 0:
        kalimat = f"RHK “{satu.teks}” belum sampai target; capaiannya {angka}."
        if satu.terendah is not None and satu.n > 1:
            kalimat += f" Mulai dari indikator “{satu.terendah[0]}” ({tampil(satu.terendah[1])})."
    tempat = pokok.setdefault(f"rhk:{satu.rhk}", _Pokok(f"RHK “{satu.teks}”"))
    tempat.tambah(tanda, f"Capaian {angka} dari {satu.n} indikator terlapor", kalimat)


def _menurut_nilai(suara: Iterable[SuaraKelompok]) -> dict[KodeNilai, list[SuaraKelompok]]:
    hasil: dict[KodeNilai, list[SuaraKelompok]] = {}
    for satu in suara:
        hasil.setdefault(satu.nilai, []).append(satu)
    return hasil


def _perilaku(pokok: dict[str, _Pokok], kode: KodeNilai, suara: Sequence[SuaraKelompok]) -> None:
    """Kelompok berpita memakai tengah pitanya, supaya nilai tepatnya tidak ikut terbaca."""
    n = sum(s.n for s in suara)
    if n < N_PERILAKU:
        return
    rata = rata_rata([TENGAH_PITA[s.pita] if s.rata is None else s.rata for s in suara])
    tanda = _tanda(rata, PERILAKU_RENDAH, PERILAKU_TINGGI)
    rinci = ", ".join(
        f"{s.kelompok} {s.pita if s.rata is None else tampil(s.rata, 1)} ({s.n} orang)" for s in suara
    )
    nama = NILAI_MENURUT_KODE[kode].nama
    tempat = pokok.setdefault(f"nilai:{kode}", _Pokok(f"nilai {nama}"))
    tempat.tambah(tanda, f"Umpan balik 360 dari 5: {rinci}", _kata_perilaku(kode, nama, rata, tanda))


def _kata_perilaku(kode: KodeNilai, nama: str, rata: Decimal, tanda: int) -> str:
    if tanda > 0:
        return f"{nama}: {_kecil(SKALA[kode][4 if rata >= Decimal('4.5') else 3].arti)}"
    tuju = SKALA[kode][2]
    return f"{nama}, langkah berikut: {_kecil(tuju.arti)} Misalnya: {_kecil(tuju.contoh)}"


def _kecil(teks: str) -> str:
    return f"{teks[0].lower()}{teks[1:]}"


def _warga(pokok: dict[str, _Pokok], satu: SuaraWarga) -> None:
    if satu.n < N_WARGA:
        return
    tanda = _tanda(satu.rata * 25, WARGA_RENDAH, WARGA_TINGGI)
    nama = UNSUR_MENURUT_KODE[satu.unsur].nama
    kata = "sangat baik" if tanda > 0 else "masih dapat ditingkatkan"
    tempat = pokok.setdefault(f"unsur:{satu.unsur}", _Pokok(f"unsur {nama}"))
    tempat.tambah(
        tanda,
        f"Warga {tampil(satu.rata)} dari 4 ({satu.n} jawaban)",
        f"{nama} menurut warga yang dilayani {kata}.",
    )


def _langsung(pokok: dict[str, _Pokok], semua: Sequence[SuaraLangsung]) -> None:
    """Satu orang dihitung satu kali tiap arah, berapa pun tulisannya."""
    kunci = sorted({(s.rhk, s.nilai) for s in semua if s.rhk or s.nilai})
    for rhk, nilai in kunci:
        milik = [s for s in semua if (s.rhk, s.nilai) == (rhk, nilai)]
        pujian = len({s.penulis for s in milik if s.pujian})
        saran = len({s.penulis for s in milik if not s.pujian})
        nama = min(s.sebutan for s in milik)
        tempat = pokok.setdefault(f"rhk:{rhk}" if rhk else f"nilai:{nilai}", _Pokok(nama))
        if pujian >= N_LANGSUNG:
            tempat.tambah(
                1,
                f"Pujian bernama dari {pujian} orang",
                f"Pekerjaan pada {nama} dihargai rekan."
                if rhk
                else f"Perbuatan yang mencerminkan {nama} dihargai rekan.",
            )
        if saran >= N_LANGSUNG:
            tempat.tambah(
                -1, f"Saran bernama dari {saran} orang", f"Rekan menyarankan cara lain pada {nama}."
            )
