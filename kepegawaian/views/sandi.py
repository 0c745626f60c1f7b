"""Mengganti kata sandi sendiri dan membuatnya dengan kode."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from inti.galat import GalatAturan
from kepegawaian import sesi
from kepegawaian.forms.masuk import KodeForm, PulihForm, SandiBaruMixin, UbahSandiForm
from kepegawaian.services import kode as layanan_kode
from kepegawaian.services import masuk as layanan
from kepegawaian.services import pulih
from kepegawaian.views.klien import dengan_kepala, kepala_terlalu_sering, klien
from kepegawaian.views.lanjut import putar_kunci

TERKIRIM = (
    "Bila NIP itu terdaftar dan punya alamat surel, tautannya sedang dikirim. Periksa surel Anda dalam beberapa menit, "
    "juga map spam."
)


@login_required
@sensitive_post_parameters()
def ubah_sandi(request: HttpRequest) -> HttpResponse:
    """Ganti kata sandi sendiri; perangkat lain ikut keluar."""
    form = UbahSandiForm(request.POST or None)
    kepala: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        try:
            pegawai = layanan.ubah_sandi(
                pegawai=request.user,
                sandi_lama=form.cleaned_data["sandi_lama"],
                sandi_baru=form.cleaned_data["sandi_baru"],
                oleh=request.user,
                sekarang=timezone.now(),
                sesi_ini=sesi.catatan(request.session),
            )
        except GalatAturan as galat:
            form.add_error(galat.bidang, galat.pesan)
            kepala = kepala_terlalu_sering(galat)
        else:
            update_session_auth_hash(request, pegawai)
            putar_kunci(request)
            messages.success(
                request, "Kata sandi diganti. Perangkat lain yang masih masuk sudah dikeluarkan."
            )
            return redirect("kepegawaian:profil")
    return dengan_kepala(render(request, "kepegawaian/ubah_sandi.html", {"form": form}), kepala)


@never_cache
@sensitive_post_parameters()
def sandi_baru(request: HttpRequest) -> HttpResponse:
    """Buat kata sandi dengan kode sekali pakai dari pengelola."""
    form = KodeForm(request.POST or None)
    kepala: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            layanan_kode.pakai(
                nip=isi["nip"],
                kode=isi["kode"],
                sandi_baru=isi["sandi_baru"],
                klien=klien(request, nip=isi["nip"]),
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            form.add_error(galat.bidang, galat.pesan)
            kepala = kepala_terlalu_sering(galat)
        else:
            messages.success(request, "Kata sandi baru tersimpan. Masuk dengan NIP dan kata sandi baru Anda.")
            return redirect("kepegawaian:masuk")
    return dengan_kepala(render(request, "kepegawaian/sandi_baru.html", {"form": form}), kepala)


@never_cache
def sandi_pulih(request: HttpRequest) -> HttpResponse:
    """Minta tautan kata sandi baru lewat surel; jawabannya sama untuk NIP apa pun."""
    form = PulihForm(request.POST or None)
    kepala: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        nip = form.cleaned_data["nip"]
        try:
            pulih.minta(nip=nip, klien=klien(request, nip=nip), sekarang=timezone.now())
        except GalatAturan as galat:
            form.add_error(galat.bidang, galat.pesan)
            kepala = kepala_terlalu_sering(galat)
        else:
            messages.success(request, TERKIRIM)
            return redirect("kepegawaian:sandi_pulih")
    return dengan_kepala(render(request, "kepegawaian/sandi_pulih.html", {"form": form}), kepala)


@never_cache
@sensitive_post_parameters()
def sandi_pulih_atur(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Kata sandi baru dengan tautan dari surel."""
    if pulih.pemilik(pegawai_id=pk, token=token) is None:
        messages.warning(request, pulih.TIDAK_BERLAKU)
        return redirect("kepegawaian:sandi_pulih")
    form = SandiBaruMixin(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            pulih.pakai(
                pegawai_id=pk,
                token=token,
                sandi_baru=form.cleaned_data["sandi_baru"],
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            form.add_error(galat.bidang, galat.pesan)
        else:
            messages.success(request, "Kata sandi baru tersimpan. Masuk dengan NIP dan kata sandi baru Anda.")
            return redirect("kepegawaian:masuk")
    return render(request, "kepegawaian/sandi_pulih_atur.html", {"form": form})
