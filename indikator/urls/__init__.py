"""Url indikator: bagian pengelola (periode, katalog), pegawai (SKP, capaian), dan pohon kinerja."""

from indikator.urls.lapor import urlpatterns as lapor
from indikator.urls.pegawai import urlpatterns as pegawai
from indikator.urls.pengelola import urlpatterns as pengelola
from indikator.urls.pohon import urlpatterns as pohon

app_name = "indikator"
urlpatterns = [*pengelola, *pegawai, *pohon, *lapor]
