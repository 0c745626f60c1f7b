"""Memilih indikator dari katalog atau menulis sendiri, mengisi target dan bobotnya."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from indikator.forms.skp import IndikatorForm, PilihArahForm, VersiForm
from indikator.models import KUALITATIF, RHK, SKP, Indikator, IndikatorKinerja, Polaritas
from indikator.queries.katalog import indikator_untuk
from indikator.queries.skp import acuan_teks, sasaran_teks
from indikator.rules.angka import jumlah
from indikator.services import skp as layanan
from indikator.views.bantu import menyusun, terapkan_galat
from inti.galat import GalatAturan, SudahBerubah
from inti.views import draf

PER_HALAMAN = 25
ARAH = {**dict(Polaritas.choices), KUALITATIF: "Kriteria keberhasilan"}


@menyusun
@require_GET
def pilih(request: HttpRequest, skp: SKP, rhk_id: int) -> HttpResponse:
    """Katalog yang menjangkau jabatan orang itu, dan pilihan menulis sendiri."""
    rhk = _rhk(skp, rhk_id)
    if skp.kualitatif and "sendiri" in request.GET:
        return redirect("indikator:skp_indikator_tambah", skp.pk, rhk_id)
    form = PilihArahForm(request.GET if "arah" in request.GET or "sendiri" in request.GET else None)
    if form.is_bound and form.is_valid():
        tujuan = redirect("indikator:skp_indikator_tambah", skp.pk, rhk_id)
        tujuan["Location"] += f"?arah={form.cleaned_data['arah']}"
        return tujuan
    cari = request.GET.get("cari", "").strip()
    semua = _katalog(skp)
    cocok = [k for k in semua if cari.casefold() in k.nama.casefold()] if cari else semua
    laman = Paginator(cocok, PER_HALAMAN).get_page(request.GET.get("halaman"))
    dipakai = set(skp.indikator.values_list("katalog_id", flat=True))
    konteks = {
        "skp": skp,
        "rhk": rhk,
        "form": form,
        "cari": cari,
        "laman": laman,
        "baris": [{"katalog": k, "acuan": acuan_teks(k), "dipakai": k.pk in dipakai} for k in laman],
        "ada_katalog": bool(semua),
    }
    return render(request, "indikator/skp_indikator_pilih.html", konteks)


@menyusun
def tambah(request: HttpRequest, skp: SKP, rhk_id: int) -> HttpResponse:
    """Target dan bobot indikator baru; arahnya dari katalog (`?katalog=`) atau dari pilihan (`?arah=`)."""
    rhk = _rhk(skp, rhk_id)
    katalog = _dari_katalog(skp, request.GET.get("katalog", ""))
    arah = _arah(skp, katalog, request.GET.get("arah", ""))
    if arah is None:
        return redirect("indikator:skp_indikator_pilih", skp.pk, rhk_id)
    sisa = Decimal(100) - jumlah(skp.indikator.values_list("bobot", flat=True))
    form = IndikatorForm(request.POST or None, arah=arah, katalog=katalog, initial=_awal(skp, katalog, sisa))
    if request.method == "POST" and form.is_valid():
        try:
            layanan.tambah_indikator(
                rhk=rhk,
                masukan=form.masukan(),
                versi=form.cleaned_data["versi"],
                oleh=request.user,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            terapkan_galat(form, galat, versi=SKP.semua.get(pk=skp.pk).versi)
        else:
            draf.selesai(request)
            messages.success(request, "Indikator ditambahkan.")
            return redirect("indikator:skp_rinci", skp.pk)
    return _halaman(request, skp, rhk, form, katalog, sisa=sisa)


@menyusun
def ubah(request: HttpRequest, skp: SKP, indikator_id: int) -> HttpResponse:
    """Ubah target, bobot, dan (bila bukan dari katalog) namanya. `?arah=` mengganti arahnya."""
    indikator = _indikator(skp, indikator_id)
    katalog = indikator.katalog
    diminta = request.GET.get("arah", indikator.polaritas)
    arah = _arah(skp, katalog, diminta) or indikator.polaritas
    awal = {n: getattr(indikator, n) for n in IndikatorForm.base_fields if n != "versi"} | {
        "versi": skp.versi
    }
    form = IndikatorForm(request.POST or None, arah=arah, katalog=katalog, initial=awal)
    tersimpan = ""
    if request.method == "POST" and form.is_valid():
        try:
            layanan.ubah_indikator(
                indikator=indikator,
                masukan=form.masukan(),
                versi=form.cleaned_data["versi"],
                oleh=request.user,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            terapkan_galat(form, galat, versi=SKP.semua.get(pk=skp.pk).versi)
            tersimpan = _ringkas(indikator) if isinstance(galat, SudahBerubah) else ""
        else:
            draf.selesai(request)
            messages.success(request, "Indikator disimpan.")
            return redirect("indikator:skp_rinci", skp.pk)
    sisa = Decimal(100) - jumlah(skp.indikator.exclude(pk=indikator.pk).values_list("bobot", flat=True))
    return _halaman(
        request, skp, indikator.rhk, form, katalog, sisa=sisa, indikator=indikator, tersimpan=tersimpan
    )


@menyusun
def hapus(request: HttpRequest, skp: SKP, indikator_id: int) -> HttpResponse:
    """Halaman tanya sebelum menghapus indikator."""
    if request.method == "POST" and not skp.indikator.filter(pk=indikator_id).exists():
        return redirect("indikator:skp_rinci", skp.pk)
    indikator = _indikator(skp, indikator_id)
    form = VersiForm(request.POST or None, initial={"versi": skp.versi})
    if request.method == "POST" and form.is_valid():
        try:
            layanan.hapus_indikator(
                indikator=indikator,
                versi=form.cleaned_data["versi"],
                oleh=request.user,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            terapkan_galat(form, galat, versi=SKP.semua.get(pk=skp.pk).versi)
        else:
            messages.success(request, "Indikator dihapus.")
            return redirect("indikator:skp_rinci", skp.pk)
    konteks = {"skp": skp, "form": form, "judul": "Hapus indikator", "nama": indikator.nama}
    return render(request, "indikator/skp_hapus.html", konteks)


def _halaman(
    request: HttpRequest, skp: SKP, rhk: RHK, form: IndikatorForm, katalog: Indikator | None, **lain: Any
) -> HttpResponse:
    konteks = {"skp": skp, "rhk": rhk, "form": form, "katalog": katalog, "arah": ARAH[form.arah]}
    acuan = acuan_teks(katalog) if katalog and not skp.kualitatif else ""
    return render(request, "indikator/skp_indikator.html", {**konteks, "acuan": acuan, **lain})


def _arah(skp: SKP, katalog: Indikator | None, diminta: str) -> str | None:
    """Arah menurut cara menulis SKP-nya dan katalognya; None bila belum dipilih."""
    if skp.kualitatif:
        return KUALITATIF
    arah = katalog.polaritas if katalog else diminta
    return arah if arah in Polaritas else None


def _awal(skp: SKP, katalog: Indikator | None, sisa: Decimal) -> dict[str, Any]:
    """Isian awal dari acuan katalog dan sisa bobot."""
    awal: dict[str, Any] = {"versi": skp.versi, "mulai": skp.periode.mulai}
    acuan = katalog.bobot_acuan if katalog else None
    awal["bobot"] = acuan if acuan and acuan <= sisa else sisa if sisa > 0 else None
    if katalog:
        awal |= {"target": katalog.target_acuan, "bawah": katalog.bawah_acuan, "atas": katalog.atas_acuan}
    return awal


def _katalog(skp: SKP) -> list[Indikator]:
    hari = timezone.localdate()
    pada = min(max(hari, skp.penempatan.sejak), skp.penempatan.sampai or hari)
    return indikator_untuk(skp.penempatan, pada)


def _dari_katalog(skp: SKP, nomor: str) -> Indikator | None:
    if not nomor.isdecimal():
        return None
    katalog = next((k for k in _katalog(skp) if k.pk == int(nomor)), None)
    if katalog is None:
        raise Http404("Indikator katalog tidak ditemukan.")
    return katalog


def _rhk(skp: SKP, rhk_id: int) -> RHK:
    rhk = skp.rhk.select_related("skp").filter(pk=rhk_id).first()
    if rhk is None:
        raise Http404("RHK tidak ditemukan.")
    return rhk


def _indikator(skp: SKP, indikator_id: int) -> IndikatorKinerja:
    satu = skp.indikator.select_related("skp", "rhk", "katalog").filter(pk=indikator_id).first()
    if satu is None:
        raise Http404("Indikator tidak ditemukan.")
    return satu


def _ringkas(indikator: IndikatorKinerja) -> str:
    sebutan = "kriteria" if indikator.kualitatif else "target"
    return f"{indikator.nama}, {sebutan} {sasaran_teks(indikator)}, bobot {indikator.bobot.normalize():f}"
