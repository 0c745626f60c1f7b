"""Penjaga: membersihkan bila induknya mati mendadak (kill -9), juga cucu yang tak sempat dihentikan.

Dijalankan oleh Pengawas sebagai proses sendiri dan mendengarkan stdin:
`+ pgid sinyal tenggat` grup baru, `- pgid` grup selesai, `f jalur` folder sementara, `g jalur` sudah hilang.
Stdin tertutup berarti induk tiada: yang masih terdaftar dihentikan, dipaksa setelah tenggatnya, lalu
folder sementara dibuang.
"""

import contextlib
import os
import shutil
import signal
import sys
import time

JEDA = 0.1


def hidup(grup: int) -> bool:
    """Masih ada proses di grup itu; yang tinggal menunggu dikubur induknya tidak dihitung."""
    if os.path.isdir("/proc/self"):
        return any(_anggota_hidup(nomor, grup) for nomor in os.listdir("/proc") if nomor.isdigit())
    try:
        os.killpg(grup, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _anggota_hidup(nomor: str, grup: int) -> bool:
    try:
        with open(f"/proc/{nomor}/stat", "rb") as isi:
            keadaan, _, pgrp = isi.read().rpartition(b")")[2].split()[:3]
    except (OSError, ValueError):
        return False
    return int(pgrp) == grup and keadaan not in (b"Z", b"X")


def kirim(grup: int, sinyal: int, *, pemimpin_saja: bool) -> None:
    """Kirim sinyal; yang sudah tiada dibiarkan."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        (os.kill if pemimpin_saja else os.killpg)(grup, sinyal)


def bersihkan(grup: dict[int, tuple[int, float]], *, minta: bool) -> None:
    """Hentikan semua grup; `minta` bila kernel belum mengirim sinyal sopannya."""
    if minta:
        for nomor, (sinyal, _) in grup.items():
            kirim(nomor, sinyal, pemimpin_saja=True)
    mulai = time.monotonic()
    sisa = dict(grup)
    while sisa:
        lama = time.monotonic() - mulai
        for nomor, (_, tenggat) in list(sisa.items()):
            if not hidup(nomor) or lama > tenggat + 2:
                del sisa[nomor]
            elif lama > tenggat:
                kirim(nomor, signal.SIGKILL, pemimpin_saja=False)
        time.sleep(JEDA)


def utama() -> None:
    """Dengarkan sampai stdin tertutup, lalu bersihkan yang tertinggal."""
    for sinyal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sinyal, signal.SIG_IGN)
    grup: dict[int, tuple[int, float]] = {}
    folder: set[str] = set()
    for baris in sys.stdin:
        perintah, _, isi = baris.rstrip("\n").partition(" ")
        if perintah == "+":
            nomor, mentah, tenggat = isi.split()
            grup[int(nomor)] = (int(mentah), float(tenggat))
        elif perintah == "-":
            grup.pop(int(isi), None)
        elif perintah == "f":
            folder.add(isi)
        elif perintah == "g":
            folder.discard(isi)
    bersihkan(grup, minta=sys.platform != "linux")
    for jalur in folder:
        shutil.rmtree(jalur, ignore_errors=True)


if __name__ == "__main__":
    utama()
