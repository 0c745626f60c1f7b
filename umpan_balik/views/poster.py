"""Kode QR dan poster titik layanan."""

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from umpan_balik.services.warga.cetak import Ukuran, alamat_survei, kode_tertulis, poster_pdf
from umpan_balik.views.titik import titik_milik


@login_required
@require_safe
def titik_qr(request: HttpRequest, titik_id: int) -> HttpResponse:
    """Kode QR alamat survei sebagai SVG."""
    satu = titik_milik(request, titik_id)
    qr = segno.make(alamat_survei(satu), error="m")
    svg = qr.svg_inline(scale=8, border=2, dark="#000", light="#fff", title=f"Kode QR {satu.nama}")
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return HttpResponse(svg, content_type="image/svg+xml")


@login_required
@require_safe
def titik_poster(request: HttpRequest, titik_id: int) -> HttpResponse:
    """Poster sebelum diunduh: isinya, dan PDF A4 atau A5."""
    satu = titik_milik(request, titik_id)
    return render(
        request,
        "umpan_balik/titik/poster.html",
        {
            "titik": satu,
            "alamat": alamat_survei(satu),
            "kode": kode_tertulis(satu),
            "alamat_ketik": settings.BASE_URL.split("://", 1)[-1] + reverse("umpan_balik:survei_cari"),
        },
    )


UKURAN_POSTER: dict[str, Ukuran] = {"a4": "a4", "a5": "a5"}


@login_required
@require_safe
def titik_poster_pdf(request: HttpRequest, titik_id: int, ukuran: str) -> HttpResponse:
    """Poster A4 atau A5 sebagai PDF, dengan kode QR dan kode loket untuk diketik."""
    satu = titik_milik(request, titik_id)
    if ukuran not in UKURAN_POSTER:
        raise Http404
    isi_pdf = poster_pdf(titik=satu, ukuran=UKURAN_POSTER[ukuran], sekarang=timezone.now())
    return unduh_pdf(isi_pdf, f"poster-{satu.kode_pendek.lower()}-{ukuran}.pdf")


def unduh_pdf(isi_pdf: bytes, nama: str) -> HttpResponse:
    """PDF untuk disimpan; tidak ditinggalkan di peramban."""
    jawaban = HttpResponse(isi_pdf, content_type="application/pdf")
    jawaban.headers["Content-Disposition"] = f'attachment; filename="{nama}"'
    jawaban.headers["Cache-Control"] = "no-store"
    return jawaban
