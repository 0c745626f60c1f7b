"""Pohon organisasi pada suatu hari, dan satu unit beserta riwayatnya."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from kepegawaian.forms.organisasi import CariOrganisasiForm
from kepegawaian.models import UnitKerja
from kepegawaian.permissions import Izin, akses
from kepegawaian.queries import organisasi as baca
from kepegawaian.queries.susunan import riwayat_unit
from kepegawaian.queries.unit import leluhur, unit_pada


@login_required
def organisasi(request: HttpRequest) -> HttpResponse:
    """Pohon unit instansi sendiri; dengan pencarian menjadi daftar unit dan orang yang cocok."""
    form = CariOrganisasiForm(request.GET)
    form.is_valid()  # tanggal yang keliru disebut di halaman; pencariannya tetap dipakai
    isi = form.cleaned_data
    hari_ini = timezone.localdate()
    pada = isi.get("pada") or hari_ini
    cari = (isi.get("q") or "").strip()
    instansi_id = request.user.instansi_id
    konteks: dict[str, object] = {
        "kelola": akses(request.user, pada=hari_ini).boleh(Izin.KELOLA_PEGAWAI),
        "form": form,
        "pada": pada,
        "cari": cari,
        "kini": pada == hari_ini,
        "hari_q": _hari_q(pada, hari_ini),
    }
    if cari:
        unit = baca.unit_cocok(instansi_id=instansi_id, pada=pada, cari=cari)
        orang = baca.orang_cocok(instansi_id=instansi_id, pada=pada, cari=cari)
        konteks |= {
            "unit": Paginator(unit, 25).get_page(request.GET.get("hal_unit")),
            "orang": Paginator(orang, 25).get_page(request.GET.get("halaman")),
        }
    else:
        buka = request.GET.get("buka") == "semua"
        konteks |= {"pohon": baca.pohon(instansi_id=instansi_id, pada=pada, buka_semua=buka), "buka": buka}
    return render(request, "kepegawaian/organisasi.html", konteks)


@login_required
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Satu unit pada suatu hari: jalurnya, cabang di bawahnya, orang-orangnya, dan riwayatnya.

    Tanpa ?pada=: hari ini, atau hari terdekat saat unit itu berlaku. Bagian pohonnya juga dipakai membuka cabang
    di halaman organisasi tanpa memuat ulang.
    """
    hari_ini = timezone.localdate()
    sumber = baca.unit_milik(request.user).select_related("penerus", "instansi")
    dasar = get_object_or_404(sumber, pk=pk)
    pada = _pada(request, dasar, hari_ini)
    satu = unit_pada(sumber, pada).get(pk=pk)
    orang = Paginator(baca.orang_di_unit(unit=satu, pada=pada), 50).get_page(request.GET.get("halaman"))
    milik = akses(request.user, pada=hari_ini)
    return render(
        request,
        "kepegawaian/unit.html",
        {
            "unit": satu,
            "nama": satu.nama_pada,
            "pada": pada,
            "kini": pada == hari_ini,
            "hari_q": _hari_q(pada, hari_ini),
            "jalur": leluhur(pk, pada=pada)[:-1],
            "orang": orang,
            "pohon": baca.pohon(instansi_id=request.user.instansi_id, pada=pada, akar_id=pk),
            "riwayat": riwayat_unit(satu, hari_ini=hari_ini),
            "kelola": milik.boleh(Izin.KELOLA_PEGAWAI, unit_id=pk),
            "hari_ini": hari_ini,
        },
    )


def _pada(request: HttpRequest, satu: UnitKerja, hari_ini: date) -> date:
    """Hari yang diminta; di luar masa unit menjadi hari terdekat di dalamnya."""
    form = CariOrganisasiForm(request.GET)
    form.is_valid()
    hari = max(form.cleaned_data.get("pada") or hari_ini, satu.sejak)
    return min(hari, satu.sampai) if satu.sampai else hari


def _hari_q(pada: date, hari_ini: date) -> str:
    """Bagian alamat yang membawa hari selain hari ini."""
    return "" if pada == hari_ini else f"?pada={pada:%Y-%m-%d}"
