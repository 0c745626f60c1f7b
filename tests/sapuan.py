"""Perkakas uji yang menyapu semua alamat: ribuan permintaan dalam satu transaksi yang digulung balik."""

import copy
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import URLResolver

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
