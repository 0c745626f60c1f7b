"""Tindak lanjut unsur yang rendah, dan laporan SKM satu unit."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kepegawaian.models import UnitKerja
from kepegawaian.permissions import Akses
from umpan_balik.forms.ikm import HasilForm, RencanaForm, TerbitkanForm, kode_masa, pilihan_masa
from umpan_balik.models import LaporanSkm, TindakLanjutSkm
from umpan_balik.queries import ikm as isi
from umpan_balik.rules.ikm_masa import masa_pada
from umpan_balik.services import skm
from umpan_balik.services.skm_cetak import cetak_laporan, nama_berkas
from umpan_balik.views.bantu import laksanakan, wajib_punya


def _unit(request: HttpRequest, unit_id: int, *, menulis: bool) -> tuple[UnitKerja, Akses]:
    """Unit berlayanan yang boleh dibaca orang itu (selain itu 404); menulis tanpa izinnya 403."""
    milik = wajib_punya(request, isi.BACA)
    if not milik.boleh(isi.BACA, unit_id=unit_id):
        raise Http404
    unit = get_object_or_404(
        UnitKerja.objects.select_related("instansi"), pk=unit_id, instansi=milik.instansi_id
    )
    if menulis and not milik.boleh(isi.TULIS, unit_id=unit_id):
        raise PermissionDenied
    return unit, milik


def _masa_lalu(unit: UnitKerja) -> str:
    """Kode triwulan terakhir yang sudah selesai."""
    return kode_masa(masa_pada("triwulan", unit.instansi.hari_pada(timezone.now())).sebelumnya)


@login_required
def tindak(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Tindak lanjut satu unit, dengan formulir rencana baru bagi yang mengelola."""
    unit, milik = _unit(request, unit_id, menulis=request.method == "POST")
    pilihan = pilihan_masa(unit.instansi.hari_pada(timezone.now()))
    awal = {"unsur": request.GET.get("unsur", ""), "masa": request.GET.get("masa") or _masa_lalu(unit)}
    form = RencanaForm(request.POST if request.method == "POST" else None, pilihan=pilihan, initial=awal)
    if request.method == "POST" and form.is_valid():
        baris = laksanakan(
            form,
            lambda: skm.rencanakan(
                unit=unit, oleh=request.user, sekarang=timezone.now(), **form.cleaned_data
            ),
        )
        if baris is not None:
            messages.success(request, "Tindak lanjut dicatat. Warga dapat membacanya di halaman umum.")
            return redirect("umpan_balik:skm_tindak", unit.pk)
    laman = Paginator(isi.tindak_lanjut_unit(unit), 20).get_page(request.GET.get("halaman"))
    return render(
        request,
        "umpan_balik/ikm/tindak.html",
        {"unit": unit, "form": form, "laman": laman, "boleh": milik.boleh(isi.TULIS, unit_id=unit.pk)},
    )


@login_required
def tindak_ubah(request: HttpRequest, unit_id: int, tindak_id: int) -> HttpResponse:
    """Keadaan dan hasil satu tindak lanjut."""
    unit, _ = _unit(request, unit_id, menulis=True)
    baris = get_object_or_404(TindakLanjutSkm, pk=tindak_id, unit=unit)
    awal = {"status": baris.status, "hasil": baris.hasil, "bukti": baris.bukti}
    form = HasilForm(request.POST if request.method == "POST" else None, initial=awal)
    if request.method == "POST" and form.is_valid():
        hasil = laksanakan(
            form,
            lambda: skm.perbarui(
                tindak=baris, oleh=request.user, sekarang=timezone.now(), **form.cleaned_data
            ),
        )
        if hasil is not None:
            messages.success(request, "Keadaan tindak lanjut disimpan.")
            return redirect("umpan_balik:skm_tindak", unit.pk)
    return render(request, "umpan_balik/ikm/tindak_ubah.html", {"unit": unit, "tindak": baris, "form": form})


@login_required
def laporan(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Laporan yang sudah terbit, dan menerbitkan laporan satu masa."""
    unit, milik = _unit(request, unit_id, menulis=request.method == "POST")
    pilihan = pilihan_masa(unit.instansi.hari_pada(timezone.now()), selesai_saja=True)
    awal = {"masa": request.GET.get("masa") or _masa_lalu(unit)}
    form = TerbitkanForm(request.POST if request.method == "POST" else None, pilihan=pilihan, initial=awal)
    if request.method == "POST" and form.is_valid():
        satu = laksanakan(
            form,
            lambda: skm.terbitkan_laporan(
                unit=unit, oleh=request.user, sekarang=timezone.now(), **form.cleaned_data
            ),
        )
        if satu is not None:
            messages.success(request, f"Laporan {satu.isi['masa']} terbit. Warga dapat mengunduhnya.")
            return redirect("umpan_balik:skm_laporan", unit.pk)
    konteks = {
        "unit": unit,
        "form": form,
        "daftar": isi.laporan_terbit(unit.pk),
        "boleh": milik.boleh(isi.TULIS, unit_id=unit.pk),
    }
    return render(request, "umpan_balik/ikm/laporan.html", konteks)


@login_required
@require_safe
def pdf(request: HttpRequest, unit_id: int, laporan_id: int) -> HttpResponse:
    """PDF satu laporan."""
    unit, _ = _unit(request, unit_id, menulis=False)
    satu = get_object_or_404(LaporanSkm.objects.select_related("unit__instansi"), pk=laporan_id, unit=unit)
    return jawaban_pdf(satu)


def jawaban_pdf(satu: LaporanSkm) -> HttpResponse:
    """Jawaban unduhan satu laporan."""
    return HttpResponse(
        cetak_laporan(satu),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{nama_berkas(satu)}"'},
    )
