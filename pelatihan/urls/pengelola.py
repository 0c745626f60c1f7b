"""Url pengurus pelatihan (admin BKD): rencana, sesi, kehadiran, dan sertifikat."""

from django.urls import URLPattern, path

from pelatihan.views import rencana, sertifikat, sesi

urlpatterns: list[URLPattern] = [
    path("pelatihan/rencana/", rencana.rencana, name="rencana"),
    path("pelatihan/rencana/unduh/", rencana.unduh, name="rencana_unduh"),
    path("pelatihan/rencana/anggaran/", rencana.anggaran, name="rencana_anggaran"),
    path("pelatihan/sesi/", sesi.daftar, name="sesi"),
    path("pelatihan/sesi/<int:sesi_id>/", sesi.rinci, name="sesi_rinci"),
    path("pelatihan/sesi/<int:sesi_id>/ubah/", sesi.ubah, name="sesi_ubah"),
    path("pelatihan/sesi/<int:sesi_id>/hadir/", sesi.hadir, name="sesi_hadir"),
    path("pelatihan/sesi/<int:sesi_id>/batalkan/", sesi.batalkan, name="sesi_batalkan"),
    path("pelatihan/sesi/<int:sesi_id>/tutup/", sesi.tutup, name="sesi_tutup"),
    path("pelatihan/sertifikat/", sertifikat.daftar, name="sertifikat"),
]
