"""Baris kemajuan untuk manusia: satu langkah satu baris, dengan detik yang berlalu."""

import io
import select
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

LEBAR = 34
_HAPUS_SISA = "\x1b[K"


def detik(lama: float) -> str:
    """3.24 → '3,2 dtk'."""
    return f"{lama:.1f} dtk".replace(".", ",")


def ekor(log: Path, jumlah: int = 30) -> str:
    """Baris-baris terakhir sebuah log, menjorok."""
    try:
        with log.open("rb") as sumber:
            sumber.seek(max(0, log.stat().st_size - 64_000))
            baris = sumber.read().decode("utf-8", "replace").splitlines()[-jumlah:]
    except OSError:
        baris = []
    return "\n".join("    " + satu for satu in baris) or "    (log kosong)"


class Papan:
    """Menulis kemajuan; layar yang sudah ditutup tidak boleh menggagalkan pembersihan."""

    def __init__(self, keluaran: TextIO | None = None, *, senyap: bool = False) -> None:
        self._keluaran = keluaran or sys.stdout
        if isinstance(self._keluaran, io.TextIOWrapper):
            self._keluaran.reconfigure(errors="replace")  # terminal tua tidak mengenal semua tanda baca
        self._senyap = senyap
        self._hidup = self._keluaran.isatty()
        self._label = ""
        self._awal = time.monotonic()
        self._mulai = 0.0
        self._terakhir = 0.0

    def lama(self) -> float:
        """Detik sejak papan dibuat."""
        return time.monotonic() - self._awal

    def kata(self, teks: str = "") -> None:
        """Satu baris biasa."""
        if not self._senyap:
            self._tulis(teks + "\n")

    @contextmanager
    def langkah(self, label: str) -> Iterator[None]:
        """Bingkai satu langkah: namanya dulu, lama jalannya setelah selesai."""
        if self._senyap:
            yield
            return
        self._label = f"  {label} ".ljust(LEBAR, ".")
        self._mulai = self._terakhir = time.monotonic()
        self._tulis(self._label + " ")
        try:
            yield
        except BaseException:
            self._tulis(self._ulang() + "terhenti\n")
            raise
        else:
            lama = detik(time.monotonic() - self._mulai)
            self._tulis(self._ulang() + f"siap  {lama}\n")
        finally:
            self._label = ""

    def _ulang(self) -> str:
        """Di terminal, label ditulis ulang menimpa detik yang berjalan."""
        return f"\r{self._label} {_HAPUS_SISA}" if self._hidup else ""

    def layar_hilang(self) -> bool:
        """Benar bila tadinya menulis ke terminal dan terminal itu kini sudah ditutup."""
        if not self._hidup:
            return False
        jajak = select.poll()
        jajak.register(self._keluaran.fileno(), 0)
        return bool(jajak.poll(0))

    def detak(self, log: Path | None = None) -> None:
        """Dipanggil selagi menunggu; di terminal menunjukkan detik dan baris terakhir log langkah itu."""
        kini = time.monotonic()
        if not self._hidup or not self._label or kini - self._terakhir < 1:
            return
        self._terakhir = kini
        baris = f"{self._label} {kini - self._mulai:.0f} dtk  {ekor(log, 1).strip() if log else ''}"
        self._tulis("\r" + baris[: shutil.get_terminal_size().columns - 1] + _HAPUS_SISA)

    def _tulis(self, teks: str) -> None:
        with suppress(OSError, ValueError):
            self._keluaran.write(teks)
            self._keluaran.flush()
