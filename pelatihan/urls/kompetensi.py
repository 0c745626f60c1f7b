"""Url kompetensi: profil, standar, tabel pemetaan, dan dampak pelatihan."""

from django.urls import URLPattern, path

from pelatihan.views import dampak, kompetensi

urlpatterns: list[URLPattern] = [
    path("kompetensi/", kompetensi.profil, name="profil"),
    path("kompetensi/<int:pegawai_id>/", kompetensi.profil, name="profil_orang"),
    path("kompetensi/standar/", kompetensi.standar, name="standar"),
    path("kompetensi/standar/pemetaan/", kompetensi.pemetaan, name="pemetaan"),
    path("pelatihan/<int:pelatihan_id>/dampak/", dampak.dampak, name="dampak"),
]
