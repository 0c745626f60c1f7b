"""Url hasil dan rekap unit."""

from django.urls import URLPattern, path

from penilaian.views import hasil, hasil_berkas, unit

urlpatterns: list[URLPattern] = [
    path("hasil/", hasil.terbaru, name="hasil"),
    path("hasil/<int:hasil_id>/", hasil.rinci, name="hasil_rinci"),
    path("hasil/<int:hasil_id>/rincian.json", hasil.rincian, name="rincian"),
    path("hasil/<int:hasil_id>/<slug:bentuk>.pdf", hasil_berkas.pdf, name="hasil_pdf"),
    path("hasil/<int:hasil_id>/dibaca/", hasil_berkas.dibaca, name="hasil_dibaca"),
    path("hasil-unit/<int:periode_id>/siasn.<slug:jenis>", hasil_berkas.siasn, name="hasil_siasn"),
    path("hasil-unit/", unit.hasil_unit, name="hasil_unit"),
]
