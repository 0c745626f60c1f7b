"""Lembar kode kunjungan: di layar, CSV, dan PDF, selama setengah jam sesudah terbit."""

import csv
from datetime import date
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from umpan_balik import tanda
from umpan_balik.models import TitikLayanan
from umpan_balik.services.warga.cetak import alamat_survei, kode_pdf
from umpan_balik.sidik import daftar_kode
from umpan_balik.views.poster import unduh_pdf
from umpan_balik.views.titik import titik_milik


def _kode_dari_tanda(
    request: HttpRequest, titik_id: int, tanda_kode: str
) -> tuple[TitikLayanan, date, list[str]]:
    """Kode dari satu penerbitan, dihitung ulang selama tandanya segar; tidak ada yang disimpan terbaca."""
    satu = titik_milik(request, titik_id)
    terbaca = tanda.baca("kode", tanda_kode, umur=tanda.UMUR_KODE)
    titik_tanda, kunci, jumlah, tanggal = (
        terbaca.isi.split("|") if terbaca and terbaca.segar else ("", "", "", "")
    )
    if titik_tanda != str(satu.pk):
        raise Http404
    return satu, date.fromisoformat(tanggal), daftar_kode(UUID(kunci), int(jumlah))


@login_required
@require_safe
def titik_kode(request: HttpRequest, titik_id: int, tanda_kode: str) -> HttpResponse:
    """Lembar kode kunjungan untuk dicetak; terbuka setengah jam sesudah terbit."""
    satu, hari, kode = _kode_dari_tanda(request, titik_id, tanda_kode)
    return render(
        request,
        "umpan_balik/titik/kode.html",
        {"titik": satu, "hari": hari, "kode": kode, "tanda": tanda_kode},
    )


@login_required
@require_safe
def titik_kode_csv(request: HttpRequest, titik_id: int, tanda_kode: str) -> HttpResponse:
    """Kode yang sama sebagai CSV, dengan alamat langsungnya."""
    satu, hari, kode = _kode_dari_tanda(request, titik_id, tanda_kode)
    jawaban = HttpResponse(content_type="text/csv; charset=utf-8")
    jawaban.headers["Content-Disposition"] = f'attachment; filename="kode-titik-{satu.pk}-{hari}.csv"'
    jawaban.write("\ufeff")
    penulis = csv.writer(jawaban)
    penulis.writerow(["kode", "hari_layanan", "alamat"])
    penulis.writerows([satu_kode, hari.isoformat(), alamat_survei(satu, satu_kode)] for satu_kode in kode)
    return jawaban


@login_required
@require_safe
def titik_kode_pdf(request: HttpRequest, titik_id: int, tanda_kode: str) -> HttpResponse:
    """Kode yang sama sebagai lembar PDF untuk digunting, tiap kode dengan QR-nya."""
    satu, hari, kode = _kode_dari_tanda(request, titik_id, tanda_kode)
    return unduh_pdf(
        kode_pdf(titik=satu, hari=hari, kode=kode, sekarang=timezone.now()),
        f"kode-titik-{satu.pk}-{hari}.pdf",
    )
