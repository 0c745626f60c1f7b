"""Url hasil, keberatan, dan rekap unit."""

from django.urls import URLPattern, path

from penilaian.views import hasil, unit

urlpatterns: list[URLPattern] = [
    path("hasil/", hasil.terbaru, name="hasil"),
    path("hasil/<int:hasil_id>/", hasil.rinci, name="hasil_rinci"),
    path("hasil/<int:hasil_id>/keberatan/", hasil.keberatan, name="keberatan"),
    path("hasil/<int:hasil_id>/rincian.json", hasil.rincian, name="rincian"),
    path("hasil-unit/", unit.hasil_unit, name="hasil_unit"),
]
