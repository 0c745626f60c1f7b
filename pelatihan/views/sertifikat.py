"""Memeriksa sertifikat peserta: JP dihitung, atau dikembalikan dengan sebabnya."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from indikator.views.pintu import galat_ke_formulir, saya
from pelatihan.forms.usulan import PutusForm
from pelatihan.queries import usulan as kueri
from pelatihan.services import usulan as layanan
from pelatihan.views.bantu import PER_HALAMAN, dipilih, kabarkan, wajib_pengelola


@login_required
@require_http_methods(["GET", "POST"])
def daftar(request: HttpRequest) -> HttpResponse:
    """Yang menunggu diperiksa, paling lama di atas; mengembalikan satu per satu karena sebabnya berbeda-beda."""
    wajib_pengelola(request)
    ids, form = dipilih(request), PutusForm(request.POST or None)
    form.fields["alasan"].label = "Yang harus diperbaiki bila dikembalikan"
    if request.method == "POST" and form.is_valid() and _putus(request, form, ids):
        return redirect("pelatihan:sertifikat")
    laman = Paginator(kueri.diperiksa(saya(request)), PER_HALAMAN).get_page(request.GET.get("halaman"))
    return render(request, "pelatihan/sertifikat.html", {"laman": laman, "form": form, "dicentang": ids})


def _putus(request: HttpRequest, form: PutusForm, ids: list[int]) -> bool:
    oleh, sekarang = saya(request), timezone.now()
    with galat_ke_formulir(form):
        if request.POST.get("aksi") == "kembalikan":
            if len(ids) != 1:
                form.add_error(None, "Kembalikan satu sertifikat saja tiap kali; centang satu.")
                return False
            usulan = layanan.kembalikan(
                usulan_id=ids[0], catatan=form.cleaned_data["alasan"], oleh=oleh, sekarang=sekarang
            )
            messages.success(request, f"Sertifikat {usulan.pegawai.nama} dikembalikan dengan sebabnya.")
            return True
        if not ids:
            form.add_error(None, "Centang sedikitnya satu sertifikat, lalu pilih tindakannya.")
            return False
        kabarkan(
            request,
            layanan.verifikasi(usulan_ids=ids, oleh=oleh, sekarang=sekarang),
            "selesai; JP-nya dihitung",
        )
        return True
    return False
