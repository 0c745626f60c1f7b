"""Menangani saran warga yang sudah diteruskan: rencana, alih unit, draf, dan jawaban resmi."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.galat import GalatAturan, TidakBerhak
from kepegawaian.permissions import Akses, Izin, akses
from umpan_balik.forms.aspirasi import AlihkanForm, JawabForm, RencanaForm, SaringAspirasiForm
from umpan_balik.models import Aspirasi
from umpan_balik.queries import aspirasi as isi
from umpan_balik.services import aspirasi as layanan
from umpan_balik.views.bantu import laksanakan

SELESAI = {
    "jawab": "Saran dijawab. Warga membacanya dengan kode lacak.",
    "draf": "Draf disimpan. Warga belum membacanya.",
    "rencana": "Rencana disampaikan. Warga membacanya di halaman lacak.",
}


def tab(milik: Akses, kini: str) -> list[dict[str, object]]:
    """Bagian saran warga yang boleh dibukanya; satu saja tidak perlu tab."""
    penuh = milik.boleh(Izin.SARING_ASPIRASI) and milik.unit(Izin.SARING_ASPIRASI) is None
    bagian = (
        ("aspirasi", "Dijawab", milik.boleh(Izin.JAWAB_ASPIRASI) or penuh),
        ("aspirasi_saring", "Disaring", milik.boleh(Izin.SARING_ASPIRASI)),
        ("aspirasi_aturan", "Jam dan hari libur", penuh),
    )
    butir: list[dict[str, object]] = [
        {"judul": judul, "url": reverse(f"umpan_balik:{nama}"), "kini": nama == kini}
        for nama, judul, boleh in bagian
        if boleh
    ]
    return butir if len(butir) > 1 else []


def _milik(request: HttpRequest) -> QuerySet[Aspirasi]:
    """Saran yang boleh ditangani orang ini; 403 bila ia bukan petugas, penyaring, atau atasan yang dituju."""
    milik = akses(request.user, pada=timezone.localdate())
    berhak = milik.boleh(Izin.JAWAB_ASPIRASI) or (
        milik.boleh(Izin.SARING_ASPIRASI) and milik.unit(Izin.SARING_ASPIRASI) is None
    )
    if not berhak and not isi.menangani_keluhan(request.user):
        raise PermissionDenied
    return isi.aspirasi_untuk(milik, request.user)


@login_required
@require_safe
def aspirasi(request: HttpRequest) -> HttpResponse:
    """Saran yang menunggu, yang lewat batas lebih dahulu; saringan di alamat."""
    semua = _milik(request)
    saring = SaringAspirasiForm(request.GET or None)
    data = saring.cleaned_data if saring.is_bound and saring.is_valid() else {}
    hari_ini = timezone.localdate()
    if kata := data.get("cari", "").strip():
        semua = semua.filter(teks__icontains=kata)
    if jenis := data.get("jenis", ""):
        semua = semua.filter(jenis=jenis)
    status = data.get("status", "")
    if status == "lewat":
        semua = semua.filter(tenggat__lt=hari_ini)
    elif status in Aspirasi.Status.values:
        semua = semua.filter(status=status)
    elif status != "semua":
        semua = semua.exclude(status=Aspirasi.Status.DITUTUP)
    laman = Paginator(semua, 25).get_page(request.GET.get("halaman"))
    bagian = tab(akses(request.user, pada=hari_ini), "aspirasi")
    isian = {"laman": laman, "saring": saring, "hari_ini": hari_ini, "tab": bagian}
    return render(request, "umpan_balik/aspirasi/daftar.html", isian)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def aspirasi_rinci(request: HttpRequest, aspirasi_id: int) -> HttpResponse:
    """Satu saran: rencana, draf, dan jawaban resminya. Tombol "aksi" memilih yang dikirim."""
    satu = get_object_or_404(_milik(request), pk=aspirasi_id)
    aksi = request.POST.get("aksi", "jawab")
    jawab = _jawab(satu, request.POST if aksi in ("jawab", "draf") and request.POST else None)
    rencana = _rencana(satu, request.POST if aksi == "rencana" and request.POST else None)
    form = rencana if aksi == "rencana" else jawab
    if request.method == "POST" and form.is_valid() and _kirim(request, satu, form, aksi) is not None:
        messages.success(request, SELESAI.get(aksi, SELESAI["jawab"]))
        return redirect("umpan_balik:aspirasi_rinci", satu.pk)
    return _halaman(request, satu, form=form, jawab=jawab, rencana=rencana)


def _jawab(satu: Aspirasi, kiriman: QueryDict | None = None) -> JawabForm:
    awal = {"jawaban": satu.draf_jawaban or satu.jawaban, "tampil": satu.tampil}
    return JawabForm(kiriman, initial=awal, tentang_orang=satu.jenis == Aspirasi.Jenis.TENTANG_ORANG)


def _rencana(satu: Aspirasi, kiriman: QueryDict | None = None) -> RencanaForm:
    return RencanaForm(kiriman, initial={"rencana": satu.rencana})


def _halaman(
    request: HttpRequest,
    satu: Aspirasi,
    *,
    form: Form,
    jawab: JawabForm | None = None,
    rencana: RencanaForm | None = None,
    alih: AlihkanForm | None = None,
) -> HttpResponse:
    """Satu saran dengan ketiga formulirnya; `form` yang terakhir dikirim, untuk ringkasan galatnya."""
    hari = timezone.localdate()
    sebutan = isi.disebut(satu) if satu.jenis == Aspirasi.Jenis.TENTANG_ORANG else []
    konteks = {
        "saran": satu,
        "teks": isi.teks_bernama(satu, sebutan),
        "langkah": isi.langkah(satu),
        "form": form,
        "jawab": jawab or _jawab(satu),
        "rencana": rencana or _rencana(satu),
        "alih": alih or AlihkanForm(unit=isi.unit_tujuan(satu.instansi_id, hari=hari)),
        "batas": satu.jawab_sampai or isi.batas_jawab(satu.tanggal),
        "hari_ini": hari,
        "ditarik": satu.teks == layanan.DITARIK,
    }
    return render(request, "umpan_balik/aspirasi/rinci.html", konteks)


def _kirim(request: HttpRequest, satu: Aspirasi, form: JawabForm | RencanaForm, aksi: str) -> Aspirasi | None:
    data, saat = form.cleaned_data, timezone.now()
    if aksi == "rencana":
        return laksanakan(
            form,
            lambda: layanan.rencanakan(
                aspirasi=satu, rencana=data["rencana"], oleh=request.user, sekarang=saat
            ),
        )
    if aksi == "draf":
        return laksanakan(
            form,
            lambda: layanan.simpan_draf(
                aspirasi=satu, jawaban=data["jawaban"], oleh=request.user, sekarang=saat
            ),
        )
    return laksanakan(
        form,
        lambda: layanan.jawab(
            aspirasi=satu,
            jawaban=data["jawaban"],
            tampil=data.get("tampil", False),
            oleh=request.user,
            sekarang=saat,
        ),
    )


@login_required
@require_POST
def aspirasi_proses(request: HttpRequest, aspirasi_id: int) -> HttpResponse:
    """Tandai sedang dikerjakan."""
    satu = get_object_or_404(_milik(request), pk=aspirasi_id)
    try:
        layanan.proses(aspirasi=satu, oleh=request.user, sekarang=timezone.now())
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
    else:
        messages.success(request, "Saran ditandai sedang dikerjakan; warga melihatnya di halaman lacak.")
    return redirect("umpan_balik:aspirasi_rinci", satu.pk)


@login_required
@require_POST
def aspirasi_alihkan(request: HttpRequest, aspirasi_id: int) -> HttpResponse:
    """Pindahkan ke unit lain dengan alasan; sesudahnya saran ini tidak lagi di daftar unit ini."""
    satu = get_object_or_404(_milik(request), pk=aspirasi_id)
    form = AlihkanForm(request.POST, unit=isi.unit_tujuan(satu.instansi_id, hari=timezone.localdate()))
    hasil = None
    if form.is_valid():
        data = form.cleaned_data
        hasil = laksanakan(
            form,
            lambda: layanan.alihkan(aspirasi=satu, oleh=request.user, sekarang=timezone.now(), **data),
        )
    if hasil is None:
        satu.refresh_from_db()
        return _halaman(request, satu, form=form, alih=form)
    messages.success(request, f"Saran dialihkan ke {hasil.unit.nama}. Warga membaca alasannya.")
    return redirect("umpan_balik:aspirasi")
