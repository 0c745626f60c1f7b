"""Penyandi rahasia yang harus dapat dibaca lagi: Fernet dengan kunci turunan KUNCI_SIDIK, satu kunci tiap tujuan."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


@lru_cache(maxsize=8)
def penyandi(rahasia: str, *lama: str, tujuan: str) -> MultiFernet:
    """Penyandi untuk tujuan itu saja; yang disandikan untuk tujuan lain tidak dapat dibaca dengannya.

    Menyandikan selalu dengan `rahasia`; yang disandikan dengan salah satu `lama` masih dapat dibaca.
    """
    return MultiFernet([_turunan(satu, tujuan) for satu in (rahasia, *lama)])


def _turunan(rahasia: str, tujuan: str) -> Fernet:
    turunan = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"asn-kinerja/{tujuan}".encode())
    return Fernet(base64.urlsafe_b64encode(turunan.derive(rahasia.encode())))
