"""Menambah, mengubah, dan menghapus RHK."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from indikator.forms.skp import RhkForm, VersiForm
from indikator.models import RHK, SKP
from indikator.queries.skp import pilihan_pimpinan
from indikator.services import skp as layanan
from indikator.views.bantu import menyusun, terapkan_galat
from inti.galat import GalatAturan, SudahBerubah
from inti.views import draf


@menyusun
def tambah(request: HttpRequest, skp: SKP) -> HttpResponse:
    """RHK baru di bawah RHK pimpinan, atau ditautkan nanti."""
    pilihan = pilihan_pimpinan(skp, pada=timezone.localdate())
    awal = {"versi": skp.versi, "jenis": request.GET.get("jenis", RHK.Jenis.UTAMA), "pimpinan": ""}
    form = RhkForm(request.POST or None, pilihan=pilihan.rhk, initial=awal)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            rhk = layanan.tambah_rhk(
                skp=skp,
                teks=isi["teks"],
                jenis=isi["jenis"],
                pimpinan_id=isi["pimpinan"],
                versi=isi["versi"],
                oleh=request.user,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            terapkan_galat(form, galat, versi=SKP.semua.get(pk=skp.pk).versi)
        else:
            draf.selesai(request)
            messages.success(request, "RHK ditambahkan. Sekarang pilih indikatornya.")
            return redirect("indikator:skp_indikator_pilih", skp.pk, rhk.pk)
    return render(request, "indikator/skp_rhk.html", {"skp": skp, "form": form, "pilihan": pilihan})


@menyusun
def ubah(request: HttpRequest, skp: SKP, rhk_id: int) -> HttpResponse:
    """Ubah teks, jenis, atau tautan ke RHK pimpinan."""
    rhk = _rhk(skp, rhk_id)
    pilihan = pilihan_pimpinan(skp, pada=timezone.localdate(), tetap=rhk.pimpinan_id)
    awal = {"versi": skp.versi, "teks": rhk.teks, "jenis": rhk.jenis, "pimpinan": rhk.pimpinan_id or ""}
    form = RhkForm(request.POST or None, pilihan=pilihan.rhk, initial=awal)
    tersimpan = None
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            layanan.ubah_rhk(
                rhk=rhk,
                teks=isi["teks"],
                jenis=isi["jenis"],
                pimpinan_id=isi["pimpinan"],
                versi=isi["versi"],
                oleh=request.user,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            terapkan_galat(form, galat, versi=SKP.semua.get(pk=skp.pk).versi)
            tersimpan = rhk.teks if isinstance(galat, SudahBerubah) else None
        else:
            draf.selesai(request)
            messages.success(request, "RHK disimpan.")
            return redirect("indikator:skp_rinci", skp.pk)
    konteks = {"skp": skp, "rhk": rhk, "form": form, "pilihan": pilihan, "tersimpan": tersimpan}
    return render(request, "indikator/skp_rhk.html", konteks)


@menyusun
def hapus(request: HttpRequest, skp: SKP, rhk_id: int) -> HttpResponse:
    """Halaman tanya sebelum menghapus RHK dan indikatornya."""
    rhk = skp.rhk.filter(pk=rhk_id).first()
    if rhk is None and request.method == "POST":
        return redirect("indikator:skp_rinci", skp.pk)
    rhk = rhk or _rhk(skp, rhk_id)
    form = VersiForm(request.POST or None, initial={"versi": skp.versi})
    if request.method == "POST" and form.is_valid():
        try:
            layanan.hapus_rhk(
                rhk=rhk, versi=form.cleaned_data["versi"], oleh=request.user, sekarang=timezone.now()
            )
        except GalatAturan as galat:
            terapkan_galat(form, galat, versi=SKP.semua.get(pk=skp.pk).versi)
        else:
            messages.success(request, "RHK dihapus.")
            return redirect("indikator:skp_rinci", skp.pk)
    konteks = {
        "skp": skp,
        "form": form,
        "judul": "Hapus RHK",
        "nama": rhk.teks,
        "ikut": list(rhk.indikator.order_by("urutan")),
        "bawahan": rhk.penopang.count(),
    }
    return render(request, "indikator/skp_hapus.html", konteks)


def _rhk(skp: SKP, rhk_id: int) -> RHK:
    rhk = skp.rhk.select_related("skp").filter(pk=rhk_id).first()
    if rhk is None:
        raise Http404("RHK tidak ditemukan.")
    return rhk
