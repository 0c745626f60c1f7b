"""Jawaban survei yang belum dikirim, disimpan hanya di ponsel warganya: satu kuki terkunci, tidak apa pun di peladen.

Kukinya disandikan dan bertanda tangan (Fernet), tidak terbaca skrip, hanya dikirim ke formulir loket itu, dan berumur
24 jam. Persetujuan dan kode kunjungan tidak ikut: persetujuan diberikan saat mengirim, kode adalah rahasia.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from inti.penyandi import penyandi
from umpan_balik.rules.profil import PROFIL
from umpan_balik.rules.unsur import UNSUR

UMUR = timedelta(hours=24)
KUKI_TERPANJANG = 3_500
# Kuki asli paling panjang 3.500 huruf; isinya yang dimampatkan tidak pernah mengembang lebih dari ini.
ISI_TERPANJANG = 64 * 1024
TUJUAN = "ponsel-warga"


@dataclass(frozen=True, slots=True)
class Simpanan:
    """Isian yang tersimpan (nama bidang → isi), tanda formulirnya, sampai kapan, dan yang tidak ikut."""

    isian: Mapping[str, str]
    tanda: str
    sampai: datetime
    berkode: bool = False
    tanpa_saran: bool = False


def dari_kiriman(kiriman: Mapping[str, str], *, sekarang: datetime) -> Simpanan:
    """Pilihan yang dikenal dan sarannya; bidang lain, persetujuan, dan kode kunjungan dibuang."""
    boleh = {u.kode.value: {"1", "2", "3", "4"} for u in UNSUR}
    boleh |= {f"profil-{p.kode}": set(p.pilihan) for p in PROFIL}
    isian = {nama: str(kiriman[nama]) for nama in boleh if kiriman.get(nama, "") in boleh[nama]}
    if kiriman.get("saran", "").strip():
        isian["saran"] = str(kiriman["saran"])
    return Simpanan(isian, str(kiriman.get("tanda", "")), sekarang + UMUR, bool(kiriman.get("kode")))


def yang_muat(simpanan: Simpanan, *, token: str) -> Simpanan:
    """Simpanan itu sendiri; bila kukinya lebih dari 3,5 KB, tanpa sarannya."""
    if len(_sandi(simpanan, token)) <= KUKI_TERPANJANG:
        return simpanan
    isian = {nama: satu for nama, satu in simpanan.isian.items() if nama != "saran"}
    return replace(simpanan, isian=isian, tanpa_saran=True)


def pasang(jawaban: HttpResponse, simpanan: Simpanan, *, token: str) -> HttpResponse:
    """Simpan di ponsel itu selama 24 jam."""
    jawaban.set_cookie(
        nama_kuki(),
        _sandi(simpanan, token),
        max_age=int(UMUR.total_seconds()),
        path=_jalur(token),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return jawaban


def baca(request: HttpRequest, *, token: str, sekarang: datetime) -> Simpanan | None:
    """Simpanan di ponsel ini untuk loket itu; None bila tidak ada, bukan buatan kami, atau lewat 24 jam."""
    kuki = request.COOKIES.get(nama_kuki(), "")
    if not kuki or len(kuki) > KUKI_TERPANJANG:
        return None
    try:
        isi = json.loads(_buka(kuki))
    except (InvalidToken, zlib.error, ValueError):
        return None
    sampai = datetime.fromtimestamp(isi["sampai"], UTC)
    if isi["token"] != token or sampai <= sekarang:
        return None
    return Simpanan(isi["isian"], isi["tanda"], sampai, isi["berkode"], isi["tanpa_saran"])


def hapus(request: HttpRequest, jawaban: HttpResponse, *, token: str) -> HttpResponse:
    """Buang simpanan ponsel itu bila ada: sesudah terkirim, atau atas permintaan orangnya."""
    if nama_kuki() in request.COOKIES:
        jawaban.delete_cookie(nama_kuki(), path=_jalur(token), samesite="Lax")
    return jawaban


def nama_kuki() -> str:
    """__Host- menuntut kuki dikirim ke semua alamat; yang ini sengaja hanya ke satu formulir."""
    return "__Secure-survei" if settings.SESSION_COOKIE_SECURE else "survei"


def _sandi(simpanan: Simpanan, token: str) -> str:
    isi: dict[str, Any] = {
        "token": token,
        "isian": dict(simpanan.isian),
        "tanda": simpanan.tanda,
        "sampai": int(simpanan.sampai.timestamp()),
        "berkode": simpanan.berkode,
        "tanpa_saran": simpanan.tanpa_saran,
    }
    mampat = zlib.compress(json.dumps(isi, ensure_ascii=False).encode(), 9)
    return penyandi(settings.KUNCI_SIDIK, tujuan=TUJUAN).encrypt(mampat).decode()


def _buka(kuki: str) -> bytes:
    mampat = penyandi(settings.KUNCI_SIDIK, tujuan=TUJUAN).decrypt(kuki.encode())
    return zlib.decompressobj().decompress(mampat, ISI_TERPANJANG)


def _jalur(token: str) -> str:
    return reverse("umpan_balik:survei", args=[token])
