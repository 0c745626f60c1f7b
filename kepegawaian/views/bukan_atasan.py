"""Bukan atasan saya, bagi pegawai yang melapor."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from inti.galat import GalatAturan
from kepegawaian.forms.laporan import CariOrangForm, LaporForm
from kepegawaian.models import LaporanAtasan
from kepegawaian.queries import laporan as baca
from kepegawaian.queries.orang import alasan_penilai, kartu_orang
from kepegawaian.queries.pegawai import calon_penilai, seinstansi
from kepegawaian.queries.pengelola import pengelola_unit
from kepegawaian.queries.penilai import Penilai, penilai_pada
from kepegawaian.services import laporan as layanan


@login_required
def bukan_atasan(request: HttpRequest) -> HttpResponse:
    """Penilai saya sekarang dan sebabnya; formulir, atau keadaan laporan yang masih terbuka."""
    pegawai = request.user
    hari_ini = timezone.localdate()
    laporan = list(baca.laporan_saya(pegawai)[:5])
    terbuka = next((x for x in laporan if x.status != LaporanAtasan.Status.DITUTUP), None)
    penilai = penilai_pada(pada=hari_ini, pegawai_ids=[pegawai.pk]).get(pegawai.pk)
    cari = (request.POST.get("q") or request.GET.get("q") or "").strip()[:100]
    calon = calon_penilai(pegawai, cari=cari, pada=hari_ini, kecuali=penilai.penilai_id if penilai else None)
    form = LaporForm(request.POST or None, calon=calon)
    if request.method == "POST" and form.is_valid() and _laporkan(request, form):
        return redirect("kepegawaian:bukan_atasan")
    konteks = {
        "form": form,
        "cari_form": CariOrangForm({"q": cari}),
        "cari": cari,
        "jumlah_calon": len(calon),
        # Kiriman yang ditolak kembali sebagai formulir, juga selagi ada laporan yang terbuka.
        "terbuka": None if form.is_bound else terbuka,
        "selesai": [x for x in laporan if x.status == LaporanAtasan.Status.DITUTUP],
        "sekarang": timezone.now(),
    }
    return render(request, "kepegawaian/bukan_atasan.html", konteks | _sisi(request, penilai))


def _laporkan(request: HttpRequest, form: LaporForm) -> bool:
    """Ajukan laporan; galat aturan kembali ke formulir."""
    usulan_id = form.cleaned_data["usulan"]
    try:
        layanan.laporkan(
            pegawai=request.user,
            usulan=seinstansi(request.user).get(pk=usulan_id) if usulan_id else None,
            alasan=form.cleaned_data["alasan"],
            oleh=request.user,
            sekarang=timezone.now(),
        )
    except GalatAturan as galat:
        form.add_error(galat.bidang, galat.pesan)
        return False
    messages.success(request, "Laporan diajukan. Pekerjaan Anda berjalan seperti biasa selama menunggu.")
    return True


def _sisi(request: HttpRequest, penilai: Penilai | None) -> dict[str, Any]:
    """Kartu di sebelah kanan: penilai sekarang dan siapa yang memutuskan."""
    pegawai = request.user
    hari_ini = timezone.localdate()
    penilai_id = penilai.penilai_id if penilai else None
    kartu = kartu_orang([pegawai.pk, *([penilai_id] if penilai_id else [])], hari_ini)
    pengelola = pengelola_unit(
        unit_id=kartu[pegawai.pk].unit_id, instansi_id=pegawai.instansi_id, pada=hari_ini
    )
    return {
        "penilai": kartu.get(penilai_id) if penilai_id else None,
        "alasan": alasan_penilai(penilai) if penilai else "",
        "pengelola": [p for p in pengelola if p.pk != pegawai.pk],
    }
