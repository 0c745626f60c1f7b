"""Penghargaan: milik sendiri, ukuran dan panitia bagi admin BKD, sidang, putusan, berita acara, dan piagam."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indikator.views.pintu import galat_ke_formulir, hari_ini, saya
from inti.galat import GalatAturan, TidakBerhak
from pelatihan.forms.penghargaan import AturanForm, PutusanForm, TunjukPanitiaForm, TutupSidangForm
from pelatihan.models import SidangPenghargaan
from pelatihan.permissions import anggota_panitia, membaca_sidang
from pelatihan.queries import penghargaan as kueri
from pelatihan.services import penghargaan as layanan
from pelatihan.views.bantu import PER_HALAMAN, kerjakan, mengelola, wajib_pengelola

BUKAN_URUSAN = "Calon penghargaan dibaca panitia dan admin BKD."


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Penghargaan saya; bagi panitia dan admin BKD juga sidangnya."""
    orang = saya(request)
    membaca = membaca_sidang(orang, pada=hari_ini())
    konteks = {
        "milik": Paginator(kueri.milik(orang), PER_HALAMAN).get_page(request.GET.get("milik")),
        "belum": kueri.belum_diberikan(orang)[:12],
        "membaca": membaca,
        "mengelola": mengelola(request),
    }
    if membaca:
        konteks["laman"] = Paginator(kueri.sidang(orang.instansi_id), PER_HALAMAN).get_page(
            request.GET.get("halaman")
        )
        konteks["siap"] = kueri.periode_siap(orang.instansi_id)[:12]
    return render(request, "pelatihan/penghargaan.html", konteks)


@login_required
@require_http_methods(["GET", "POST"])
def aturan(request: HttpRequest) -> HttpResponse:
    """Ukuran calon; POST menetapkan versi baru."""
    wajib_pengelola(request)
    kini = kueri.aturan_berlaku(saya(request).instansi_id)
    awal = {"beruntun": kini.beruntun, "pujian": kini.pujian, "naik": kini.naik, "unit": kini.unit}
    form = AturanForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            layanan.tetapkan_aturan(**form.cleaned_data, oleh=saya(request), sekarang=timezone.now())
            messages.success(request, "Ukuran calon ditetapkan; berlaku bagi sidang berikutnya.")
            return redirect("pelatihan:penghargaan")
    return render(request, "pelatihan/penghargaan_isi.html", {"form": form, "judul": "Ukuran calon"})


@login_required
@require_http_methods(["GET", "POST"])
def panitia(request: HttpRequest) -> HttpResponse:
    """Anggota panitia; POST menunjuk satu orang."""
    wajib_pengelola(request)
    form = TunjukPanitiaForm(request.POST or None, instansi_id=saya(request).instansi_id)
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            layanan.tunjuk(pegawai=form.cleaned_data["nip"], oleh=saya(request), sekarang=timezone.now())
            messages.success(request, "Anggota panitia ditunjuk.")
            return redirect("pelatihan:penghargaan_panitia")
    anggota = kueri.panitia(saya(request).instansi_id, pada=hari_ini())
    return render(request, "pelatihan/penghargaan_panitia.html", {"form": form, "anggota": anggota})


@login_required
@require_POST
def akhiri(request: HttpRequest, anggota_id: int) -> HttpResponse:
    """Akhiri keanggotaan."""
    anggota = get_object_or_404(kueri.pernah_anggota(saya(request).instansi_id), pk=anggota_id)
    wajib_pengelola(request)
    kerjakan(
        request,
        lambda: layanan.akhiri(anggota_id=anggota.pk, oleh=saya(request), sekarang=timezone.now()),
        "Keanggotaan diakhiri.",
    )
    return redirect("pelatihan:penghargaan_panitia")


@login_required
@require_POST
def buka(request: HttpRequest) -> HttpResponse:
    """Hitung calon satu periode."""
    if not membaca_sidang(saya(request), pada=hari_ini()):
        raise PermissionDenied(BUKAN_URUSAN)
    nomor = request.POST.get("periode", "")
    siap = {p.pk for p in kueri.periode_siap(saya(request).instansi_id)}
    if not nomor.isdecimal() or int(nomor) not in siap:
        messages.warning(request, "Pilih periode yang sudah ditutup dan belum disidangkan.")
        return redirect("pelatihan:penghargaan")
    try:
        satu = layanan.buka(periode_id=int(nomor), oleh=saya(request), sekarang=timezone.now())
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
        return redirect("pelatihan:penghargaan")
    return redirect("pelatihan:penghargaan_sidang", satu.pk)


@login_required
@require_GET
def sidang(request: HttpRequest, sidang_id: int) -> HttpResponse:
    """Calon dengan alasan dan putusannya."""
    satu = _sidang(request, sidang_id)
    konteks = {
        "sidang": satu,
        "calon": Paginator(kueri.calon_sidang(satu), PER_HALAMAN).get_page(request.GET.get("halaman")),
        "panitia": anggota_panitia(saya(request), pada=hari_ini()),
    }
    return render(request, "pelatihan/penghargaan_sidang.html", konteks)


@login_required
@require_http_methods(["GET", "POST"])
def putus(request: HttpRequest, calon_id: int) -> HttpResponse:
    """Diberikan atau tidak, dengan alasan."""
    calon = kueri.satu_calon(saya(request).instansi_id, calon_id)
    if calon is None:
        raise Http404("Calon tidak ditemukan.")
    _wajib_panitia(request)
    if calon.pegawai_id == saya(request).pk:
        raise PermissionDenied("Calon diri sendiri diputus anggota panitia lain.")
    awal = {"putusan": calon.putusan, "alasan": calon.alasan_putusan}
    form = PutusanForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            layanan.putus(calon_id=calon.pk, **form.cleaned_data, oleh=saya(request), sekarang=timezone.now())
            messages.success(request, f"Putusan atas {calon.nama} dicatat.")
            return redirect("pelatihan:penghargaan_sidang", calon.sidang_id)
    elif request.method == "GET" and not calon.sidang.terbuka:
        messages.info(request, "Sidang ini sudah ditutup dan berita acaranya terbit.")
        return redirect("pelatihan:penghargaan_sidang", calon.sidang_id)
    konteks = {"form": form, "judul": f"Putusan: {calon.nama}", "calon": calon}
    return render(request, "pelatihan/penghargaan_isi.html", konteks)


@login_required
@require_http_methods(["GET", "POST"])
def tutup(request: HttpRequest, sidang_id: int) -> HttpResponse:
    """Yang hadir dan catatan; POST membekukan sidang dan menerbitkan dokumennya."""
    satu = _sidang(request, sidang_id)
    _wajib_panitia(request)
    lain = kueri.panitia(satu.instansi_id, pada=hari_ini()).exclude(pegawai=saya(request))
    form = TutupSidangForm(request.POST or None, anggota=lain)
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            layanan.tutup(sidang_id=satu.pk, **form.cleaned_data, oleh=saya(request), sekarang=timezone.now())
            messages.success(request, "Sidang ditutup; berita acara dan piagamnya terbit.")
            return redirect("pelatihan:penghargaan_sidang", satu.pk)
    elif request.method == "GET" and not satu.terbuka:
        messages.info(request, "Sidang ini sudah ditutup dan berita acaranya terbit.")
        return redirect("pelatihan:penghargaan_sidang", satu.pk)
    konteks = {"form": form, "judul": f"Tutup sidang {satu.periode.nama}", "sidang": satu}
    return render(request, "pelatihan/penghargaan_isi.html", konteks)


@login_required
@require_GET
def berita_acara(request: HttpRequest, sidang_id: int) -> HttpResponse:
    """Berita acara bagi panitia dan admin BKD."""
    satu = _sidang(request, sidang_id)
    return _pdf(
        request,
        lambda: layanan.cetak_berita_acara(satu),
        f"berita-acara-penghargaan-{satu.pk}.pdf",
        satu.pk,
    )


@login_required
@require_GET
def piagam(request: HttpRequest, calon_id: int) -> HttpResponse:
    """Piagam bagi penerimanya, panitia, dan admin BKD."""
    calon = kueri.satu_calon(saya(request).instansi_id, calon_id)
    if calon is None:
        raise Http404("Piagam tidak ditemukan.")
    if calon.pegawai_id != saya(request).pk and not membaca_sidang(saya(request), pada=hari_ini()):
        raise PermissionDenied(BUKAN_URUSAN)
    tujuan = calon.sidang_id if calon.pegawai_id != saya(request).pk else None
    return _pdf(request, lambda: layanan.cetak_piagam(calon), f"piagam-{calon.pk}.pdf", tujuan)


def _pdf(request: HttpRequest, cetak: Callable[[], bytes], nama: str, sidang_id: int | None) -> HttpResponse:
    try:
        isi = cetak()
    except GalatAturan as galat:
        messages.info(request, galat.pesan)
        if sidang_id is None:
            return redirect("pelatihan:penghargaan")
        return redirect("pelatihan:penghargaan_sidang", sidang_id)
    jawaban = HttpResponse(isi, content_type="application/pdf")
    jawaban["Content-Disposition"] = f'attachment; filename="{nama}"'
    return jawaban


def _sidang(request: HttpRequest, sidang_id: int) -> SidangPenghargaan:
    """404 bila tidak ada di instansinya, 403 bila bukan panitia atau admin BKD."""
    satu = kueri.sidang(saya(request).instansi_id).filter(pk=sidang_id).first()
    if satu is None:
        raise Http404("Sidang tidak ditemukan.")
    if not membaca_sidang(saya(request), pada=hari_ini()):
        raise PermissionDenied(BUKAN_URUSAN)
    return satu


def _wajib_panitia(request: HttpRequest) -> None:
    if not anggota_panitia(saya(request), pada=hari_ini()):
        raise PermissionDenied("Calon diputus anggota panitia penghargaan.")
