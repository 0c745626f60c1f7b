"""Dari mana permintaan datang, dan kuki perangkat yang pernah dipakai masuk."""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from inti.galat import GalatAturan
from inti.klien import alamat
from kepegawaian.models import Pegawai
from kepegawaian.services.percobaan import Klien, TerlaluSering

GARAM = "kepegawaian.perangkat"
UMUR = 180 * 24 * 3600


def klien(request: HttpRequest, *, nip: str) -> Klien:
    """Alamat, dan nomor perangkat bila kukinya asli dan dibuat untuk NIP itu."""
    return Klien(alamat=alamat(request), perangkat=_perangkat(request, nip))


def ingat_perangkat(jawaban: HttpResponse, *, pegawai: Pegawai) -> None:
    """Beri kuki bertanda tangan, supaya tebakan orang lain dari jaringan yang sama tidak menghabiskan jatahnya."""
    jawaban.set_cookie(
        nama_kuki(),
        signing.dumps([pegawai.nip, secrets.token_hex(8)], salt=GARAM),
        max_age=UMUR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def kepala_terlalu_sering(galat: GalatAturan) -> dict[str, str]:
    """Kepala Retry-After bila jatah percobaan habis; kosong untuk galat lain."""
    if not isinstance(galat, TerlaluSering):
        return {}
    return {"Retry-After": str(max(1, int((galat.coba_lagi - timezone.now()).total_seconds())))}


def dengan_kepala(jawaban: HttpResponse, kepala: dict[str, str]) -> HttpResponse:
    """Pasang kepala itu; bila ada isinya jawabannya 429."""
    for nama, nilai in kepala.items():
        jawaban.headers[nama] = nilai
    if kepala:
        jawaban.status_code = 429
    return jawaban


def nama_kuki() -> str:
    return "__Host-perangkat" if settings.SESSION_COOKIE_SECURE else "perangkat"


def nip_perangkat(request: HttpRequest) -> str:
    """NIP yang terakhir masuk di perangkat ini; kosong bila kukinya tidak ada atau tidak asli."""
    return _isi_kuki(request)[0]


def _perangkat(request: HttpRequest, nip: str) -> str:
    milik, nomor = _isi_kuki(request)
    return nomor if milik == nip else ""


def _isi_kuki(request: HttpRequest) -> tuple[str, str]:
    try:
        milik, nomor = signing.loads(request.COOKIES.get(nama_kuki(), ""), salt=GARAM, max_age=UMUR)
    except (signing.BadSignature, ValueError, TypeError):
        return "", ""
    return str(milik), str(nomor)
