"""Masuk dan keluar."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from inti.galat import GalatAturan
from inti.tolakan import tandai
from kepegawaian import sesi
from kepegawaian.forms.masuk import MasukForm
from kepegawaian.services import masuk as layanan
from kepegawaian.services import sesi_masuk
from kepegawaian.views.klien import dengan_kepala, kepala_terlalu_sering, klien


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
            return _lanjutkan(request, form, tujuan)
        except GalatAturan as galat:
            tandai(request)
            form.add_error(galat.bidang, galat.pesan)
            kepala = kepala_terlalu_sering(galat)
    isi = {"form": form, "tujuan": tujuan, "oidc": settings.OIDC_NAMA if settings.OIDC_URL else ""}
    return dengan_kepala(render(request, "kepegawaian/masuk.html", isi), kepala)


@require_POST
def keluar(request: HttpRequest) -> HttpResponse:
    """Tutup sesi ini."""
    sesi_masuk.tutup(catatan=sesi.catatan(request.session), sekarang=timezone.now())
    auth.logout(request)
    messages.success(request, "Anda sudah keluar.")
    jawaban = redirect("kepegawaian:masuk")
    # Tombol kembali di komputer bersama tidak memperlihatkan halaman orang yang baru keluar.
    jawaban.headers["Clear-Site-Data"] = '"cache"'
    return jawaban


def _lanjutkan(request: HttpRequest, form: MasukForm, tujuan: str) -> HttpResponse:
    """Periksa kata sandinya, lalu tahap berikutnya: kode bagi yang memasang faktor kedua, selain itu langsung masuk."""
    isi = form.cleaned_data
    pegawai = layanan.masuk(
        nip=isi["nip"],
        sandi=isi["sandi"],
        klien=klien(request, nip=isi["nip"]),
        sekarang=timezone.now(),
    )
    return perform_password_login(request, {}, Login(user=pegawai, redirect_url=tujuan))


def _tujuan(request: HttpRequest) -> str:
    """Halaman tujuan sesudah masuk; hanya alamat di situs ini."""
    calon = request.POST.get("next") or request.GET.get("next") or ""
    aman = url_has_allowed_host_and_scheme(
        calon, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # Tanpa garis miring di depan, "abc" dibaca redirect() sebagai nama url dan menjadi galat.
    return calon if aman and calon.startswith("/") else resolve_url("beranda")
