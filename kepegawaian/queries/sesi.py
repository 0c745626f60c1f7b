"""Perangkat yang sedang masuk."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet

from kepegawaian.models import Pegawai, SesiMasuk


def sesi_milik(pegawai: Pegawai, *, sekarang: datetime) -> QuerySet[SesiMasuk]:
    """Sesi orang itu yang masih hidup, terbaru dahulu; satu kueri."""
    hidup = Session.objects.filter(session_key=OuterRef("kunci"), expire_date__gt=sekarang)
    return SesiMasuk.objects.filter(Exists(hidup), pegawai=pegawai, selesai__isnull=True).order_by("-masuk")
