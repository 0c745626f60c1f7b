"""Penilai di luar yang mengikuti organisasi: daftar, buat, akhiri."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from inti.galat import GalatAturan
from kepegawaian.forms.langkah import SIMPAN, isi_form, tahap
from kepegawaian.forms.laporan import CariOrangForm
from kepegawaian.forms.penempatan import AkhiriKhususForm, PenilaiKhususForm
from kepegawaian.models import Pegawai, PejabatPenilai
from kepegawaian.permissions import Izin
from kepegawaian.queries.dampak import Dampak, bandingkan, potret
from kepegawaian.queries.khusus import penilai_khusus_pegawai, penilai_khusus_untuk
from kepegawaian.queries.orang import alasan_penilai, kartu_orang
from kepegawaian.queries.pegawai import calon_penilai, cari_pegawai, pegawai_untuk, seinstansi
from kepegawaian.queries.penilai import penilai_pada
from kepegawaian.queries.pilihan import orang_terpilih
from kepegawaian.services import penilai as layanan
from kepegawaian.services.coba import coba
from kepegawaian.views.pintu import pasang_galat, tolak_tanpa_hak, wajib_izin


@login_required
def penilai_khusus(request: HttpRequest) -> HttpResponse:
    """Tanpa ?pegawai=: yang berlaku sekarang dan pencarian orang. Dengan: formulirnya, diperiksa dahulu."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    hari_ini = timezone.localdate()
    sumber = pegawai_untuk(milik, pada=hari_ini)
    pegawai = orang_terpilih(sumber, request.GET.get("pegawai", ""))
    if pegawai is not None:
        return _formulir(request, pegawai)
    cari = (request.GET.get("q") or "").strip()[:100]
    berlaku = Paginator(penilai_khusus_untuk(milik, pada=hari_ini), 50).get_page(request.GET.get("halaman"))
    orang = list(cari_pegawai(sumber.filter(is_active=True), cari)[:20]) if cari else []
    kartu = kartu_orang([p.pk for p in orang], hari_ini)
    return render(
        request,
        "kepegawaian/penilai_khusus.html",
        {
            "form": CariOrangForm(request.GET),
            "cari": cari,
            "orang": [(p, kartu[p.pk]) for p in orang],
            "laman": berlaku,
            "hari_ini": hari_ini,
        },
    )


def _formulir(request: HttpRequest, pegawai: Pegawai) -> HttpResponse:
    hari_ini = timezone.localdate()
    cari = (request.POST.get("q") or request.GET.get("q") or "").strip()[:100]
    calon = calon_penilai(pegawai, cari=cari, pada=hari_ini)
    form = isi_form(PenilaiKhususForm, request, awal={"sejak": hari_ini}, calon=calon)
    konteks = _sisi(pegawai) | {"form": form, "cari": cari, "cari_form": CariOrangForm({"q": cari})}
    if form.is_bound and form.is_valid():
        try:
            with tolak_tanpa_hak():
                if tahap(request) == SIMPAN:
                    _khususkan(request, pegawai, form)
                    messages.success(request, f"Penilai khusus {pegawai.nama} ditetapkan.")
                    return redirect("kepegawaian:pegawai_rinci", pk=pegawai.pk)
                konteks["dampak"] = _dampak(request, pegawai, form)
        except GalatAturan as galat:
            pasang_galat(form, galat)
        else:
            return render(request, "kepegawaian/penilai_khusus_periksa.html", konteks)
    return render(request, "kepegawaian/penilai_khusus_isi.html", konteks)


def _sisi(pegawai: Pegawai) -> dict[str, Any]:
    """Penilainya sekarang dan pengecualian yang sudah ada."""
    hari_ini = timezone.localdate()
    kini = penilai_pada(pada=hari_ini, pegawai_ids=[pegawai.pk]).get(pegawai.pk)
    penilai_id = kini.penilai_id if kini else None
    kartu = kartu_orang([pegawai.pk, *([penilai_id] if penilai_id else [])], hari_ini)
    return {
        "pegawai": pegawai,
        "kartu": kartu[pegawai.pk],
        "penilai": kartu.get(penilai_id) if penilai_id else None,
        "alasan": alasan_penilai(kini, untuk="pegawai ini") if kini else "",
        "khusus": penilai_khusus_pegawai(pegawai, pada=hari_ini),
    }


def _khususkan(request: HttpRequest, pegawai: Pegawai, form: PenilaiKhususForm) -> PejabatPenilai:
    isi = form.cleaned_data
    return layanan.khususkan(
        pegawai=pegawai,
        penilai=seinstansi(request.user).get(pk=isi["penilai"]),
        sejak=isi["sejak"],
        sampai=isi["sampai"],
        alasan=isi["alasan"],
        oleh=request.user,
        sekarang=timezone.now(),
    )


def _dampak(request: HttpRequest, pegawai: Pegawai, form: PenilaiKhususForm) -> Dampak:
    hari = form.cleaned_data["sejak"]
    sebelum = potret(pegawai, pada=hari)
    sesudah = coba(
        lambda: _khususkan(request, pegawai, form),
        lambda: potret(pegawai, pada=hari, juga=sebelum.bawahan),
    )
    return bandingkan(sebelum, sesudah)


@login_required
def akhiri(request: HttpRequest, pk: int) -> HttpResponse:
    """Hari terakhir pengecualian; sesudahnya penilai mengikuti organisasi lagi."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    hari_ini = timezone.localdate()
    satu = get_object_or_404(
        PejabatPenilai.objects.filter(
            pegawai__in=pegawai_untuk(milik, pada=hari_ini).values("pk")
        ).select_related("pegawai__instansi", "penilai"),
        pk=pk,
    )
    form = AkhiriKhususForm(request.POST or None, initial={"sampai": hari_ini})
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            with tolak_tanpa_hak():
                layanan.akhiri_khusus(
                    khusus=satu,
                    sampai=isi["sampai"],
                    alasan=isi["alasan"],
                    oleh=request.user,
                    sekarang=timezone.now(),
                )
        except GalatAturan as galat:
            pasang_galat(form, galat)
        else:
            messages.success(
                request, "Penilai khusus diakhiri. Sesudahnya penilai mengikuti organisasi lagi."
            )
            return redirect("kepegawaian:pegawai_rinci", pk=satu.pegawai_id)
    return render(request, "kepegawaian/penilai_khusus_akhiri.html", {"form": form, "satu": satu})
