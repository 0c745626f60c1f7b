"""Url petugas: aspirasi warga."""

from django.urls import URLPattern, path

from umpan_balik.views import aspirasi

urlpatterns: list[URLPattern] = [
    path("aspirasi/", aspirasi.aspirasi, name="aspirasi"),
    path("aspirasi/<int:aspirasi_id>/", aspirasi.aspirasi_rinci, name="aspirasi_rinci"),
    path("aspirasi/<int:aspirasi_id>/proses/", aspirasi.aspirasi_proses, name="aspirasi_proses"),
]
