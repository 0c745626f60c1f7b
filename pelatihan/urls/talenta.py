"""Url peta talenta."""

from django.urls import URLPattern, path

from pelatihan.views import talenta as v

urlpatterns: list[URLPattern] = [
    path("talenta/", v.halaman, name="talenta"),
    path("talenta/unduh/", v.unduh, name="talenta_unduh"),
    path("talenta/ukuran/", v.aturan, name="talenta_aturan"),
    path("talenta/saya/", v.milik_saya, name="talenta_saya"),
    path("talenta/<int:pegawai_id>/", v.orang, name="talenta_orang"),
]
