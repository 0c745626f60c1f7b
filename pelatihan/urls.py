"""Url pelatihan."""

from django.urls import path

from pelatihan.views import rekomendasi

app_name = "pelatihan"
urlpatterns = [
    path("pelatihan/", rekomendasi.daftar, name="daftar"),
    path("pelatihan/katalog/", rekomendasi.katalog, name="katalog"),
    path("pelatihan/<int:pk>/terima/", rekomendasi.terima, name="terima"),
    path("pelatihan/<int:pk>/tolak/", rekomendasi.tolak, name="tolak"),
]
