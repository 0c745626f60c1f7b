"""Url pelaporan: target triwulan, catatan harian, papan tim."""

from django.urls import URLPattern, path

from indikator.views import triwulan

urlpatterns: list[URLPattern] = [
    path(
        "skp/<int:skp_id>/indikator/<int:indikator_id>/triwulan/",
        triwulan.triwulan,
        name="skp_triwulan",
    ),
]
