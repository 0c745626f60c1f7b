"""Tanda bertanda tangan untuk halaman warga, sebagai ganti kuki dan sesi.

Halaman warga tidak memakai kuki, jadi perlindungan CSRF berkuki tidak ada. Yang dijaga CSRF, yaitu kewenangan
orang yang sedang masuk, juga tidak ada: warga tidak masuk. Yang dijaga di sini: kiriman harus berasal dari formulir
yang kami sajikan untuk titik itu, dan satu formulir hanya menjadi satu suara.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from umpan_balik.sidik import kunci_acak

UMUR_FORMULIR = timedelta(hours=24)
UMUR_TERIMA = timedelta(days=3)
UMUR_LACAK = timedelta(hours=12)
UMUR_KODE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Tanda:
    """Isi tanda yang asli; `segar` salah bila umurnya lewat."""

    isi: str
    segar: bool


def buat(tujuan: str, isi: str) -> str:
    """Tanda bertanda tangan dan berwaktu, aman di alamat."""
    return TimestampSigner(salt=f"umpan_balik.{tujuan}", sep="~").sign(isi)


def baca(tujuan: str, tanda: str, *, umur: timedelta) -> Tanda | None:
    """Isi tanda; None bila bukan buatan kami. Tanda yang kedaluwarsa tetap terbaca, tetapi tidak segar."""
    penanda = TimestampSigner(salt=f"umpan_balik.{tujuan}", sep="~")
    try:
        return Tanda(penanda.unsign(tanda, max_age=umur), segar=True)
    except SignatureExpired:
        return Tanda(penanda.unsign(tanda), segar=False)
    except BadSignature:
        return None


def formulir_baru(token_titik: str) -> str:
    """Tanda formulir survei: titik dan kunci sekali pakai yang dibuat saat disajikan."""
    return buat("formulir", f"{token_titik}.{kunci_acak().hex}")


def kunci_formulir(tanda: str, *, token_titik: str) -> tuple[UUID, bool] | None:
    """Kunci formulir dan apakah masih segar; None bila tandanya palsu atau untuk titik lain."""
    terbaca = baca("formulir", tanda, umur=UMUR_FORMULIR)
    if terbaca is None:
        return None
    token, _, kunci = terbaca.isi.rpartition(".")
    return (UUID(kunci), terbaca.segar) if token == token_titik else None
