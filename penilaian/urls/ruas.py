"""Url ruas yang sudah ditinggalkan pegawainya, dan cuti atau pelatihan panjang."""

from django.urls import URLPattern, path

from penilaian.views import jeda, ruas

urlpatterns: list[URLPattern] = [
    path("menilai/ruas/<int:periode_id>/", ruas.daftar, name="ruas"),
    path("menilai/ruas/<int:periode_id>/<int:penempatan_id>/", ruas.nilai, name="ruas_nilai"),
    path("jeda/", jeda.daftar, name="jeda"),
    path("jeda/<int:jeda_id>/batalkan/", jeda.batalkan, name="jeda_batalkan"),
]
