"""Url pegawai: umpan balik bernama, permintaannya, dan laporannya."""

from django.urls import URLPattern, path

from umpan_balik.views import langsung, langsung_minta

urlpatterns: list[URLPattern] = [
    path("umpan-balik/kirim/", langsung.kirim, name="kirim"),
    path("umpan-balik/langsung/<int:umpan_balik_id>/ubah/", langsung.ubah, name="langsung_ubah"),
    path("umpan-balik/langsung/<int:umpan_balik_id>/tarik/", langsung.tarik, name="langsung_tarik"),
    path("umpan-balik/langsung/<int:umpan_balik_id>/tanggapi/", langsung.tanggapi, name="langsung_tanggapi"),
    path("umpan-balik/langsung/<int:umpan_balik_id>/lapor/", langsung.lapor, name="langsung_lapor"),
    path("umpan-balik/laporan/", langsung.laporan, name="langsung_laporan"),
    path("umpan-balik/laporan/<int:laporan_id>/", langsung.laporan_putus, name="langsung_putus"),
    path("umpan-balik/minta/", langsung_minta.minta, name="minta"),
    path("umpan-balik/minta/<int:permintaan_id>/tolak/", langsung_minta.tolak, name="minta_tolak"),
    path("umpan-balik/minta/<int:permintaan_id>/batal/", langsung_minta.batal, name="minta_batal"),
]
