"""Peladen soket yang berbicara seperti clamd (INSTREAM) dan mengenal EICAR, juga di dalam arsip dan aliran PDF.

Dipakai bila clamd sungguhan tidak terpasang; bila ada (PATH atau CLAMD_PROGRAM), `clamd_sungguhan` menyalakannya dengan
satu tanda tangan EICAR buatan sendiri, sebab basis data ClamAV tidak dapat diunduh di sembarang tempat.
"""

import io
import os
import re
import shutil
import socket
import socketserver
import struct
import subprocess
import threading
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from inti.layanan.setelan import HOST, porta_bebas

# Dirangkai dari potongan, supaya berkas ini sendiri tidak dikira terjangkit.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
NAMA = "Eicar-Test-Signature"
ALIRAN = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def terjangkit(isi: bytes, dalam: int = 3) -> bool:
    """Memuat EICAR: mentah, di aliran PDF yang dimampatkan, atau di anggota arsip (bertingkat)."""
    if EICAR in isi:
        return True
    for aliran in ALIRAN.findall(isi):
        with suppress(zlib.error):
            if EICAR in zlib.decompress(aliran.rstrip(b"\r\n")):
                return True
    if not dalam or not zipfile.is_zipfile(io.BytesIO(isi)):
        return False
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        return any(terjangkit(arsip.read(nama), dalam - 1) for nama in arsip.namelist())


class ClamdTiruan(socketserver.ThreadingTCPServer):
    """`cara`: "periksa", "buta" (semua bersih), "diam" (menerima, tidak menjawab), "tetes" (sebita tiap 0,2 detik),
    "tolak" (StreamMaxLength terlampaui), atau "putus"."""

    allow_reuse_address = daemon_threads = True
    request_queue_size = 256

    def __init__(self, cara: str = "periksa", porta: int = 0) -> None:
        super().__init__((HOST, porta), _Tamu)
        self.cara, self.diperiksa, self.selesai = cara, 0, threading.Event()
        self.alamat = f"tcp://{HOST}:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def padam(self) -> None:
        """Tutup portanya; yang sedang menggantung dilepas."""
        self.selesai.set()
        self.shutdown()
        self.server_close()


class _Tamu(socketserver.StreamRequestHandler):
    server: ClamdTiruan

    def handle(self) -> None:
        with suppress(OSError, struct.error):
            self._layani()

    def _layani(self) -> None:
        if self.server.cara == "diam":
            self.server.selesai.wait(60)
            return
        if self.server.cara == "putus":
            return
        perintah = b""
        while not perintah.endswith(b"\0"):
            perintah += self.rfile.read(1)
        assert perintah == b"zINSTREAM\0", perintah
        isi = b""
        while panjang := struct.unpack(">I", self.rfile.read(4))[0]:
            isi += self.rfile.read(panjang)
        self.server.diperiksa += 1
        if self.server.cara == "tolak":
            self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
            return
        jahat = self.server.cara != "buta" and terjangkit(isi)
        jawaban = f"stream: {NAMA} FOUND\0" if jahat else "stream: OK\0"
        for satu in jawaban.encode():
            self.wfile.write(bytes([satu]))
            if self.server.cara == "tetes":
                time.sleep(0.2)


@contextmanager
def clamd_tiruan(cara: str = "periksa", porta: int = 0) -> Iterator[ClamdTiruan]:
    satu = ClamdTiruan(cara, porta)
    try:
        yield satu
    finally:
        satu.padam()


def program() -> str:
    """clamd yang terpasang; kosong bila tidak ada."""
    return os.environ.get("CLAMD_PROGRAM") or shutil.which("clamd") or ""


@contextmanager
def clamd_sungguhan(folder: Path) -> Iterator[str]:
    """Alamat clamd sungguhan di loopback, dengan satu tanda tangan: EICAR."""
    porta, data = porta_bebas(), folder / "tanda"
    data.mkdir(parents=True)
    (data / "uji.ndb").write_text(f"{NAMA}:0:*:{EICAR.hex()}\n")
    setelan = folder / "clamd.conf"
    setelan.write_text(
        f"DatabaseDirectory {data}\nTCPSocket {porta}\nTCPAddr {HOST}\nForeground yes\nStreamMaxLength 30M\n"
    )
    with (folder / "clamd.log").open("wb") as log:
        proses = subprocess.Popen(
            [program(), "-c", str(setelan)], stdout=log, stderr=log, start_new_session=True
        )
    try:
        for _ in range(300):
            with suppress(OSError), socket.create_connection((HOST, porta), timeout=1):
                break
            assert proses.poll() is None, (folder / "clamd.log").read_text()
            time.sleep(0.1)
        yield f"tcp://{HOST}:{porta}"
    finally:
        proses.kill()
        proses.wait()
