"""Halaman faktor kedua: milik allauth, dengan kunci sesi yang berganti dan kalimat kita."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base.views import AuthenticateView, IndexView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    ListWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from inti.tolakan import tandai
from kepegawaian.services import faktor
from kepegawaian.views.lanjut import cara_lain, putar_kunci

KUNCI_BELUM_COCOK = "Kunci sandi belum cocok. Ulangi, atau pakai cara lain."

jangan_simpan = method_decorator([never_cache, login_required], name="dispatch")


def _tandai_keliru(request: HttpRequest) -> None:
    """Kode atau kunci yang dikirim tetapi belum cocok menjadi baris log; formulir kosong bukan percobaan."""
    if request.POST.get("code") or request.POST.get("credential"):
        tandai(request)


@jangan_simpan
class Keamanan(IndexView):
    """Apa yang terpasang, dan apakah peran mewajibkannya."""

    template_name = "mfa/index.html"

    def get_context_data(self, **kata: Any) -> dict[str, Any]:
        milik = Authenticator.objects.filter(user_id=self.request.user.pk).order_by("pk")
        per_jenis: dict[str, list[Authenticator]] = {}
        for satu in milik:
            per_jenis.setdefault(satu.type, []).append(satu)
        cadangan = per_jenis.get(Authenticator.Type.RECOVERY_CODES, [])
        pengelola = bool(getattr(self.request.user, "pengelola_kini", False))
        return {
            "aplikasi": next(iter(per_jenis.get(Authenticator.Type.TOTP, [])), None),
            "kunci": [(k, k.wrap().name) for k in per_jenis.get(Authenticator.Type.WEBAUTHN, [])],
            "cadangan": bool(cadangan),
            "sisa_cadangan": faktor.sisa_cadangan(cadangan[0]) if cadangan else None,
            "wajib": faktor.wajib(self.request.user, sekarang=timezone.now()),
            "pengelola": pengelola,
            "contoh": settings.MODE_CONTOH,
        }


class TahapKode(AuthenticateView):
    """Tahap kedua saat masuk; percobaan yang habis dijawab 429."""

    def get_context_data(self, **kata: Any) -> dict[str, Any]:
        pemilik = self.stage.login.user
        kunci = Authenticator.objects.filter(user=pemilik, type=Authenticator.Type.WEBAUTHN)
        return super().get_context_data(**kata) | {"berkunci": kunci.exists()}

    def form_invalid(self, form: Any) -> HttpResponse:
        _tandai_keliru(self.request)
        jawaban = super().form_invalid(form)
        if any("terlalu banyak" in teks for teks in form.errors.get("code", [])):
            jawaban.status_code = 429
        for teks in form.errors.get("credential", []):
            messages.warning(self.request, teks)
        return jawaban


class KonfirmasiKode(ReauthenticateView):
    """Kode sekali lagi; kunci sesi berganti."""

    def get_context_data(self, **kata: Any) -> dict[str, Any]:
        tujuan = self.get_next_url() or reverse("beranda")
        return super().get_context_data(**kata) | {"lain": cara_lain(self.request, tujuan)}

    def form_invalid(self, form: Any) -> HttpResponse:
        _tandai_keliru(self.request)
        return super().form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponse:
        jawaban = super().form_valid(form)
        putar_kunci(self.request)
        return jawaban


class KonfirmasiKunci(ReauthenticateWebAuthnView):
    """Kunci sandi sekali lagi; kunci sesi berganti."""

    def get_context_data(self, **kata: Any) -> dict[str, Any]:
        tujuan = self.get_next_url() or reverse("beranda")
        ditambah = {"lain": cara_lain(self.request, tujuan), "tujuan": tujuan}
        return super().get_context_data(**kata) | ditambah

    def form_valid(self, form: Any) -> HttpResponse:
        jawaban = super().form_valid(form)
        putar_kunci(self.request)
        return jawaban

    def form_invalid(self, form: Any) -> HttpResponse:
        _tandai_keliru(self.request)
        messages.warning(self.request, KUNCI_BELUM_COCOK)
        return redirect(self.request.get_full_path())


@method_decorator(never_cache, name="dispatch")
class PasangAplikasi(ActivateTOTPView):
    """Pasang aplikasi kode; sesi ini dianggap sudah melewati faktor kedua."""

    @method_decorator(transaction.atomic)
    def form_valid(self, form: Any) -> HttpResponse:
        jawaban = super().form_valid(form)
        _catat(self.request, "mfa/email/totp_activated")
        milik = Authenticator.objects.get(user_id=self.request.user.pk, type=Authenticator.Type.TOTP)
        faktor.tandai_langkah(faktor=milik, langkah=form.langkah)
        _sesi_berfaktor(self.request, milik)
        return jawaban


@method_decorator(never_cache, name="dispatch")
class TambahKunci(AddWebAuthnView):
    """Tambah kunci sandi; sesi ini dianggap sudah melewati faktor kedua."""

    @method_decorator(transaction.atomic)
    def form_valid(self, form: Any) -> HttpResponse:
        jawaban = super().form_valid(form)
        milik = Authenticator.objects.filter(user_id=self.request.user.pk, type="webauthn").latest("pk")
        _sesi_berfaktor(self.request, milik)
        return jawaban


class LepasKunci(RemoveWebAuthnView):
    """Lepas satu kunci sandi; yang terakhir ditahan bila peran mewajibkannya."""

    @method_decorator(transaction.atomic)
    def form_valid(self, form: Any) -> HttpResponse:
        if faktor.terakhir_dan_wajib(self.get_object(), sekarang=timezone.now()):
            messages.warning(self.request, faktor.TERAKHIR_WAJIB)
            return redirect("mfa_index")
        return super().form_valid(form)


class LepasAplikasi(DeactivateTOTPView):
    """Lepas aplikasi kode bersama jejaknya."""

    @method_decorator(transaction.atomic)
    def form_valid(self, form: Any) -> HttpResponse:
        return super().form_valid(form)


class Terbaca:
    """Kode cadangan yang tidak terbaca dijelaskan di halaman keamanan, bukan halaman galat."""

    def dispatch(self, request: HttpRequest, *args: Any, **kata: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kata)  # type: ignore[misc, no-any-return]
        except faktor.FaktorTidakTerbaca as galat:
            messages.error(request, galat.pesan)
            return redirect("mfa_index")


class KodeCadangan(Terbaca, ViewRecoveryCodesView):
    """Lembar kode yang belum dipakai."""


class BuatKodeCadangan(Terbaca, GenerateRecoveryCodesView):
    """Lembar kode baru bersama jejaknya; yang lama berhenti berlaku."""

    @method_decorator(transaction.atomic)
    def form_valid(self, form: Any) -> HttpResponse:
        _catat(self.request, "mfa/email/recovery_codes_generated")
        return super().form_valid(form)


class MasukKunci(LoginWebAuthnView):
    """Masuk dengan kunci sandi saja; syaratnya kunci yang meminta PIN atau sidik jari."""

    def form_invalid(self, form: Any) -> HttpResponse:
        _tandai_keliru(self.request)
        messages.warning(self.request, KUNCI_BELUM_COCOK)
        return redirect("kepegawaian:masuk")


def _catat(request: HttpRequest, kejadian: str) -> None:
    faktor.catat_perubahan(kejadian=kejadian, pegawai=request.user, sekarang=timezone.now())


def _sesi_berfaktor(request: HttpRequest, milik: Authenticator) -> None:
    record_authentication(request, request.user, "mfa", id=milik.pk, type=milik.type)
    putar_kunci(request)


keamanan = Keamanan.as_view()
tahap_kode = TahapKode.as_view()
konfirmasi_kode = KonfirmasiKode.as_view()
konfirmasi_kunci = KonfirmasiKunci.as_view()
pasang_aplikasi = PasangAplikasi.as_view()
lepas_aplikasi = LepasAplikasi.as_view()
kode_cadangan = never_cache(KodeCadangan.as_view())
buat_kode_cadangan = BuatKodeCadangan.as_view()
daftar_kunci = ListWebAuthnView.as_view()
tambah_kunci = TambahKunci.as_view()
ubah_kunci = EditWebAuthnView.as_view()
lepas_kunci = LepasKunci.as_view()
masuk_kunci = never_cache(MasukKunci.as_view())
