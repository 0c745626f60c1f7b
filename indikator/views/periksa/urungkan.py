"""Tombol Batalkan sesudah menyetujui atau mengembalikan laporan."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from indikator.models import Realisasi
from indikator.services import realisasi as layanan
from inti.galat import GalatAturan, TidakBerhak


def urungkan(ids: Iterable[int]) -> str:
    """Penanda pesan yang menampilkan tombol Batalkan untuk laporan yang baru diputus."""
    versi = Realisasi.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "versi")
    tanya = urlencode([("pilih", f"{nomor}.{ke}") for nomor, ke in versi])
    return f"urungkan:{reverse('indikator:periksa_capaian_batalkan')}?{tanya}"


@login_required
@require_POST
def batalkan(request: HttpRequest) -> HttpResponse:
    """Urungkan putusan sendiri; yang sudah ditindaklanjuti pelapornya disebut banyaknya."""
    versi = _versi(request.GET.getlist("pilih"))
    if not versi:
        messages.info(request, "Tidak ada putusan yang dapat dibatalkan.")
        return redirect("indikator:periksa_capaian")
    try:
        urung = layanan.batalkan_putusan(versi=versi, oleh=request.user, sekarang=timezone.now())
    except TidakBerhak as galat:
        raise Http404(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
        return redirect("indikator:periksa_capaian")
    if urung:
        messages.success(
            request, f"Putusan {len(urung)} laporan dibatalkan; laporannya menunggu keputusan Anda lagi."
        )
    if sisa := len(versi) - len(urung):
        messages.warning(request, f"{sisa} laporan tetap: sudah berubah sesudah Anda putus.")
    return redirect("indikator:periksa_capaian")


def _versi(pilih: list[str]) -> dict[int, int]:
    """ "12.3" → laporan 12 pada versi 3; yang tidak terbaca diabaikan."""
    pasangan = (satu.partition(".") for satu in pilih)
    return {
        int(a): int(b)
        for a, _, b in pasangan
        if a.isdecimal() and b.isdecimal() and len(a) < 16 and len(b) < 9
    }
