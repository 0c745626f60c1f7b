"""Daftar orang di balik satu angka dasbor, dan mengingatkan mereka."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from asn_kinerja.forms.dasbor import BarisDasborForm
from asn_kinerja.queries.dasbor import isi
from asn_kinerja.views.dasbor.pilih import PER_HALAMAN, Pilihan, pilihan
from indikator.models import Periode
from indikator.views.pintu import akses_saya, hari_ini, saya
from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import angka_ringkas
from kepegawaian.permissions import Izin
from kepegawaian.queries.orang import kartu_orang
from kepegawaian.queries.penilai import penilai_pada
from penilaian.queries.dasbor import Langkah, kelengkapan, tertinggal
from penilaian.services.ingatkan_unit import ingatkan_unit


@login_required
@require_safe
def orang_tertinggal(request: HttpRequest) -> HttpResponse:
    """Daftar orang di balik satu angka: yang belum selesai pada satu langkah di satu baris, beserta penilainya."""
    pilih, form = pilihan(request), BarisDasborForm(request.GET)
    periode, langkah, unit_id = _baris(pilih, form)
    ids = tertinggal(
        periode,
        langkah,
        unit=pilih.milik.unit(Izin.BACA_KEMAJUAN),
        dinas_id=pilih.dinas_id,
        kelompok_id=unit_id,
    )
    nama = _nama_baris(pilih, periode, unit_id)
    laman = Paginator(ids, PER_HALAMAN).get_page(request.GET.get("halaman"))
    pada = min(hari_ini(), periode.selesai)
    penilai = penilai_pada(pada=pada, pegawai_ids=list(laman))
    kartu = kartu_orang({*laman, *(p.penilai_id for p in penilai.values() if p.penilai_id)}, pada)
    baris = [
        (kartu[pk], kartu.get(penilai[pk].penilai_id or 0) if pk in penilai else None)
        for pk in laman
        if pk in kartu
    ]
    return render(
        request,
        "dasbor/tertinggal.html",
        {
            "periode": periode,
            "langkah": langkah,
            "nama": nama,
            "unit_id": unit_id,
            "dinas_id": pilih.dinas_id,
            "laman": laman,
            "baris": baris,
            "url_dasbor": f"{reverse('dasbor')}?{pilih.alamat}",
            "boleh_ingatkan": bool(ids and unit_id and pilih.milik.boleh(Izin.KELOLA_PEGAWAI)),
        },
    )


@login_required
@require_POST
def ingatkan(request: HttpRequest) -> HttpResponse:
    """Kirim pengingat kepada yang harus bertindak di satu baris, lalu kembali ke daftarnya."""
    if not akses_saya(request).boleh(Izin.KELOLA_PEGAWAI):
        raise PermissionDenied
    form = BarisDasborForm(request.POST)
    pilih = pilihan(request, request.POST)
    periode, langkah, unit_id = _baris(pilih, form)
    if unit_id is None:
        raise Http404
    _nama_baris(pilih, periode, unit_id)
    try:
        hasil = ingatkan_unit(
            periode=periode,
            langkah=langkah,
            kelompok_id=unit_id,
            dinas_id=pilih.dinas_id,
            oleh=saya(request),
            sekarang=timezone.now(),
        )
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
    else:
        messages.success(
            request,
            f"Pengingat dikirim kepada {angka_ringkas(hasil.dikabari)} orang yang harus bertindak. "
            "Yang sudah diingatkan hari ini tidak dikabari lagi.",
        )
    tujuan = {"unit": unit_id, "langkah": langkah.value}
    return redirect(f"{reverse('dasbor_tertinggal')}?{pilih.alamat}&{urlencode(tujuan)}")


def _baris(pilih: Pilihan, form: BarisDasborForm) -> tuple[Periode, Langkah, int | None]:
    """Periode berjalan, langkah, dan baris yang diminta; yang tidak ada 404."""
    if not form.is_valid() or pilih.periode is None or pilih.periode.pk != form.cleaned_data["periode"]:
        raise Http404
    if pilih.periode.status == Periode.Status.DITUTUP:
        raise Http404
    return pilih.periode, Langkah(form.cleaned_data["langkah"]), form.cleaned_data["unit"]


def _nama_baris(pilih: Pilihan, periode: Periode, unit_id: int | None) -> str:
    """Nama baris itu; baris di luar tabel orang ini 404."""
    if unit_id is None:
        return pilih.nama_dinas or isi.SEMUA
    baris = kelengkapan(
        periode,
        unit=pilih.milik.unit(Izin.BACA_KEMAJUAN),
        dinas_id=pilih.dinas_id,
        sekarang=timezone.now(),
    )
    nama = next((b.nama for b in baris if b.id == unit_id), None)
    if nama is None:
        raise Http404
    return nama
