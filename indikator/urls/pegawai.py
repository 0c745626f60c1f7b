"""Url pegawai dan pejabat penilai: SKP dan capaian."""

from django.urls import URLPattern, path

from indikator.views import capaian, periksa, skp
from indikator.views.bukti import bukti

urlpatterns: list[URLPattern] = [
    path("skp/", skp.lembar.skp, name="skp"),
    path("skp/mulai/<int:periode_id>/", skp.lembar.mulai, name="skp_mulai"),
    path("skp/<int:skp_id>/", skp.lembar.rinci, name="skp_rinci"),
    path("skp/<int:skp_id>/bobot/", skp.lembar.bobot, name="skp_bobot"),
    path("skp/<int:skp_id>/ajukan/", skp.lembar.ajukan, name="skp_ajukan"),
    path("skp/<int:skp_id>/tarik/", skp.lembar.tarik, name="skp_tarik"),
    path("skp/<int:skp_id>/cetak/", skp.lembar.cetak, name="skp_cetak"),
    path("skp/<int:skp_id>/rhk/tambah/", skp.rhk.tambah, name="skp_rhk_tambah"),
    path("skp/<int:skp_id>/rhk/<int:rhk_id>/", skp.rhk.ubah, name="skp_rhk_ubah"),
    path("skp/<int:skp_id>/rhk/<int:rhk_id>/hapus/", skp.rhk.hapus, name="skp_rhk_hapus"),
    path("skp/<int:skp_id>/rhk/<int:rhk_id>/indikator/", skp.indikator.pilih, name="skp_indikator_pilih"),
    path(
        "skp/<int:skp_id>/rhk/<int:rhk_id>/indikator/tambah/",
        skp.indikator.tambah,
        name="skp_indikator_tambah",
    ),
    path("skp/<int:skp_id>/indikator/<int:indikator_id>/", skp.indikator.ubah, name="skp_indikator_ubah"),
    path(
        "skp/<int:skp_id>/indikator/<int:indikator_id>/hapus/",
        skp.indikator.hapus,
        name="skp_indikator_hapus",
    ),
    path("periksa/skp/", periksa.skp.daftar, name="periksa_skp"),
    path("periksa/skp/banyak/", periksa.skp.banyak, name="periksa_skp_banyak"),
    path("periksa/skp/<int:skp_id>/", periksa.skp.rinci, name="periksa_skp_rinci"),
    path("capaian/", capaian.daftar, name="capaian"),
    path("capaian/terima/<str:nomor>/", capaian.terima, name="capaian_terima"),
    path("capaian/<int:periode_id>/<int:indikator_id>/", capaian.lapor, name="capaian_lapor"),
    path("capaian/<int:periode_id>/<int:indikator_id>/tarik/", capaian.tarik, name="capaian_tarik"),
    path("periksa/capaian/", periksa.capaian.daftar, name="periksa_capaian"),
    path(
        "periksa/capaian/<int:periode_id>/<int:pegawai_id>/",
        periksa.capaian.orang,
        name="periksa_capaian_orang",
    ),
    path(
        "periksa/capaian/<int:periode_id>/<int:pegawai_id>/<int:indikator_id>/",
        periksa.capaian.putus,
        name="periksa_capaian_putus",
    ),
    path("bukti/<int:bukti_id>/", bukti, name="bukti"),
]
