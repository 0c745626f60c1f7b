"""Daftar akun contoh di halaman masuk; kosong di luar mode contoh."""

from django import template
from django.conf import settings
from django.utils import timezone

from asn_kinerja.demo import SANDI_CONTOH
from asn_kinerja.queries.akun_contoh import akun_contoh

register = template.Library()


@register.inclusion_tag("halaman/akun_contoh.html")
def daftar_akun_contoh() -> dict[str, object]:
    if not settings.MODE_CONTOH:
        return {"akun": []}
    return {"akun": akun_contoh(pada=timezone.localdate()), "sandi": SANDI_CONTOH}
