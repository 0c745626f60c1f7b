"""Pintu kiriman: setiap isi dari luar lewat di sini sebelum dibuka pustaka mana pun dan sebelum tersimpan."""

import hashlib
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final
from urllib.parse import quote

from django.conf import settings

from inti.galat import GalatAturan
from inti.models import Berkas
from inti.services.jejak import Pelaku
from inti.services.pindai.clamd import PemindaiDiam, PemindaiMenolak, temuan

# Web melayani beberapa kiriman bersama; pemindai yang menggantung tidak boleh memegang semua utasnya.
SERENTAK: Final = 2
TUNGGU_GILIRAN: Final = 1.0
JEDA: Final = 30.0
log = logging.getLogger(__name__)
keamanan = logging.getLogger("keamanan")


class Pemutus:
    """Sesudah pemindai diam, kiriman berikutnya tidak menunggunya; tiap 30 detik satu yang mencoba lagi."""

    def __init__(self) -> None:
        self._kunci = threading.Lock()
        self._giliran = threading.BoundedSemaphore(SERENTAK)
        self._sampai = 0.0

    @contextmanager
    def giliran(self) -> Iterator[None]:
        """Satu giliran bertanya. PemindaiDiam bila baru saja diam, atau gilirannya penuh lebih dari sedetik."""
        self._lewat()
        if not self._giliran.acquire(timeout=TUNGGU_GILIRAN):
            raise PemindaiDiam("giliran memindai penuh")
        try:
            yield
            self._sampai = 0.0
        except PemindaiMenolak:
            self._sampai = 0.0
            raise
        except PemindaiDiam:
            self._sampai = monotonic() + JEDA
            raise
        finally:
            self._giliran.release()

    def _lewat(self) -> None:
        with self._kunci:
            if monotonic() < self._sampai:
                raise PemindaiDiam("baru saja tidak menjawab")
            if self._sampai:
                self._sampai = monotonic() + JEDA


pemutus = Pemutus()


def periksa_kiriman(*, nama: str, isi: bytes, oleh: Pelaku) -> Berkas.Pindai:
    """Tanyakan isi ini kepada pemindai (CLAMD_URL); hasilnya menentukan boleh tidaknya berkasnya diunduh.

    Menolak dengan GalatAturan bila ada temuan. Pemindai yang diam tidak menolak: berkasnya diterima dan ditahan (MENUNGGU)
    sampai diperiksa di latar. Tanpa pemindai: TANPA. Panggil di luar transaksi: paling lama sepuluh detik.
    """
    if not settings.CLAMD_URL:
        return Berkas.Pindai.TANPA
    try:
        with pemutus.giliran():
            nama_temuan = temuan(isi, alamat=settings.CLAMD_URL)
    except PemindaiDiam as galat:
        log.warning("Pemindai tidak menjawab (%s); kiriman diterima dan ditahan.", galat)
        return Berkas.Pindai.MENUNGGU
    if nama_temuan:
        _tolak(nama, isi, nama_temuan, oleh)
    return Berkas.Pindai.BERSIH


def _tolak(nama: str, isi: bytes, nama_temuan: str, oleh: Pelaku) -> None:
    keamanan.warning(
        "berkas terjangkit ditolak temuan=%s pegawai=%s sha256=%s nama=%s",
        quote(nama_temuan),
        oleh.pk,
        hashlib.sha256(isi).hexdigest(),
        quote(nama),
    )
    raise GalatAturan(
        f"“{nama}” tidak diterima: pemindai antivirus menemukan perangkat perusak di dalamnya ({nama_temuan}). "
        "Isian lain tidak hilang. Periksa komputer Anda dengan antivirus, lalu kirim salinan yang bersih. "
        "Bila Anda yakin berkas ini aman, hubungi pengelola TI pemda Anda.",
        bidang="berkas",
    )
