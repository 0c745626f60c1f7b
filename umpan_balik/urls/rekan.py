"""Url pegawai: daftar umpan balik dan penilaian 360."""

from django.urls import URLPattern, path

from umpan_balik.views import rekan

urlpatterns: list[URLPattern] = [
    path("umpan-balik/", rekan.daftar, name="daftar"),
    path("umpan-balik/360/<int:penugasan_id>/", rekan.isi_360, name="isi_360"),
    path("umpan-balik/siapa-melihat-apa/", rekan.siapa_melihat, name="siapa_melihat"),
]
