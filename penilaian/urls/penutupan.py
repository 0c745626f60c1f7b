"""Url penutupan periode, dan ruas serta jeda yang menentukan hari yang dihitungnya."""

from django.urls import URLPattern, path

from penilaian.urls.ruas import urlpatterns as ruas
from penilaian.views import buka, penutupan, rekap

urlpatterns: list[URLPattern] = [
    path("periode/<int:periode_id>/penutupan/", penutupan.penutupan, name="penutupan"),
    path("periode/<int:periode_id>/tutup/", penutupan.tutup, name="tutup"),
    path("periode/<int:periode_id>/penutupan/ulangi/", penutupan.ulangi, name="penutupan_ulangi"),
    path("periode/<int:periode_id>/buka-kembali/", buka.buka, name="buka"),
    path("buka-kembali/<int:usul_id>/", buka.buka_putus, name="buka_putus"),
    path("hasil-unit/rekap/<int:periode_id>/", rekap.rekap, name="rekap"),
    *ruas,
]
