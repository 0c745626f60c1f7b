"""Url saran pelatihan."""

from django.urls import URLPattern, path

from pelatihan.views import rekomendasi

urlpatterns: list[URLPattern] = [
    path("pelatihan/", rekomendasi.daftar, name="daftar"),
    path("pelatihan/<int:pk>/terima/", rekomendasi.terima, name="terima"),
    path("pelatihan/<int:pk>/tolak/", rekomendasi.tolak, name="tolak"),
]
