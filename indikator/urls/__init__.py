"""Url indikator: bagian pengelola (periode, katalog) dan bagian pegawai (SKP, capaian)."""

from indikator.urls.pegawai import urlpatterns as pegawai
from indikator.urls.pengelola import urlpatterns as pengelola

app_name = "indikator"
urlpatterns = [*pengelola, *pegawai]
