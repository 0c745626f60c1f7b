"""Url rapat kalibrasi."""

from django.urls import URLPattern, path

from penilaian.views import kalibrasi, kalibrasi_tutup

urlpatterns: list[URLPattern] = [
    path("kalibrasi/", kalibrasi.rapat, name="kalibrasi"),
    path("kalibrasi/semua/", kalibrasi.daftar, name="kalibrasi_daftar"),
    path("kalibrasi/buka/<int:periode_id>/<int:unit_id>/", kalibrasi.buka, name="kalibrasi_buka"),
    path("kalibrasi/<int:kalibrasi_id>/", kalibrasi.papan, name="kalibrasi_papan"),
    path("kalibrasi/<int:kalibrasi_id>/pindah/<int:pegawai_id>/", kalibrasi.pindah, name="kalibrasi_pindah"),
    path("kalibrasi/<int:kalibrasi_id>/tarik/<int:pindah_id>/", kalibrasi.tarik, name="kalibrasi_tarik"),
    path("kalibrasi/<int:kalibrasi_id>/orang/<int:pegawai_id>/", kalibrasi.orang, name="kalibrasi_orang"),
    path("kalibrasi/<int:kalibrasi_id>/tutup/", kalibrasi_tutup.tutup, name="kalibrasi_tutup"),
    path("kalibrasi/<int:kalibrasi_id>/papan.xlsx", kalibrasi_tutup.unduh, name="kalibrasi_unduh"),
    path("kalibrasi/<int:kalibrasi_id>/berita-acara.pdf", kalibrasi_tutup.pdf, name="kalibrasi_pdf"),
]
