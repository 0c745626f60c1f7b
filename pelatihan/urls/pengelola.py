"""Url pengurus pelatihan (admin BKD): rencana, sesi, kehadiran, dan sertifikat."""

from django.urls import URLPattern, path

from pelatihan.views import rencana, sertifikat, sesi

urlpatterns: list[URLPattern] = [
    path("pelatihan/rencana/", rencana.rencana, name="rencana"),
    path("pelatihan/rencana/unduh/", rencana.unduh, name="rencana_unduh"),
    path("pelatihan/rencana/anggaran/", rencana.anggaran, name="rencana_anggaran"),
    path("pelatihan/rencana/sesi/", sesi.daftar, name="sesi"),
    path("pelatihan/rencana/sesi/<int:sesi_id>/", sesi.rinci, name="sesi_rinci"),
    path("pelatihan/rencana/sesi/<int:sesi_id>/ubah/", sesi.ubah, name="sesi_ubah"),
    path("pelatihan/rencana/sesi/<int:sesi_id>/hadir/", sesi.hadir, name="sesi_hadir"),
    path("pelatihan/rencana/sesi/<int:sesi_id>/batalkan/", sesi.batalkan, name="sesi_batalkan"),
    path("pelatihan/rencana/sesi/<int:sesi_id>/tutup/", sesi.tutup, name="sesi_tutup"),
    path("pelatihan/rencana/sertifikat/", sertifikat.daftar, name="sertifikat"),
]
