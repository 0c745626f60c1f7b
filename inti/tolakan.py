"""Permintaan yang ditolak dicatat: satu baris log tiap penolakan."""

import logging
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from inti.klien import alamat

# Log Django sendiri tidak menyebut siapa dan dari mana; yang 4xx di sana dimatikan (LOGGING di settings.py).
log = logging.getLogger("keamanan")
DITOLAK = {400, 403, 404, 405, 413, 429}


def ditolak(jawaban: HttpResponse) -> bool:
    """Tidak berhak, tidak ada baginya, terlalu sering, atau diminta masuk lebih dahulu."""
    if jawaban.status_code == 302:
        return jawaban.headers["Location"].startswith(f"{settings.LOGIN_URL}?next=")
    return jawaban.status_code in DITOLAK


def tandai(request: HttpRequest) -> None:
    """Kata sandi yang keliru dijawab halaman biasa (200), tetapi tetap dicatat sebagai penolakan."""
    request.ditolak = True  # type: ignore[attr-defined]


def catat_penolakan(request: HttpRequest, jawaban: HttpResponse, nomor: str) -> None:
    """Siapa, apa, dari mana, dan nomor permintaannya bila ditolak; jamnya dari log.

    Isi kiriman, tanya, dan kode rahasia di alamat tidak ikut.
    """
    if not ditolak(jawaban) and not getattr(request, "ditolak", False):
        return
    # Orangnya sudah dibaca lapis di dalam; yang ditolak sebelum sampai ke sana tidak berorang.
    orang = getattr(getattr(request, "user", None), "pk", None)
    log.warning(
        "ditolak %s %s %s pegawai=%s alamat=%s permintaan=%s",
        jawaban.status_code,
        quote(request.method or ""),
        _halaman(request),
        orang or "-",
        quote(alamat(request), safe=":.") or "-",
        nomor,
    )


def _halaman(request: HttpRequest) -> str:
    """Nama halaman beserta nomor bendanya; tanda rahasia (tautan sandi, kode kunjungan) tidak tertulis."""
    cocok = request.resolver_match
    if cocok is None:
        return "/".join(quote(b) if len(b) <= 24 else "…" for b in request.path.split("/")[:6])
    isi = "".join(f" {k}={v}" for k, v in cocok.kwargs.items() if isinstance(v, int))
    return f"{cocok.view_name}{isi}"
