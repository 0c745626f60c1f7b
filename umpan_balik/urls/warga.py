"""Url warga: formulir survei, tablet loket, tanda terima, dan pelacakan."""

from django.urls import URLPattern, path

from umpan_balik.views import cari_titik, hitungan, kios, survei, terima, warga

urlpatterns: list[URLPattern] = [
    path("survei/<slug:slug>/", hitungan.survei_hitungan, name="survei_hitungan"),
    path("s/", cari_titik.cari_titik, name="survei_cari"),
    path("s/terima/<str:tanda_terima_>/", terima.survei_terima, name="survei_terima"),
    path("s/<slug:token>/", survei.survei, name="survei"),
    path("s/<slug:token>/kios/<slug:kunci>/", kios.survei, name="survei_kios"),
    path(
        "s/<slug:token>/kios/<slug:kunci>/terima/<str:tanda_terima_>/", kios.terima, name="survei_kios_terima"
    ),
    path("s/<slug:token>/<slug:kode>/", survei.survei, name="survei_berkode"),
    path("lacak/", warga.lacak, name="lacak"),
    path("lacak/<str:tanda_lacak>/", warga.lacak_rinci, name="lacak_rinci"),
    path("lacak/<str:tanda_lacak>/profil/", warga.profil_tarik, name="lacak_profil"),
    path("lacak/<str:tanda_lacak>/tarik/", warga.lacak_tarik, name="lacak_tarik"),
]
