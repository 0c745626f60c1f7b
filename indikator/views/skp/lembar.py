"""SKP saya: memilih, memulai, membaca, mengatur bobot, mengajukan, menarik, mencetak."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from indikator.forms.skp import BobotForm
from indikator.models import SKP, Pendekatan, StatusDokumen
from indikator.permissions import Pihak, periode_terlihat
from indikator.queries.skp import BarisRHK, Lembar, lembar, nama_penilai, skp_saya, tahun_dibuka
from indikator.queries.skp.adendum import usulan
from indikator.queries.skp.salinan import sumber_salinan
from indikator.services import skp as layanan
from indikator.views.bantu import skp_atau_404, skp_sendiri, terapkan_galat
from indikator.views.skp.isi import banding_usulan, lampiran_skp
from indikator.views.skp.tahap import tahap
from inti.galat import GalatAturan, TidakBerhak

LANJUT = {
    "rhk_tambah": "indikator:skp_rhk_tambah",
    "rhk_ubah": "indikator:skp_rhk_ubah",
    "indikator_tambah": "indikator:skp_indikator_pilih",
    "indikator_ubah": "indikator:skp_indikator_ubah",
}


@login_required
@require_GET
def skp(request: HttpRequest) -> HttpResponse:
    """Langsung ke SKP tahun berjalan bila tidak ada pilihan lain; selain itu daftar dan tombol mulai."""
    tahun = tahun_dibuka(request.user)
    daftar = list(skp_saya(request.user))
    terbuka = {t.pk for t in tahun}
    kini = [s for s in daftar if s.periode_id in terbuka]
    perlu_mulai = [t for t in tahun if t.pk not in {s.periode_id for s in kini}]
    if len(kini) == 1 and not perlu_mulai and "semua" not in request.GET:
        return redirect("indikator:skp_rinci", kini[0].pk)
    konteks = {"daftar": daftar, "tahun": tahun, "perlu_mulai": perlu_mulai}
    return render(request, "indikator/skp_daftar.html", konteks)


@login_required
@require_POST
def mulai(request: HttpRequest, periode_id: int) -> HttpResponse:
    """Buat draf untuk tahun itu."""
    tahun = get_object_or_404(periode_terlihat(request.user), pk=periode_id)
    try:
        baru = layanan.mulai(
            periode=tahun,
            oleh=request.user,
            sekarang=timezone.now(),
            pendekatan=request.POST.get("pendekatan", Pendekatan.KUANTITATIF),
        )
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
        return redirect("indikator:skp")
    return redirect("indikator:skp_rinci", baru.pk)


@login_required
@require_GET
def rinci(request: HttpRequest, skp_id: int) -> HttpResponse:
    """Satu SKP: disusun pemiliknya selama draf atau dikembalikan, dibaca selain itu."""
    terlihat = skp_atau_404(request, skp_id)
    if terlihat.sebagai is Pihak.PENILAI:
        return redirect("indikator:periksa_skp_rinci", skp_id)
    isi = lembar(terlihat.skp)
    form = _form_bobot(isi)
    return _halaman(request, isi, form, milik=terlihat.sebagai is Pihak.PEMILIK)


@login_required
@require_POST
def bobot(request: HttpRequest, skp_id: int) -> HttpResponse:
    """Simpan bobot, lalu ke tempat yang ditekan orangnya."""
    return _simpan_bobot(request, skp_id, ajukan=False)


@login_required
@require_POST
def ajukan(request: HttpRequest, skp_id: int) -> HttpResponse:
    """Simpan bobot lalu serahkan kepada penilai."""
    return _simpan_bobot(request, skp_id, ajukan=True)


def _simpan_bobot(request: HttpRequest, skp_id: int, *, ajukan: bool) -> HttpResponse:
    """Bobot tersimpan walaupun pengajuannya ditolak: yang sudah diketik tidak hilang."""
    skp, sekarang = skp_sendiri(request, skp_id), timezone.now()
    isi = lembar(skp)
    if not isi.dapat_disusun:
        return _sudah_berpindah(request, skp, ajukan=ajukan)
    form = BobotForm(request.POST, indikator=isi.indikator)
    if not form.is_valid():
        return _halaman(request, isi, form)
    try:
        skp = layanan.atur_bobot(
            skp=skp,
            bobot=form.bobot(),
            versi=form.cleaned_data["versi"],
            oleh=request.user,
            sekarang=sekarang,
        )
        if ajukan:
            layanan.ajukan(skp=skp, oleh=request.user, sekarang=sekarang, versi=skp.versi)
    except GalatAturan as galat:
        kini = SKP.semua.get(pk=skp_id)
        if ajukan and kini.status == StatusDokumen.DIAJUKAN:  # kembarannya mendahului di tengah kiriman ini
            return redirect("indikator:skp_rinci", skp_id)
        terapkan_galat(form, galat, versi=kini.versi)
        if kini.versi != isi.skp.versi:
            form.data = form.data.copy()
            form.data["versi"] = str(kini.versi)
        return _halaman(request, lembar(skp_sendiri(request, skp_id)), form)
    if ajukan:
        benda = "Adendum" if skp.adendum else "SKP"
        messages.success(request, f"{benda} diajukan. Pejabat penilai Anda sudah diberi tahu.")
        return redirect("indikator:skp_rinci", skp_id)
    return _ke_tujuan(request, skp_id)


def _sudah_berpindah(request: HttpRequest, skp: SKP, *, ajukan: bool) -> HttpResponse:
    """Klik kedua sesudah diajukan berakhir sama; selain itu dijelaskan mengapa tidak dapat diubah."""
    if not (ajukan and skp.status == StatusDokumen.DIAJUKAN):
        try:
            layanan.atur_bobot(skp=skp, bobot={}, versi=skp.versi, oleh=request.user, sekarang=timezone.now())
        except GalatAturan as galat:
            messages.warning(request, galat.pesan)
    return redirect("indikator:skp_rinci", skp.pk)


def _ke_tujuan(request: HttpRequest, skp_id: int) -> HttpResponse:
    nama, _, nomor = request.POST.get("lanjut", "").partition(":")
    if nama in LANJUT and (nomor.isdecimal() or not nomor):
        return redirect(reverse(LANJUT[nama], args=[skp_id, int(nomor)] if nomor else [skp_id]))
    messages.success(request, "Draf SKP disimpan.")
    return redirect("indikator:skp_rinci", skp_id)


@login_required
@require_POST
def tarik(request: HttpRequest, skp_id: int) -> HttpResponse:
    """Tarik kembali SKP yang belum diputus."""
    milik = skp_sendiri(request, skp_id)
    try:
        layanan.tarik(skp=milik, oleh=request.user, sekarang=timezone.now())
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
    else:
        messages.success(request, "SKP ditarik kembali menjadi draf.")
    return redirect("indikator:skp_rinci", skp_id)


@login_required
@require_GET
def cetak(request: HttpRequest, skp_id: int) -> HttpResponse:
    """Bentuk cetak SKP."""
    terlihat = skp_atau_404(request, skp_id)
    return render(request, "indikator/skp_cetak.html", _konteks(lembar(terlihat.skp, periksa=False)))


def _form_bobot(isi: Lembar) -> BobotForm:
    return BobotForm(initial={"versi": isi.skp.versi}, indikator=isi.indikator)


def _konteks(isi: Lembar) -> dict[str, Any]:
    skp, hari = isi.skp, timezone.localdate()
    return {
        "skp": skp,
        "lembar": isi,
        "penilai": nama_penilai([skp.pegawai_id], pada=hari).get(skp.pegawai_id),
        "tahap": tahap(skp, sekarang=timezone.now()),
        "isi_lampiran": lampiran_skp(skp),
    }


def _halaman(request: HttpRequest, isi: Lembar, form: BobotForm, *, milik: bool = True) -> HttpResponse:
    skp = isi.skp
    konteks = {**_konteks(isi), "form": form, "milik": milik, "susun": milik and isi.dapat_disusun}
    if konteks["susun"] and not skp.adendum:
        konteks["sumber"] = sumber_salinan(skp)
    konteks |= banding_usulan(skp)
    konteks["usulan"] = usulan(skp) if milik and skp.status == StatusDokumen.DISETUJUI else None
    konteks["bagian"] = [
        {"judul": "Hasil kerja utama", "jenis": "utama", "rhk": _baris(isi.utama, form)},
        {"judul": "Hasil kerja tambahan", "jenis": "tambahan", "rhk": _baris(isi.tambahan, form)},
    ]
    return render(request, "indikator/skp_rinci.html", konteks)


def _baris(rhk: Iterable[BarisRHK], form: BobotForm) -> list[dict[str, Any]]:
    """RHK dengan kotak bobot di sebelah tiap indikatornya."""
    return [
        {
            "baris": satu,
            "indikator": [
                {
                    "butir": b,
                    "bidang": form[nama] if (nama := f"bobot_{b.indikator.pk}") in form.fields else None,
                }
                for b in satu.indikator
            ],
        }
        for satu in rhk
    ]
