"""Rencana pembinaan: daftar sendiri, daftar tim, hitungan BKD, satu rencana, dan bukti dari orangnya."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indikator.views.lampiran import lampiran
from indikator.views.pintu import galat_ke_formulir, hari_ini, saya
from inti.views.unduhan import kirim_berkas
from pelatihan.forms.pembinaan import BuktiForm
from pelatihan.permissions import pelaku_pembinaan
from pelatihan.queries import pembinaan as kueri
from pelatihan.rules.pembinaan import Pelaku, Perbuatan, boleh
from pelatihan.services import pembinaan as layanan
from pelatihan.views.bantu import PER_HALAMAN, kerjakan, wajib_pengelola

BUKAN_URUSAN = "Rencana pembinaan hanya dibaca orangnya dan penilainya. Admin BKD membaca hitungannya."


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Rencana sendiri, terbaru di atas."""
    laman = Paginator(kueri.milik(saya(request)), PER_HALAMAN).get_page(request.GET.get("halaman"))
    return render(request, "pelatihan/pembinaan_daftar.html", {"laman": laman})


@login_required
@require_GET
def tim(request: HttpRequest) -> HttpResponse:
    """Rencana orang yang saya nilai: yang perlu disusun, berjalan, dan menunggu ditinjau."""
    semua = request.GET.get("keadaan") == "semua"
    laman = Paginator(kueri.tim(saya(request), pada=hari_ini(), semua=semua), PER_HALAMAN).get_page(
        request.GET.get("halaman")
    )
    return render(
        request, "pelatihan/pembinaan_tim.html", {"laman": laman, "semua": semua, "hari": hari_ini()}
    )


@login_required
@require_GET
def rekap(request: HttpRequest) -> HttpResponse:
    """Hitungan tiap perangkat daerah bagi admin BKD; tanpa nama dan tanpa isi."""
    wajib_pengelola(request)
    baris = kueri.rekap(saya(request).instansi_id)
    konteks = {
        "baris": baris,
        "jumlah": sum(b["jumlah"] for b in baris),
        "terlambat": kueri.terlambat_disusun(saya(request).instansi_id, pada=hari_ini()),
    }
    return render(request, "pelatihan/pembinaan_rekap.html", konteks)


@login_required
@require_GET
def rinci(request: HttpRequest, pembinaan_id: int) -> HttpResponse:
    """Sasaran, pertemuan, bukti, dan langkah orang yang membacanya."""
    terlihat = terbaca(request, pembinaan_id)
    rencana = terlihat.pembinaan
    konteks = {
        "rencana": rencana,
        "penilai": Pelaku.PENILAI in terlihat.sebagai,
        "dapat": {p.value: boleh(rencana.status, p, terlihat.sebagai) for p in Perbuatan},
        "hari": hari_ini(),
    }
    return render(request, "pelatihan/pembinaan_rinci.html", konteks)


@login_required
@require_http_methods(["GET", "POST"])
def bukti(request: HttpRequest, pembinaan_id: int, sasaran_id: int) -> HttpResponse:
    """Serahkan berkas atau tautan; berkas yang sudah terunggah tidak hilang bila ada isian yang ditolak."""
    terlihat = terbaca(request, pembinaan_id)
    rencana = terlihat.pembinaan
    if Pelaku.PEMILIK not in terlihat.sebagai:
        raise PermissionDenied("Bukti diserahkan oleh orangnya sendiri.")
    sasaran = next((s for s in rencana.sasaran.all() if s.pk == sasaran_id), None)
    if sasaran is None:
        raise Http404("Sasaran tidak ditemukan.")
    form = BuktiForm(request.POST or None, request.FILES or None)
    terlampir = []
    if request.method == "POST":
        unggahan = lampiran(request, timezone.now())
        terlampir = unggahan.berkas
        if unggahan.hanya_hapus:
            form = BuktiForm(initial=request.POST.dict())
        elif form.is_valid():
            for pesan in unggahan.ditolak:
                form.add_error("berkas", pesan)
            if form.is_valid():
                with galat_ke_formulir(form):
                    layanan.tambah_bukti(
                        pembinaan_id=pembinaan_id,
                        sasaran_id=sasaran_id,
                        berkas=unggahan.berkas,
                        tautan=form.cleaned_data["tautan"],
                        judul=form.cleaned_data["judul"],
                        oleh=saya(request),
                        sekarang=timezone.now(),
                    )
                    messages.success(request, "Bukti diserahkan.")
                    return redirect("pelatihan:pembinaan_rinci", pembinaan_id)
    elif not boleh(rencana.status, Perbuatan.BUKTI, terlihat.sebagai):
        messages.info(request, "Bukti diserahkan selama rencananya berjalan.")
        return redirect("pelatihan:pembinaan_rinci", pembinaan_id)
    konteks = {
        "rencana": rencana,
        "sasaran": sasaran,
        "form": form,
        "terlampir": terlampir,
        "maks_byte": settings.BERKAS_MAKS_BYTE,
    }
    return render(request, "pelatihan/pembinaan_bukti.html", konteks)


@login_required
@require_GET
def berkas(request: HttpRequest, bukti_id: int) -> HttpResponseBase:
    """Berkas bukti, sebagai lampiran, bagi orangnya dan penilainya."""
    satu = kueri.satu_bukti(saya(request), bukti_id=bukti_id)
    if satu is None or satu.berkas is None:
        raise Http404("Bukti tidak ditemukan.")
    if not pelaku_pembinaan(saya(request), satu.sasaran.pembinaan, pada=hari_ini()):
        raise PermissionDenied(BUKAN_URUSAN)
    return kirim_berkas(request, satu.berkas)


@login_required
@require_POST
def ajukan(request: HttpRequest, pembinaan_id: int) -> HttpResponse:
    """Minta rencana sendiri ditinjau."""
    terbaca(request, pembinaan_id)
    kerjakan(
        request,
        lambda: layanan.ajukan(
            pembinaan_id=pembinaan_id,
            catatan=request.POST.get("catatan", ""),
            oleh=saya(request),
            sekarang=timezone.now(),
        ),
        "Penilai Anda diminta meninjau.",
    )
    return redirect("pelatihan:pembinaan_rinci", pembinaan_id)


def terbaca(request: HttpRequest, pembinaan_id: int) -> kueri.Terlihat:
    """404 bila tidak ada baginya, 403 bila ada tetapi bukan urusannya."""
    terlihat = kueri.satu(saya(request), pembinaan_id=pembinaan_id, pada=hari_ini())
    if terlihat is None:
        raise Http404("Rencana pembinaan tidak ditemukan.")
    if not terlihat.sebagai:
        raise PermissionDenied(BUKAN_URUSAN)
    return terlihat
