from kepegawaian.models.laporan import LaporanAtasan
from kepegawaian.models.letak import LetakUnit
from kepegawaian.models.masuk import GantiSurel, KodeMasuk, PercobaanMasuk, SesiMasuk
from kepegawaian.models.organisasi import Instansi, Jabatan, UnitKerja
from kepegawaian.models.pegawai import Pegawai
from kepegawaian.models.penempatan import PejabatPenilai, Penempatan, Peran
from kepegawaian.models.perbaikan import PerbaikanData

__all__ = [
    "GantiSurel",
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
    "SesiMasuk",
    "UnitKerja",
]
