"""Periode, katalog, pemahaman, kemajuan."""

from django.urls import path

from indikator.views import kalender, katalog, katalog_banyak, kemajuan, pemahaman, periode, setahun

urlpatterns = [
    path("periode/", periode.daftar, name="periode"),
    path("periode/baru/", periode.baru, name="periode_baru"),
    path("periode/setahun/", setahun.setahun, name="periode_setahun"),
    path("periode/<int:periode_id>/", periode.rinci, name="periode_rinci"),
    path("periode/<int:periode_id>/buka/", periode.buka, name="periode_buka"),
    path("periode/<int:periode_id>/tenggat/", periode.tenggat, name="periode_tenggat"),
    path("kalender/", kalender.kalender, name="kalender"),
    path("kalender/unduh.ics", kalender.unduh, name="kalender_unduh"),
    path("katalog/", katalog.daftar, name="katalog"),
    path("katalog/ekspor.xlsx", katalog.ekspor, name="katalog_ekspor"),
    path("katalog/baru/", katalog.baru, name="katalog_baru"),
    path("katalog/banyak/", katalog_banyak.banyak, name="katalog_banyak"),
    path("katalog/banyak/tawarkan/", katalog_banyak.tawarkan_lagi, name="katalog_tawarkan_banyak"),
    path("katalog/<int:indikator_id>/", katalog.rinci, name="katalog_rinci"),
    path("katalog/<int:indikator_id>/ubah/", katalog.ubah, name="katalog_ubah"),
    path("katalog/<int:indikator_id>/tarik/", katalog.atur_aktif, {"aktif": False}, name="katalog_tarik"),
    path(
        "katalog/<int:indikator_id>/tawarkan/", katalog.atur_aktif, {"aktif": True}, name="katalog_tawarkan"
    ),
    path("tinjauan/", pemahaman.tinjauan, name="tinjauan"),
    path("tinjauan/<int:tinjauan_id>/", pemahaman.jawab, name="tinjauan_jawab"),
    path("pemahaman/", pemahaman.kini, name="pemahaman_kini"),
    path("pemahaman/<int:periode_id>/", pemahaman.pemahaman, name="pemahaman"),
    path("pemahaman/<int:periode_id>/belum/", pemahaman.belum, name="pemahaman_belum"),
    path("pemahaman/<int:periode_id>/tanya/<int:indikator_id>/", pemahaman.tanya, name="pemahaman_tanya"),
    path("kemajuan/", kemajuan.kemajuan, name="kemajuan"),
]
