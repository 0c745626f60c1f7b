"""Url pegawai dan penilai: risalah dialog kinerja."""

from django.urls import URLPattern, path

from umpan_balik.views import dialog

urlpatterns: list[URLPattern] = [
    path("umpan-balik/dialog/", dialog.daftar, name="dialog"),
    path("umpan-balik/dialog/baru/", dialog.baru, name="dialog_baru"),
    path("umpan-balik/dialog/<int:dialog_id>/", dialog.rinci, name="dialog_rinci"),
    path("umpan-balik/dialog/<int:dialog_id>/ubah/", dialog.ubah, name="dialog_ubah"),
    path("umpan-balik/dialog/<int:dialog_id>/sahkan/", dialog.sahkan, name="dialog_sahkan"),
    path("umpan-balik/dialog/<int:dialog_id>/hapus/", dialog.hapus, name="dialog_hapus"),
    path("umpan-balik/dialog/tindak/<int:tindak_id>/selesai/", dialog.selesai, name="dialog_selesai"),
]
