"""Menyaring saran yang masuk, dan aturan jamnya."""

from dataclasses import asdict
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kepegawaian.models import Instansi
from kepegawaian.permissions import Akses, Izin
from kepegawaian.queries.orang import bernip
from umpan_balik.forms.aspirasi import (
    AntreanSaringForm,
    KebijakanForm,
    LiburForm,
    TeruskanForm,
    TolakForm,
)
from umpan_balik.models import Aspirasi
from umpan_balik.queries import aspirasi as isi
from umpan_balik.queries import aspirasi_aturan as aturan
from umpan_balik.services import aspirasi as layanan
from umpan_balik.views.aspirasi import tab
from umpan_balik.views.bantu import laksanakan, wajib_punya


@login_required
@require_safe
def saring(request: HttpRequest) -> HttpResponse:
    """Antrean yang menunggu disaring, yang lewat batas lebih dahulu."""
    milik = wajib_punya(request, Izin.SARING_ASPIRASI)
    semua = isi.saring_untuk(milik, request.user)
    form = AntreanSaringForm(request.GET or None)
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if kata := data.get("cari", "").strip():
        semua = semua.filter(teks__icontains=kata)
    keadaan = data.get("keadaan") or Aspirasi.Moderasi.MENUNGGU
    laman = Paginator(semua.filter(moderasi=keadaan), 25).get_page(request.GET.get("halaman"))
    return render(
        request,
        "umpan_balik/aspirasi/saring.html",
        {
            "laman": laman,
            "saring": form,
            "hari_ini": timezone.localdate(),
            "tab": tab(milik, "aspirasi_saring"),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saring_rinci(request: HttpRequest, aspirasi_id: int) -> HttpResponse:
    """Satu saran: teruskan, samarkan lagi, atau tolak dengan alasan."""
    milik = wajib_punya(request, Izin.SARING_ASPIRASI)
    satu = get_object_or_404(isi.saring_untuk(milik, request.user), pk=aspirasi_id)
    menolak = request.POST.get("aksi") == "tolak"
    terus = TeruskanForm(
        request.POST if request.POST and not menolak else None,
        unit=isi.unit_tujuan(satu.instansi_id, hari=timezone.localdate()),
        initial={"unit": satu.unit_id, "jenis": satu.jenis},
    )
    tolak = TolakForm(request.POST if menolak else None, prefix="tolak")
    form = tolak if menolak else terus
    if request.method == "POST" and form.is_valid() and _putuskan(request, satu, form, menolak) is not None:
        kata = "Saran tidak diteruskan; alasannya terbaca warga." if menolak else "Saran diteruskan."
        messages.success(request, kata)
        return redirect("umpan_balik:aspirasi_saring")
    return render(
        request,
        "umpan_balik/aspirasi/saring_rinci.html",
        {
            "saran": satu,
            "sebutan": isi.disebut(satu),
            "form": form,
            "terus": terus,
            "tolak": tolak,
            "hari_ini": timezone.localdate(),
            "ditarik": satu.teks == layanan.DITARIK,
        },
    )


def _putuskan(
    request: HttpRequest, satu: Aspirasi, form: TeruskanForm | TolakForm, menolak: bool
) -> Aspirasi | None:
    data, saat = form.cleaned_data, timezone.now()
    if menolak:
        return laksanakan(
            form, lambda: layanan.tolak(aspirasi=satu, oleh=request.user, sekarang=saat, **data)
        )
    tentang = None
    if data["tentang"] and data["jenis"] == Aspirasi.Jenis.TENTANG_ORANG:
        tentang = bernip(data["tentang"], instansi_id=satu.instansi_id)
        if tentang is None:
            form.add_error("tentang", "NIP ini tidak ada di pemerintah daerah Anda. Periksa angkanya.")
            return None
    return laksanakan(
        form,
        lambda: layanan.teruskan(
            aspirasi=satu,
            jenis=data["jenis"],
            unit=data["unit"],
            kata=data["kata"],
            tentang=tentang,
            oleh=request.user,
            sekarang=saat,
        ),
    )


def _instansi_penuh(request: HttpRequest) -> tuple[Instansi, Akses]:
    """Instansi orang ini bila ia penyaring seluruh pemda; selain itu 403."""
    milik = wajib_punya(request, Izin.SARING_ASPIRASI)
    if milik.unit(Izin.SARING_ASPIRASI) is not None:
        raise PermissionDenied
    return request.user.instansi, milik


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def aturan_aspirasi(request: HttpRequest) -> HttpResponse:
    """Jam menjawab bertanggal dan hari libur tahun yang dipilih."""
    instansi, milik = _instansi_penuh(request)
    hari = instansi.hari_pada(timezone.now())
    kini = aturan.aturan_pada(instansi.pk, hari)
    libur_dikirim = request.POST.get("aksi") == "libur"
    jam = KebijakanForm(
        request.POST if request.POST and not libur_dikirim else None,
        initial=asdict(kini.jam) | {"sejak": hari, "puji_bernama": kini.puji_bernama},
    )
    libur = LiburForm(request.POST if libur_dikirim else None)
    form = libur if libur_dikirim else jam
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        kerja = layanan.tambah_libur if libur_dikirim else layanan.tetapkan
        bersama = {"instansi": instansi, "oleh": request.user, "sekarang": timezone.now()}
        if laksanakan(form, lambda: kerja(**bersama, **data)) is not None:
            kata = "Hari libur dicatat." if libur_dikirim else "Aturan ditetapkan."
            messages.success(request, f"{kata} Batas yang sudah dijanjikan tidak bergeser.")
            return redirect("umpan_balik:aspirasi_aturan")
    tahun = _tahun(request, hari)
    return render(
        request,
        "umpan_balik/aspirasi/aturan.html",
        {
            "form": form,
            "jam": jam,
            "libur": libur,
            "kini": kini,
            "kebijakan": aturan.semua_kebijakan(instansi.pk),
            "hari_libur": aturan.libur_tahun(instansi.pk, tahun),
            "tahun": tahun,
            "tab": tab(milik, "aspirasi_aturan"),
        },
    )


@login_required
@require_POST
def libur_hapus(request: HttpRequest) -> HttpResponse:
    """Hapus satu hari libur yang keliru."""
    instansi, _ = _instansi_penuh(request)
    try:
        tanggal = date.fromisoformat(request.POST.get("tanggal", ""))
    except ValueError:
        messages.warning(request, "Pilih hari libur dari daftar.")
        return redirect("umpan_balik:aspirasi_aturan")
    if layanan.hapus_libur(instansi=instansi, tanggal=tanggal, oleh=request.user, sekarang=timezone.now()):
        messages.success(request, "Hari libur dihapus. Batas yang sudah dijanjikan tidak bergeser.")
    return redirect("umpan_balik:aspirasi_aturan")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nama_saya(request: HttpRequest) -> HttpResponse:
    """Pegawai memilih sendiri bolehkah namanya disebut saat dipuji."""
    if request.method == "POST":
        boleh = request.POST.get("boleh") == "1"
        layanan.pilih_nama(boleh=boleh, oleh=request.user, sekarang=timezone.now())
        messages.success(
            request,
            "Nama Anda boleh disebut pada pujian." if boleh else "Nama Anda tidak disebut di halaman umum.",
        )
        return redirect("umpan_balik:aspirasi_nama_saya")
    hari = timezone.localdate()
    return render(
        request,
        "umpan_balik/aspirasi/nama_saya.html",
        {
            "boleh": aturan.izin_nama(request.user),
            "kebijakan": aturan.aturan_pada(request.user.instansi_id, hari),
        },
    )


def _tahun(request: HttpRequest, hari: date) -> int:
    teks = request.GET.get("tahun", "")
    return int(teks) if teks.isascii() and teks.isdigit() and 2000 <= int(teks) <= 2100 else hari.year
