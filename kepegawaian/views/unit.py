"""Mengelola unit: tambah, ubah, pindah, gabung, tutup, dan membatalkan yang belum mulai."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from inti.galat import GalatAturan
from kepegawaian.forms.langkah import PERIKSA, SIMPAN, isi_form, tahap
from kepegawaian.forms.unit import (
    BatalkanUnitForm,
    GabungUnitForm,
    PindahUnitForm,
    TutupUnitForm,
    UbahUnitForm,
    UnitBaruForm,
)
from kepegawaian.models import LetakUnit, UnitKerja
from kepegawaian.permissions import Akses, Izin
from kepegawaian.queries.organisasi import unit_milik
from kepegawaian.queries.pilihan import Pilihan, pilihan_unit, unit_terpilih
from kepegawaian.queries.susunan import penghalang_tutup, saudara
from kepegawaian.services import organisasi as layanan
from kepegawaian.views.pintu import pasang_galat, tolak_tanpa_hak, wajib_izin


def _dikelola(request: HttpRequest, pk: int) -> tuple[Akses, UnitKerja]:
    """Unit di wilayah pengelola; instansi lain 404, di luar wilayahnya 403."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    sumber = unit_milik(request.user).select_related("instansi", "induk", "dinas", "penerus")
    satu = get_object_or_404(sumber, pk=pk)
    if not milik.boleh(Izin.KELOLA_PEGAWAI, unit_id=pk):
        raise PermissionDenied
    return milik, satu


def _pilihan(request: HttpRequest, milik: Akses, *, bidang: str, kecuali: int | None = None) -> Pilihan:
    """Unit di wilayah pengelola menurut yang dicari, tanpa unit itu sendiri."""
    semua = pilihan_unit(
        milik,
        pada=timezone.localdate(),
        cari=request.POST.get("cari_unit", "").strip(),
        terpilih=request.POST.get(bidang) or request.GET.get(bidang, ""),
    )
    return Pilihan([b for b in semua.butir if b[0] != str(kecuali)], semua.sisa)


def _simpan(
    request: HttpRequest, form: Form, tindakan: Callable[[], UnitKerja], kabar: str, konteks: dict[str, Any]
) -> HttpResponse:
    """Isi → simpan, tanpa halaman periksa. Galat kembali ke formulir dengan isian tetap."""
    if form.is_bound and form.is_valid():
        try:
            with tolak_tanpa_hak():
                satu = tindakan()
        except GalatAturan as galat:
            pasang_galat(form, galat)
        else:
            messages.success(request, kabar)
            return redirect("kepegawaian:unit", pk=satu.pk)
    return render(request, "kepegawaian/unit_isi.html", konteks | {"form": form})


@login_required
def baru(request: HttpRequest) -> HttpResponse:
    """Tambah unit; menerima ?induk=."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    awal = {"induk": request.GET.get("induk", ""), "sejak": timezone.localdate(), "urutan": 0}
    form = isi_form(UnitBaruForm, request, awal=awal, unit=_pilihan(request, milik, bidang="induk"))

    def tindakan() -> UnitKerja:
        isi = form.cleaned_data
        return layanan.tambah_unit(
            instansi=request.user.instansi,
            induk=unit_terpilih(milik, isi["induk"]),
            nama=isi["nama"],
            jenis=isi["jenis"],
            singkatan=isi["singkatan"],
            sejak=isi["sejak"],
            urutan=isi["urutan"] or 0,
            sumber=isi["sumber"],
            oleh=request.user,
            sekarang=timezone.now(),
        )

    return _simpan(request, form, tindakan, "Unit ditambah.", {"judul": "Unit baru", "tombol": "Tambah unit"})


@login_required
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Nama (bertanggal atau membetulkan salah tulis), singkatan, jenis, urutan."""
    _, satu = _dikelola(request, pk)
    awal = {b: getattr(satu, b) for b in ("nama", "singkatan", "jenis", "urutan")}
    form = isi_form(UbahUnitForm, request, awal=awal)

    def tindakan() -> UnitKerja:
        isi = form.cleaned_data
        return layanan.ubah_unit(
            unit=satu,
            nama=isi["nama"],
            singkatan=isi["singkatan"],
            jenis=isi["jenis"],
            urutan=isi["urutan"] or 0,
            sejak=isi["sejak"],
            dasar=isi["dasar"],
            oleh=request.user,
            sekarang=timezone.now(),
        )

    konteks = {"judul": "Ubah unit", "tombol": "Simpan perubahan", "unit": satu}
    return _simpan(request, form, tindakan, "Perubahan tersimpan.", konteks)


@login_required
def tutup(request: HttpRequest, pk: int) -> HttpResponse:
    """Hari terakhir unit; yang masih menghalangi disebut dengan tautannya."""
    _, satu = _dikelola(request, pk)
    hari_ini = timezone.localdate()
    form = isi_form(TutupUnitForm, request, awal={"sampai": hari_ini})

    def tindakan() -> UnitKerja:
        return layanan.tutup_unit(unit=satu, **form.cleaned_data, oleh=request.user, sekarang=timezone.now())

    konteks = {
        "judul": "Tutup unit",
        "tombol": "Tutup unit",
        "bahaya": True,
        "unit": satu,
        "halangan": penghalang_tutup(satu, sampai=hari_ini),
    }
    return _simpan(request, form, tindakan, "Unit ditutup. Riwayatnya tetap terbaca.", konteks)


@login_required
def pindah(request: HttpRequest, pk: int) -> HttpResponse:
    """Pindah ke induk lain: isi, periksa sebelum dan sesudah serta semua yang tersentuh, lalu simpan."""
    milik, satu = _dikelola(request, pk)
    form = isi_form(
        PindahUnitForm,
        request,
        awal={"sejak": timezone.localdate()},
        unit=_pilihan(request, milik, bidang="induk", kecuali=pk),
    )

    def tindakan() -> object:
        isi = form.cleaned_data
        return layanan.pindahkan_unit(
            unit=satu,
            induk=unit_terpilih(milik, isi["induk"]),
            sejak=isi["sejak"],
            dasar=isi["dasar"],
            oleh=request.user,
            sekarang=timezone.now(),
        )

    konteks = {"judul": "Pindahkan unit", "tombol": "Pindahkan", "unit": satu, "lama": satu.induk}
    return _jalankan(
        request, form, tindakan, [pk], "Pemindahan tersimpan.", konteks, bidang="induk", milik=milik
    )


@login_required
def gabung(request: HttpRequest, pk: int) -> HttpResponse:
    """Lebur ke unit penerus, bersama saudaranya bila dicentang."""
    milik, satu = _dikelola(request, pk)
    wilayah = milik.unit(Izin.KELOLA_PEGAWAI)
    form = isi_form(
        GabungUnitForm,
        request,
        awal={"sejak": timezone.localdate()},
        unit=_pilihan(request, milik, bidang="ke", kecuali=pk),
        saudara=saudara(satu, pada=timezone.localdate(), wilayah=wilayah),
    )

    def dari() -> list[UnitKerja]:
        pilihan = form.cleaned_data.get("juga", [])
        return [satu, *(unit_terpilih(milik, nomor) for nomor in pilihan)]

    def tindakan() -> object:
        isi = form.cleaned_data
        return layanan.gabungkan_unit(
            dari=dari(),
            ke=unit_terpilih(milik, isi["ke"]),
            sejak=isi["sejak"],
            dasar=isi["dasar"],
            oleh=request.user,
            sekarang=timezone.now(),
        )

    terlibat = [pk, *(int(n) for n in request.POST.getlist("juga") if n.isascii() and n.isdigit())]
    konteks = {
        "judul": "Gabungkan unit",
        "tombol": "Gabungkan",
        "bahaya": True,
        "unit": satu,
        "melebur": dari,
    }
    return _jalankan(
        request, form, tindakan, terlibat, "Penggabungan tersimpan.", konteks, bidang="ke", milik=milik
    )


@login_required
def batalkan(request: HttpRequest, pk: int, letak: int) -> HttpResponse:
    """Batalkan pemindahan atau nama baru yang belum mulai."""
    _, satu = _dikelola(request, pk)
    baris = LetakUnit.objects.filter(pk=letak, unit=satu).select_related("unit", "induk").first()
    if baris is None:
        messages.info(request, "Perubahan itu sudah dibatalkan.")
        return redirect("kepegawaian:unit", pk=pk)
    form = isi_form(BatalkanUnitForm, request)

    def tindakan() -> UnitKerja:
        layanan.batalkan_letak(
            letak=baris, alasan=form.cleaned_data["alasan"], oleh=request.user, sekarang=timezone.now()
        )
        return satu

    konteks = {"judul": "Batalkan perubahan", "tombol": "Batalkan perubahan", "unit": satu, "letak": baris}
    return _simpan(request, form, tindakan, "Perubahan dibatalkan; susunan semula berlanjut.", konteks)


def _jalankan(
    request: HttpRequest,
    form: Form,
    tindakan: Callable[[], object],
    unit_ids: list[int],
    kabar: str,
    konteks: dict[str, Any],
    *,
    bidang: str,
    milik: Akses,
) -> HttpResponse:
    """Isi → periksa (dijalankan lalu digulung balik) → simpan. Galat kembali ke formulir dengan isian tetap."""
    satu: UnitKerja = konteks["unit"]
    if form.is_bound and form.is_valid():
        try:
            with tolak_tanpa_hak():
                if tahap(request) == SIMPAN:
                    tindakan()
                    messages.success(request, kabar)
                    return redirect("kepegawaian:unit", pk=satu.pk)
                hari = max(form.cleaned_data["sejak"], timezone.localdate())
                konteks["dampak"] = layanan.dampak(tindakan, unit_ids=unit_ids, hari=hari)
        except GalatAturan as galat:
            pasang_galat(form, galat)
        else:
            konteks["tujuan"] = unit_terpilih(milik, form.cleaned_data[bidang])
            return render(request, "kepegawaian/unit_periksa.html", konteks | {"form": form})
    return render(request, "kepegawaian/unit_isi.html", konteks | {"form": form, "periksa": PERIKSA})
