"""Daftar nama jabatan dan pemangkunya."""

from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kepegawaian.models import Jabatan, Penempatan
from kepegawaian.queries.orang import berlaku


def jabatan_untuk(
    instansi_id: int, *, pada: date, cari: str = "", jenis: str = "", pakai: str = ""
) -> QuerySet[Jabatan]:
    """Jabatan instansi dengan `pemangku` (orang yang hari itu mendudukinya), urut nama. Satu kueri."""
    pemangku = (
        Penempatan.objects.filter(berlaku(pada), jabatan=OuterRef("pk"), pegawai__is_active=True)
        .order_by()
        .values("jabatan")
        .annotate(n=Count("pegawai_id", distinct=True))
        .values("n")
    )
    hasil = Jabatan.objects.filter(instansi_id=instansi_id).annotate(
        pemangku=Coalesce(Subquery(pemangku, output_field=IntegerField()), 0)
    )
    if cari:
        hasil = hasil.filter(nama__icontains=cari)
    if jenis:
        hasil = hasil.filter(jenis=jenis)
    if pakai:
        hasil = hasil.filter(Q(pemangku__gt=0) if pakai == "ya" else Q(pemangku=0))
    return hasil.order_by("nama", "pk")


def pemangku(jabatan: Jabatan, *, pada: date) -> QuerySet[Penempatan]:
    """Penempatan yang memakai jabatan itu pada hari itu, urut nama orangnya."""
    return (
        Penempatan.objects.filter(berlaku(pada), jabatan=jabatan, pegawai__is_active=True)
        .select_related("pegawai", "unit")
        .order_by("pegawai__nama", "pk")
    )
