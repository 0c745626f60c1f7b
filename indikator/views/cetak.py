"""Mengunduh naskah SKP sebagai PDF, dan mencetak banyak sekaligus di latar."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from indikator.models import Periode
from indikator.permissions import periode_terlihat
from indikator.queries.skp.cetak import lingkup_cetak, naskah_dicetak
from indikator.queries.skp.naskah import naskah_bernomor
from indikator.services.skp.cetak import cetak_naskah
from indikator.services.skp.naskah import JENIS_DOKUMEN
from indikator.services.skp.paket import minta_paket
from indikator.views.bantu import skp_atau_404
from inti.galat import GalatAturan
from inti.models import PaketDokumen
from inti.queries.dokumen import paket_milik, paket_satu
from inti.services import dokumen

BUKAN_HAK = "Cetak banyak SKP tersedia bagi pejabat penilai dan pemantau kemajuan. Hubungi admin BKD bila peran Anda keliru."


@login_required
@require_GET
def pdf(request: HttpRequest, skp_id: int, nomor: int) -> HttpResponse:
    """PDF satu naskah beku."""
    skp = skp_atau_404(request, skp_id).skp
    naskah = naskah_bernomor(skp, nomor)
    if naskah is None:
        raise Http404("Naskah tidak ditemukan.")
    jawaban = HttpResponse(cetak_naskah(naskah), content_type="application/pdf")
    nama = f"SKP-{naskah.isi['tahun']}-{skp.pk:06d}-{nomor}.pdf"
    jawaban.headers["Content-Disposition"] = f'attachment; filename="{nama}"'
    return jawaban


@login_required
def banyak(request: HttpRequest) -> HttpResponse:
    """Pilih tahun dan lingkup (GET menghitung), lalu antrekan (POST)."""
    sekarang = timezone.now()
    pilihan = lingkup_cetak(request.user, sekarang=sekarang)
    if not pilihan:
        raise PermissionDenied(BUKAN_HAK)
    tahunan = list(
        periode_terlihat(request.user)
        .filter(jenis=Periode.Jenis.TAHUNAN)
        .exclude(status="draf")
        .order_by("-mulai")
    )
    isian = request.POST if request.method == "POST" else request.GET
    tahun = next((t for t in tahunan if str(t.pk) == isian.get("tahun")), tahunan[0] if tahunan else None)
    lingkup = next((u for u in pilihan if u.kode == isian.get("lingkup")), pilihan[0])
    if request.method == "POST" and tahun:
        return _minta(request, tahun, lingkup.kode)
    terpilih = bool(tahun and "lingkup" in request.GET)
    ids = naskah_dicetak(request.user, tahun=tahun, kode=lingkup.kode, sekarang=sekarang) if terpilih else []
    konteks: dict[str, Any] = {
        "pilihan": pilihan,
        "tahunan": tahunan,
        "tahun": tahun,
        "lingkup": lingkup,
        "terpilih": terpilih,
        "banyak": len(ids),
        "paket": paket_milik(request.user.pk, jenis=JENIS_DOKUMEN),
    }
    return render(request, "indikator/cetak_skp.html", konteks)


def _minta(request: HttpRequest, tahun: Periode, kode: str) -> HttpResponse:
    try:
        paket = minta_paket(tahun=tahun, lingkup=kode, oleh=request.user, sekarang=timezone.now())
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
        return redirect("indikator:cetak_skp")
    return redirect("indikator:cetak_skp_paket", paket.pk)


@login_required
@require_GET
def paket(request: HttpRequest, paket_id: int) -> HttpResponse:
    """Kemajuan satu paket; muat ulang memperlihatkan angka terbaru."""
    return render(request, "indikator/cetak_skp_paket.html", {"paket": _paket(request, paket_id)})


@login_required
@require_GET
def unduh(request: HttpRequest, paket_id: int) -> HttpResponse:
    """Arsip ZIP milik sendiri; yang belum jadi atau sudah dihapus diantar kembali dengan pesan."""
    satu = _paket(request, paket_id)
    tempat = dokumen.jalur_hasil(satu)
    if satu.status != PaketDokumen.Status.SELESAI or not tempat.exists():
        messages.warning(
            request, "Arsip ini belum jadi atau sudah dihapus. Minta cetak lagi bila masih perlu."
        )
        return redirect("indikator:cetak_skp_paket", paket_id)
    return FileResponse(tempat.open("rb"), as_attachment=True, filename=f"{satu.judul}.zip")


def _paket(request: HttpRequest, paket_id: int) -> PaketDokumen:
    satu = paket_satu(request.user.pk, paket_id=paket_id)
    if satu is None:
        raise Http404("Paket tidak ditemukan.")
    return satu
