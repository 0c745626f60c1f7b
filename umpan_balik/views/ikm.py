"""IKM bagi dinas dan BKD: angka menurut wilayah dan masa, unduhannya, dan penerima layanan."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from inti.services.tulis_lembar import JENIS_EXCEL
from kepegawaian.models import Instansi
from kepegawaian.permissions import Akses
from umpan_balik.forms.ikm import PenerimaForm, baca_masa, kode_masa, pilihan_masa
from umpan_balik.models import Layanan
from umpan_balik.queries import ikm as isi
from umpan_balik.queries.ikm_pohon import Simpul
from umpan_balik.queries.titik import layanan_terkelola
from umpan_balik.rules.ikm import GOLONGAN, MINIMAL_TERBIT
from umpan_balik.rules.ikm_masa import Masa, masa_pada
from umpan_balik.services import skm
from umpan_balik.views.bantu import laksanakan, wajib_punya
from umpan_balik.views.ikm_excel import buku


def nomor(request: HttpRequest, nama: str) -> int | None:
    """Angka pada alamat; yang bukan angka atau terlalu panjang berarti tidak ada bendanya."""
    teks = request.GET.get(nama, "")
    if not teks:
        return None
    if not teks.isascii() or not teks.isdigit() or len(teks) > 18:
        raise Http404
    return int(teks)


@login_required
@require_safe
def ikm(request: HttpRequest) -> HttpResponse:
    """Satu simpul pada satu masa; tanpa pilihan, yang teratas di wilayah orang itu."""
    milik = wajib_punya(request, isi.BACA)
    instansi, masa = request.user.instansi, _masa(request)
    simpul, nama = _simpul(request, milik, instansi)
    puncak = isi.puncak(milik) if milik.unit(isi.BACA) is not None else []
    if simpul is None and len(puncak) == 1:
        simpul, nama = puncak[0]
    umum: dict[str, Any] = {
        "masa": masa,
        "kode_masa": kode_masa(masa),
        "pilihan": pilihan_masa(instansi.hari_pada(timezone.now())),
        "instansi": instansi,
        "minimal": MINIMAL_TERBIT,
    }
    if simpul is None:
        return render(request, "umpan_balik/ikm/pilih.html", umum | {"puncak": puncak})
    rekap = isi.rekap(instansi, simpul, masa, nama=nama, hari_ini=instansi.hari_pada(timezone.now()))
    kelola = simpul.jalur[-1] if simpul.jenis in ("dinas", "unit") else 0
    return render(
        request,
        "umpan_balik/ikm/satu.html",
        umum
        | {
            "rekap": rekap,
            "golongan": GOLONGAN,
            "seluruh": milik.unit(isi.BACA) is None,
            "alamat_simpul": _alamat(simpul),
            "unit_kelola": kelola if kelola and milik.boleh(isi.TULIS, unit_id=kelola) else 0,
            "boleh_tulis": milik.boleh(isi.TULIS),
            "unit_laporan": kelola,
        },
    )


@login_required
@require_safe
def unduh(request: HttpRequest) -> HttpResponse:
    """Angka halaman itu sebagai buku Excel."""
    milik = wajib_punya(request, isi.BACA)
    instansi, masa = request.user.instansi, _masa(request)
    simpul, nama = _simpul(request, milik, instansi)
    if simpul is None:
        raise Http404
    rekap = isi.rekap(instansi, simpul, masa, nama=nama, hari_ini=instansi.hari_pada(timezone.now()))
    berkas = f"ikm-{kode_masa(masa)}.xlsx"
    return HttpResponse(
        buku(instansi, rekap),
        content_type=JENIS_EXCEL,
        headers={"Content-Disposition": f'attachment; filename="{berkas}"'},
    )


@login_required
def penerima(request: HttpRequest) -> HttpResponse:
    """Penerima tiap layanan setahun; dasar responden yang diperlukan."""
    milik = wajib_punya(request, isi.TULIS)
    hari_ini = request.user.instansi.hari_pada(timezone.now())
    tahun = hari_ini.year - 1 if request.GET.get("tahun") == str(hari_ini.year - 1) else hari_ini.year
    form = PenerimaForm(request.POST) if request.method == "POST" else PenerimaForm()
    if request.method == "POST" and form.is_valid():
        layanan = get_object_or_404(layanan_terkelola(milik), pk=form.cleaned_data["layanan"])
        baris = laksanakan(form, lambda: _catat(request, layanan, tahun, form.cleaned_data["banyak"]))
        if baris is not None:
            messages.success(request, f"Penerima {layanan.nama} tahun {tahun} dicatat.")
            return redirect(f"{reverse('umpan_balik:ikm_penerima')}?{request.GET.urlencode()}")
    laman = Paginator(isi.layanan_berpenerima(milik, tahun), 25).get_page(request.GET.get("halaman"))
    konteks = {"laman": laman, "tahun": tahun, "tahun_ini": hari_ini.year, "form": form}
    return render(request, "umpan_balik/ikm/penerima.html", konteks)


def _catat(request: HttpRequest, layanan: Layanan, tahun: int, banyak: int) -> object:
    return skm.catat_penerima(
        layanan=layanan, tahun=tahun, banyak=banyak, oleh=request.user, sekarang=timezone.now()
    )


def _masa(request: HttpRequest) -> Masa:
    """Masa yang diminta; tanpa permintaan yang dikenal, triwulan terakhir yang sudah selesai."""
    hari_ini = request.user.instansi.hari_pada(timezone.now())
    diminta = baca_masa(request.GET.get("masa", ""))
    if diminta is not None and 2000 <= diminta.mulai.year <= hari_ini.year:
        return diminta
    return masa_pada("triwulan", hari_ini).sebelumnya


def _simpul(request: HttpRequest, milik: Akses, instansi: Instansi) -> tuple[Simpul | None, str]:
    """Simpul dari alamat; tanpa permintaan: seluruh instansi bagi yang berhak, selain itu kosong."""
    diminta = {n: nomor(request, n) for n in ("dinas", "unit", "layanan")}
    if any(v is not None for v in diminta.values()):
        hasil = isi.simpul_terbaca(milik, **diminta)
        if hasil is None:
            raise Http404
        return hasil
    return (Simpul(), instansi.nama) if milik.unit(isi.BACA) is None else (None, "")


def _alamat(simpul: Simpul) -> str:
    return f"{simpul.jenis}={simpul.jalur[-1]}" if simpul.jalur else ""
