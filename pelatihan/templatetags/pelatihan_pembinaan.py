"""Keadaan rencana pembinaan, dan kartunya di halaman hasil."""

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from inti.templatetags.inti_komponen import lencana
from kepegawaian.models import Pegawai
from pelatihan.models import Pembinaan
from pelatihan.permissions import pelaku_pembinaan
from pelatihan.queries.pembinaan import untuk_hasil
from pelatihan.rules.pembinaan import LENCANA, Keadaan
from penilaian.models import Hasil

register = template.Library()


@register.simple_tag
def keadaan_pembinaan(rencana: Pembinaan) -> SafeString:
    """Kata keadaan dengan keterangannya."""
    kode, ket = LENCANA[Keadaan(rencana.status)]
    return lencana(kode, ket=ket)


@register.inclusion_tag("pelatihan/pembinaan_kartu.html", takes_context=True)
def pembinaan_hasil(context: template.Context, hasil: Hasil) -> dict[str, object]:
    """Kartu rencana; kosong bagi yang bukan orangnya atau penilainya. Paling banyak dua kueri."""
    pembaca, rencana = context.get("pengguna"), untuk_hasil(hasil)
    terbaca = (
        rencana is not None
        and isinstance(pembaca, Pegawai)
        and bool(pelaku_pembinaan(pembaca, rencana, pada=timezone.localdate()))
    )
    return {"rencana": rencana if terbaca else None}
