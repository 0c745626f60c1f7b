"""Url pegawai dan pejabat penilai: SKP dan capaian."""

from django.urls import URLPattern, path

from indikator.views import capaian, cetak, periksa, skp
from indikator.views.bukti import bukti

urlpatterns: list[URLPattern] = [
    path("skp/", skp.lembar.skp, name="skp"),
    path("skp/mulai/<int:periode_id>/", skp.lembar.mulai, name="skp_mulai"),
    path("skp/<int:skp_id>/", skp.lembar.rinci, name="skp_rinci"),
    path("skp/<int:skp_id>/bobot/", skp.lembar.bobot, name="skp_bobot"),
    path("skp/<int:skp_id>/ajukan/", skp.lembar.ajukan, name="skp_ajukan"),
    path("skp/<int:skp_id>/tarik/", skp.lembar.tarik, name="skp_tarik"),
    path("skp/<int:skp_id>/adendum/", skp.adendum.buka, name="skp_adendum"),
    path("skp/<int:skp_id>/adendum/buang/", skp.adendum.buang, name="skp_adendum_buang"),
    path("skp/<int:skp_id>/naskah/", skp.adendum.daftar, name="skp_naskah"),
    path("skp/<int:skp_id>/naskah/<int:nomor>/", skp.adendum.naskah, name="skp_naskah_rinci"),
    path("skp/<int:skp_id>/naskah/<int:nomor>/pdf/", cetak.pdf, name="skp_pdf"),
    path("cetak/skp/", cetak.banyak, name="cetak_skp"),
    path("cetak/skp/<int:paket_id>/", cetak.paket, name="cetak_skp_paket"),
    path("cetak/skp/<int:paket_id>/unduh/", cetak.unduh, name="cetak_skp_unduh"),
    path("skp/<int:skp_id>/lampiran/", skp.lampiran.lampiran, name="skp_lampiran"),
    path("skp/<int:skp_id>/cara/", skp.cara.cara, name="skp_cara"),
    path("skp/<int:skp_id>/salin/", skp.salin.salin, name="skp_salin"),
    path("skp/<int:skp_id>/dialog/", skp.dialog.dialog, name="skp_dialog"),
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
    path("periksa/pola/", periksa.pola.daftar, name="pola_skp"),
    path("periksa/pola/baru/<int:skp_id>/", periksa.pola.baru, name="pola_skp_baru"),
    path("periksa/pola/<int:pola_id>/", periksa.pola.rinci, name="pola_skp_rinci"),
    path("periksa/pola/<int:pola_id>/terapkan/", periksa.pola.terapkan, name="pola_skp_terapkan"),
    path("periksa/pola/<int:pola_id>/batalkan/", periksa.pola.batalkan, name="pola_skp_batalkan"),
    path("periksa/skp/batalkan/", periksa.skp.batalkan, name="periksa_skp_batalkan"),
    path("periksa/skp/<int:skp_id>/ekspektasi/", skp.lampiran.ekspektasi, name="periksa_skp_ekspektasi"),
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
