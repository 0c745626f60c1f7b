"""Url IKM: halaman angka, penerima layanan, tindak lanjut, laporan SKM, dan lembar kertas."""

from django.urls import URLPattern, path

from umpan_balik.views import ikm, kertas, skm

urlpatterns: list[URLPattern] = [
    path("ikm/", ikm.ikm, name="ikm"),
    path("ikm/unduh/", ikm.unduh, name="ikm_unduh"),
    path("ikm/penerima/", ikm.penerima, name="ikm_penerima"),
    path("ikm/tindak-lanjut/<int:unit_id>/", skm.tindak, name="skm_tindak"),
    path("ikm/tindak-lanjut/<int:unit_id>/<int:tindak_id>/", skm.tindak_ubah, name="skm_tindak_ubah"),
    path("ikm/laporan/<int:unit_id>/", skm.laporan, name="skm_laporan"),
    path("ikm/laporan/<int:unit_id>/<int:laporan_id>/", skm.pdf, name="skm_pdf"),
    path("ikm/kertas/", kertas.kertas, name="kertas"),
    path("ikm/kertas/<int:titik_id>/formulir/", kertas.formulir, name="kertas_formulir"),
    path("ikm/kertas/<int:titik_id>/templat/", kertas.templat, name="kertas_templat"),
]
