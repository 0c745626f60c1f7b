"""Umpan balik untuk pegawai: daftar, formulir 360, dan siapa melihat apa."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from indikator.models import Periode
from inti.sekali import tanpa_bekas
from umpan_balik.forms.rekan import Penilaian360Form
from umpan_balik.models import Jawaban
from umpan_balik.queries import daftar as isi
from umpan_balik.queries.cermin import Cermin, cermin
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


@tanpa_bekas
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def isi_360(request: HttpRequest, penugasan_id: int) -> HttpResponse:
    """21 panduan untuk satu orang; draf, cermin, atau kirim. Ketikannya tersimpan sendiri."""
    penugasan = get_object_or_404(isi.penugasan_untuk(request.user), pk=penugasan_id)
    if penugasan.periode.status == Periode.Status.DITUTUP or penugasan.periode.penutupan_dimulai:
        messages.info(
            request, f"{penugasan.periode.nama} sudah ditutup; jawaban 360 tidak dapat dibuka lagi."
        )
        return redirect("umpan_balik:daftar")
    tersimpan = Jawaban.objects.filter(penugasan=penugasan).first()
    form = Penilaian360Form(
        request.POST or None,
        jawaban=tersimpan,
        penulis=request.user.nama,
        dikenal=isi.nama_sekitar(penugasan),
    )
    aksi = request.POST.get("aksi", "")
    if aksi == "buang":
        layanan_jawaban.buang_titipan(penugasan_id=penugasan.pk, oleh=request.user, sekarang=timezone.now())
        return redirect("umpan_balik:isi_360", penugasan.pk)
    if (
        request.method == "POST"
        and form.is_valid()
        and aksi != "cermin"
        and _simpan(request, penugasan, form)
    ):
        return _sesudah_simpan(request, penugasan, kirim=aksi == "kirim")
    if request.htmx and form.is_bound:
        return render(
            request,
            "umpan_balik/tersimpan.html",
            {
                "form": form,
                "pada": timezone.now(),
                "terkirim": penugasan.selesai,
                "cermin": _cermin(request, penugasan, form),
            },
        )
    return _gambar_360(request, penugasan, form, tersimpan)


def _simpan(request: HttpRequest, penugasan: isi.Penugasan, form: Penilaian360Form) -> bool:
    """Benar bila halamannya selesai (bukan simpan otomatis). Petunjuk gaya dibaca sekali sebelum terkirim."""
    kirim = request.POST.get("aksi") == "kirim"
    umum = {
        "penugasan_id": penugasan.pk,
        "nilai": form.nilai(),
        "komentar": form.komentar(),
        "oleh": request.user,
        "sekarang": timezone.now(),
        "halaman": form.asal(),
    }
    tahan = kirim and bool(form.petunjuk) and "paham" not in request.POST
    titip = penugasan.selesai and (not kirim or tahan)
    hasil = laksanakan(
        form,
        lambda: (
            layanan_jawaban.titipkan(**umum)
            if titip
            else layanan_jawaban.simpan(kirim=kirim and not tahan, **umum)
        ),
    )
    if hasil is None:
        # Yang tertahan tetap di layar; kiriman berikutnya dari halaman ini menimpa dengan sengaja.
        terbaru = Jawaban.objects.filter(penugasan=penugasan).values_list("versi", flat=True).first()
        form.data = form.data.copy()
        form.data["versi"] = str(terbaru or 0)
    return hasil is not None and not request.htmx and not tahan


def _cermin(request: HttpRequest, penugasan: isi.Penugasan, form: Penilaian360Form) -> Cermin | None:
    sementara = {penugasan.pk: form.nilai()} if form.is_bound and form.is_valid() else None
    return cermin(pegawai=request.user, periode=penugasan.periode, sementara=sementara)


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
            "ubahan": tersimpan is not None and tersimpan.ubahan is not None,
            "tahan": request.POST.get("aksi") == "kirim" and not form.errors and bool(form.petunjuk),
            "cermin": _cermin(request, penugasan, form),
            "sedikitnya": layanan_jawaban.SEDIKITNYA_TERJAWAB,
            "sekarang": timezone.now(),
        },
    )


def _sesudah_simpan(request: HttpRequest, penugasan: isi.Penugasan, *, kirim: bool) -> HttpResponse:
    nama = penugasan.dinilai.nama
    if not kirim:
        kata = "Perubahan" if penugasan.selesai else "Draf"
        messages.success(request, f"{kata} untuk {nama} tersimpan. Belum terkirim.")
        return redirect("umpan_balik:isi_360", penugasan.pk)
    messages.success(request, f"Umpan balik untuk {nama} dikirim. Sampai penutupan masih dapat Anda ubah.")
    return redirect("umpan_balik:daftar")


@login_required
@require_safe
def cermin_saya(request: HttpRequest) -> HttpResponse:
    """Cermin penilai bagi dirinya sendiri, tiap periode yang berjalan."""
    periode = isi.periode_menilai(request.user, sekarang=timezone.now())
    daftar_cermin = [(p, cermin(pegawai=request.user, periode=p)) for p in periode]
    return render(request, "umpan_balik/cermin.html", {"daftar": daftar_cermin})


@login_required
@require_safe
def siapa_melihat(request: HttpRequest) -> HttpResponse:
    """Kebenaran tentang kerahasiaan jawaban 360; angkanya dari kebijakan periode yang berjalan."""
    return render(request, "umpan_balik/siapa_melihat.html", {"min_n": isi.minimum_berlaku(request.user)})
