"""Yang terjadi sebelum melanjutkan: konfirmasi sandi, pintu faktor kedua, dan tulisan yang tertinggal."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    get_reauthentication_flows,
    reauthenticate_by_password,
    resume_request,
)
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from inti.galat import GalatAturan
from inti.tolakan import tandai
from kepegawaian import sesi, tulisan
from kepegawaian.forms.masuk import KonfirmasiForm
from kepegawaian.services import masuk as layanan
from kepegawaian.services import sesi_masuk
from kepegawaian.views.klien import dengan_kepala, kepala_terlalu_sering

LANJUTKAN_FAKTOR = "Peran Anda memerlukan faktor kedua. Isi kodenya sekali untuk sesi ini."
NILAI_FAKTOR = "Menetapkan nilai orang lain memerlukan faktor kedua. Pasang atau isi sekali, lalu lanjutkan."
# Yang tetap terbuka tanpa faktor kedua: milik diri sendiri, keamanan akun, keluar, dan halaman umum.
TERBUKA = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "aksesibilitas",
    "bantuan",
    "kepegawaian:akses_saya",
    "kepegawaian:keluar",
    "kepegawaian:masuk",
    "kepegawaian:profil",
    "kepegawaian:sandi_baru",
    "kepegawaian:sandi_pulih",
    "kepegawaian:sandi_pulih_atur",
    "kepegawaian:sesi",
    "kepegawaian:sesi_keluarkan",
    "kepegawaian:surel",
    "kepegawaian:surel_konfirmasi",
    "kepegawaian:tulisan",
    "kepegawaian:ubah_sandi",
    "privasi",
    "publik",
    "publik_instansi",
    "publik_unduh",
    "sehat",
}
# Halaman yang menetapkan nilai orang lain. Dibuka pun perlu faktor kedua, supaya ketikan tidak terhenti di tengah.
MENETAPKAN_NILAI = {
    "indikator:periksa_capaian_orang",
    "indikator:periksa_capaian_putus",
    "indikator:periksa_skp_banyak",
    "indikator:periksa_skp_rinci",
    "penilaian:menilai_orang",
}


def pintu_faktor(request: HttpRequest) -> HttpResponse | None:
    """Bawa pengelola (dan penilai yang hendak menetapkan nilai) ke faktor kedua bila sesinya belum melewatinya."""
    nama = request.resolver_match.view_name if request.resolver_match else ""
    if nama in TERBUKA or nama.startswith(("mfa_", "openid_connect_", "socialaccount_")):
        return None
    pengelola = settings.FAKTOR_KEDUA_WAJIB and getattr(request.user, "pengelola_kini", False)
    menilai = settings.FAKTOR_KEDUA_PENILAI and nama in MENETAPKAN_NILAI
    if not (pengelola or menilai) or _sesi_berfaktor(request):
        return None
    lanjut = _titip(request)
    if not getattr(request.user, "berfaktor", False):
        if not pengelola:  # bagi pengelola halamannya sendiri menjelaskan
            messages.info(request, NILAI_FAKTOR)
        return redirect("mfa_index")
    messages.info(request, LANJUTKAN_FAKTOR if pengelola else NILAI_FAKTOR)
    cara = [
        c for c in get_adapter().get_reauthentication_methods(request.user) if c["id"] != "reauthenticate"
    ]
    return redirect(f"{cara[0]['url']}?{urlencode({'next': lanjut})}")


def perlu_konfirmasi(request: HttpRequest) -> HttpResponse | None:
    """Pengalihan ke halaman konfirmasi bila sandi (atau kode) belum diketik lagi dalam 10 menit; selain itu None.

    Dipanggil sesudah izin diperiksa, di GET halaman pemeriksaan dan sekali lagi di POST. Kiriman yang datang sesudah
    konfirmasinya lewat dititipkan, jadi tidak ada yang diketik ulang.
    """
    if baru_dikonfirmasi(request):
        return None
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': _titip(request)})}")


def wajib_konfirmasi(fungsi: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Halaman ini hanya untuk yang baru mengetik sandinya lagi. Pasang di bawah `login_required`."""

    @wraps(fungsi)
    def pintu(request: HttpRequest, *argumen: Any, **kata: Any) -> HttpResponse:
        return perlu_konfirmasi(request) or fungsi(request, *argumen, **kata)

    return pintu


def baru_dikonfirmasi(request: HttpRequest) -> bool:
    """Apakah sandi atau kode diketik lagi dalam 10 menit. Yang hanya punya OIDC: baru masuk dalam 10 menit."""
    if get_reauthentication_flows(request.user):
        return bool(did_recently_reauthenticate(request))
    catatan = get_authentication_records(request, request.user)
    return bool(catatan) and time.time() - catatan[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def putar_kunci(request: HttpRequest) -> None:
    """Kunci sesi baru sesudah konfirmasi; kunci lama mati, catatan perangkatnya ikut pindah."""
    request.session.cycle_key()
    sesi_masuk.pindah(
        catatan=sesi.catatan(request.session),
        kunci=str(request.session.session_key),
        sekarang=timezone.now(),
    )


@never_cache
@login_required
@sensitive_post_parameters("sandi")
def konfirmasi(request: HttpRequest) -> HttpResponse:
    """Kata sandi sekali lagi, lalu ke halaman yang tadi dituju."""
    cara = get_adapter().get_reauthentication_methods(request.user)
    tujuan = get_next_redirect_url(request) or ""
    tujuan = tujuan if tujuan.startswith("/") else reverse("beranda")
    if not any(c["id"] == "reauthenticate" for c in cara):
        if cara:
            return redirect(f"{cara[0]['url']}?{urlencode({'next': tujuan})}")
        messages.info(request, "Keluar, lalu masuk lagi untuk melanjutkan tindakan itu.")
        return redirect("kepegawaian:profil")
    form = KonfirmasiForm(request.POST or None)
    kepala: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        try:
            layanan.konfirmasi(
                pegawai=request.user, sandi=form.cleaned_data["sandi"], sekarang=timezone.now()
            )
        except GalatAturan as galat:
            tandai(request)
            form.add_error(galat.bidang, galat.pesan)
            kepala = kepala_terlalu_sering(galat)
        else:
            reauthenticate_by_password(request)
            putar_kunci(request)
            return resume_request(request) or redirect(tujuan)
    isi = {"form": form, "tujuan": tujuan, "lain": cara_lain(request, tujuan)}
    return dengan_kepala(render(request, "account/reauthenticate.html", isi), kepala)


def cara_lain(request: HttpRequest, tujuan: str) -> list[tuple[str, str]]:
    """(tulisan tautan, alamat) cara konfirmasi selain yang sedang dibuka."""
    sebutan = {
        "reauthenticate": "Pakai kata sandi",
        "mfa_reauthenticate": "Pakai kode aplikasi atau kode cadangan",
        "mfa_reauthenticate:webauthn": "Pakai kunci sandi",
    }
    return [
        (sebutan[c["id"]], f"{c['url']}?{urlencode({'next': tujuan})}")
        for c in get_adapter().get_reauthentication_methods(request.user)
        if c["url"] != request.path
    ]


@never_cache
@login_required
def tulisan_tertinggal(request: HttpRequest) -> HttpResponse:
    """Yang terketik saat sesi habis: kirim ke alamat yang sama, atau buang."""
    if request.method == "POST":
        tulisan.buang(request.session)
        messages.success(request, "Tulisan itu dibuang.")
        return redirect("beranda")
    milik = tulisan.ambil(request.session, nip=request.user.nip, sekarang=timezone.now())
    if milik is None:
        messages.info(request, "Tidak ada tulisan yang tertinggal.")
        return redirect("beranda")
    return render(request, "kepegawaian/tulisan.html", {"tulisan": milik})


def csrf_ditolak(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Halaman yang terlalu lama terbuka: bila kirimannya dari situs ini sendiri, isiannya ditampilkan untuk dikirim lagi.

    Kiriman dari situs lain tidak pernah ditampilkan, supaya orang tidak dibujuk mengirim isian buatan penyerang.
    """
    milik = None
    if request.user.is_authenticated and _dari_sini(request):
        milik = tulisan.dari_permintaan(request)
    if milik is None or not milik.terbaca:
        return render(request, "403_csrf.html", status=403)
    return render(request, "kepegawaian/tulisan.html", {"tulisan": milik, "langsung": True}, status=403)


def _dari_sini(request: HttpRequest) -> bool:
    situs = request.headers.get("Sec-Fetch-Site")
    asal = request.headers.get("Origin") or request.headers.get("Referer", "")
    return situs == "same-origin" if situs else urlsplit(asal).netloc == request.get_host()


def _titip(request: HttpRequest) -> str:
    """Ke mana sesudah ini: halaman itu lagi, atau (untuk kiriman) halaman tulisan yang tertinggal."""
    if request.method != "POST":
        return request.get_full_path()
    request.tulisan_baru = True  # type: ignore[attr-defined]
    milik = tulisan.dari_permintaan(request)
    if tulisan.simpan(request, milik, nip=request.user.nip, sekarang=timezone.now()):
        return reverse("kepegawaian:tulisan")
    return milik.asal or reverse("beranda")


def _sesi_berfaktor(request: HttpRequest) -> bool:
    """Sesi ini melewati faktor kedua, dan faktornya belum dilepas sesudah itu."""
    return getattr(request.user, "berfaktor", False) and any(
        c.get("method") == "mfa" for c in get_authentication_records(request, request.user)
    )
