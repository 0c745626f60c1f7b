from indikator.models.harian import CatatanHarian
from indikator.models.katalog import Indikator, Jangkauan, Pemahaman, Tinjauan
from indikator.models.matriks import PeranHasil
from indikator.models.naskah import CatatanSKP, NaskahSKP
from indikator.models.periode import Kebijakan, Periode
from indikator.models.pilihan import (
    KUALITATIF,
    Aspek,
    Pendekatan,
    Polaritas,
    RatingIndikator,
    StatusDokumen,
)
from indikator.models.pola import PenerapanPola, PolaSKP
from indikator.models.realisasi import Bukti, Realisasi
from indikator.models.skp import RHK, SKP, IndikatorKinerja
from indikator.models.triwulan import TargetTriwulan

__all__ = [
    "KUALITATIF",
    "RHK",
    "SKP",
    "Aspek",
    "Bukti",
    "CatatanHarian",
    "CatatanSKP",
    "Indikator",
    "IndikatorKinerja",
    "Jangkauan",
    "Kebijakan",
    "NaskahSKP",
    "Pemahaman",
    "Pendekatan",
    "PenerapanPola",
    "PeranHasil",
    "Periode",
    "PolaSKP",
    "Polaritas",
    "RatingIndikator",
    "Realisasi",
    "StatusDokumen",
    "TargetTriwulan",
    "Tinjauan",
]
