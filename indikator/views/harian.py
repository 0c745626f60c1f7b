"""Catatan harian: menulis milik sendiri, membaca milik bawahan."""

from datetime import date, datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from indikator.forms.harian import HarianForm, susun
from indikator.queries.harian import LembarHarian, berkas_harian, harian_bawahan, lembar_harian
from indikator.queries.realisasi import berkas_milik
from indikator.services import harian as layanan
from indikator.services.realisasi.unggah import unggah_bukti
from indikator.views.pintu import saya
from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import hari_tanggal
from inti.views import draf
from inti.views.unduhan import kirim_berkas


@login_required
def harian(request: HttpRequest) -> HttpResponse:
    """Catatan hari ini, atau `?hari=2026-11-22`. POST: simpan, atau sama seperti sebelumnya."""
    sekarang = timezone.now()
    hari = _hari(request.GET.get("hari", ""))
    lembar = lembar_harian(saya(request), hari=hari, sekarang=sekarang)
    if request.method == "POST":
        return _kirim(request, lembar, sekarang)
    return _halaman(request, lembar, susun(lembar.indikator, lembar.catatan))


def _hari(teks: str) -> date:
    try:
        return date.fromisoformat(teks)
    except ValueError:
        return timezone.localdate()


def _kirim(request: HttpRequest, lembar: LembarHarian, sekarang: datetime) -> HttpResponse:
    kembali = redirect(f"{reverse('indikator:harian')}?hari={lembar.hari.isoformat()}")
    if request.POST.get("aksi") == "sama":
        return _sama(request, lembar, sekarang, kembali)
    daftar = susun(lembar.indikator, lembar.catatan, request.POST, request.FILES)
    benar = all([_periksa(request, f, sekarang) for f in daftar])
    if not benar:
        return _halaman(request, lembar, daftar)
    try:
        berubah = layanan.catat(
            hari=lembar.hari, isian=[f.masukan() for f in daftar], oleh=saya(request), sekarang=sekarang
        )
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        if not daftar:
            messages.warning(request, galat.pesan)
            return kembali
        daftar[0].add_error(None, galat.pesan)
        return _halaman(request, lembar, daftar)
    draf.selesai(request)
    kapan = hari_tanggal(lembar.hari)
    messages.success(request, f"Catatan {kapan} tersimpan." if berubah else f"Catatan {kapan} tidak berubah.")
    return kembali


def _sama(
    request: HttpRequest, lembar: LembarHarian, sekarang: datetime, kembali: HttpResponse
) -> HttpResponse:
    try:
        banyak, asal = layanan.sama_seperti_sebelumnya(
            hari=lembar.hari, oleh=saya(request), sekarang=sekarang
        )
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
    else:
        if banyak:
            draf.selesai(request)
            messages.success(
                request, f"{banyak} catatan disalin dari {hari_tanggal(asal)}. Ubah bila berbeda."
            )
        else:
            messages.info(request, "Semua indikator hari itu sudah dicatat, jadi tidak ada yang disalin.")
    return kembali


def _periksa(request: HttpRequest, form: HarianForm, sekarang: datetime) -> bool:
    """Simpan berkasnya lebih dahulu, supaya isian lain yang keliru tidak menghilangkannya."""
    form.is_valid()
    kiriman = request.FILES.getlist(form.add_prefix("berkas"))
    if kiriman:
        try:
            satu = unggah_bukti(kiriman=kiriman[0], oleh=saya(request), sekarang=sekarang)
        except GalatAturan as galat:
            form.add_error("berkas", galat.pesan)
        else:
            form.data = form.data.copy()
            form.data[form.add_prefix("berkas_id")] = str(satu.pk)
            form.cleaned_data["berkas_id"] = satu.pk
    return not form.errors


def _halaman(request: HttpRequest, lembar: LembarHarian, daftar: list[HarianForm]) -> HttpResponse:
    ids = [int(v) for f in daftar if (v := str(f["berkas_id"].value() or "")).isdecimal()]
    nama = {b.pk: b.nama for b in berkas_milik(saya(request), ids)}
    for form in daftar:
        nomor = str(form["berkas_id"].value() or "")
        form.nama_berkas = nama.get(int(nomor), "") if nomor.isdecimal() else ""
    return render(request, "indikator/harian.html", {"lembar": lembar, "daftar": daftar})


@login_required
@require_GET
def bawahan(request: HttpRequest, pegawai_id: int) -> HttpResponse:
    """Catatan seorang bawahan, untuk dibaca penilainya saja."""
    isi = harian_bawahan(saya(request), pegawai_id=pegawai_id, sekarang=timezone.now())
    if isi is None:
        raise Http404("Catatan tidak ditemukan.")
    return render(request, "indikator/harian_bawahan.html", {"isi": isi})


@login_required
@require_GET
def berkas(request: HttpRequest, catatan_id: int) -> HttpResponseBase:
    """Unduh berkas satu catatan; pemilik dan penilainya saja."""
    satu = berkas_harian(saya(request), catatan_id=catatan_id, sekarang=timezone.now())
    if satu is None or satu.berkas is None:
        raise Http404("Berkas tidak ditemukan.")
    return kirim_berkas(request, satu.berkas)
