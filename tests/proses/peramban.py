"""Pengirim formulir dari banyak utas ke web sungguhan, dan buku catatan semua jawabannya."""

import http.client
import threading
import time
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from inti.layanan.setelan import HOST
from kepegawaian.models import Pegawai

KUNCI_CSRF = "k" * 32


def sesi(orang: Pegawai) -> str:
    """Kuki orang yang sudah masuk."""
    isi = import_module(settings.SESSION_ENGINE).SessionStore()
    isi[SESSION_KEY] = str(orang.pk)
    isi[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    isi[HASH_SESSION_KEY] = orang.get_session_auth_hash()
    isi.save()
    return f"{settings.SESSION_COOKIE_NAME}={isi.session_key}"


@dataclass(frozen=True, slots=True)
class Jawaban:
    """Satu jawaban sebagaimana dilihat pengirimnya; status 0 berarti tidak dijawab."""

    siapa: int
    status: int
    tujuan: str
    badan: str
    mulai: float
    lama: float
    kirim: str = ""
    kuki: str = ""


def kirim(
    porta: int,
    siapa: int,
    alamat: str,
    isi: dict[str, str],
    kuki: str = "",
    *,
    tanda: str = "",
    dari: str = HOST,
) -> Jawaban:
    """Satu POST seperti peramban: kuki dan tanda CSRF-nya ada. `dari` alamat loopback pengirimnya."""
    mulai = time.monotonic()
    sambungan = http.client.HTTPConnection(HOST, porta, timeout=60, source_address=(dari, 0))
    kepala = {
        "Cookie": "; ".join(filter(None, (f"{settings.CSRF_COOKIE_NAME}={KUNCI_CSRF}", kuki))),
        "Content-Type": "application/x-www-form-urlencoded",
    }
    sesi_baru = ""
    try:
        sambungan.request("POST", alamat, urlencode(isi | {"csrfmiddlewaretoken": KUNCI_CSRF}), kepala)
        jawaban = sambungan.getresponse()
        badan = jawaban.read().decode()
        status, tujuan = jawaban.status, jawaban.getheader("Location") or ""
        sesi_baru = _kuki_sesi(jawaban.headers.get_all("Set-Cookie") or [])
    except (OSError, http.client.HTTPException):
        status, tujuan, badan = 0, "", ""
    finally:
        sambungan.close()
    return Jawaban(siapa, status, tujuan, badan, mulai, time.monotonic() - mulai, tanda, sesi_baru)


def _kuki_sesi(semua: list[str]) -> str:
    awal = f"{settings.SESSION_COOKIE_NAME}="
    return next((k.split(";")[0] for k in semua if k.startswith(awal)), "")


def serentak(pekerjaan: list[Any], *, utas: int) -> list[Jawaban]:
    """Jalankan semua pengiriman dengan `utas` utas yang berangkat bersama."""
    hasil: list[Jawaban] = []
    sisa, kunci, mulai = list(pekerjaan), threading.Lock(), threading.Barrier(utas)

    def bekerja() -> None:
        mulai.wait()
        while True:
            with kunci:
                if not sisa:
                    return
                satu = sisa.pop(0)
            jawaban = satu()
            with kunci:
                hasil.append(jawaban)

    regu = [threading.Thread(target=bekerja) for _ in range(utas)]
    for satu in regu:
        satu.start()
    for satu in regu:
        satu.join()
    return hasil


def persentil(lama: list[float], persen: int) -> float:
    """Nilai yang tidak dilampaui sekian persen."""
    return sorted(lama)[max(0, -(-len(lama) * persen // 100) - 1)]
