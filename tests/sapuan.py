"""Perkakas uji yang menyapu semua alamat: ribuan permintaan dalam satu transaksi yang digulung balik."""

import copy
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver

from inti import tolakan
from kepegawaian.backend import NipBackend
from kepegawaian.models import Pegawai


@contextmanager
def menyapu() -> Iterator[None]:
    """Hanya yang sama di tiap permintaan yang dihemat: bingkai halaman galat, log, dan kueri orangnya.

    Orangnya tidak berubah selama sapuan, sebab tiap tulisan digulung balik; peran yang diberikan di tengah sesi diuji
    tests/kepegawaian/views/test_faktor_wajib.py, dan halaman galat yang lengkap tests/e2e/test_halaman.py.
    """
    orang: dict[Any, Pegawai | None] = {}
    asli = NipBackend.get_user

    def sekali(self: NipBackend, user_id: Any) -> Pegawai | None:
        if user_id not in orang:
            orang[user_id] = asli(self, user_id)
        satu = copy.copy(orang[user_id])
        if satu is not None:
            satu._state = copy.copy(satu._state)
            satu._state.fields_cache = dict(satu._state.fields_cache)
        return satu

    logging.disable(logging.CRITICAL)  # ribuan penolakan yang memang diharapkan
    try:
        with pytest.MonkeyPatch.context() as tambal:
            tambal.setattr(NipBackend, "get_user", sekali)
            tambal.setattr(URLResolver, "resolve_error_handler", _galat_pendek)
            # Klien uji menyalin konteks tiap potongan templat; sapuan hanya membaca jawabannya.
            tambal.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)
            yield
    finally:
        logging.disable(logging.NOTSET)


def _galat_pendek(_: URLResolver, kode: int) -> Callable[..., HttpResponse]:
    """Pengganti halaman galat: memuat kalimat galatnya, supaya kenari di dalamnya tetap ketahuan."""
    return lambda request, exception=None: HttpResponse(f"{kode} {exception or ''}", status=kode)


def csrf_pendek(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Pengganti halaman penolakan CSRF di dalam sapuan."""
    return HttpResponse(reason, status=403)


MENULIS = re.compile(
    r'^\s*(?:WITH\b.*?\b)?(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE | re.DOTALL
)
# Sesi, dan catatan kapan sebuah perangkat terakhir terlihat: bukan data orang.
BUKAN_DATA = {"django_session", "kepegawaian_sesimasuk", "kepegawaian_percobaanmasuk"}
# NIP, NIK, atau tanda panjang di belakang tanda tanya: tertinggal di log proksi dan riwayat peramban.
TANYA_PEKA = re.compile(
    rb'(?:href|action|src|hx-get|hx-post|formaction)="[^"?]*\?[^"]*?=(?:\d{16,18}|[\w-]{32,})(?:["&])'
)
# Formulir warga (tanpa data orang) selalu ditanyakan ulang ke peladen, tetapi boleh kembali dari tombol mundur.
TIDAK_DISIMPAN = re.compile(r"no-store|private, max-age=0")
# Membaca yang peka dan mengunduhnya meninggalkan jejak.
LOG = {"inti_jejak"}
KEPALA = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
CSP_WAJIB = (
    "default-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action '",
)


@dataclass
class Saksi:
    """Yang diperiksa pada setiap jawaban sapuan: kepala, penolakan yang tercatat, GET yang menulis, tanya yang peka."""

    banyak: int = 0
    ditolak: int = 0
    catatan: list[str] = field(default_factory=list)
    tertulis: list[str] = field(default_factory=list)
    salah: dict[str, list[str]] = field(
        default_factory=lambda: {"kepala": [], "tolak": [], "menulis": [], "tanya": []}
    )

    @contextmanager
    def melihat(self) -> Iterator["Saksi"]:
        def catat(pola: str, *isi: object) -> None:
            self.catatan.append(pola % isi)

        def jalan(lanjut: Callable[..., Any], sql: str, *lain: Any) -> Any:
            if cocok := MENULIS.match(str(sql)):
                self.tertulis.append(cocok.group(1))
            return lanjut(sql, *lain)

        with pytest.MonkeyPatch.context() as tambal, connection.execute_wrapper(jalan):
            tambal.setattr(tolakan.log, "warning", catat)
            yield self

    def mulai(self) -> None:
        """Lupakan yang ditulis penyiapan bendanya, sebelum permintaannya."""
        self.catatan.clear()
        self.tertulis.clear()

    def periksa(self, sebut: str, cara: str, jawaban: HttpResponse, isi: bytes, *, bersesi: bool) -> None:
        """Catat penyimpangan satu jawaban; dipanggil sekali tiap permintaan."""
        self.banyak += 1
        kepala = jawaban.headers
        csp = kepala.get("Content-Security-Policy", "")
        if (
            any(kepala.get(k) != v for k, v in KEPALA.items())
            or any(b not in csp for b in CSP_WAJIB)
            or "unsafe" in csp
            or (bersesi and not TIDAK_DISIMPAN.search(kepala.get("Cache-Control", "")))
        ):
            self.salah["kepala"].append(f"{sebut}: {dict(kepala)}")
        harus = int(tolakan.ditolak(jawaban))
        self.ditolak += harus
        if len(self.catatan) != harus or any(
            not re.fullmatch(r"ditolak \d{3} [A-Z]+ \S.* pegawai=\S+ alamat=\S+ permintaan=[0-9a-f]{16}", c)
            for c in self.catatan
        ):
            self.salah["tolak"].append(f"{sebut}: {jawaban.status_code} {self.catatan}")
        if cara in {"GET", "HEAD"} and (tabel := set(self.tertulis) - BUKAN_DATA - LOG):
            self.salah["menulis"].append(f"{sebut}: {sorted(tabel)}")
        peka = TANYA_PEKA.search(isi) or TANYA_PEKA.search(b'href="%s"' % kepala.get("Location", "").encode())
        if peka:
            self.salah["tanya"].append(f"{sebut}: {peka.group()[:160]!r}")


def bersesi(kue: Any) -> bool:
    """Peramban membawa kuki sesi."""
    return settings.SESSION_COOKIE_NAME in kue
