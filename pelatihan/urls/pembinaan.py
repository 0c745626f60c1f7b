"""Url rencana pembinaan kinerja."""

from django.urls import URLPattern, path

from pelatihan.views import pembinaan as v
from pelatihan.views import pembinaan_penilai as p

SATU = "pembinaan/<int:pembinaan_id>/"

urlpatterns: list[URLPattern] = [
    path("pembinaan/", v.daftar, name="pembinaan"),
    path("pembinaan/tim/", v.tim, name="pembinaan_tim"),
    path("pembinaan/hitungan/", v.rekap, name="pembinaan_rekap"),
    path(SATU, v.rinci, name="pembinaan_rinci"),
    path(f"{SATU}sasaran/", p.sasaran, name="pembinaan_sasaran"),
    path(f"{SATU}sasaran/<int:sasaran_id>/hapus/", p.hapus, name="pembinaan_hapus"),
    path(f"{SATU}sasaran/<int:sasaran_id>/bukti/", v.bukti, name="pembinaan_bukti"),
    path(f"{SATU}pertemuan/", p.pertemuan, name="pembinaan_pertemuan"),
    path(f"{SATU}pertemuan/<int:pertemuan_id>/catat/", p.catat, name="pembinaan_catat"),
    path(f"{SATU}tetapkan/", p.tetapkan, name="pembinaan_tetapkan"),
    path(f"{SATU}ajukan/", v.ajukan, name="pembinaan_ajukan"),
    path(f"{SATU}tinjau/", p.tinjau, name="pembinaan_tinjau"),
    path("pembinaan/bukti/<int:bukti_id>/", v.berkas, name="pembinaan_berkas"),
]
