"""Hasil unit: rekap, sebaran, dan daftar orangnya."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from indikator.views.pintu import akses_saya, saya
from inti.rules.format import angka_ringkas, bagian_persen
from kepegawaian.permissions import Izin
from penilaian.forms.hasil import SaringHasilForm
from penilaian.queries import unit as kueri

PER_HALAMAN = 50


@login_required
@require_GET
def hasil_unit(request: HttpRequest) -> HttpResponse:
    """Periode terbaru atau yang dipilih, hanya unit yang tercakup izinnya."""
    milik = akses_saya(request)
    if not milik.boleh(Izin.BACA_HASIL_UNIT):
        raise PermissionDenied
    semua = kueri.periode_tertutup(saya(request).instansi_id)
    if not semua:
        return render(request, "penilaian/hasil_unit.html", {"periode": None})
    pilihan = SaringHasilForm(request.GET, periode=semua, unit=[])
    periode = next((p for p in semua if p.pk == pilihan.isi("periode")), semua[0])
    tabel = kueri.tabel_unit(periode, milik=milik)
    form = SaringHasilForm(request.GET, periode=semua, unit=[(b.unit_id, b.nama) for b in tabel])
    orang = kueri.orang_unit(
        periode,
        milik=milik,
        unit_id=form.isi("unit"),
        predikat=form.isi("predikat") or "",
        cari=form.isi("cari") or "",
    )
    return render(
        request,
        "penilaian/hasil_unit.html",
        {
            "periode": periode,
            "tabel": tabel,
            "petak": _petak(tabel),
            "sebaran": kueri.sebaran(tabel),
            "pola": kueri.POLA["baik"],
            "saring": form,
            "boleh_rekap": milik.unit(Izin.BACA_HASIL_UNIT) is None,
            "laman": Paginator(orang, PER_HALAMAN).get_page(request.GET.get("halaman")),
        },
    )


def _petak(tabel: list[kueri.BarisUnit]) -> list[dict[str, str]]:
    orang, lengkap = sum(b.jumlah for b in tabel), sum(b.lengkap for b in tabel)
    baik = sum(b.predikat["baik"] + b.predikat["sangat_baik"] for b in tabel)
    return [
        {"judul": "Pegawai", "nilai": angka_ringkas(orang), "ket": f"di {angka_ringkas(len(tabel))} unit"},
        {
            "judul": "Baik atau Sangat Baik",
            "nilai": angka_ringkas(baik),
            "ket": f"{bagian_persen(baik, orang)} %",
        },
        {
            "judul": "Tidak lengkap",
            "nilai": angka_ringkas(orang - lengkap),
            "ket": "sebabnya di hasil tiap orang",
        },
    ]
