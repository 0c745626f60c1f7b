from indikator.models.katalog import Indikator, Jangkauan, Pemahaman, Tinjauan
from indikator.models.matriks import PeranHasil
from indikator.models.periode import Kebijakan, Periode
from indikator.models.pilihan import Aspek, Polaritas, StatusDokumen
from indikator.models.realisasi import Bukti, Realisasi
from indikator.models.skp import RHK, SKP, IndikatorKinerja

__all__ = [
    "RHK",
    "SKP",
    "Aspek",
    "Bukti",
    "Indikator",
    "IndikatorKinerja",
    "Jangkauan",
    "Kebijakan",
    "Pemahaman",
    "PeranHasil",
    "Periode",
    "Polaritas",
    "Realisasi",
    "StatusDokumen",
    "Tinjauan",
]
