"""Url saran warga: penyaring, petugas, aturan, dan halaman umum."""

from django.urls import URLPattern, path

from umpan_balik.views import aspirasi, aspirasi_saring, aspirasi_umum

urlpatterns: list[URLPattern] = [
    path("aspirasi/", aspirasi.aspirasi, name="aspirasi"),
    path("aspirasi/saring/", aspirasi_saring.saring, name="aspirasi_saring"),
    path("aspirasi/saring/<int:aspirasi_id>/", aspirasi_saring.saring_rinci, name="aspirasi_saring_rinci"),
    path("aspirasi/aturan/", aspirasi_saring.aturan_aspirasi, name="aspirasi_aturan"),
    path("aspirasi/aturan/hapus-libur/", aspirasi_saring.libur_hapus, name="aspirasi_libur_hapus"),
    path("aspirasi/nama-saya/", aspirasi_saring.nama_saya, name="aspirasi_nama_saya"),
    path("aspirasi/<int:aspirasi_id>/", aspirasi.aspirasi_rinci, name="aspirasi_rinci"),
    path("aspirasi/<int:aspirasi_id>/proses/", aspirasi.aspirasi_proses, name="aspirasi_proses"),
    path("aspirasi/<int:aspirasi_id>/alihkan/", aspirasi.aspirasi_alihkan, name="aspirasi_alihkan"),
    path("publik/<slug:slug>/saran/", aspirasi_umum.umum, name="aspirasi_umum"),
    path("lacak/<str:tanda_lacak>/nilai/", aspirasi_umum.lacak_nilai, name="lacak_nilai"),
]
