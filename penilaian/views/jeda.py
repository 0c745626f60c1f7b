"""Cuti dan pelatihan panjang: daftar, catat, batalkan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from indikator.views.pintu import galat_ke_formulir, hari_ini, saya
from inti.galat import GalatAturan, TidakBerhak
from kepegawaian.permissions import Izin
from kepegawaian.views.pintu import wajib_izin
from penilaian.forms.jeda import JedaForm
from penilaian.models import Jeda
from penilaian.queries.jeda import jeda_untuk, pegawai_bernip
from penilaian.services import jeda as layanan

SELAMAN = 50


@login_required
def daftar(request: HttpRequest) -> HttpResponse:
    """Yang berlaku di wilayahnya, dan formulir mencatat yang baru."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    form = JedaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        pegawai = pegawai_bernip(milik, data.pop("nip"), pada=hari_ini())
        if pegawai is None:
            form.add_error("nip", "Tidak ada pegawai dengan NIP itu di wilayah Anda. Periksa angkanya.")
        else:
            with galat_ke_formulir(form):
                layanan.catat_jeda(pegawai=pegawai, oleh=saya(request), sekarang=timezone.now(), **data)
            if not form.errors:
                sebutan = Jeda.Jenis(data["jenis"]).label
                messages.success(request, f"{sebutan} {pegawai.nama} dicatat.")
                return redirect("penilaian:jeda")
    laman = Paginator(jeda_untuk(milik, pada=hari_ini()), SELAMAN).get_page(request.GET.get("halaman"))
    return render(request, "penilaian/jeda.html", {"form": form, "laman": laman})


@login_required
@require_POST
def batalkan(request: HttpRequest, jeda_id: int) -> HttpResponse:
    """Batalkan satu jeda; barisnya tetap ada."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    jeda = get_object_or_404(jeda_untuk(milik, pada=hari_ini()), pk=jeda_id)
    try:
        layanan.batalkan(jeda=jeda, oleh=saya(request), sekarang=timezone.now())
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, f"{jeda.get_jenis_display()} {jeda.pegawai.nama} dibatalkan.")
    return redirect("penilaian:jeda")
