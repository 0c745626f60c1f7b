"""Risiko meleset dari target: tanda untuk dibicarakan, bukan nilai dan tidak ikut dihitung.

Hanya dari yang sudah diserahkan dan dari kalender; isi draf tidak pernah dipakai.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import Final

from indikator.rules.angka import NOL, tampil
from indikator.rules.kualitatif import LABEL_EKSPEKTASI, Ekspektasi

HARI_GENTING: Final = 7


class Risiko(IntEnum):
    """Urut dari yang paling perlu dibicarakan."""

    TINGGI = 0
    SEDANG = 1
    RENDAH = 2
    TUNTAS = 3


LABEL_RISIKO: Final = {
    Risiko.TINGGI: "Sulit tercapai",
    Risiko.SEDANG: "Perlu perhatian",
    Risiko.RENDAH: "Berjalan",
    Risiko.TUNTAS: "Tuntas",
}


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """Keadaan satu orang: prakiraan nilainya (kosong bila belum ada), bobot yang belum masuk, dan sisa hari lapor."""

    nilai: Decimal | None
    tertinggi: Decimal | None
    bobot_menunggu: Decimal
    dikembalikan: int
    sisa_hari: int
    rating: Ekspektasi | None = None
    bobot_tanpa_rating: Decimal = NOL


@dataclass(frozen=True, slots=True)
class Penilaian:
    """Risiko dan kalimat sebabnya."""

    risiko: Risiko
    sebab: str


def nilai_risiko(k: Kemajuan, *, sesuai: Decimal) -> Penilaian:
    """Risiko seseorang meleset dari `sesuai` (ambang "sesuai ekspektasi" kebijakan), dengan sebab terberatnya."""
    menunggu = k.bobot_menunggu > 0
    if k.tertinggi is not None and k.tertinggi < sesuai:
        return Penilaian(
            Risiko.TINGGI,
            f"Paling tinggi {tampil(k.tertinggi)}, di bawah {tampil(sesuai)} walau sisanya setinggi batas.",
        )
    if menunggu and k.sisa_hari < 0:
        return Penilaian(
            Risiko.TINGGI,
            f"Tenggat lapor lewat {-k.sisa_hari} hari; bobot {_bobot(k.bobot_menunggu)} belum masuk.",
        )
    if k.rating is Ekspektasi.DI_BAWAH:
        return Penilaian(Risiko.SEDANG, "Yang sudah diberi rating kebanyakan di bawah ekspektasi.")
    if k.nilai is not None and k.nilai < sesuai:
        return Penilaian(
            Risiko.SEDANG, f"Yang sudah masuk rata-rata {tampil(k.nilai)}, di bawah {tampil(sesuai)}."
        )
    if k.dikembalikan:
        return Penilaian(Risiko.SEDANG, f"{k.dikembalikan} laporan dikembalikan dan belum diperbaiki.")
    if menunggu and k.sisa_hari <= HARI_GENTING:
        return Penilaian(
            Risiko.SEDANG,
            f"{_sisa(k.sisa_hari)}; bobot {_bobot(k.bobot_menunggu)} belum masuk.",
        )
    if menunggu:
        return Penilaian(
            Risiko.RENDAH, f"Bobot {_bobot(k.bobot_menunggu)} belum masuk, {k.sisa_hari} hari lagi."
        )
    if k.bobot_tanpa_rating:
        return Penilaian(
            Risiko.RENDAH, f"Semua sudah masuk; bobot {_bobot(k.bobot_tanpa_rating)} menunggu rating."
        )
    if k.rating is not None:
        return Penilaian(
            Risiko.TUNTAS, f"Semua sudah diberi rating, tengahnya {LABEL_EKSPEKTASI[k.rating].lower()}."
        )
    if k.nilai is None:
        return Penilaian(Risiko.RENDAH, "Belum ada indikator yang dilaporkan.")
    return Penilaian(Risiko.TUNTAS, f"Semua sudah masuk, perkiraan {tampil(k.nilai)}.")


def _sisa(hari: int) -> str:
    return "Tenggat lapor hari ini" if hari == 0 else f"Tenggat lapor {hari} hari lagi"


def _bobot(bobot: Decimal) -> str:
    teks = tampil(bobot)
    return teks.rstrip("0").rstrip(",")
