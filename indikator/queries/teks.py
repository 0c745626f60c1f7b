"""Sasaran dan realisasi sebagai kata: "95 %", "5–10 hari", "selesai 31 Mei 2026", "Ya"."""

from datetime import date
from decimal import Decimal

from indikator.models import KUALITATIF, Indikator, IndikatorKinerja, Polaritas
from indikator.queries.target import target_pada
from inti.rules.format import KOSONG, angka_ringkas, tanggal

DESIMAL = 4
SATUAN_KATA = frozenset({"tanggal", "ya/tidak"})


def sasaran_teks(indikator: IndikatorKinerja) -> str:
    """Yang dijanjikan, dengan satuannya; kualitatif: kriteria keberhasilannya."""
    if indikator.polaritas == KUALITATIF:
        return indikator.kriteria
    if indikator.polaritas == Polaritas.YA_TIDAK:
        return "Ya"
    if indikator.polaritas == Polaritas.TANGGAL:
        return f"selesai {tanggal(indikator.tenggat)}"
    if indikator.polaritas == Polaritas.RENTANG:
        return _bersatuan(
            f"{angka_ringkas(indikator.bawah, DESIMAL)}–{angka_ringkas(indikator.atas, DESIMAL)}",
            indikator.satuan,
        )
    return _bersatuan(angka_ringkas(target_pada(indikator), DESIMAL), indikator.satuan)


def realisasi_teks(*, polaritas: str, satuan: str, nilai: Decimal | None, hari: date | None) -> str:
    """Yang dicapai, dengan satuannya; "–" bila belum diisi."""
    if polaritas == Polaritas.TANGGAL:
        return tanggal(hari)
    if nilai is None:
        return KOSONG
    if polaritas == Polaritas.YA_TIDAK:
        return "Ya" if nilai else "Tidak"
    return _bersatuan(angka_ringkas(nilai, DESIMAL), satuan)


def acuan_teks(katalog: Indikator) -> str:
    """Target acuan katalog; kosong bila tidak ada."""
    if (
        katalog.polaritas == Polaritas.RENTANG
        and katalog.bawah_acuan is not None
        and katalog.atas_acuan is not None
    ):
        rentang = (
            f"{angka_ringkas(katalog.bawah_acuan, DESIMAL)}–{angka_ringkas(katalog.atas_acuan, DESIMAL)}"
        )
        return _bersatuan(rentang, katalog.satuan)
    if katalog.target_acuan is None:
        return ""
    return _bersatuan(angka_ringkas(katalog.target_acuan, DESIMAL), katalog.satuan)


def _bersatuan(teks: str, satuan: str) -> str:
    return teks if satuan.lower() in SATUAN_KATA else f"{teks} {satuan}".strip()
