"""Tanda objektivitas: bagi pembaca hasil unit, dan cermin bagi penilainya sendiri."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from indikator.models import Periode
from indikator.views.pintu import akses_saya, saya
from kepegawaian.permissions import Izin
from penilaian.forms.objektivitas import SaringObjektivitasForm
from penilaian.queries import objektivitas as kueri
from penilaian.queries.unit import periode_tertutup
from penilaian.rules import objektivitas as aturan

PER_HALAMAN = 25
BATAS = {
    "min_orang": aturan.MIN_ORANG,
    "min_rekan": aturan.MIN_REKAN,
    "min_penilai": aturan.MIN_PENILAI_REKAN,
}


@login_required
@require_GET
def objektivitas(request: HttpRequest) -> HttpResponse:
    """Penilai atau unit yang tercakup izin membaca hasil; yang bertanda di atas."""
    milik = akses_saya(request)
    if not milik.boleh(Izin.BACA_HASIL_UNIT):
        raise PermissionDenied
    semua = periode_tertutup(saya(request).instansi_id)
    if not semua:
        return render(request, "penilaian/objektivitas.html", {"periode": None})
    periode = _periode(request, semua)
    form = SaringObjektivitasForm(request.GET, periode=semua, unit=kueri.dinas_tercakup(periode, milik))
    cakupan = kueri.cakupan_pembaca(milik, periode=periode, dinas_id=form.isi("unit"))
    menurut = form.isi("menurut") or "penilai"
    tabel = kueri.tabel(periode, cakupan, menurut=menurut)
    tampil = [b for b in tabel if b.temuan] if form.isi("tanda") else tabel
    isi = {
        "periode": periode,
        "saring": form,
        "menurut": menurut,
        "bertanda": sum(bool(b.temuan) for b in tabel),
        "banyak": len(tabel),
        "laman": Paginator(tampil, PER_HALAMAN).get_page(request.GET.get("halaman")),
        "hadir": Paginator(kueri.hanya_hadir(tabel), PER_HALAMAN).get_page(request.GET.get("hal_hadir")),
    }
    return render(request, "penilaian/objektivitas.html", isi | BATAS)


@login_required
@require_GET
def cermin(request: HttpRequest) -> HttpResponse:
    """Baris pembaca sendiri sebagai penilai; orang lain tidak terbaca di sini."""
    semua = periode_tertutup(saya(request).instansi_id)
    isi: dict[str, Any] = {"periode": None}
    if semua:
        periode = _periode(request, semua)
        tabel = kueri.tabel(periode, kueri.Cakupan(penilai_id=saya(request).pk))
        isi = {
            "periode": periode,
            "baris": next(iter(tabel), None),
            "tab": [
                {"judul": p.nama, "url": f"?periode={p.pk}", "kini": p.pk == periode.pk} for p in semua[:6]
            ],
        }
    return render(request, "penilaian/objektivitas_cermin.html", isi | BATAS)


def _periode(request: HttpRequest, semua: list[Periode]) -> Periode:
    dipilih = SaringObjektivitasForm(request.GET, periode=semua).isi("periode")
    return next((p for p in semua if p.pk == dipilih), semua[0])
