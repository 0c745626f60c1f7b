"""Kebijakan penilaian sebuah instansi."""

from django.db.models import Count, Q

from indikator.models import Kebijakan, Periode


def daftar_kebijakan(instansi_id: int) -> list[Kebijakan]:
    """Semua versi dengan jumlah periode yang memakainya (`dipakai`, `berjalan`). Satu kueri."""
    return list(
        Kebijakan.objects.filter(instansi_id=instansi_id)
        .annotate(
            dipakai=Count("periode"),
            berjalan=Count("periode", filter=Q(periode__status=Periode.Status.DIPROSES)),
        )
        .order_by("-berjalan", "nama", "-versi")
    )
