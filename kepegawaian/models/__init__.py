from kepegawaian.models.laporan import LaporanAtasan
from kepegawaian.models.masuk import KodeMasuk, PercobaanMasuk
from kepegawaian.models.organisasi import Instansi, Jabatan, UnitKerja
from kepegawaian.models.pegawai import Pegawai
from kepegawaian.models.penempatan import PejabatPenilai, Penempatan, Peran

__all__ = [
    "Instansi",
    "Jabatan",
    "KodeMasuk",
    "LaporanAtasan",
    "Pegawai",
    "PejabatPenilai",
    "Penempatan",
    "Peran",
    "PercobaanMasuk",
    "UnitKerja",
]
