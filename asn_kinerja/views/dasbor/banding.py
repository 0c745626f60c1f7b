"""Perbandingan perangkat daerah: kelengkapan, capaian, kepuasan warga, sebaran, dan trennya."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asn_kinerja.forms.dasbor import SaringDasborForm
from asn_kinerja.queries.dasbor import banding as kueri
from asn_kinerja.queries.dasbor import isi
from asn_kinerja.queries.publik import BATAS_MUTU_B
from asn_kinerja.views.dasbor import arti
from asn_kinerja.views.dasbor.excel import JENIS_EXCEL, buku_banding
from asn_kinerja.views.dasbor.pilih import PER_HALAMAN
from indikator.models import Periode
from indikator.views.pintu import saya
from kepegawaian.permissions import Izin
from kepegawaian.views.pintu import wajib_izin


@login_required
@require_safe
def banding(request: HttpRequest) -> HttpResponse:
    """Perangkat daerah berdampingan pada satu periode tertutup; yang hanya membaca satu melihat unitnya."""
    tertutup, form, b = _muat(request)
    if b is None:
        return render(request, "dasbor/banding.html", {"b": None})
    urut = request.GET.get("urut", "")
    urut = urut if urut in kueri.URUTAN else "nama"
    laman = Paginator(b.urut(urut), PER_HALAMAN).get_page(request.GET.get("halaman"))
    bagian = [p for p in tertutup if p.jenis != Periode.Jenis.TAHUNAN]
    deret = kueri.deret_dinas(bagian, [s.hasil.id for s in laman]) if b.per_dinas else {}
    return render(
        request,
        "dasbor/banding.html",
        {
            "b": b,
            "saring": form,
            "laman": laman,
            "baris": [(s, deret.get(s.hasil.id)) for s in laman],
            "kolom": _kolom(urut, b.periode),
            "arti": arti.banding(),
            "batas_mutu": BATAS_MUTU_B,
            "alamat": urlencode({"periode": b.periode.pk}),
            "benda": "perangkat daerah" if b.per_dinas else "unit",
        },
    )


@login_required
@require_safe
def banding_unduh(request: HttpRequest) -> HttpResponse:
    """Angka yang sama sebagai Excel, semua barisnya."""
    _, _, b = _muat(request)
    if b is None:
        return redirect("dasbor_banding")
    nama = f"perbandingan-{b.periode.nama.lower().replace(' ', '-')}.xlsx"
    return HttpResponse(
        buku_banding(saya(request).instansi, b),
        content_type=JENIS_EXCEL,
        headers={"Content-Disposition": f'attachment; filename="{nama}"'},
    )


def _muat(request: HttpRequest) -> tuple[list[Periode], SaringDasborForm, kueri.Banding | None]:
    """Periode tertutup, saringannya, dan isinya; tanpa izin membaca hasil 403."""
    milik = wajib_izin(request, Izin.BACA_HASIL_UNIT)
    tertutup = isi.tertutup(isi.pilihan_periode(saya(request)))
    form = SaringDasborForm(request.GET, periode=tertutup, bawaan="Terbaru")
    periode = form.periode_dipilih or (tertutup[0] if tertutup else None)
    if periode is None:
        return [], form, None
    bagian = [p for p in tertutup if p.jenis != Periode.Jenis.TAHUNAN]
    instansi = saya(request).instansi
    hari = instansi.hari_pada(timezone.now())
    return (
        tertutup,
        form,
        kueri.banding(milik=milik, instansi=instansi, periode=periode, tertutup=bagian, hari_ini=hari),
    )


def _kolom(urut: str, periode: Periode) -> dict[str, dict[str, str]]:
    """Kepala tabel yang dapat diurutkan: judul, alamat, dan arah yang sedang berlaku."""
    return {
        kunci: {
            "judul": judul,
            "alamat": f"?{urlencode({'periode': periode.pk, 'urut': kunci})}#tabel",
            "arah": "" if kunci != urut else "ascending" if kunci == "nama" else "descending",
        }
        for kunci, judul in kueri.URUTAN.items()
    }
