"""Matriks peran hasil bagi pejabat penilai, dan tautan RHK yang tertunda bagi setiap pegawai."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from indikator.forms.matriks import BagiForm, CariOrangForm, TautanForm
from indikator.models import Periode
from indikator.queries import matriks as kueri
from indikator.queries.skp import tahun_dibuka
from indikator.services import matriks as layanan
from indikator.views.bantu import terapkan_galat
from indikator.views.pintu import galat_ke_formulir, hari_ini, saya
from inti.galat import GalatAturan
from kepegawaian.queries.penilai import bawahan_pada

PER_HALAMAN = 15
BUKAN_PENILAI = "Matriks peran hasil diisi pejabat penilai. Hari ini tidak ada pegawai yang Anda nilai."


@login_required
def papan(request: HttpRequest) -> HttpResponse:
    """RHK sendiri × orang: siapa mendukung apa; tugaskan atau tarik beberapa sekaligus."""
    pegawai, pada = saya(request), hari_ini()
    bawahan = bawahan_pada(penilai_id=pegawai.pk, pada=pada, instansi_id=pegawai.instansi_id)
    if not bawahan:
        raise PermissionDenied(BUKAN_PENILAI)
    form = BagiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            messages.success(request, _laksanakan(request, form))
            return redirect(request.get_full_path())
    tahun = _tahun(request)
    if tahun is None:
        return render(request, "indikator/matriks_papan.html", {"tahun": None})
    rhk = kueri.rhk_pimpinan(pegawai, tahun_id=tahun.pk)
    orang = kueri.orang_matriks(rhk, bawahan=set(bawahan))
    laman = Paginator(orang, PER_HALAMAN).get_page(request.GET.get("halaman"))
    cari = CariOrangForm(request.GET)
    kata = cari.cleaned_data["cari"] if cari.is_valid() else ""
    temuan = kueri.cari_orang(kata, pegawai=pegawai, selain=orang, pada=pada) if kata and rhk else []
    baris = kueri.baris_orang([*laman, *temuan], rhk=rhk, bawahan=set(bawahan), pada=pada)
    return render(
        request,
        "indikator/matriks_papan.html",
        {
            "tahun": tahun,
            "rhk": rhk,
            "bercelah": sum(r.bercelah for r in rhk),
            "laman": laman,
            "baris": baris[: len(laman)],
            "temuan": baris[len(laman) :],
            "kata": kata,
            "cari": cari,
            "form": form,
            "dicentang": set(form["sel"].value() or ()) if form.is_bound else set(),
            "menunggu": kueri.menunggu_rencana(bawahan, tahun_id=tahun.pk),
        },
    )


def _laksanakan(request: HttpRequest, form: BagiForm) -> str:
    """Panggil layanan menurut tombolnya; kabar untuk layar."""
    isi, sekarang = form.cleaned_data, timezone.now()
    if request.POST.get("aksi") == "tarik":
        n = layanan.tarik(sel=isi["sel"], oleh=saya(request), sekarang=sekarang)
        return f"{n} peran ditarik." if n else "Tidak ada peran pada centang itu; tidak ada yang berubah."
    n = layanan.tugaskan(sel=isi["sel"], peran=isi["peran"], oleh=saya(request), sekarang=sekarang)
    return f"{n} peran ditugaskan." if n else "Peran itu sudah tercatat; tidak ada yang berubah."


def _tahun(request: HttpRequest) -> Periode | None:
    """Tahun dari alamat bila sedang dibuka; selain itu yang terbaru."""
    tahun = tahun_dibuka(saya(request))
    return next((t for t in tahun if str(t.pk) == request.GET.get("tahun")), tahun[0] if tahun else None)


@login_required
def tautan(request: HttpRequest) -> HttpResponse:
    """RHK sendiri yang belum menunjuk RHK pimpinan; ditautkan dalam satu langkah."""
    pegawai = saya(request)
    tahun = tahun_dibuka(pegawai)
    tertunda = kueri.tertunda(pegawai, tahun=tahun, pada=hari_ini())
    form = TautanForm(request.POST or None, tertunda=tertunda)
    if request.method == "POST" and form.is_valid():
        try:
            n = layanan.tautkan(pilihan=form.pilihan(), oleh=pegawai, sekarang=timezone.now())
        except GalatAturan as galat:
            terapkan_galat(form, galat)
        else:
            messages.success(request, f"{n} RHK ditautkan." if n else "RHK itu sudah tertaut.")
            return redirect("indikator:tautan")
    bagian = [(t, [form[f"rhk-{r.pk}"] for r in t.rhk] if t.dapat_ditautkan else []) for t in tertunda]
    return render(
        request,
        "indikator/matriks_tautan.html",
        {
            "form": form,
            "bagian": bagian,
            "dapat": any(bidang for _, bidang in bagian),
            "peran": kueri.peran_tanpa_tautan(pegawai, tahun=tahun),
        },
    )
