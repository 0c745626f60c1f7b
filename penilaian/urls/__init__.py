"""Url penilaian, satu berkas tiap pokok."""

from penilaian.urls.hasil import urlpatterns as hasil
from penilaian.urls.kalibrasi import urlpatterns as kalibrasi
from penilaian.urls.keberatan import urlpatterns as keberatan
from penilaian.urls.kebijakan import urlpatterns as kebijakan
from penilaian.urls.menilai import urlpatterns as menilai
from penilaian.urls.objektivitas import urlpatterns as objektivitas
from penilaian.urls.penutupan import urlpatterns as penutupan

app_name = "penilaian"
urlpatterns = [*menilai, *penutupan, *hasil, *kalibrasi, *keberatan, *kebijakan, *objektivitas]
