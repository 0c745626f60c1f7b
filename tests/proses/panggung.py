"""Panggung proses sungguhan: antrean (Valkey), pekerja, penjadwal, dan web di atas basis data uji, semuanya di loopback."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.db.models import Max

from inti.layanan import biner
from inti.layanan.demo import menjawab as web_menjawab
from inti.layanan.proses import mati_bersama_induk
from inti.layanan.redis import menjawab, setelan
from inti.layanan.setelan import AKAR, HOST, porta_bebas
from inti.layanan.web import granian
from penilaian.models import Penutupan

SANDI = "sandi-antrean-uji"


def ulang(bawaan: int) -> int:
    """Banyaknya ulangan; `ULANG=3 make mutu` mengecilkan semua pengukuran panjang."""
    return int(os.environ.get("ULANG", bawaan))


def tunggu(syarat: Callable[[], Any], *, batas: float, apa: str, ekor: Callable[[], str] = str) -> float:
    """Tunggu sampai `syarat` terpenuhi; kembalikan detiknya. Menolak bila batasnya lewat."""
    awal = time.monotonic()
    while not syarat():
        if time.monotonic() - awal > batas:
            raise AssertionError(f"{apa} belum terjadi sesudah {batas:.0f} detik\n{ekor()}")
        time.sleep(0.05)
    return time.monotonic() - awal


def alamat_basis() -> str:
    """DATABASE_URL basis data uji yang sedang dipakai."""
    isi = connection.settings_dict
    orang = quote(isi["USER"]) + (f":{quote(isi['PASSWORD'])}" if isi["PASSWORD"] else "")
    if isi["HOST"].startswith("/") or not isi["HOST"]:
        return f"postgres:///{isi['NAME']}?host={quote(isi['HOST'], safe='')}&user={quote(isi['USER'])}"
    return f"postgres://{orang}@{isi['HOST']}:{isi['PORT'] or 5432}/{isi['NAME']}"


class Panggung:
    """Semua proses satu uji; yang masih hidup dimatikan saat selesai."""

    def __init__(self, folder: Path, *, basis: str = "", **lingkungan: str) -> None:
        self.folder = folder
        self.porta = porta_bebas()
        self.surel = folder / "surel.txt"
        self.proses: list[subprocess.Popen[bytes]] = []
        self.antrean: subprocess.Popen[bytes] | None = None
        self.env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.proses.pengaturan",
            "DATABASE_URL": basis or alamat_basis(),
            "REDIS_URL": f"redis://:{SANDI}@{HOST}:{self.porta}/0",
            "UJI_FOLDER": str(folder),
            "UJI_SUREL": str(self.surel),
            "MEDIA_ROOT": str(folder / "berkas"),
            "LOG_LEVEL": "WARNING",
            **lingkungan,
        }

    def nyalakan_antrean(self, *, aof: bool = True) -> None:
        """Valkey di porta yang sama setiap kali, sehingga yang lain menyambung lagi sendiri."""
        folder = self.folder / "antrean"
        folder.mkdir(exist_ok=True)
        isi = setelan(porta=self.porta, sandi=SANDI, folder=folder)
        if not aof:
            isi = isi.replace("appendonly yes", "appendonly no")
        self.antrean = self._buka("antrean", [str(biner.cari_redis()), "-"], masukan=isi.encode())
        tunggu(lambda: menjawab(self.porta, SANDI), batas=30, apa="antrean menjawab")

    def matikan_antrean(self) -> None:
        assert self.antrean is not None
        self.bunuh(self.antrean)

    def kosongkan_antrean(self) -> None:
        self._antrean("FLUSHALL")

    def _antrean(self, perintah: str) -> None:
        with socket.create_connection((HOST, self.porta), timeout=5) as soket:
            soket.sendall(f"AUTH {SANDI}\r\n{perintah}\r\n".encode())
            jawaban = b""
            while jawaban.count(b"\r\n") < 2:
                jawaban += soket.recv(256)
        assert jawaban == b"+OK\r\n+OK\r\n", jawaban

    def pekerja(self, *, daya: int = 1, **lingkungan: str) -> subprocess.Popen[bytes]:
        """Satu pekerja produk (prefork) beserta alat perusaknya."""
        opsi = ["-c", str(daya), "--without-gossip", "--without-mingle", "--without-heartbeat"]
        return self._python(
            "pekerja",
            [
                "celery",
                "-A",
                "tests.proses.pekerja",
                "worker",
                "-l",
                "WARNING",
                "-n",
                f"p{len(self.proses)}@uji",
                *opsi,
            ],
            lingkungan,
        )

    def penjadwal(self) -> subprocess.Popen[bytes]:
        jadwal = str(self.folder / f"jadwal-{len(self.proses)}")
        # Beat tidur paling lama lima menit di antara jadwal; di sini ia diminta menengok lebih sering.
        opsi = ["--schedule", jadwal, "--pidfile", "", "-l", "WARNING", "--max-interval", "1"]
        return self._python("penjadwal", ["celery", "-A", "tests.proses.pekerja", "beat", *opsi], {})

    def web(self, *, pekerja: int = 2, lain: tuple[str, ...] = (), **lingkungan: str) -> int:
        """Granian seperti di demo, opsi `lain` menang; kembalikan portanya sesudah menjawab."""
        porta = porta_bebas()
        perintah = granian("tests.proses.web:application", porta=porta, pekerja=pekerja, lain=lain)
        self._python("web", perintah, lingkungan)
        sehat = web_menjawab(f"http://{HOST}:{porta}/sehat/")
        tunggu(sehat, batas=300, apa="web menjawab", ekor=lambda: self.ekor("web"))
        return porta

    def bekukan_antrean(self) -> None:
        """SIGSTOP: portanya masih menerima, tetapi tidak ada yang menjawab."""
        assert self.antrean is not None
        self.antrean.send_signal(signal.SIGSTOP)

    def cairkan_antrean(self) -> None:
        assert self.antrean is not None
        self.antrean.send_signal(signal.SIGCONT)

    def _python(self, nama: str, modul: list[str], lingkungan: dict[str, str]) -> subprocess.Popen[bytes]:
        return self._buka(nama, [sys.executable, "-m", *modul], lingkungan)

    def _buka(
        self,
        nama: str,
        perintah: list[str],
        lingkungan: dict[str, str] | None = None,
        masukan: bytes | None = None,
    ) -> subprocess.Popen[bytes]:
        induk = os.getpid()
        with (self.folder / f"{nama}.log").open("ab") as log:
            proses = subprocess.Popen(
                perintah,
                cwd=AKAR,
                env=self.env | (lingkungan or {}),
                stdin=subprocess.PIPE if masukan is not None else subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: mati_bersama_induk(signal.SIGKILL, induk),
            )
        if masukan is not None and proses.stdin is not None:
            proses.stdin.write(masukan)
            proses.stdin.close()
        self.proses.append(proses)
        return proses

    def bunuh(self, proses: subprocess.Popen[bytes]) -> None:
        """kill -9 seluruh kelompoknya, lalu tunggu sampai benar-benar hilang."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(proses.pid, signal.SIGKILL)
        proses.wait()

    def perintah(self, **isi: Any) -> None:
        """Perintah bagi alat perusak, untuk penutupan berikutnya; ditulis sekaligus supaya tidak terbaca separuh."""
        isi["lebih_dari"] = Penutupan.objects.aggregate(m=Max("pk"))["m"] or 0
        sementara = self.folder / "perintah.baru"
        sementara.write_text(json.dumps(isi))
        sementara.replace(self.folder / "perintah.json")

    def lanjutkan(self, nomor: str) -> None:
        (self.folder / f"lanjut-{nomor}").touch()

    def kena(self, nomor: str) -> bool:
        return (self.folder / f"kena-{nomor}").exists()

    def catatan(self, nama: str) -> list[list[Any]]:
        """Baris-baris yang dicatat pekerja."""
        berkas = self.folder / nama
        return [json.loads(baris) for baris in berkas.read_text().splitlines()] if berkas.exists() else []

    def surel_ganda(self) -> dict[str, int]:
        """Surel yang sampai lebih dari sekali."""
        isi = self.surel.read_text().splitlines() if self.surel.exists() else []
        return {baris: n for baris, n in Counter(isi).items() if n > 1}

    def ekor(self, nama: str = "pekerja", baris: int = 25) -> str:
        """Akhir log, untuk pesan uji yang gagal."""
        log = self.folder / f"{nama}.log"
        return "\n".join(log.read_text(errors="replace").splitlines()[-baris:]) if log.exists() else ""

    def bubar(self) -> None:
        for satu in reversed(self.proses):
            self.bunuh(satu)


@contextmanager
def panggung(folder: Path, **lingkungan: str) -> Iterator[Panggung]:
    """Panggung yang selalu dibubarkan."""
    satu = Panggung(folder, **lingkungan)
    try:
        yield satu
    finally:
        satu.bubar()
