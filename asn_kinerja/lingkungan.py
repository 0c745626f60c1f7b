"""Pembaca kecil bertipe untuk variabel lingkungan, dengan pesan yang menolong bila ada yang kurang."""

import os
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BENAR = {"1", "ya", "true", "yes", "on"}
SALAH = {"0", "tidak", "false", "no", "off"}


def teks(nama: str, bawaan: str | None = None, *, bantuan: str = "") -> str:
    """Nilai variabel sebagai teks; tanpa bawaan, kekosongan menghentikan start dengan penjelasan."""
    nilai = os.environ.get(nama, "")
    if nilai:
        return nilai
    if bawaan is None:
        raise ImproperlyConfigured(
            f"Variabel lingkungan {nama} belum diisi. {bantuan} "
            "Daftar lengkapnya ada di README, bagian 'Menjalankan sungguhan'. "
            "Untuk mencoba di komputer sendiri cukup jalankan: make demo"
        )
    return bawaan


def ya_tidak(nama: str, *, bawaan: bool) -> bool:
    """Nilai ya/tidak; kosong berarti bawaannya, ejaan lain ditolak.

    Salah ketik tidak diam-diam berarti 'tidak', dan baris `HTTPS=` yang kosong tidak mematikan HTTPS.
    """
    mentah = os.environ.get(nama, "")
    nilai = mentah.strip().lower()
    if not nilai:
        return bawaan
    if nilai in BENAR:
        return True
    if nilai in SALAH:
        return False
    raise ImproperlyConfigured(f"{nama} harus 1 atau 0, bukan {mentah!r}.")


def bulat(nama: str, bawaan: int) -> int:
    """Bilangan bulat."""
    mentah = os.environ.get(nama, "").strip()
    if not mentah:
        return bawaan
    try:
        return int(mentah)
    except ValueError as galat:
        raise ImproperlyConfigured(f"{nama} harus bilangan bulat, bukan {mentah!r}.") from galat


def clamd(nama: str) -> str:
    """Alamat clamd: tcp://host:3310 atau unix:///folder/clamd.ctl; kosong berarti tanpa pemindai. Salah tulis ditolak."""
    nilai = os.environ.get(nama, "").strip()
    bagian = urlsplit(nilai)
    if not nilai or (bagian.scheme == "unix" and bagian.path):
        return nilai
    try:
        benar = bagian.scheme == "tcp" and bool(bagian.hostname) and bagian.port != 0
    except ValueError:
        benar = False
    if not benar:
        raise ImproperlyConfigured(
            f"{nama} harus tcp://host:3310 atau unix:///run/clamav/clamd.ctl, bukan {nilai!r}."
        )
    return nilai


def daftar(nama: str, bawaan: str = "") -> list[str]:
    """Daftar yang dipisah koma."""
    return [butir.strip() for butir in os.environ.get(nama, bawaan).split(",") if butir.strip()]


def basis_data(url: str) -> dict[str, object]:
    """Ubah postgres://pengguna:sandi@host:port/nama?opsi=… menjadi pengaturan Django.

    Soket Unix ditulis postgres:///nama?host=/folder&user=nama. Pesan penolakannya tidak pernah memuat kata sandi.
    """
    bagian = urlsplit(url)
    if bagian.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL harus diawali postgres://, bukan {bagian.scheme or url[:8]!r}."
        )
    nama = unquote(bagian.path.lstrip("/"))
    if not nama:
        raise ImproperlyConfigured("DATABASE_URL belum menyebut nama basis data: postgres://…@host:5432/nama")
    try:
        port = bagian.port
    except ValueError as galat:
        raise ImproperlyConfigured("Port dalam DATABASE_URL harus angka 1 sampai 65535.") from galat
    opsi = {kunci: nilai[-1] for kunci, nilai in parse_qs(bagian.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": nama,
        "USER": opsi.pop("user", unquote(bagian.username or "")),
        "PASSWORD": opsi.pop("password", unquote(bagian.password or "")),
        "HOST": opsi.pop("host", unquote(bagian.hostname or "")),
        "PORT": opsi.pop("port", str(port or "")),
        "OPTIONS": opsi,
    }
