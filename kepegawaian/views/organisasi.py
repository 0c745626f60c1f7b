"""Pohon organisasi dan orang di satu unit."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from kepegawaian.forms.organisasi import CariOrganisasiForm
from kepegawaian.permissions import Izin, akses
from kepegawaian.queries import organisasi as baca
from kepegawaian.queries.unit import leluhur


@login_required
def organisasi(request: HttpRequest) -> HttpResponse:
    """Pohon unit instansi sendiri; dengan pencarian menjadi daftar unit dan orang yang cocok."""
    form = CariOrganisasiForm(request.GET)
    form.is_valid()  # tanggal yang keliru disebut di halaman; pencariannya tetap dipakai
    isi = form.cleaned_data
    pada = isi.get("pada") or timezone.localdate()
    cari = (isi.get("q") or "").strip()
    instansi_id = request.user.instansi_id
    konteks: dict[str, object] = {
        "kelola": akses(request.user, pada=timezone.localdate()).boleh(Izin.KELOLA_PEGAWAI),
        "form": form,
        "pada": pada,
        "cari": cari,
        "kini": pada == timezone.localdate(),
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
    """Satu unit: jalurnya, cabang di bawahnya, dan orang-orangnya."""
    satu = get_object_or_404(baca.unit_milik(request.user), pk=pk)
    hari_ini = timezone.localdate()
    orang = Paginator(baca.orang_di_unit(unit=satu, pada=hari_ini), 50).get_page(request.GET.get("halaman"))
    return render(
        request,
        "kepegawaian/unit.html",
        {
            "unit": satu,
            "jalur": leluhur(satu.pk, pada=hari_ini)[:-1],
            "orang": orang,
            "pohon": baca.pohon(instansi_id=request.user.instansi_id, pada=hari_ini, akar_id=satu.pk),
        },
    )
