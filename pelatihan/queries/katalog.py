"""Katalog pelatihan yang boleh dibaca seseorang."""

from django.db.models import QuerySet

from kepegawaian.models import Pegawai
from pelatihan.models import Pelatihan


def katalog_untuk(pegawai: Pegawai, *, cari: str = "") -> QuerySet[Pelatihan]:
    """Pelatihan aktif di instansinya, menurut judul; `cari` mencocokkan judul, kompetensi, atau penyelenggara."""
    semua = Pelatihan.objects.filter(instansi_id=pegawai.instansi_id, aktif=True)
    if cari:
        semua = semua.filter(judul__icontains=cari) | semua.filter(kompetensi__icontains=cari)
    return semua.order_by("judul", "pk")
