"""Potongan pohon kinerja di halaman lain: untuk apa sebuah RHK, dan RHK yang belum tertaut."""

from django import template

from indikator.models import SKP
from indikator.queries.matriks import banyak_tertunda
from indikator.queries.pohon import garis

register = template.Library()


@register.inclusion_tag("indikator/pohon_untuk_apa.html")
def untuk_apa(rhk_id: int) -> dict[str, object]:
    """{% untuk_apa rhk.pk %}: garis dari RHK itu ke puncak; tidak tampil bila belum tertaut. Satu kueri."""
    ruas = garis([rhk_id]).get(rhk_id, [])
    return {"garis": ruas if len(ruas) > 1 else []}


@register.inclusion_tag("indikator/pohon_tertunda.html")
def tautan_tertunda(skp: SKP) -> dict[str, object]:
    """{% tautan_tertunda skp %} bagi pemiliknya: ajakan menautkan RHK yang belum tertaut. Satu kueri."""
    return {"banyak": banyak_tertunda(skp)}
