"""Mengirim berkas tersimpan: selalu sebagai lampiran, tidak pernah ditampilkan peramban di dalam situs ini."""

import logging

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header

from inti.models import Berkas

log = logging.getLogger(__name__)


def kirim_berkas(request: HttpRequest, berkas: Berkas) -> HttpResponseBase:
    """Isi berkas sebagai lampiran yang tidak dapat dijalankan peramban; izinnya sudah diperiksa pemanggil.

    Yang ditahan pemindai tidak dikirim kepada siapa pun, juga pemiliknya; halamannya menyebut sebab dan langkahnya (409).
    """
    if berkas.tertahan:
        return render(request, "berkas_tertahan.html", {"berkas": berkas}, status=409)
    try:
        isi = berkas.isi.open("rb")
    except FileNotFoundError as galat:
        log.error("Berkas %s tercatat tetapi tidak ada di penyimpanan.", berkas.pk)
        raise Http404("Berkas ini tidak ada di penyimpanan. Minta pemiliknya mengunggah ulang.") from galat
    jawaban = FileResponse(isi, content_type=berkas.jenis)
    jawaban["Content-Disposition"] = content_disposition_header(True, berkas.nama) or "attachment"
    jawaban["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    jawaban["X-Content-Type-Options"] = "nosniff"
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban
