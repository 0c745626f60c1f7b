"""Halaman umum untuk memeriksa dokumen cetak lewat kode QR-nya."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inti.queries.dokumen import dokumen_berkode

JENIS = {
    "skp": "Sasaran kinerja pegawai (SKP)",
    "skm": "Laporan survei kepuasan masyarakat",
    "hasil": "Evaluasi kinerja pegawai",
    "penghargaan": "Piagam penghargaan",
    "sidang_penghargaan": "Berita acara sidang penghargaan",
    "kalibrasi": "Berita acara kalibrasi penilaian kinerja",
}
SIDIK_TAMPIL = 16


@require_safe
def periksa(request: HttpRequest, kode: str) -> HttpResponse:
    """Nomor, jenis, keadaan, sidik, tanggal, unit, dan inisial; tanpa nama, NIP, atau isi."""
    dokumen = dokumen_berkode(kode)
    if dokumen is None:
        raise Http404("Dokumen tidak ditemukan.")
    konteks = {
        "dokumen": dokumen,
        "jenis": JENIS.get(dokumen.jenis, dokumen.jenis),
        "sidik": dokumen.sidik[:SIDIK_TAMPIL],
    }
    jawaban = render(request, "dokumen/periksa.html", konteks)
    jawaban.headers["X-Robots-Tag"] = "noindex, nofollow"
    jawaban.headers["Cache-Control"] = "no-store"
    return jawaban
