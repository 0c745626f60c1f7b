"""Sisa kill -9: postmaster yatim dan postmaster.pid basi, sebelum PostgreSQL dinyalakan lagi.

Dipanggil selagi memegang kunci folder data, jadi proses PostgreSQL mana pun di dalamnya tak bertuan.
"""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from inti.layanan.galat import TidakDapatMulai

_PROC = Path("/proc")


def baris_perintah(pid: int) -> str:
    """Perintah sebuah proses; kosong bila proses itu tidak ada atau hanya menunggu dikubur."""
    if (_PROC / "self").exists():
        with contextlib.suppress(OSError):
            return (_PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        return ""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        return subprocess.run(["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True).stdout
    return ""


def proses_di(folder: Path) -> list[int]:
    """Proses yang bekerja di `folder`: setiap proses PostgreSQL bekerja di dalam folder datanya."""
    hasil = []
    for jalur in _PROC.glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            if os.path.samefile(jalur, folder):
                hasil.append(int(jalur.parent.name))
    return hasil


def _pid_tertulis(folder: Path) -> int | None:
    try:
        return int((folder / "postmaster.pid").read_text(errors="replace").splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None


def _sisa(folder: Path) -> list[int]:
    """Proses yatim: postmaster yang tertulis bila memang memakai folder ini, dan yang bekerja di sini."""
    pid = _pid_tertulis(folder)
    postmaster = [pid] if pid is not None and str(folder) in baris_perintah(pid) else []
    return postmaster + [satu for satu in proses_di(folder) if satu != pid]


def _tunggu_pergi(folder: Path, batas: float) -> list[int]:
    akhir = time.monotonic() + batas
    while (sisa := _sisa(folder)) and time.monotonic() < akhir:
        time.sleep(0.05)
    return sisa


def bersihkan(folder: Path, soket: Path) -> None:
    """Hentikan postmaster yatim dan buang berkas kunci basi, juga bila PID-nya kini milik program lain."""
    sisa = _tunggu_pergi(folder, 5)
    for sinyal in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        for pid in sisa[:1] if sinyal == signal.SIGINT else sisa:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, sinyal)
        sisa = _tunggu_pergi(folder, 10) if sisa else []
    if sisa:
        raise TidakDapatMulai(
            f"PostgreSQL dari start sebelumnya masih berjalan (PID {sisa[0]}); hentikan dulu."
        )
    tertulis = _pid_tertulis(folder)
    if tertulis is not None and _ada(tertulis):
        (folder / "postmaster.pid").unlink(missing_ok=True)
    for berkas in soket.glob(".s.PGSQL.*"):
        berkas.unlink(missing_ok=True)


def _ada(pid: int) -> bool:
    """PID itu terpakai; setelah `_sisa` kosong berarti oleh program lain yang mewarisi nomornya."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
