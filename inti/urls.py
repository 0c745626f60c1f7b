from django.urls import path

from inti.views import galeri

app_name = "inti"
urlpatterns = [path("galeri/", galeri.galeri, name="galeri")]
