"""Url penilai dan pegawai selama periode berjalan: menilai dan prakiraan."""

from django.urls import URLPattern, path

from penilaian.views import catatan, menilai, prakiraan

urlpatterns: list[URLPattern] = [
    path("menilai/", menilai.menilai, name="menilai"),
    path("menilai/<int:periode_id>/<int:pegawai_id>/", menilai.orang, name="menilai_orang"),
    path("menilai/catatan/", catatan.daftar, name="catatan"),
    path("menilai/catatan/<int:catatan_id>/hapus/", catatan.hapus, name="catatan_hapus"),
    path("prakiraan/<int:periode_id>/", prakiraan.prakiraan, name="prakiraan"),
    path("prakiraan/<int:periode_id>/coba/", prakiraan.coba, name="coba"),
]
