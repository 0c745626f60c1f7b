"""Sambungan ke django-allauth: apa yang kita ubah dari perilaku bawaannya, dan kalimat Indonesianya."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import (
    get_authentication_records,
    perform_login,
    record_authentication,
)
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from inti.galat import GalatAturan
from inti.klien import alamat
from inti.penyandi import penyandi
from kepegawaian import sesi
from kepegawaian.models import Pegawai, SesiMasuk
from kepegawaian.permissions import akses
from kepegawaian.rules.perangkat import nama_perangkat
from kepegawaian.services import faktor, sesi_masuk, sso
from kepegawaian.services import masuk as layanan_masuk
from kepegawaian.views.klien import ingat_perangkat

KODE_BELUM_COCOK = "Kode belum cocok. Ketik kode yang sedang tampil di aplikasi, atau satu kode cadangan."
KUNCI_BELUM_COCOK = "Kunci sandi belum cocok. Ulangi, atau pakai cara lain."
SSO_TERHENTI = (
    "Masuk lewat {nama} belum selesai. Ulangi dari halaman ini; bila terulang, masuk dengan NIP dan kata sandi "
    "atau hubungi admin BKD."
)


class AkunAdaptor(DefaultAccountAdapter):
    """Tidak ada pendaftaran; satu tahap sesudah kata sandi; pemberitahuan lewat kotak keluar."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": layanan_masuk.BELUM_COCOK,
        "incorrect_code": KODE_BELUM_COCOK,
        "incorrect_password": layanan_masuk.SANDI_BELUM_COCOK,
        "too_many_login_attempts": "Sudah terlalu banyak percobaan. Coba lagi beberapa menit lagi.",
        "rate_limited": "Sudah terlalu banyak percobaan. Coba lagi beberapa menit lagi.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Akun hanya dibuat oleh pengelola kepegawaian."""
        return False

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def is_safe_url(self, url: str | None) -> bool:
        """Tujuan sesudahnya hanya jalur di situs ini; "abc" pun ditolak, sebab dibaca sebagai nama url."""
        return bool(url) and url.startswith("/") and super().is_safe_url(url)

    def get_client_ip(self, request: HttpRequest) -> str:
        return alamat(request)

    def respond_user_inactive(self, request: HttpRequest, user: Pegawai) -> HttpResponse:
        messages.warning(request, layanan_masuk.BELUM_COCOK)
        return redirect("kepegawaian:masuk")

    def post_login(
        self, request: HttpRequest, user: Pegawai, *, redirect_url: str | None = None, **_: Any
    ) -> HttpResponse:
        """Semua cara masuk berakhir di sini: mulai hitungan umur sesi, catat perangkat dan jejak."""
        sekarang = timezone.now()
        hari_ini = user.instansi.hari_pada(sekarang)
        catatan = sesi_masuk.buka(
            pegawai=user,
            kunci=_kunci_sesi(request),
            cara=_cara(request, user),
            alamat=alamat(request),
            perangkat=nama_perangkat(request.headers.get("User-Agent", "")),
            sekarang=sekarang,
        )
        sesi.buka(
            request.session,
            pengelola=akses(user, pada=hari_ini).pengelola,
            sekarang=sekarang,
            catatan=catatan.pk,
        )
        jawaban = HttpResponseRedirect(redirect_url or str(settings.LOGIN_REDIRECT_URL))
        ingat_perangkat(jawaban, pegawai=user)
        return jawaban

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *lain: Any,
        message: str | None = None,
        **_: Any,
    ) -> None:
        """Pesan allauth dalam kalimat kita; yang tidak ada dalam daftar tidak ditampilkan."""
        kalimat = message or faktor.PESAN.get(message_template or "", "")
        if kalimat:
            messages.add_message(request, level, kalimat)

    def send_notification_mail(self, template_prefix: str, user: Pegawai, *_: Any, **__: Any) -> None:
        """Allauth mengabari dua kejadian sesudah transaksinya selesai; jejak keduanya ditulis halamannya sendiri."""
        if template_prefix not in faktor.DICATAT_HALAMAN:
            faktor.catat_perubahan(kejadian=template_prefix, pegawai=user, sekarang=timezone.now())


class FaktorAdaptor(DefaultMFAAdapter):
    """Faktor kedua: kalimat, label, dan rahasia yang tersandi di basis data."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": faktor.TERAKHIR_WAJIB,
        "cannot_generate_recovery_codes": "Pasang aplikasi atau kunci sandi dahulu, baru kode cadangannya.",
        "incorrect_code": KUNCI_BELUM_COCOK,
    }

    def get_totp_label(self, user: Pegawai) -> str:
        return user.nip

    def _get_user_identifier(self, user: Pegawai) -> str:
        return user.nip

    def _get_site_name(self) -> str:
        return "ASN Kinerja"

    def encrypt(self, text: str) -> str:
        return self._penyandi().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return self._penyandi().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as galat:
            raise faktor.FaktorTidakTerbaca from galat

    def _penyandi(self) -> MultiFernet:
        return penyandi(settings.KUNCI_SIDIK, *settings.KUNCI_SIDIK_LAMA, tujuan="faktor-kedua")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not faktor.terakhir_dan_wajib(authenticator, sekarang=timezone.now())

    def generate_authenticator_name(self, user: Pegawai, type: Authenticator.Type) -> str:
        return f"Kunci {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"


class SsoAdaptor(DefaultSocialAccountAdapter):
    """Penyedia identitas hanya menyebut NIP; akun tidak pernah dibuat, tautan tidak pernah disimpan."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def get_requests_session(self) -> Any:
        """Pengalihan dari penyedia tidak diikuti: alamat yang dihubungi peladen hanya yang ada di setelan."""
        hubungan = super().get_requests_session()
        hubungan.max_redirects = 0
        return hubungan

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        try:
            pegawai = sso.temukan(klaim=sociallogin.account.extra_data, nama_klaim=settings.OIDC_KLAIM_NIP)
        except GalatAturan as galat:
            messages.warning(request, galat.pesan)
            raise ImmediateHttpResponse(redirect("kepegawaian:masuk")) from galat
        record_authentication(request, pegawai, "socialaccount")
        tujuan = sociallogin.get_redirect_url(request)
        raise ImmediateHttpResponse(perform_login(request, Login(user=pegawai, redirect_url=tujuan)))

    def on_authentication_error(self, request: HttpRequest, *_: Any, **__: Any) -> None:
        messages.warning(request, SSO_TERHENTI.format(nama=settings.OIDC_NAMA))
        raise ImmediateHttpResponse(redirect("kepegawaian:masuk"))


def _cara(request: HttpRequest, pegawai: Pegawai) -> str:
    catatan = get_authentication_records(request, pegawai)
    cara = {c.get("method") for c in catatan}
    if any(c.get("passwordless") for c in catatan):
        return SesiMasuk.Cara.KUNCI
    if "socialaccount" in cara:
        return SesiMasuk.Cara.OIDC
    return SesiMasuk.Cara.FAKTOR if "mfa" in cara else SesiMasuk.Cara.SANDI


def _kunci_sesi(request: HttpRequest) -> str:
    return str(request.session.session_key)
