"""Url kebijakan penilaian."""

from django.urls import URLPattern, path

from penilaian.views import kebijakan, kebijakan_susun

urlpatterns: list[URLPattern] = [
    path("kebijakan/", kebijakan.daftar, name="kebijakan"),
    path("kebijakan/baru/", kebijakan_susun.baru, name="kebijakan_baru"),
    path("kebijakan/<int:kebijakan_id>/", kebijakan.rinci, name="kebijakan_rinci"),
    path("kebijakan/<int:kebijakan_id>/ubah/", kebijakan_susun.ubah, name="kebijakan_ubah"),
    path("kebijakan/<int:kebijakan_id>/pratinjau/", kebijakan_susun.pratinjau, name="kebijakan_pratinjau"),
    path("kebijakan/<int:kebijakan_id>/tetapkan/", kebijakan_susun.tetapkan, name="kebijakan_tetapkan"),
    path("kebijakan/<int:kebijakan_id>/buang/", kebijakan_susun.buang, name="kebijakan_buang"),
]
