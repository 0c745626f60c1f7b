"""Redis tertanam (Valkey): porta bebas di 127.0.0.1, sandi acak, antrean selamat dari kill -9."""

import secrets
import signal
import socket
from collections.abc import Mapping
from pathlib import Path

from inti.layanan import biner
from inti.layanan.galat import TidakDapatMulai
from inti.layanan.proses import Anak, Pengawas
from inti.layanan.setelan import HOST, FolderData, porta_bebas

_PERCOBAAN = 3


def _kutip(teks: str) -> str:
    """Kutip nilai untuk berkas setelan Redis."""
    return '"' + teks.replace("\\", "\\\\").replace('"', '\\"') + '"'


def setelan(*, porta: int, sandi: str, folder: Path) -> str:
    """Isi setelan; dikirim lewat stdin supaya sandi tidak tampak di daftar proses."""
    return "\n".join(
        (
            f"bind {HOST}",
            f"port {porta}",
            f"requirepass {sandi}",
            f"dir {_kutip(str(folder))}",
            "appendonly yes",
            "appendfsync everysec",
            "maxmemory-policy noeviction",
            'save ""',
            "daemonize no",
            "",
        )
    )


def menjawab(porta: int, sandi: str) -> bool:
    """Benar bila peladen di porta itu menerima sandi dan menjawab PING."""
    try:
        with socket.create_connection((HOST, porta), timeout=2) as soket:
            soket.sendall(f"AUTH {sandi}\r\nPING\r\n".encode())
            jawaban = b""
            while b"PONG" not in jawaban and (potongan := soket.recv(256)):
                jawaban += potongan
                if b"-" in jawaban:
                    return False
    except OSError:
        return False
    return jawaban.startswith(b"+OK")


class Redis:
    """Satu peladen di satu folder data; hidup selama pengawasnya."""

    def __init__(self, data: FolderData, pengawas: Pengawas, *, env: Mapping[str, str]) -> None:
        self._data = data
        self._pengawas = pengawas
        self._env = env
        self._log = data.log / "redis.log"
        self._program = biner.cari_redis()
        self.anak: Anak | None = None

    def mulai(self) -> str:
        """Nyalakan dan tunggu sampai menjawab; kembalikan REDIS_URL."""
        for sisa in range(_PERCOBAAN - 1, -1, -1):
            porta, sandi = porta_bebas(), secrets.token_urlsafe(24)
            self.anak = self._pengawas.nyalakan(
                "Redis",
                [str(self._program), "-"],
                env=self._env,
                log=self._log,
                cwd=self._data.redis,
                sinyal=signal.SIGTERM,
                tenggat=10,
                masukan=setelan(porta=porta, sandi=sandi, folder=self._data.redis).encode(),
            )
            try:
                self._pengawas.tunggu(lambda: menjawab(porta, sandi), batas=60, nama="Redis", log=self._log)  # noqa: B023
            except TidakDapatMulai:
                # Porta bebas dapat direbut program lain di antara memilih dan memakainya.
                if sisa == 0 or self.anak.hidup:
                    raise
                self._pengawas.hentikan(self.anak)
                continue
            return f"redis://:{sandi}@{HOST}:{porta}/0"
        raise AssertionError("tak terjangkau")

    def berhenti(self) -> None:
        """Hentikan; antrean tersimpan di folder data."""
        if self.anak is not None:
            self._pengawas.hentikan(self.anak)
