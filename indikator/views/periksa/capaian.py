"""Pejabat penilai memeriksa laporan: per orang, dengan bukti di sebelah tiap indikator."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from indikator.forms import arti
from indikator.forms.realisasi import KembalikanForm, PerlakuanForm, RatingForm
from indikator.models import Periode
from indikator.queries.hitungan import TERHITUNG
from indikator.queries.realisasi import (
    BarisPeriksa,
    LembarPeriksa,
    antrean_capaian,
    lembar_periksa,
    nama_pendek,
    periode_lapor,
    periode_setahun,
)
from indikator.services import realisasi as layanan
from indikator.views.bantu import terapkan_galat
from indikator.views.periksa.urungkan import urungkan
from inti.galat import GalatAturan, TidakBerhak

PER_HALAMAN = 50


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Bawahan hari ini dan keadaan laporannya; yang menunggu paling lama di atas."""
    sekarang = timezone.now()
    nomor = request.GET.get("periode", "")
    periode = periode_lapor(
        request.user, sekarang=sekarang, periode_id=int(nomor) if nomor.isdecimal() else None
    )
    if periode is None:
        return render(request, "indikator/periksa_capaian.html", {"periode": None})
    semua = antrean_capaian(request.user, periode, sekarang=sekarang)
    tab = [
        {"judul": nama_pendek(p), "url": f"?periode={p.pk}", "kini": p.pk == periode.pk}
        for p in periode_setahun(periode)
    ]
    konteks = {
        "periode": periode,
        "laman": Paginator(semua, PER_HALAMAN).get_page(request.GET.get("halaman")),
        "menunggu": sum(b.diajukan for b in semua),
        "tab": tab if len(tab) > 1 else [],
        "sekarang": sekarang,
    }
    return render(request, "indikator/periksa_capaian.html", konteks)


@login_required
def orang(request: HttpRequest, periode_id: int, pegawai_id: int) -> HttpResponse:
    """Semua indikator satu orang; setujui yang dicentang."""
    lembar = _lembar(request, periode_id, pegawai_id)
    if request.method == "POST":
        return _setujui(request, lembar)
    return render(request, "indikator/periksa_capaian_orang.html", {"lembar": lembar})


def _lembar(request: HttpRequest, periode_id: int, pegawai_id: int) -> LembarPeriksa:
    sekarang = timezone.now()
    periode = periode_lapor(request.user, sekarang=sekarang, periode_id=periode_id)
    lembar = (
        lembar_periksa(request.user, periode, pegawai_id=pegawai_id, sekarang=sekarang) if periode else None
    )
    if lembar is None:
        raise Http404("Orang ini tidak Anda nilai.")
    return lembar


def _setujui(request: HttpRequest, lembar: LembarPeriksa) -> HttpResponse:
    milik = {b.baris.realisasi.pk for b in lembar.baris if b.baris.realisasi}
    ids = {int(n) for n in request.POST.getlist("pilih") if n.isdecimal()} & milik
    versi = {i: int(v) for i in ids if (v := request.POST.get(f"versi_{i}", "0")).isdecimal()}
    if not ids:
        messages.info(request, "Centang laporan yang akan disetujui lebih dahulu.")
        return redirect(request.path)
    try:
        jumlah = layanan.setujui_banyak(
            realisasi_ids=ids, oleh=request.user, sekarang=timezone.now(), versi=versi
        )
    except TidakBerhak as galat:
        raise Http404(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
        return redirect(request.path)
    kalimat = f"{jumlah} laporan {lembar.orang.nama} disetujui." if jumlah else "Laporan itu sudah diputus."
    messages.success(request, kalimat, extra_tags=urungkan(ids) if jumlah else "")
    return redirect(request.path if len(ids) < lembar.menunggu else "indikator:periksa_capaian")


@login_required
def putus(request: HttpRequest, periode_id: int, pegawai_id: int, indikator_id: int) -> HttpResponse:
    """Satu indikator: beri rating (kualitatif), kembalikan, kecualikan, atau tandai tidak dilaporkan."""
    lembar = _lembar(request, periode_id, pegawai_id)
    baris = next((b for b in lembar.baris if b.baris.indikator.pk == indikator_id), None)
    if baris is None:
        raise Http404("Indikator tidak ditemukan.")
    aksi = request.POST.get("aksi", "")
    semua = _formulir(request, baris, aksi)
    if request.method == "POST":
        form = semua.get(aksi, semua["perlakukan"])
        if form.is_valid():
            try:
                kalimat = _jalankan(request, lembar.periode, baris, form)
            except GalatAturan as galat:
                terapkan_galat(form, galat, versi=_versi(baris))
            else:
                messages.success(request, kalimat, extra_tags=_tanda(form, baris))
                return redirect("indikator:periksa_capaian_orang", periode_id, pegawai_id)
    konteks = {
        "lembar": lembar,
        "b": baris,
        "kembali": semua["kembalikan"],
        "perlakuan": semua["perlakukan"],
        "rating": semua["rating"] if baris.baris.indikator.kualitatif else None,
        "arti": arti.tangga(arti.HASIL),
    }
    return render(request, "indikator/periksa_capaian_putus.html", konteks)


def _tanda(form: forms.Form, baris: BarisPeriksa) -> str:
    """Perlakuan dicabut dari halamannya sendiri; putusan lain membawa tombol Batalkan."""
    realisasi = baris.baris.realisasi
    return "" if isinstance(form, PerlakuanForm) or realisasi is None else urungkan([realisasi.pk])


def _formulir(request: HttpRequest, baris: BarisPeriksa, aksi: str) -> dict[str, forms.Form]:
    """Formulir menurut tombolnya; hanya yang ditekan yang memuat kiriman."""
    r = baris.baris.realisasi
    diserahkan = r is not None and r.status in TERHITUNG
    lain: dict[str, Any] = {
        "sudah_dilaporkan": diserahkan,
        "kini": baris.baris.perlakuan,
        "kualitatif": baris.baris.indikator.kualitatif,
    }
    return {
        "kembalikan": KembalikanForm(
            request.POST if aksi == "kembalikan" else None,
            initial={"versi": _versi(baris), "catatan": _catatan_tautan(request, baris)},
        ),
        "rating": RatingForm(
            request.POST if aksi == "rating" else None,
            prefix="rating",
            initial={
                "rating": r.rating if r else "",
                "alasan": r.alasan_rating if r else "",
                "versi": _versi(baris),
            },
        ),
        "perlakukan": PerlakuanForm(
            request.POST if aksi == "perlakukan" else None,
            initial={"alasan": r.alasan_perlakuan if r else "", "perlakuan": baris.baris.perlakuan or None},
            **lain,
        ),
    }


def _catatan_tautan(request: HttpRequest, baris: BarisPeriksa) -> str:
    """Catatan siap kirim untuk `?tautan=<id bukti>` yang tidak dapat dibuka penilai; kosong selain itu."""
    nomor = request.GET.get("tautan", "")
    bukti = next((b for b in baris.bukti if b.tautan and str(b.pk) == nomor), None)
    if bukti is None:
        return ""
    return (
        f"Tautan “{bukti.judul}” tidak dapat saya buka. Ubah aksesnya menjadi siapa saja yang memegang tautan, "
        "atau unggah berkasnya."
    )


def _versi(baris: BarisPeriksa) -> int:
    return baris.baris.realisasi.versi if baris.baris.realisasi else 0


def _jalankan(request: HttpRequest, periode: Periode, baris: BarisPeriksa, form: forms.Form) -> str:
    """Panggil satu layanan dan kembalikan kalimat hasilnya."""
    isi, realisasi = form.cleaned_data, baris.baris.realisasi
    if not isinstance(form, PerlakuanForm) and realisasi is None:
        raise GalatAturan("Indikator ini belum dilaporkan, jadi belum ada yang diputus.")
    if isinstance(form, RatingForm):
        assert realisasi is not None
        hasil = layanan.beri_rating(
            realisasi=realisasi,
            rating=isi["rating"],
            alasan=isi["alasan"],
            oleh=request.user,
            sekarang=timezone.now(),
            versi=isi["versi"],
        )
        return f"Dinilai {hasil.get_rating_display().lower()}."
    if isinstance(form, KembalikanForm):
        assert realisasi is not None
        layanan.kembalikan(
            realisasi=realisasi,
            catatan=isi["catatan"],
            oleh=request.user,
            sekarang=timezone.now(),
            versi=isi["versi"],
        )
        return "Laporan dikembalikan dengan catatan Anda."
    hasil = layanan.perlakukan(
        periode_id=periode.pk,
        indikator_id=baris.baris.indikator.pk,
        perlakuan=isi["perlakuan"],
        alasan=isi["alasan"],
        oleh=request.user,
        sekarang=timezone.now(),
    )
    return f"Dicatat: {hasil.get_perlakuan_display().lower()}."
