"""Url penilaian: menilai, penutupan, hasil, kebijakan, prakiraan."""

from django.urls import path

from penilaian.views import hasil, kebijakan, kebijakan_susun, menilai, penutupan, prakiraan, unit

app_name = "penilaian"
urlpatterns = [
    path("menilai/", menilai.menilai, name="menilai"),
    path("menilai/<int:periode_id>/<int:pegawai_id>/", menilai.orang, name="menilai_orang"),
    path("periode/<int:periode_id>/penutupan/", penutupan.penutupan, name="penutupan"),
    path("periode/<int:periode_id>/tutup/", penutupan.tutup, name="tutup"),
    path("periode/<int:periode_id>/penutupan/ulangi/", penutupan.ulangi, name="penutupan_ulangi"),
    path("hasil/", hasil.terbaru, name="hasil"),
    path("hasil/<int:hasil_id>/", hasil.rinci, name="hasil_rinci"),
    path("hasil/<int:hasil_id>/keberatan/", hasil.keberatan, name="keberatan"),
    path("hasil/<int:hasil_id>/rincian.json", hasil.rincian, name="rincian"),
    path("hasil-unit/", unit.hasil_unit, name="hasil_unit"),
    path("kebijakan/", kebijakan.daftar, name="kebijakan"),
    path("kebijakan/baru/", kebijakan_susun.baru, name="kebijakan_baru"),
    path("kebijakan/<int:kebijakan_id>/", kebijakan.rinci, name="kebijakan_rinci"),
    path("kebijakan/<int:kebijakan_id>/ubah/", kebijakan_susun.ubah, name="kebijakan_ubah"),
    path("kebijakan/<int:kebijakan_id>/pratinjau/", kebijakan_susun.pratinjau, name="kebijakan_pratinjau"),
    path("kebijakan/<int:kebijakan_id>/tetapkan/", kebijakan_susun.tetapkan, name="kebijakan_tetapkan"),
    path("kebijakan/<int:kebijakan_id>/buang/", kebijakan_susun.buang, name="kebijakan_buang"),
    path("prakiraan/<int:periode_id>/", prakiraan.prakiraan, name="prakiraan"),
    path("prakiraan/<int:periode_id>/coba/", prakiraan.coba, name="coba"),
]
