"""Masuk dan keluar."""

from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from inti.galat import GalatAturan
from kepegawaian import sesi
from kepegawaian.forms.masuk import MasukForm
from kepegawaian.permissions import akses
from kepegawaian.services import masuk as layanan
from kepegawaian.views.klien import dengan_kepala, ingat_perangkat, kepala_terlalu_sering, klien


@never_cache
@sensitive_post_parameters("sandi")
def masuk(request: HttpRequest) -> HttpResponse:
    """Masuk dengan NIP dan kata sandi, lalu ke halaman yang tadi dituju."""
    tujuan = _tujuan(request)
    if request.user.is_authenticated:
        return redirect(tujuan)
    form = MasukForm(request.POST or None)
    kepala: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        try:
            return _buka_sesi(request, form, tujuan)
        except GalatAturan as galat:
            form.add_error(galat.bidang, galat.pesan)
            kepala = kepala_terlalu_sering(galat)
    isi = {"form": form, "tujuan": tujuan}
    return dengan_kepala(render(request, "kepegawaian/masuk.html", isi), kepala)


@require_POST
def keluar(request: HttpRequest) -> HttpResponse:
    """Tutup sesi ini."""
    auth.logout(request)
    messages.success(request, "Anda sudah keluar.")
    return redirect("kepegawaian:masuk")


def _buka_sesi(request: HttpRequest, form: MasukForm, tujuan: str) -> HttpResponse:
    sekarang = timezone.now()
    isi = form.cleaned_data
    pegawai = layanan.masuk(
        nip=isi["nip"], sandi=isi["sandi"], klien=klien(request, nip=isi["nip"]), sekarang=sekarang
    )
    auth.login(request, pegawai)
    hari_ini = pegawai.instansi.hari_pada(sekarang)
    sesi.buka(request.session, pengelola=akses(pegawai, pada=hari_ini).pengelola, sekarang=sekarang)
    jawaban = redirect(tujuan)
    ingat_perangkat(jawaban, pegawai=pegawai)
    return jawaban


def _tujuan(request: HttpRequest) -> str:
    """Halaman tujuan sesudah masuk; hanya alamat di situs ini."""
    calon = request.POST.get("next") or request.GET.get("next") or ""
    aman = url_has_allowed_host_and_scheme(
        calon, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return calon if aman else resolve_url("beranda")
