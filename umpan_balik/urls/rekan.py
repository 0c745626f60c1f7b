"""Url pegawai: umpan balik 360 dan umpan balik langsung."""

from django.urls import URLPattern, path

from umpan_balik.views import rekan

urlpatterns: list[URLPattern] = [
    path("umpan-balik/", rekan.daftar, name="daftar"),
    path("umpan-balik/360/<int:penugasan_id>/", rekan.isi_360, name="isi_360"),
    path("umpan-balik/kirim/", rekan.kirim, name="kirim"),
    path("umpan-balik/siapa-melihat-apa/", rekan.siapa_melihat, name="siapa_melihat"),
]
