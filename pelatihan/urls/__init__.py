"""Url pelatihan, menurut benda."""

from pelatihan.urls.katalog import urlpatterns as katalog
from pelatihan.urls.kompetensi import urlpatterns as kompetensi
from pelatihan.urls.pembinaan import urlpatterns as pembinaan
from pelatihan.urls.pengelola import urlpatterns as pengelola
from pelatihan.urls.penghargaan import urlpatterns as penghargaan
from pelatihan.urls.saran import urlpatterns as saran
from pelatihan.urls.talenta import urlpatterns as talenta
from pelatihan.urls.usulan import urlpatterns as usulan

app_name = "pelatihan"
urlpatterns = [*saran, *katalog, *usulan, *pengelola, *kompetensi, *pembinaan, *penghargaan, *talenta]
