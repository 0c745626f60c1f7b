"""Dialog di sebelah SKP."""

from django.db.models import QuerySet

from indikator.models import SKP, CatatanSKP


def dialog(skp: SKP) -> QuerySet[CatatanSKP]:
    """Catatan kedua pihak, terbaru dahulu."""
    return CatatanSKP.objects.filter(skp_id=skp.pokok_id).select_related("ditulis_oleh").order_by("-pk")
