"""Pejabat penilai membagikan pola SKP: pilih isi dari satu SKP, pilih orang, lihat dahulu, terapkan, batalkan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from indikator.forms.skp_lampiran import NamaPolaForm
from indikator.models import PolaSKP
from indikator.permissions import Pihak
from indikator.queries.periode import tahun_berjalan
from indikator.queries.skp import lembar
from indikator.queries.skp.pola import penerapan_berlaku, penerima_pola, pola_saya, sumber_pola
from indikator.services import skp as layanan
from indikator.views.bantu import skp_atau_404, terapkan_galat
from inti.galat import GalatAturan, TidakBerhak

PER_HALAMAN = 25
BUKAN_PENILAI = "Pola dibagikan oleh pejabat penilai kepada bawahannya. SKP ini hanya dapat Anda baca."


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Pola buatan sendiri, dan SKP bawahan yang dapat dijadikan pola."""
    sekarang = timezone.now()
    tahun = tahun_berjalan(request.user.instansi, sekarang)
    konteks = {
        "tahun": tahun,
        "laman": Paginator(pola_saya(request.user), PER_HALAMAN).get_page(request.GET.get("halaman")),
        "sumber": sumber_pola(request.user, tahun=tahun, sekarang=sekarang) if tahun else [],
    }
    return render(request, "indikator/pola_daftar.html", konteks)


@login_required
def baru(request: HttpRequest, skp_id: int) -> HttpResponse:
    """Centang RHK yang dibagikan dan beri nama."""
    terlihat = skp_atau_404(request, skp_id)
    if terlihat.sebagai is not Pihak.PENILAI or terlihat.skp.adendum:
        raise PermissionDenied(BUKAN_PENILAI)
    skp = terlihat.skp
    form = NamaPolaForm(request.POST or None)
    dipilih = {int(n) for n in request.POST.getlist("pilih") if n.isdecimal()}
    if request.method == "POST" and form.is_valid():
        try:
            pola = layanan.buat_pola(
                nama=form.cleaned_data["nama"],
                sumber=skp,
                rhk_ids=dipilih,
                oleh=request.user,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            terapkan_galat(form, galat)
        else:
            return redirect("indikator:pola_skp_rinci", pola.pk)
    konteks = {"skp": skp, "form": form, "lembar": lembar(skp, periksa=False), "dipilih": dipilih}
    return render(request, "indikator/pola_baru.html", konteks)


@login_required
@require_GET
def rinci(request: HttpRequest, pola_id: int) -> HttpResponse:
    """Isi pola, penerimanya, dan yang masih dapat dibatalkan."""
    pola = _pola(request, pola_id)
    konteks = {
        "pola": pola,
        "penerima": penerima_pola(pola, oleh=request.user, sekarang=timezone.now()),
        "penerapan": penerapan_berlaku(pola),
    }
    return render(request, "indikator/pola_rinci.html", konteks)


@login_required
def terapkan(request: HttpRequest, pola_id: int) -> HttpResponse:
    """Pratinjau yang dicentang (GET ?pilih=…), lalu terapkan (POST)."""
    pola = _pola(request, pola_id)
    isian = request.POST if request.method == "POST" else request.GET
    ids = {int(n) for n in isian.getlist("pilih") if n.isdecimal()}
    if not ids:
        messages.info(request, "Centang orang yang menerima pola ini lebih dahulu.")
        return redirect("indikator:pola_skp_rinci", pola_id)
    if request.method == "POST":
        return _terapkan(request, pola, ids)
    semua = penerima_pola(pola, oleh=request.user, sekarang=timezone.now())
    terpilih = [p for p in semua if p.baris.orang.id in ids]
    konteks = {
        "pola": pola,
        "dapat": [p for p in terpilih if p.dapat],
        "lewat": [p for p in terpilih if not p.dapat],
    }
    return render(request, "indikator/pola_terapkan.html", konteks)


def _terapkan(request: HttpRequest, pola: PolaSKP, ids: set[int]) -> HttpResponse:
    try:
        hasil = layanan.terapkan_pola(pola=pola, pegawai_ids=ids, oleh=request.user, sekarang=timezone.now())
    except TidakBerhak as galat:
        raise Http404(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
        return redirect("indikator:pola_skp_rinci", pola.pk)
    if hasil.diterapkan:
        orang = {o.pk for o in hasil.diterapkan}
        baru = pola.penerapan.filter(pegawai_id__in=orang, dibatalkan_pada__isnull=True).values_list(
            "pk", flat=True
        )
        lawan = reverse("indikator:pola_skp_batalkan", args=[pola.pk])
        tanya = "&".join(f"pilih={i}" for i in sorted(baru))
        messages.success(
            request,
            f"Pola ditambahkan ke draf {len(hasil.diterapkan)} orang.",
            extra_tags=f"urungkan:{lawan}?{tanya}",
        )
    for orang_ini, sebab in hasil.dilewati:
        messages.warning(request, f"{orang_ini.nama} dilewati: {sebab}")
    return redirect("indikator:pola_skp_rinci", pola.pk)


@login_required
@require_POST
def batalkan(request: HttpRequest, pola_id: int) -> HttpResponse:
    """Tarik kembali dari yang dipilih, selama belum disentuh pemiliknya."""
    pola = _pola(request, pola_id)
    dipilih = request.POST.getlist("pilih") or request.GET.getlist("pilih")
    try:
        hasil = layanan.batalkan_pola(
            pola=pola,
            penerapan_ids={int(n) for n in dipilih if n.isdecimal()},
            oleh=request.user,
            sekarang=timezone.now(),
        )
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
        return redirect("indikator:pola_skp_rinci", pola_id)
    if hasil.diterapkan:
        messages.success(request, f"Pola ditarik kembali dari {len(hasil.diterapkan)} orang.")
    for orang, sebab in hasil.dilewati:
        messages.warning(request, f"Pola pada {orang.nama} tetap: {sebab}")
    return redirect("indikator:pola_skp_rinci", pola_id)


def _pola(request: HttpRequest, pola_id: int) -> PolaSKP:
    """Pola buatan sendiri; milik orang lain tidak ada baginya."""
    pola = pola_saya(request.user).filter(pk=pola_id).first()
    if pola is None:
        raise Http404("Pola tidak ditemukan.")
    return pola
