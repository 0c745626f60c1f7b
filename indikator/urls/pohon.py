"""Matriks peran hasil, tautan tertunda, pohon kinerja, dan pembatalan salinan katalog."""

from django.urls import URLPattern, path

from indikator.views import katalog_banyak, matriks, pohon

urlpatterns: list[URLPattern] = [
    path("matriks/", matriks.papan, name="matriks"),
    path("skp/tautan/", matriks.tautan, name="tautan"),
    path("katalog/banyak/batal-salin/", katalog_banyak.batal_salin, name="katalog_batal_salin"),
    path("pohon/", pohon.pohon, name="pohon"),
    path("pohon/<int:rhk_id>/", pohon.cabang, name="pohon_cabang"),
]
