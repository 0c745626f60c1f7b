"""Jenis impor kepegawaian, urut seperti sebaiknya dikerjakan: unit dan jabatan, pegawai, lalu penempatan."""

from inti.services.impor import Adaptor
from kepegawaian.services.impor.jabatan import AdaptorJabatan
from kepegawaian.services.impor.pegawai import AdaptorPegawai
from kepegawaian.services.impor.penempatan import AdaptorPenempatan
from kepegawaian.services.impor.unit import AdaptorUnit

ADAPTOR: dict[str, Adaptor] = {
    "unit": AdaptorUnit(),
    "jabatan": AdaptorJabatan(),
    "pegawai": AdaptorPegawai(),
    "penempatan": AdaptorPenempatan(),
}

__all__ = ["ADAPTOR"]
