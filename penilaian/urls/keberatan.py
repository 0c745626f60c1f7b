"""Url keberatan."""

from django.urls import URLPattern, path

from penilaian.views import keberatan, keberatan_daftar

urlpatterns: list[URLPattern] = [
    path("hasil/<int:hasil_id>/keberatan/", keberatan.ajukan, name="keberatan"),
    path("keberatan/", keberatan_daftar.daftar, name="keberatan_daftar"),
    path("keberatan/<int:keberatan_id>/", keberatan.rinci, name="keberatan_rinci"),
    path("keberatan/<int:keberatan_id>/tanggapi/", keberatan.tanggapi, name="keberatan_tanggapi"),
    path("keberatan/<int:keberatan_id>/putus/", keberatan.putus, name="keberatan_putus"),
    path("keberatan/<int:keberatan_id>/tunjuk/", keberatan.tunjuk, name="keberatan_tunjuk"),
    path("keberatan/<int:keberatan_id>/tarik/", keberatan.tarik, name="keberatan_tarik"),
    path("keberatan/<int:keberatan_id>/bukti/<int:bukti_id>/", keberatan.bukti, name="keberatan_bukti"),
]
