"""Usulan pelatihan bawahan: menyetujui atau tidak, satu atau beberapa sekaligus."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from indikator.views.pintu import galat_ke_formulir, hari_ini, saya
from pelatihan.forms.usulan import PutusForm
from pelatihan.queries import usulan as kueri
from pelatihan.queries.riwayat_jp import jp_tahun_ini
from pelatihan.services import usulan as layanan
from pelatihan.views.bantu import PER_HALAMAN, dipilih, kabarkan


@login_required
@require_http_methods(["GET", "POST"])
def bawahan(request: HttpRequest) -> HttpResponse:
    """Yang menunggu persetujuan saya; POST memutus yang dicentang, ketikan dan centang tidak hilang bila ditolak."""
    semua, ids = request.GET.get("keadaan") == "semua", dipilih(request)
    form = PutusForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            if not ids:
                form.add_error(None, "Centang sedikitnya satu usulan, lalu pilih tindakannya.")
            elif request.POST.get("aksi") == "tolak":
                hasil = layanan.tolak(
                    usulan_ids=ids,
                    alasan=form.cleaned_data["alasan"],
                    oleh=saya(request),
                    sekarang=timezone.now(),
                )
                kabarkan(request, hasil, "tidak disetujui; alasannya sudah disampaikan")
                return redirect("pelatihan:usulan_bawahan")
            else:
                hasil = layanan.setujui(usulan_ids=ids, oleh=saya(request), sekarang=timezone.now())
                kabarkan(request, hasil, "disetujui dan diteruskan ke BKD")
                return redirect("pelatihan:usulan_bawahan")
    laman = Paginator(kueri.bawahan(saya(request), pada=hari_ini(), semua=semua), PER_HALAMAN).get_page(
        request.GET.get("halaman")
    )
    jp = jp_tahun_ini([u.pegawai_id for u in laman], tahun=hari_ini().year)
    konteks = {
        "laman": laman,
        "baris": [(u, jp[u.pegawai_id]) for u in laman],
        "semua": semua,
        "form": form,
        "dicentang": ids,
    }
    return render(request, "pelatihan/usulan_bawahan.html", konteks)
