"""Url penghargaan."""

from django.urls import URLPattern, path

from pelatihan.views import penghargaan as v

SIDANG, CALON = "penghargaan/sidang/<int:sidang_id>/", "penghargaan/calon/<int:calon_id>/"

urlpatterns: list[URLPattern] = [
    path("penghargaan/", v.daftar, name="penghargaan"),
    path("penghargaan/ukuran/", v.aturan, name="penghargaan_aturan"),
    path("penghargaan/panitia/", v.panitia, name="penghargaan_panitia"),
    path("penghargaan/panitia/<int:anggota_id>/akhiri/", v.akhiri, name="penghargaan_akhiri"),
    path("penghargaan/buka/", v.buka, name="penghargaan_buka"),
    path(SIDANG, v.sidang, name="penghargaan_sidang"),
    path(f"{SIDANG}tutup/", v.tutup, name="penghargaan_tutup"),
    path(f"{SIDANG}berita-acara/", v.berita_acara, name="penghargaan_berita_acara"),
    path(CALON, v.putus, name="penghargaan_putus"),
    path(f"{CALON}piagam/", v.piagam, name="penghargaan_piagam"),
]
