"""Url objektivitas: tanda tiap penilai dan unit, dan cermin penilai sendiri."""

from django.urls import URLPattern, path

from penilaian.views import objektivitas

urlpatterns: list[URLPattern] = [
    path("objektivitas/", objektivitas.objektivitas, name="objektivitas"),
    path("objektivitas/saya/", objektivitas.cermin, name="objektivitas_saya"),
]
