"""Mengunduh berkas bukti, dan mengunggahnya begitu dipilih."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from indikator.queries.realisasi import bukti_untuk
from indikator.services.realisasi.unggah import unggah_bukti
from inti.galat import GalatAturan
from inti.views.unduhan import kirim_berkas


@login_required
@require_GET
def bukti(request: HttpRequest, bukti_id: int) -> HttpResponseBase:
    """Kirim berkas kepada pemilik, penilai, atau pembaca hasil unitnya; selain itu 404."""
    satu = bukti_untuk(request.user, bukti_id=bukti_id, sekarang=timezone.now())
    if satu is None or satu.berkas is None:
        raise Http404("Bukti tidak ditemukan.")
    return kirim_berkas(request, satu.berkas)


@require_POST
def unggah(request: HttpRequest) -> HttpResponse:
    """Simpan satu berkas yang belum dilampirkan, begitu dipilih; jawabannya butir daftar untuk disisipkan.

    Yang sudah keluar dijawab 403, bukan pengalihan: berkasnya tetap di halaman dan dapat dikirim lagi.
    """
    if not request.user.is_authenticated:
        return _pesan("Anda sudah keluar. Masuk lagi di tab lain, lalu kirim lagi.", status=403)
    kiriman = request.FILES.get("berkas")
    if kiriman is None:
        return _pesan("Tidak ada berkas yang tiba. Pilih berkasnya sekali lagi.", status=422)
    try:
        berkas = unggah_bukti(kiriman=kiriman, oleh=request.user, sekarang=timezone.now())
    except GalatAturan as galat:
        return _pesan(galat.pesan, status=422)
    jawaban = render(request, "indikator/bukti_butir.html", {"berkas": berkas})
    jawaban["X-Berkas"] = str(berkas.pk)
    return jawaban


def _pesan(teks: str, *, status: int) -> HttpResponse:
    """Kalimat untuk berkas.js; halaman penolakan lain berjenis HTML, jadi tidak ikut dibacakan."""
    return HttpResponse(teks, status=status, content_type="text/plain; charset=utf-8")
