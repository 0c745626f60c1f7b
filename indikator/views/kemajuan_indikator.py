"""Capaian tiap indikator terhadap target, untuk pimpinan, admin BKD, dan auditor."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from indikator.forms.kemajuan import SaringKemajuanForm
from indikator.models import Periode
from indikator.queries.kemajuan import dinas_terbaca
from indikator.queries.kemajuan_indikator import capaian_indikator
from indikator.queries.periode import periode_berjalan, periode_dibaca
from indikator.queries.realisasi import nama_pendek, periode_setahun
from indikator.views.pintu import akses_saya, hari_ini, saya
from kepegawaian.permissions import Izin

PER_HALAMAN = 25


@login_required
@require_GET
def indikator(request: HttpRequest) -> HttpResponse:
    """Rata-rata capaian tiap indikator, terendah dahulu, dengan garis triwulan-triwulan tahun itu."""
    pegawai, sekarang = saya(request), timezone.now()
    unit = akses_saya(request).unit(Izin.BACA_HASIL_UNIT)
    if unit is not None and not unit:
        raise PermissionDenied
    pilihan = periode_dibaca(pegawai, kelola=False).exclude(jenis=Periode.Jenis.TAHUNAN).order_by("-mulai")
    dinas = dinas_terbaca(instansi_id=pegawai.instansi_id, unit=unit)
    form = SaringKemajuanForm(request.GET, periode=pilihan, dinas=dinas)
    periode = form.periode_dipilih or periode_berjalan(pegawai.instansi, sekarang)
    if periode is None:
        return render(request, "indikator/kemajuan_indikator.html", {"periode": None})
    lalu = [p for p in periode_setahun(periode) if p.mulai < periode.mulai]
    baris = capaian_indikator(
        instansi_id=pegawai.instansi_id,
        periode=periode,
        sebelumnya=[(nama_pendek(p), p) for p in lalu],
        pada=min(max(hari_ini(), periode.mulai), periode.selesai),
        unit=unit,
        dinas_id=form.dinas_dipilih,
    )
    konteks = {
        "periode": periode,
        "saring": form,
        "laman": Paginator(baris, PER_HALAMAN).get_page(request.GET.get("halaman")),
        "kini": nama_pendek(periode),
        "sekarang": sekarang,
    }
    return render(request, "indikator/kemajuan_indikator.html", konteks)
