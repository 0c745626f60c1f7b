from kepegawaian.models.organisasi import Instansi, Jabatan, UnitKerja
from kepegawaian.models.pegawai import Pegawai
from kepegawaian.models.penempatan import PejabatPenilai, Penempatan, Peran

__all__ = ["Instansi", "Jabatan", "Pegawai", "PejabatPenilai", "Penempatan", "Peran", "UnitKerja"]
