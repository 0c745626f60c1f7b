"""Angka kredit tahunan pejabat fungsional dari predikat kinerja (PermenPANRB 1/2023, Peraturan BKN 3/2023).

Angka kredit = koefisien jenjang × persen predikat × bagian tahun yang dijalani. Koefisien dan persen adalah tabel bertanggal
milik kebijakan; bawaannya tabel peraturan itu. Bagian tahun dari hari dinas: rancangan kami ⚠, dapat dimatikan dengan hari penuh.
Lihat docs/aturan/angka_kredit.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from indikator.rules.angka import SERATUS, bagi, bulatkan, tampil, teliti
from penilaian.rules.predikat import LABEL_PREDIKAT, Predikat


@dataclass(frozen=True, slots=True)
class TabelAngkaKredit:
    """Satu tabel yang berlaku mulai satu hari. Kunci koefisien: jenjang dengan huruf kecil."""

    sejak: date
    dasar: str
    koefisien: Mapping[str, Decimal]
    persen: Mapping[Predikat, Decimal]


@dataclass(frozen=True, slots=True)
class AngkaKredit:
    """Hasilnya 2 desimal, dengan kalimat yang menjelaskannya."""

    nilai: Decimal
    koefisien: Decimal
    persen: Decimal
    hari: int
    hari_setahun: int
    uraian: str


BKN_3_2023: Final = TabelAngkaKredit(
    sejak=date(2023, 1, 1),
    dasar="Peraturan BKN 3/2023",
    koefisien={
        "ahli pertama": Decimal("12.5"),
        "ahli muda": Decimal(25),
        "ahli madya": Decimal("37.5"),
        "ahli utama": Decimal(50),
        "pemula": Decimal("3.75"),
        "terampil": Decimal(5),
        "mahir": Decimal("12.5"),
        "penyelia": Decimal(25),
    },
    persen={
        Predikat.SANGAT_BAIK: Decimal(150),
        Predikat.BAIK: Decimal(100),
        Predikat.BUTUH_PERBAIKAN: Decimal(75),
        Predikat.KURANG: Decimal(50),
        Predikat.SANGAT_KURANG: Decimal(25),
    },
)
TABEL: Final = (BKN_3_2023,)


def tabel_pada(hari: date, tabel: tuple[TabelAngkaKredit, ...] = TABEL) -> TabelAngkaKredit | None:
    """Tabel yang berlaku hari itu; kosong sebelum tabel pertama (konversi belum dikenal)."""
    berlaku = [satu for satu in tabel if satu.sejak <= hari]
    return max(berlaku, key=lambda satu: satu.sejak) if berlaku else None


def koefisien_jenjang(jenjang: str, tabel: TabelAngkaKredit) -> Decimal | None:
    """Koefisien setahun jenjang itu; kosong bila bukan jenjang fungsional yang dikenal."""
    kunci = " ".join(jenjang.casefold().split()).removeprefix("jf ")
    return tabel.koefisien.get(kunci) or tabel.koefisien.get(f"ahli {kunci}")


@teliti
def konversi_angka_kredit(
    *, jenjang: str, predikat: Predikat, hari: int, hari_setahun: int, tabel: TabelAngkaKredit
) -> AngkaKredit | None:
    """Angka kredit masa ``hari`` hari; kosong bila jenjangnya bukan fungsional. Menolak hari di luar setahun."""
    if not 0 <= hari <= hari_setahun or hari_setahun not in (365, 366):
        raise ValueError(f"Hari harus antara 0 dan {hari_setahun}. Tertulis: {hari}.")
    koefisien = koefisien_jenjang(jenjang, tabel)
    if koefisien is None:
        return None
    persen = tabel.persen[predikat]
    nilai = bulatkan(bagi(koefisien * persen * hari, SERATUS * hari_setahun))
    uraian = (
        f"Koefisien {jenjang} {tampil(koefisien)} setahun × {tampil(persen, 0)} % ({LABEL_PREDIKAT[predikat]}) "
        f"× {hari} dari {hari_setahun} hari = {tampil(nilai)} ({tabel.dasar})."
    )
    return AngkaKredit(nilai, koefisien, persen, hari, hari_setahun, uraian)
