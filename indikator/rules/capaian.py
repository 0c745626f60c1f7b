"""Capaian satu indikator dari target dan realisasi.

Dasar: PermenPANRB 8/2021 Lampiran Bab VI (normal, khusus, rentang); batas atas
120 dari PP 30/2019 Pasal 41. Rumus *minimal* bagian dari kebijakan, karena
praktik instansi berbeda-beda. Lihat docs/aturan/capaian.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from indikator.rules.angka import (
    NOL,
    SERATUS,
    bagi,
    tampil,
    tampil_senada,
    teliti,
    urai,
)
from indikator.rules.kualitatif import Ekspektasi

BATAS_BAWAAN: Final = Decimal(120)


class Polaritas(StrEnum):
    """Arah indikator: kapan sebuah realisasi disebut lebih baik."""

    MAKSIMAL = "maksimal"
    MINIMAL = "minimal"
    RENTANG = "rentang"
    YA_TIDAK = "ya_tidak"
    TANGGAL = "tanggal"
    KUALITATIF = "kualitatif"


class RumusMinimal(StrEnum):
    """Rumus untuk "makin kecil makin baik", dipilih dalam kebijakan."""

    DUA_T_KURANG_R = "(2T-R)/T"
    T_PER_R = "T/R"
    R_PER_T = "R/T"


class BatasKena(StrEnum):
    """Apakah hasil hitung dipotong oleh batas bawah atau batas atas."""

    TIDAK = "tidak"
    BAWAH = "bawah"
    ATAS = "atas"


@dataclass(frozen=True, slots=True)
class Sasaran:
    """Yang dijanjikan: isian yang dipakai bergantung pada polaritas.

    maksimal dan minimal: ``target``; rentang: ``bawah`` dan ``atas``;
    tanggal: ``mulai`` dan ``tenggat``; ya_tidak dan kualitatif: tidak ada.
    """

    polaritas: Polaritas
    target: Decimal | None = None
    bawah: Decimal | None = None
    atas: Decimal | None = None
    mulai: date | None = None
    tenggat: date | None = None


# Realisasi kualitatif adalah rating yang diberikan pejabat penilai.
Realisasi = Decimal | date | bool | Ekspektasi
_Hasil = tuple[Decimal, str]
_Penghitung = Callable[[Sasaran, Realisasi, Decimal, RumusMinimal], _Hasil]


@dataclass(frozen=True, slots=True)
class Capaian:
    """Capaian dalam persen, belum dibulatkan, beserta cara menghitungnya."""

    nilai: Decimal
    mentah: Decimal
    rumus: str
    batas_kena: BatasKena

    @property
    def uraian(self) -> str:
        """Kalimat hitung lengkap: "6,72 : 2,95 × 100 = 227,80, dibatasi 120,00"."""
        teks = f"{self.rumus} = {tampil(self.mentah)}"
        if self.batas_kena is BatasKena.TIDAK:
            return teks
        return f"{teks}, dibatasi {tampil(self.nilai)}"


@teliti
def capaian(
    sasaran: Sasaran,
    *,
    realisasi: Realisasi,
    batas: Decimal = BATAS_BAWAAN,
    rumus_minimal: RumusMinimal = RumusMinimal.DUA_T_KURANG_R,
) -> Capaian:
    """Capaian dalam persen, dalam [0, ``batas``], belum dibulatkan.

    Menolak (ValueError) target yang tidak mungkin, angka negatif, dan realisasi
    yang jenisnya tidak cocok dengan polaritas.
    """
    if batas <= 0:
        raise ValueError("Batas capaian harus lebih dari 0. Periksa kebijakan penilaian.")
    periksa_sasaran(sasaran)
    mentah, rumus = _PENGHITUNG[sasaran.polaritas](sasaran, realisasi, batas, rumus_minimal)
    if mentah > batas:
        return Capaian(nilai=batas, mentah=mentah, rumus=rumus, batas_kena=BatasKena.ATAS)
    if mentah < 0:
        return Capaian(nilai=NOL, mentah=mentah, rumus=rumus, batas_kena=BatasKena.BAWAH)
    return Capaian(nilai=mentah, mentah=mentah, rumus=rumus, batas_kena=BatasKena.TIDAK)


def periksa_sasaran(sasaran: Sasaran) -> None:
    """Menolak target yang kurang, negatif, terbalik, atau membuat pembagian nol."""
    if sasaran.polaritas is Polaritas.MAKSIMAL:
        if _angka(sasaran.target, "Target") == 0:
            raise ValueError(
                'Target indikator "makin besar makin baik" harus lebih dari 0, karena '
                "realisasi dibagi target. Ubah targetnya, atau pilih polaritas minimal."
            )
    elif sasaran.polaritas is Polaritas.MINIMAL:
        _angka(sasaran.target, "Target")
    elif sasaran.polaritas is Polaritas.RENTANG:
        bawah, atas = _rentang(sasaran)
        if bawah > atas:
            a, b = tampil_senada(bawah, atas)
            raise ValueError(f"Batas bawah rentang ({a}) melebihi batas atas ({b}). Tukar kedua angka itu.")
    elif sasaran.polaritas is Polaritas.TANGGAL:
        mulai, tenggat = _rentang_tanggal(sasaran)
        if tenggat < mulai:
            raise ValueError(
                f"Tanggal target ({tenggat.isoformat()}) mendahului tanggal mulai "
                f"({mulai.isoformat()}). Perbaiki salah satunya."
            )


def _maksimal(s: Sasaran, realisasi: Realisasi, _batas: Decimal, _rumus: RumusMinimal) -> _Hasil:
    t, r = _angka(s.target, "Target"), _angka(realisasi, "Realisasi")
    teks_r, teks_t = tampil_senada(r, t)
    return bagi(r, t) * SERATUS, f"{teks_r} : {teks_t} × 100"


def _minimal(s: Sasaran, realisasi: Realisasi, batas: Decimal, rumus: RumusMinimal) -> _Hasil:
    return _makin_kecil(_angka(s.target, "Target"), _angka(realisasi, "Realisasi"), batas=batas, rumus=rumus)


def _makin_kecil(t: Decimal, r: Decimal, *, batas: Decimal, rumus: RumusMinimal, satuan: str = "") -> _Hasil:
    teks_r, teks_t = (f"{x}{satuan}" for x in tampil_senada(r, t))
    if t == 0:
        if r == 0:
            return SERATUS, f"target {teks_t} dan realisasi {teks_r}: 100"
        return NOL, f"target {teks_t} tetapi realisasi {teks_r}: 0"
    if rumus is RumusMinimal.R_PER_T:
        return bagi(r, t) * SERATUS, f"{teks_r} : {teks_t} × 100"
    if rumus is RumusMinimal.T_PER_R:
        if r == 0:
            return batas, f"realisasi {teks_r} dari target {teks_t}: nilai tertinggi"
        return bagi(t, r) * SERATUS, f"{teks_t} : {teks_r} × 100"
    return (2 - bagi(r, t)) * SERATUS, f"(2 − {teks_r} : {teks_t}) × 100"


def _dalam_rentang(s: Sasaran, realisasi: Realisasi, batas: Decimal, _r: RumusMinimal) -> _Hasil:
    bawah, atas = _rentang(s)
    r = _angka(realisasi, "Realisasi")
    teks_r, teks_a, teks_b = tampil_senada(r, bawah, atas)
    if r < bawah:  # bawah > 0 di sini, karena realisasi tidak pernah negatif
        return bagi(r, bawah) * SERATUS, f"{teks_r} : {teks_a} × 100"
    if r > atas:
        return _makin_kecil(atas, r, batas=batas, rumus=RumusMinimal.DUA_T_KURANG_R)
    return SERATUS, f"{teks_r} di dalam rentang {teks_a}–{teks_b}: 100"


def _ya_tidak(_s: Sasaran, realisasi: Realisasi, _b: Decimal, _r: RumusMinimal) -> _Hasil:
    if not isinstance(realisasi, bool):
        raise ValueError('Realisasi indikator ya atau tidak harus "ya" atau "tidak".')
    return (SERATUS, "ya: 100") if realisasi else (NOL, "tidak: 0")


def _tanggal(s: Sasaran, realisasi: Realisasi, batas: Decimal, rumus: RumusMinimal) -> _Hasil:
    mulai, tenggat = _rentang_tanggal(s)
    if not isinstance(realisasi, date):
        raise ValueError("Realisasi indikator tanggal harus berupa tanggal, misalnya 2026-03-31.")
    if realisasi < mulai:
        raise ValueError(
            f"Tanggal realisasi ({realisasi.isoformat()}) mendahului tanggal mulai "
            f"({mulai.isoformat()}). Isi tanggal selesai pada atau setelah tanggal mulai."
        )
    terpakai, tersedia = Decimal((realisasi - mulai).days), Decimal((tenggat - mulai).days)
    return _makin_kecil(tersedia, terpakai, batas=batas, rumus=rumus, satuan=" hari")


def _tanpa_angka(_s: Sasaran, _realisasi: Realisasi, _b: Decimal, _r: RumusMinimal) -> _Hasil:
    raise ValueError("Indikator kualitatif diberi rating, bukan capaian.")


_PENGHITUNG: Final[dict[Polaritas, _Penghitung]] = {
    Polaritas.MAKSIMAL: _maksimal,
    Polaritas.MINIMAL: _minimal,
    Polaritas.RENTANG: _dalam_rentang,
    Polaritas.YA_TIDAK: _ya_tidak,
    Polaritas.TANGGAL: _tanggal,
    Polaritas.KUALITATIF: _tanpa_angka,
}


def _angka(nilai: object, nama: str) -> Decimal:
    if nilai is None:
        raise ValueError(f"{nama} belum diisi. Isi angkanya, lalu coba lagi.")
    if not isinstance(nilai, Decimal):
        raise ValueError(f"{nama} harus berupa angka untuk polaritas ini.")
    return urai(nilai, nama=nama)


def _rentang(s: Sasaran) -> tuple[Decimal, Decimal]:
    return _angka(s.bawah, "Batas bawah rentang"), _angka(s.atas, "Batas atas rentang")


def _rentang_tanggal(s: Sasaran) -> tuple[date, date]:
    if s.mulai is None or s.tenggat is None:
        raise ValueError("Indikator tanggal memerlukan tanggal mulai dan tanggal target. Isi keduanya.")
    return s.mulai, s.tenggat
