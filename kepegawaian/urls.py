"""Url kepegawaian."""

from django.urls import path

from kepegawaian.views import bukan_atasan, laporan, masuk, organisasi, pegawai, profil, sandi

app_name = "kepegawaian"
urlpatterns = [
    path("masuk/", masuk.masuk, name="masuk"),
    path("keluar/", masuk.keluar, name="keluar"),
    path("kata-sandi/", sandi.ubah_sandi, name="ubah_sandi"),
    path("kata-sandi/baru/", sandi.sandi_baru, name="sandi_baru"),
    path("profil/", profil.profil, name="profil"),
    path("akses-saya/", profil.akses_saya, name="akses_saya"),
    path("organisasi/", organisasi.organisasi, name="organisasi"),
    path("organisasi/<int:pk>/", organisasi.unit, name="unit"),
    path("bukan-atasan-saya/", bukan_atasan.bukan_atasan, name="bukan_atasan"),
    path("laporan-atasan/", laporan.daftar, name="laporan_atasan"),
    path("laporan-atasan/<int:pk>/", laporan.rinci, name="laporan_atasan_rinci"),
    path("laporan-atasan/<int:pk>/proses/", laporan.proses, name="laporan_atasan_proses"),
    path("pegawai/", pegawai.daftar, name="pegawai"),
    path("pegawai/<int:pk>/", pegawai.rinci, name="pegawai_rinci"),
    path("pegawai/<int:pk>/kode/", pegawai.beri_kode, name="beri_kode"),
]
