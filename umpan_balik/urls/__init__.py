"""Url umpan balik, satu berkas tiap pokok."""

from umpan_balik.urls.aspirasi import urlpatterns as aspirasi
from umpan_balik.urls.dialog import urlpatterns as dialog
from umpan_balik.urls.ikm import urlpatterns as ikm
from umpan_balik.urls.langsung import urlpatterns as langsung
from umpan_balik.urls.layanan import urlpatterns as layanan
from umpan_balik.urls.musyawarah import urlpatterns as musyawarah
from umpan_balik.urls.penugasan import urlpatterns as penugasan
from umpan_balik.urls.rekan import urlpatterns as rekan
from umpan_balik.urls.warga import urlpatterns as warga

app_name = "umpan_balik"
urlpatterns = [*rekan, *penugasan, *langsung, *dialog, *warga, *layanan, *ikm, *aspirasi, *musyawarah]
