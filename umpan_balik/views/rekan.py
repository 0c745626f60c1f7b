"""Umpan balik untuk pegawai: daftar, formulir 360, dan siapa melihat apa."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from indikator.models import Periode
from umpan_balik.forms.rekan import Penilaian360Form
from umpan_balik.models import Jawaban
from umpan_balik.queries import daftar as isi
from umpan_balik.rules.berakhlak_skala import LABEL_JAWABAN
from umpan_balik.services import jawaban as layanan_jawaban
from umpan_balik.views import langsung as bernama
from umpan_balik.views.bantu import laksanakan


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Permintaan 360 menurut tenggat, dan umpan balik bernama yang diterima atau diberikan."""
    bagian = request.GET.get("bagian", "diminta")
    bagian = bagian if bagian in bernama.BAGIAN else "diminta"
    sekarang = timezone.now()
    konteks: dict[str, object] = {
        "bagian": bagian,
        "sekarang": sekarang,
        "tab": [
            {"judul": nama, "url": f"?bagian={kode}", "kini": kode == bagian}
            for kode, nama in bernama.BAGIAN.items()
        ],
    }
    if bagian == "diminta":
        hari_ini = timezone.localdate()
        konteks["permintaan"] = isi.permintaan_saya(pegawai=request.user, sekarang=sekarang, pada=hari_ini)
    else:
        konteks |= bernama.konteks_bagian(request, bagian)
    return render(request, "umpan_balik/daftar.html", konteks)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def isi_360(request: HttpRequest, penugasan_id: int) -> HttpResponse:
    """21 panduan untuk satu orang; draf atau kirim."""
    penugasan = get_object_or_404(isi.penugasan_untuk(request.user), pk=penugasan_id)
    if penugasan.periode.status == Periode.Status.DITUTUP or penugasan.periode.penutupan_dimulai:
        messages.info(
            request, f"{penugasan.periode.nama} sudah ditutup; jawaban 360 tidak dapat dibuka lagi."
        )
        return redirect("umpan_balik:daftar")
    tersimpan = Jawaban.objects.filter(penugasan=penugasan).first()
    form = Penilaian360Form(request.POST or None, jawaban=tersimpan)
    if request.method == "POST" and form.is_valid():
        kirim = request.POST.get("aksi") == "kirim"
        hasil = laksanakan(
            form,
            lambda: layanan_jawaban.simpan(
                penugasan_id=penugasan.pk,
                nilai=form.nilai(),
                komentar=form.komentar(),
                kirim=kirim,
                oleh=request.user,
                sekarang=timezone.now(),
            ),
        )
        if hasil is not None and not request.htmx:
            return _sesudah_simpan(request, penugasan, kirim=kirim)
    if request.htmx:
        return render(request, "umpan_balik/tersimpan.html", {"form": form, "pada": timezone.now()})
    return _gambar_360(request, penugasan, form, tersimpan)


def _gambar_360(
    request: HttpRequest, penugasan: isi.Penugasan, form: Penilaian360Form, tersimpan: Jawaban | None
) -> HttpResponse:
    return render(
        request,
        "umpan_balik/isi_360.html",
        {
            "penugasan": penugasan,
            "hubungan": isi.HUBUNGAN[penugasan.kelompok],
            "form": form,
            "label": LABEL_JAWABAN,
            "terisi": sum(n is not None for n in tersimpan.nilai) if tersimpan else 0,
            "sedikitnya": layanan_jawaban.SEDIKITNYA_TERJAWAB,
            "sekarang": timezone.now(),
        },
    )


def _sesudah_simpan(request: HttpRequest, penugasan: isi.Penugasan, *, kirim: bool) -> HttpResponse:
    nama = penugasan.dinilai.nama
    if not kirim:
        messages.success(request, f"Draf untuk {nama} tersimpan. Belum terkirim.")
        return redirect("umpan_balik:isi_360", penugasan.pk)
    messages.success(request, f"Umpan balik untuk {nama} dikirim. Sampai penutupan masih dapat Anda ubah.")
    return redirect("umpan_balik:daftar")


@login_required
@require_safe
def siapa_melihat(request: HttpRequest) -> HttpResponse:
    """Kebenaran tentang kerahasiaan jawaban 360."""
    return render(request, "umpan_balik/siapa_melihat.html")
