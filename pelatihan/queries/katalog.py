"""Katalog pelatihan yang boleh dibaca seseorang."""

from django.db.models import Q, QuerySet

from kepegawaian.models import Pegawai
from pelatihan.models import Pelatihan


def katalog_untuk(pegawai: Pegawai, *, cari: str = "") -> QuerySet[Pelatihan]:
    """Pelatihan aktif di instansinya, menurut judul.

    Tiap kata `cari` harus ada di judul, bentuk, kompetensi, atau penyelenggara.
    """
    semua = Pelatihan.objects.filter(instansi_id=pegawai.instansi_id, aktif=True)
    for kata in cari.split()[:10]:
        semua = semua.filter(
            Q(judul__icontains=kata)
            | Q(bentuk__icontains=kata)
            | Q(kompetensi__icontains=kata)
            | Q(penyelenggara__icontains=kata)
        )
    return semua.order_by("judul", "pk")
