"""Jenis impor kepegawaian, urut seperti sebaiknya dikerjakan: unit dan jabatan, pegawai, lalu penempatan."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

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


@cache
def semua_adaptor() -> dict[str, Adaptor]:
    """Jenis impor kepegawaian, lalu milik aplikasi di atasnya (settings.IMPOR_LAIN), yang tidak boleh diimpor dari sini."""
    lain: list[Adaptor] = [import_string(jalur)() for jalur in settings.IMPOR_LAIN]
    return ADAPTOR | {satu.kode: satu for satu in lain}


__all__ = ["ADAPTOR", "semua_adaptor"]
