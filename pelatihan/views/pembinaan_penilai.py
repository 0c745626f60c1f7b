"""Langkah penilai atas satu rencana pembinaan: menyusun, menjadwalkan, mencatat, menetapkan, dan meninjau."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from indikator.views.pintu import galat_ke_formulir, saya
from pelatihan.forms.pembinaan import CatatanForm, PertemuanForm, SasaranForm, TinjauForm
from pelatihan.queries import pembinaan as kueri
from pelatihan.rules.pembinaan import Pelaku, Perbuatan, boleh
from pelatihan.services import pembinaan as layanan
from pelatihan.views.bantu import kerjakan
from pelatihan.views.pembinaan import terbaca

BUKAN_PENILAI = "Rencana pembinaan disusun dan ditinjau penilainya."
BUKAN_SAATNYA = "Langkah itu bukan saatnya untuk keadaan rencana ini."


@login_required
@require_http_methods(["GET", "POST"])
def sasaran(request: HttpRequest, pembinaan_id: int) -> HttpResponse:
    """Tambah satu sasaran."""
    terlihat = _penilai(request, pembinaan_id)
    form = SasaranForm(request.POST or None, acuan=kueri.acuan(terlihat.pembinaan.hasil_id))
    return _isi(request, terlihat, Perbuatan.SUSUN, form, layanan.tambah_sasaran, "Tambah sasaran")


@login_required
@require_http_methods(["GET", "POST"])
def pertemuan(request: HttpRequest, pembinaan_id: int) -> HttpResponse:
    """Jadwalkan satu pertemuan."""
    terlihat = _penilai(request, pembinaan_id)
    form = PertemuanForm(request.POST or None)
    return _isi(request, terlihat, Perbuatan.JADWALKAN, form, layanan.jadwalkan, "Jadwalkan pertemuan")


@login_required
@require_http_methods(["GET", "POST"])
def catat(request: HttpRequest, pembinaan_id: int, pertemuan_id: int) -> HttpResponse:
    """Catat isi satu pertemuan."""
    terlihat = _penilai(request, pembinaan_id)
    if pertemuan_id not in {p.pk for p in terlihat.pembinaan.pertemuan.all()}:
        raise Http404("Pertemuan tidak ditemukan.")
    form = CatatanForm(request.POST or None)
    return _isi(
        request,
        terlihat,
        Perbuatan.CATAT,
        form,
        layanan.catat_pertemuan,
        "Catat pertemuan",
        pertemuan_id=pertemuan_id,
    )


@login_required
@require_POST
def hapus(request: HttpRequest, pembinaan_id: int, sasaran_id: int) -> HttpResponse:
    """Buang sasaran yang belum ditetapkan."""
    terlihat = _penilai(request, pembinaan_id)
    if sasaran_id in {s.pk for s in terlihat.pembinaan.sasaran.all()}:
        kerjakan(
            request,
            lambda: layanan.hapus_sasaran(
                pembinaan_id=pembinaan_id,
                sasaran_id=sasaran_id,
                oleh=saya(request),
                sekarang=timezone.now(),
            ),
            "Sasaran dihapus.",
        )
    return redirect("pelatihan:pembinaan_rinci", pembinaan_id)


@login_required
@require_POST
def tetapkan(request: HttpRequest, pembinaan_id: int) -> HttpResponse:
    """Rencana mulai berjalan."""
    _penilai(request, pembinaan_id)
    kerjakan(
        request,
        lambda: layanan.tetapkan(pembinaan_id=pembinaan_id, oleh=saya(request), sekarang=timezone.now()),
        "Rencana pembinaan ditetapkan dan dikabarkan kepada orangnya.",
    )
    return redirect("pelatihan:pembinaan_rinci", pembinaan_id)


@login_required
@require_http_methods(["GET", "POST"])
def tinjau(request: HttpRequest, pembinaan_id: int) -> HttpResponse:
    """Hasil tiap sasaran; semuanya tercapai menutup rencana."""
    terlihat = _penilai(request, pembinaan_id)
    form = TinjauForm(request.POST or None, sasaran=terlihat.pembinaan.sasaran.all())
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            satu = layanan.tinjau(
                pembinaan_id=pembinaan_id, hasil=form.isi(), oleh=saya(request), sekarang=timezone.now()
            )
            tuntas = satu.status == satu.Status.TERPENUHI
            messages.success(
                request,
                "Semua sasaran tercapai; rencananya terpenuhi."
                if tuntas
                else "Tinjauan dicatat; rencananya berjalan lagi.",
            )
            return redirect("pelatihan:pembinaan_rinci", pembinaan_id)
    if request.method == "GET" and not boleh(
        terlihat.pembinaan.status, Perbuatan.LANJUTKAN, terlihat.sebagai
    ):
        messages.info(request, BUKAN_SAATNYA)
        return redirect("pelatihan:pembinaan_rinci", pembinaan_id)
    return render(request, "pelatihan/pembinaan_tinjau.html", {"rencana": terlihat.pembinaan, "form": form})


def _penilai(request: HttpRequest, pembinaan_id: int) -> kueri.Terlihat:
    terlihat = terbaca(request, pembinaan_id)
    if Pelaku.PENILAI not in terlihat.sebagai:
        raise PermissionDenied(BUKAN_PENILAI)
    return terlihat


def _isi(
    request: HttpRequest,
    terlihat: kueri.Terlihat,
    perbuatan: Perbuatan,
    form: Form,
    fungsi: Callable[..., Any],
    judul: str,
    **lain: Any,
) -> HttpResponse:
    """Satu formulir satu layanan; bukan saatnya menjadi pesan di halaman rencananya."""
    nomor = terlihat.pembinaan.pk
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            fungsi(
                pembinaan_id=nomor, **form.cleaned_data, **lain, oleh=saya(request), sekarang=timezone.now()
            )
            messages.success(request, f"{judul}: tersimpan.")
            return redirect("pelatihan:pembinaan_rinci", nomor)
    if request.method == "GET" and not boleh(terlihat.pembinaan.status, perbuatan, terlihat.sebagai):
        messages.info(request, BUKAN_SAATNYA)
        return redirect("pelatihan:pembinaan_rinci", nomor)
    konteks = {"rencana": terlihat.pembinaan, "form": form, "judul": judul}
    return render(request, "pelatihan/pembinaan_isi.html", konteks)
