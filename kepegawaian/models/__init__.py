from kepegawaian.models.laporan import LaporanAtasan
from kepegawaian.models.letak import LetakUnit
from kepegawaian.models.masuk import KodeMasuk, PercobaanMasuk
from kepegawaian.models.organisasi import Instansi, Jabatan, UnitKerja
from kepegawaian.models.pegawai import Pegawai
from kepegawaian.models.penempatan import PejabatPenilai, Penempatan, Peran
from kepegawaian.models.perbaikan import PerbaikanData

__all__ = [
    "Instansi",
    "Jabatan",
    "KodeMasuk",
    "LaporanAtasan",
    "LetakUnit",
    "Pegawai",
    "PejabatPenilai",
    "Penempatan",
    "Peran",
    "PerbaikanData",
    "PercobaanMasuk",
    "UnitKerja",
]
