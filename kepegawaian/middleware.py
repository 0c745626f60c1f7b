"""Zona waktu instansi, batas umur sesi, pintu faktor kedua, dan tulisan yang tertinggal saat sesi habis."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from inti.ingatan import mengingat
from kepegawaian import kembali, sesi, tulisan
from kepegawaian.services import sesi_masuk
from kepegawaian.views.klien import nip_perangkat
from kepegawaian.views.lanjut import pintu_faktor

# Hanya yang membaca boleh mengingat: kiriman selalu menanyakan hak dan keadaannya lagi.
MEMBACA = ("GET", "HEAD")


class PegawaiMiddleware:
    """Jam menurut zona instansi pegawai; sesi yang habis menjadi keluar, bukan galat.

    Selama halaman dibaca, fakta yang sama (izin, bawahan, periode) ditanyakan sekali saja: lihat inti.ingatan.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.nip_sesi = _periksa_sesi(request)  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            timezone.activate(request.user.instansi.zona_waktu)
        else:
            timezone.deactivate()
        if request.method == "POST" and request.user.is_authenticated:
            kembali.lampirkan(request)
        try:
            with mengingat() if request.method in MEMBACA else nullcontext():
                jawaban = self.get_response(request)
        finally:
            timezone.deactivate()
        if request.method == "POST":
            _jaga_tulisan(request, jawaban)
        elif request.user.is_authenticated:
            return kembali.tampilkan(request, jawaban)
        return jawaban

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], argumen: Any, kata: Any
    ) -> HttpResponse | None:
        """Pengelola tanpa faktor kedua dibawa memasangnya, di halaman mana pun."""
        return pintu_faktor(request) if request.user.is_authenticated else None


def _periksa_sesi(request: HttpRequest) -> str:
    """NIP pemilik sesi ini, juga bila sesinya baru saja habis."""
    if not request.user.is_authenticated:
        return ""
    nip, kini = str(request.user.nip), timezone.now()
    pengelola = getattr(request.user, "pengelola_kini", False)
    habis = sesi.periksa(request.session, sekarang=kini, pengelola=pengelola)
    catatan = sesi.catatan(request.session)
    if habis is not None:
        sesi_masuk.tutup(catatan=catatan, sekarang=kini)
        logout(request)
        messages.info(request, habis)
    elif sesi.perlu_terlihat(request.session, sekarang=kini):
        sesi_masuk.pindah(catatan=catatan, kunci=str(request.session.session_key), sekarang=kini)
    return nip


def _jaga_tulisan(request: HttpRequest, jawaban: HttpResponse) -> None:
    """Kiriman yang ditolak karena sesinya habis dititipkan; yang sudah terkirim ulang dilupakan."""
    if request.user.is_authenticated:
        titipan = request.session.get(tulisan.KUNCI)
        terkirim = jawaban.status_code < 400 and not getattr(request, "tulisan_baru", False)
        if titipan and terkirim and titipan["alamat"] == request.get_full_path():
            tulisan.buang(request.session)
        return
    tujuan = urlsplit(jawaban.headers.get("Location", "")) if jawaban.status_code == 302 else None
    # Hanya pengalihan dari login_required, yang membawa ?next=; keluar dan sandi baru juga menuju halaman masuk.
    if tujuan is None or tujuan.path != str(settings.LOGIN_URL) or not tujuan.query.startswith("next="):
        return
    nip = getattr(request, "nip_sesi", "") or nip_perangkat(request)
    milik = tulisan.dari_permintaan(request)
    disimpan = tulisan.simpan(request, milik, nip=nip, sekarang=timezone.now())
    if disimpan:
        request.session.set_expiry(int(tulisan.UMUR.total_seconds()))
        messages.info(
            request,
            "Yang Anda tulis belum terkirim, tetapi kami simpan sejam. Masuk, lalu kirim lagi dari halaman yang sama.",
        )
    lanjut = milik.asal or (reverse("kepegawaian:tulisan") if disimpan else reverse("beranda"))
    jawaban.headers["Location"] = f"{tujuan.path}?{urlencode({'next': lanjut})}"
