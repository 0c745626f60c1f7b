"""Matriks peran hasil, tautan tertunda, dan pohon kinerja."""

from django.urls import URLPattern, path

from indikator.views import matriks, pohon

urlpatterns: list[URLPattern] = [
    path("matriks/", matriks.papan, name="matriks"),
    path("skp/tautan/", matriks.tautan, name="tautan"),
    path("pohon/", pohon.pohon, name="pohon"),
    path("pohon/<int:rhk_id>/", pohon.cabang, name="pohon_cabang"),
]
