"""Saran warga yang boleh dijawab seseorang."""

from datetime import date

from django.db.models import Q, QuerySet

from kepegawaian.permissions import Akses, Izin
from umpan_balik.models import Aspirasi
from umpan_balik.rules.hari_kerja import HARI_JAWAB, sesudah_hari_kerja


def aspirasi_untuk(akses: Akses) -> QuerySet[Aspirasi]:
    """Satu-satunya pintu petugas ke saran: unit yang dipegangnya, instansi sendiri."""
    unit = akses.unit(Izin.JAWAB_ASPIRASI)
    cakupan = Q() if unit is None else Q(unit__in=unit)
    return (
        Aspirasi.objects.filter(cakupan, instansi=akses.instansi_id)
        .select_related("unit", "survei__layanan", "survei__titik", "dijawab_oleh")
        .order_by("tanggal", "pk")
    )


def batas_jawab(tanggal: date) -> date:
    """Hari terakhir menjawab saran yang masuk pada tanggal itu."""
    return sesudah_hari_kerja(tanggal, HARI_JAWAB)
