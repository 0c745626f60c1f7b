"""Simpan dahulu: formulir panjang disimpan sebelum selesai, dengan tombol biasa yang tidak memerlukan skrip.

Formulir ikut serta cukup dengan tag {% simpan_dahulu %} di sebelah tombol kirimnya. Isiannya disimpan sebagai ketikan milik
orang itu sendiri (inti.services.draf), dipasang lagi saat halamannya dibuka, dan dilupakan sesudah formulirnya diterima.
"""

import hashlib
import re
import secrets
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from inti.galat import GalatAturan
from inti.isian import pasang
from inti.models import Draf
from inti.rules.format import waktu
from inti.rules.isi_kembali import TANDA
from inti.sekali import rahasia
from inti.services import draf as layanan
from inti.services.draf import Ketikan
from inti.services.jejak import Pelaku

TOMBOL, BIDANG = "simpan_dahulu", "dari_simpanan"
TANDA_TOMBOL = f'name="{TOMBOL}"'.encode()
PENULIS = "simpan-dahulu"
TIDAK_DISIMPAN = re.compile(rf"^({TANDA}|{TOMBOL}|{BIDANG})$|sandi|password|token|kode", re.IGNORECASE)
KABAR = "Isian ini disimpan dan belum dikirim. Buka halaman ini lagi dalam 30 hari untuk melanjutkan."
BERKAS = "Berkas yang Anda pilih tidak ikut disimpan. Pilih lagi saat mengirim formulirnya."
# Kunci sesi: simpanan yang isinya sedang dikirim, selama formulirnya masih ditolak atau diperiksa.
SESI = "sedang_dikirim"
TERLALU_PANJANG = "Isian ini terlalu panjang untuk disimpan dahulu. Ringkas yang panjang, lalu simpan lagi."


class SimpanDahuluMiddleware:
    """Paling dalam: menyimpan, memasang kembali, dan melupakan isian formulir yang ikut serta."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or rahasia(request):
            return self.get_response(request)
        jawaban = self.get_response(request)
        if request.method == "GET":
            return _pasang(request, jawaban, oleh=request.user)
        if request.method == "POST" and TOMBOL not in request.POST:
            _sesudah_kirim(request, jawaban, oleh=request.user)
        return jawaban

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Menyimpan sesudah pemeriksaan CSRF: isian dari situs lain tidak pernah terpasang di formulir siapa pun."""
        simpan = request.method == "POST" and TOMBOL in request.POST
        if not simpan or not request.user.is_authenticated or rahasia(request):
            return None
        return _simpan(request, oleh=request.user)


def kunci(request: HttpRequest) -> str:
    """Kunci ketikan formulir di alamat ini, beserta tanyanya."""
    tanya = request.META.get("QUERY_STRING", "")
    ekor = f":{hashlib.sha256(tanya.encode()).hexdigest()[:12]}" if tanya else ""
    return f"dahulu:{request.path.strip('/').replace('/', '.').lower()[:90]}{ekor}"


def _simpan(request: HttpRequest, *, oleh: Pelaku) -> HttpResponse:
    isi = {nama: daftar for nama, daftar in request.POST.lists() if not TIDAK_DISIMPAN.search(nama)}
    lama = _tersimpan(request, oleh)
    ketikan = Ketikan(
        kunci=kunci(request),
        utas=lama.utas if lama else secrets.token_hex(16),
        penulis=PENULIS,
        langkah=lama.langkah + 1 if lama else 1,
        versi=lama.versi if lama else 0,
        dasar="",
        isi=isi,
    )
    try:
        layanan.simpan(ketikan=ketikan, oleh=oleh, sekarang=timezone.now())
    except GalatAturan:
        messages.error(request, TERLALU_PANJANG)
    else:
        messages.success(request, KABAR)
        if request.FILES:
            messages.warning(request, BERKAS)
    return HttpResponseRedirect(request.get_full_path())


def _pasang(request: HttpRequest, jawaban: HttpResponse, *, oleh: Pelaku) -> HttpResponse:
    """Hanya halaman yang memuat tombolnya yang ditanyakan simpanannya: satu kueri."""
    if jawaban.status_code != 200 or jawaban.streaming or TANDA_TOMBOL not in jawaban.content:
        return jawaban
    lama = _tersimpan(request, oleh)
    if lama is None:
        return jawaban
    alamat = request.get_full_path()
    pasang(
        jawaban,
        halaman=alamat,
        tujuan=alamat,
        isian=[(nama, satu) for nama, daftar in lama.isi.items() for satu in daftar],
        kabar=f"Isian yang Anda simpan {waktu(timezone.localtime(lama.disimpan))}, belum dikirim.",
        nama_bidang=BIDANG,
        tanda=lama.utas,
    )
    return jawaban


def _tersimpan(request: HttpRequest, oleh: Pelaku) -> Draf | None:
    semua = Draf.objects.filter(pemilik_id=oleh.pk, kunci=kunci(request), selesai=False)
    return semua.first()


def _sesudah_kirim(request: HttpRequest, jawaban: HttpResponse, *, oleh: Pelaku) -> None:
    """Yang diterima dilupakan; yang ditolak atau masih diperiksa diingat di sesi, sebab halamannya tidak memuat tandanya."""
    utas, milik = request.POST.get(BIDANG, ""), kunci(request)
    dikirim = dict(request.session.get(SESI, {}))
    if jawaban.status_code == 302:
        tercatat = dikirim.pop(milik, "")
        if utas or tercatat:
            _lupakan(utas or tercatat, kunci_=milik, oleh=oleh)
        if tercatat:
            request.session[SESI] = dikirim
    elif utas and jawaban.status_code in {200, 422}:
        request.session[SESI] = dikirim | {milik: utas}


def _lupakan(utas: str, *, kunci_: str, oleh: Pelaku) -> None:
    lama = Draf.objects.filter(pemilik_id=oleh.pk, kunci=kunci_, selesai=False, utas=utas).first()
    if lama is not None:
        layanan.buang(draf_id=lama.pk, oleh=oleh)
