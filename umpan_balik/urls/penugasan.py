"""Url penilai 360: usul, putusan, penolakan, dan cermin penilai."""

from django.urls import URLPattern, path

from umpan_balik.views import penugasan, rekan

urlpatterns: list[URLPattern] = [
    path("umpan-balik/penilai/", penugasan.penilai_saya, name="penilai_saya"),
    path("umpan-balik/penilai/usul/", penugasan.usul_penilai, name="usul_penilai"),
    path("umpan-balik/penilai/usul/<int:usul_id>/", penugasan.putus_usul, name="putus_usul"),
    path("umpan-balik/360/<int:penugasan_id>/tolak/", penugasan.tolak_360, name="tolak_360"),
    path("umpan-balik/cermin/", rekan.cermin_saya, name="cermin"),
]
