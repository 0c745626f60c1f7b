"""Kapan terakhir dicadangkan."""

from datetime import datetime

from django.db.models import Max

from inti.models import Cadangan


def cadangan_terakhir() -> datetime | None:
    """Saat selesainya cadangan terakhir; None bila belum pernah. Satu kueri."""
    hasil: datetime | None = Cadangan.objects.aggregate(m=Max("selesai_pada"))["m"]
    return hasil
