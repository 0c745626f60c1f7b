"""Batas umur sesi: pengelola lebih pendek daripada pegawai lain."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.contrib.sessions.backends.base import SessionBase

KUNCI = "sesi"
UMUR = {"pengelola": timedelta(hours=10), "pegawai": timedelta(hours=12)}
DIAM_PENGELOLA = timedelta(minutes=30)
# Saat terakhir ditulis paling sering semenit sekali, supaya tidak ada UPDATE di tiap permintaan.
JEDA_CATAT = timedelta(minutes=1)


class Habis(StrEnum):
    """Mengapa sesi berakhir; isinya kalimat untuk orangnya."""

    UMUR = "Sesi Anda sudah mencapai batas waktunya. Masuk lagi untuk melanjutkan."
    DIAM = "Anda keluar otomatis sesudah 30 menit tanpa kegiatan. Masuk lagi untuk melanjutkan."


def buka(sesi: SessionBase, *, pengelola: bool, sekarang: datetime) -> None:
    """Mulai hitungan umur sesi saat masuk."""
    sesi[KUNCI] = {
        "kelas": "pengelola" if pengelola else "pegawai",
        "masuk": sekarang.timestamp(),
        "terakhir": sekarang.timestamp(),
    }


def periksa(sesi: SessionBase, *, sekarang: datetime) -> Habis | None:
    """Sebab sesi berakhir, atau None bila masih berlaku (sekaligus mencatat kegiatan)."""
    isi = sesi.get(KUNCI)
    if isi is None:
        return None
    kini = sekarang.timestamp()
    if kini - isi["masuk"] > UMUR[isi["kelas"]].total_seconds():
        return Habis.UMUR
    if isi["kelas"] != "pengelola":
        return None
    if kini - isi["terakhir"] > DIAM_PENGELOLA.total_seconds():
        return Habis.DIAM
    if kini - isi["terakhir"] >= JEDA_CATAT.total_seconds():
        sesi[KUNCI] = isi | {"terakhir": kini}
    return None
