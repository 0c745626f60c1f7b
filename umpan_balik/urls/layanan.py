"""Url pengelola layanan: titik, kode kunjungan, dan jawaban yang ditahan."""

from django.urls import URLPattern, path

from umpan_balik.views import ditahan, kode, poster, titik

urlpatterns: list[URLPattern] = [
    path("layanan/", titik.titik, name="titik"),
    path("layanan/ditahan/", ditahan.ditahan, name="ditahan"),
    path("layanan/titik/<int:titik_id>/", titik.titik_rinci, name="titik_rinci"),
    path("layanan/titik/<int:titik_id>/atur/", titik.titik_atur, name="titik_atur"),
    path("layanan/titik/<int:titik_id>/kios/", titik.titik_kios, name="titik_kios"),
    path("layanan/titik/<int:titik_id>/jaga/<int:jaga_id>/akhiri/", titik.jaga_akhiri, name="jaga_akhiri"),
    path("layanan/titik/<int:titik_id>/qr/", poster.titik_qr, name="titik_qr"),
    path("layanan/titik/<int:titik_id>/poster/", poster.titik_poster, name="titik_poster"),
    path(
        "layanan/titik/<int:titik_id>/poster/<slug:ukuran>/", poster.titik_poster_pdf, name="titik_poster_pdf"
    ),
    path("layanan/titik/<int:titik_id>/kode/<str:tanda_kode>/", kode.titik_kode, name="titik_kode"),
    path(
        "layanan/titik/<int:titik_id>/kode/<str:tanda_kode>/csv/", kode.titik_kode_csv, name="titik_kode_csv"
    ),
    path(
        "layanan/titik/<int:titik_id>/kode/<str:tanda_kode>/pdf/", kode.titik_kode_pdf, name="titik_kode_pdf"
    ),
    path(
        "layanan/ditahan/<int:titik_id>/<int:tahun>/<int:bulan>/<int:tanggal>/",
        ditahan.ditahan_rinci,
        name="ditahan_rinci",
    ),
]
