from django.urls import path

from umpan_balik.views import aspirasi, ditahan, kios, rekan, titik, warga

app_name = "umpan_balik"
urlpatterns = [
    path("umpan-balik/", rekan.daftar, name="daftar"),
    path("umpan-balik/360/<int:penugasan_id>/", rekan.isi_360, name="isi_360"),
    path("umpan-balik/kirim/", rekan.kirim, name="kirim"),
    path("umpan-balik/siapa-melihat-apa/", rekan.siapa_melihat, name="siapa_melihat"),
    path("s/terima/<str:tanda_terima_>/", warga.survei_terima, name="survei_terima"),
    path("s/<slug:token>/", warga.survei, name="survei"),
    path("s/<slug:token>/kios/<slug:kunci>/", kios.survei, name="survei_kios"),
    path(
        "s/<slug:token>/kios/<slug:kunci>/terima/<str:tanda_terima_>/", kios.terima, name="survei_kios_terima"
    ),
    path("s/<slug:token>/<slug:kode>/", warga.survei, name="survei_berkode"),
    path("lacak/", warga.lacak, name="lacak"),
    path("lacak/<str:tanda_lacak>/", warga.lacak_rinci, name="lacak_rinci"),
    path("lacak/<str:tanda_lacak>/tarik/", warga.lacak_tarik, name="lacak_tarik"),
    path("layanan/", titik.titik, name="titik"),
    path("layanan/ditahan/", ditahan.ditahan, name="ditahan"),
    path("layanan/titik/<int:titik_id>/", titik.titik_rinci, name="titik_rinci"),
    path("layanan/titik/<int:titik_id>/atur/", titik.titik_atur, name="titik_atur"),
    path("layanan/titik/<int:titik_id>/kios/", titik.titik_kios, name="titik_kios"),
    path("layanan/titik/<int:titik_id>/jaga/<int:jaga_id>/akhiri/", titik.jaga_akhiri, name="jaga_akhiri"),
    path("layanan/titik/<int:titik_id>/qr/", titik.titik_qr, name="titik_qr"),
    path("layanan/titik/<int:titik_id>/poster/", titik.titik_poster, name="titik_poster"),
    path("layanan/titik/<int:titik_id>/kode/<str:tanda_kode>/", titik.titik_kode, name="titik_kode"),
    path(
        "layanan/titik/<int:titik_id>/kode/<str:tanda_kode>/csv/", titik.titik_kode_csv, name="titik_kode_csv"
    ),
    path("aspirasi/", aspirasi.aspirasi, name="aspirasi"),
    path("aspirasi/<int:aspirasi_id>/", aspirasi.aspirasi_rinci, name="aspirasi_rinci"),
    path("aspirasi/<int:aspirasi_id>/proses/", aspirasi.aspirasi_proses, name="aspirasi_proses"),
]
