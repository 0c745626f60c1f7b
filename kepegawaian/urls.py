"""Url kepegawaian."""

from django.urls import path

from kepegawaian.views import (
    bukan_atasan,
    lanjut,
    laporan,
    masuk,
    organisasi,
    pegawai,
    profil,
    sandi,
    sesi,
    surel,
)

app_name = "kepegawaian"
urlpatterns = [
    path("masuk/", masuk.masuk, name="masuk"),
    path("keluar/", masuk.keluar, name="keluar"),
    path("kata-sandi/", sandi.ubah_sandi, name="ubah_sandi"),
    path("kata-sandi/baru/", sandi.sandi_baru, name="sandi_baru"),
    path("kata-sandi/pulih/", sandi.sandi_pulih, name="sandi_pulih"),
    path("kata-sandi/pulih/<int:pk>/<str:token>/", sandi.sandi_pulih_atur, name="sandi_pulih_atur"),
    path("surel/", surel.surel, name="surel"),
    path("surel/<str:kode>/", surel.surel_konfirmasi, name="surel_konfirmasi"),
    path("perangkat/", sesi.sesi, name="sesi"),
    path("perangkat/<int:pk>/keluarkan/", sesi.keluarkan, name="sesi_keluarkan"),
    path("tulisan/", lanjut.tulisan_tertinggal, name="tulisan"),
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
