"""Akar url; tiap aplikasi membawa url-nya sendiri."""

from django.urls import path

from inti.views.sehat import sehat

urlpatterns = [path("sehat/", sehat, name="sehat")]
