"""Batas umur sesi: pengelola lebih pendek daripada pegawai lain."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.contrib.sessions.backends.base import SessionBase

KUNCI = "sesi"
UMUR = {"pengelola": timedelta(hours=10), "pegawai": timedelta(hours=12)}
DIAM_PENGELOLA = timedelta(minutes=30)
# Saat terakhir ditulis paling sering semenit sekali, supaya tidak ada UPDATE di tiap permintaan.
JEDA_CATAT = timedelta(minutes=1)
# Halaman "Perangkat yang masuk" cukup tahu sampai seperempat jam.
JEDA_TERLIHAT = timedelta(minutes=15)


class Habis(StrEnum):
    """Mengapa sesi berakhir; isinya kalimat untuk orangnya."""

    UMUR = "Sesi Anda sudah mencapai batas waktunya. Masuk lagi untuk melanjutkan."
    DIAM = "Anda keluar otomatis sesudah 30 menit tanpa kegiatan. Masuk lagi untuk melanjutkan."


def buka(sesi: SessionBase, *, pengelola: bool, sekarang: datetime, catatan: int | None = None) -> None:
    """Mulai hitungan umur sesi saat masuk. `catatan` nomor barisnya di "Perangkat yang masuk"."""
    sesi[KUNCI] = {
        "kelas": "pengelola" if pengelola else "pegawai",
        "masuk": sekarang.timestamp(),
        "terakhir": sekarang.timestamp(),
        "terlihat": sekarang.timestamp(),
        "catatan": catatan,
    }
    sesi.set_expiry(None)


def catatan(sesi: SessionBase) -> int | None:
    """Nomor baris "Perangkat yang masuk" untuk sesi ini."""
    return (sesi.get(KUNCI) or {}).get("catatan")


def periksa(sesi: SessionBase, *, sekarang: datetime, pengelola: bool = False) -> Habis | None:
    """Sebab sesi berakhir, atau None bila masih berlaku (sekaligus mencatat kegiatan).

    `pengelola` menurut peran saat ini: yang menerima peran di tengah sesi langsung memakai batas yang lebih pendek.
    """
    isi = sesi.get(KUNCI)
    if isi is None:
        return None
    kini = sekarang.timestamp()
    if pengelola and isi["kelas"] != "pengelola":
        isi = isi | {"kelas": "pengelola", "terakhir": kini}
        sesi[KUNCI] = isi
    if kini - isi["masuk"] > UMUR[isi["kelas"]].total_seconds():
        return Habis.UMUR
    if isi["kelas"] != "pengelola":
        return None
    if kini - isi["terakhir"] > DIAM_PENGELOLA.total_seconds():
        return Habis.DIAM
    if kini - isi["terakhir"] >= JEDA_CATAT.total_seconds():
        sesi[KUNCI] = isi | {"terakhir": kini}
    return None


def perlu_terlihat(sesi: SessionBase, *, sekarang: datetime) -> bool:
    """Apakah sudah waktunya mencatat "terakhir terlihat"; bila ya, hitungannya mulai lagi."""
    isi = sesi.get(KUNCI)
    if isi is None or sekarang.timestamp() - isi.get("terlihat", 0) < JEDA_TERLIHAT.total_seconds():
        return False
    sesi[KUNCI] = isi | {"terlihat": sekarang.timestamp()}
    return True
