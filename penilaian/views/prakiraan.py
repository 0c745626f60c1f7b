"""Prakiraan nilai sendiri sebelum periode ditutup: apa yang sudah ada, apa yang ditunggu."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from indikator.models import Periode
from indikator.queries.periode import periode_dibaca
from indikator.views.pintu import saya
from penilaian.forms.coba import CobaForm
from penilaian.models import Hasil
from penilaian.queries import coba as kueri_coba
from penilaian.queries.prakiraan import prakiraan_saya


@login_required
@require_GET
def prakiraan(request: HttpRequest, periode_id: int) -> HttpResponse:
    """Prakiraan hasil kerja; sesudah ditutup dialihkan ke hasilnya."""
    periode = get_object_or_404(periode_dibaca(saya(request), kelola=False), pk=periode_id)
    if periode.jenis == Periode.Jenis.TAHUNAN:
        raise Http404("Perkiraan dihitung per triwulan atau bulan.")
    if periode.status == Periode.Status.DITUTUP:
        hasil = Hasil.objects.filter(pegawai=saya(request), periode=periode).order_by("-versi").first()
        return redirect("penilaian:hasil_rinci", hasil.pk) if hasil else redirect("penilaian:hasil")
    sekarang = timezone.now()
    isi = prakiraan_saya(saya(request), periode=periode, sekarang=sekarang)
    return render(request, "penilaian/prakiraan.html", {"periode": periode, "p": isi, "sekarang": sekarang})


@login_required
@require_GET
def coba(request: HttpRequest, periode_id: int) -> HttpResponse:
    """Mencoba angka sendiri dengan aturan yang sama; dibaca dari alamat, tidak pernah disimpan."""
    periode = get_object_or_404(periode_dibaca(saya(request), kelola=False), pk=periode_id)
    if periode.jenis == Periode.Jenis.TAHUNAN:
        raise Http404("Perkiraan dihitung per triwulan atau bulan.")
    if periode.status == Periode.Status.DITUTUP:
        return redirect("penilaian:prakiraan", periode.pk)
    daftar = kueri_coba.bahan_coba(saya(request), periode, sekarang=timezone.now())
    form = CobaForm(request.GET if request.GET else None, baris=daftar.baris)
    boleh = not form.is_bound or form.is_valid()
    hasil = kueri_coba.coba(daftar, form.isian()) if boleh and daftar.baris else None
    return render(request, "penilaian/coba.html", {"periode": periode, "form": form, "c": hasil})
