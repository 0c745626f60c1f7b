"""Proses di sekitar adegan: peladen web seperti di README, locust, dan pemakaian prosesornya."""

import json
import os
import subprocess
import sys
import time
import venv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beban.dunia import Dunia
from bench.beranda import alamat_basis
from inti.layanan import web
from inti.layanan.demo import menjawab
from inti.layanan.setelan import AKAR, HOST, porta_bebas
from tests.proses.panggung import tunggu

VENV = AKAR / ".venv-beban"
DETAK = os.sysconf("SC_CLK_TCK")


@contextmanager
def granian(d: Dunia) -> Iterator[tuple[int, int]]:
    """Porta dan pid peladen web: perintah README, empat pekerja dengan empat utas, di belakang perantara."""
    porta = porta_bebas()
    lingkungan = os.environ | {
        "DJANGO_SETTINGS_MODULE": "bench.pengaturan",
        "DATABASE_URL": alamat_basis(d.basis),
        "MEDIA_ROOT": str(d.folder / "berkas"),
        "DI_BELAKANG_PROXY": "1",
    }
    perintah = web.granian(
        "asn_kinerja.wsgi:application", porta=porta, pekerja=4, lain=("--log-level", "error")
    )
    proses = subprocess.Popen([sys.executable, "-m", *perintah], env=lingkungan, cwd=AKAR)
    try:
        tunggu(menjawab(f"http://{HOST}:{porta}/sehat/"), batas=180, apa="web menjawab")
        yield porta, proses.pid
    finally:
        proses.terminate()
        proses.wait(timeout=30)


def _locust() -> str:
    """Python ber-locust; dipasang sekali di venv-nya sendiri."""
    python = VENV / "bin" / "python"
    if not (VENV / "siap").exists():
        print("  memasang locust …", flush=True)
        venv.create(VENV, with_pip=True)
        pasang = [str(python), "-m", "pip", "install", "-q", "-r", str(AKAR / "requirements-beban.txt")]
        subprocess.run(pasang, check=True)
        (VENV / "siap").touch()
    return str(python)


@dataclass
class Angka:
    """Yang dilihat orang-orang tiruan."""

    tunda: dict[str, Counter[float]]
    galat: int
    minta: int

    def p95(self, cara: str = "") -> float:
        """Milidetik; tanpa cara berarti semuanya. Nol bila tidak ada permintaannya."""
        isi: Counter[float] = sum(
            (satu for nama, satu in self.tunda.items() if not cara or nama == cara), start=Counter()
        )
        sisa = sum(isi.values()) * 0.95
        for ms, banyak in sorted(isi.items()):
            sisa -= banyak
            if sisa <= 0:
                return ms
        return 0.0

    def kalimat(self) -> str:
        cara = [f"p95 {satu} {self.p95(satu):.0f} ms" for satu in ("GET", "POST") if satu in self.tunda]
        return f"{self.minta} permintaan, {', '.join(cara)}, {self.galat} galat"


def locust(d: Dunia, porta: int, kelas: str, *, orang: int, lama: float) -> Angka:
    """Jalankan satu kelas orang tiruan; yang terukur sesudah semuanya datang."""
    perintah = [_locust(), "-m", "locust", "-f", str(AKAR / "beban" / "peramban.py"), "--headless", "--json"]
    perintah += ["-u", str(orang), "-r", str(max(1, orang / 5)), "-t", f"{lama:.0f}s", "--loglevel", "ERROR"]
    perintah += [
        "--host",
        f"http://{HOST}:{porta}",
        "--exit-code-on-error",
        "0",
        "--stop-timeout",
        "120",
        kelas,
    ]
    lingkungan = os.environ | {
        "BEBAN_RENCANA": str(d.rencana),
        "BEBAN_BUKU": str(d.buku),
        "BEBAN_LAMA": str(lama),
    }
    hasil = subprocess.run(perintah, env=lingkungan, cwd=d.folder, capture_output=True, text=True)
    if hasil.returncode != 0:
        raise RuntimeError(f"Locust berhenti: {hasil.stderr[-800:]}")
    angka = _baca(json.loads(hasil.stdout[hasil.stdout.index("[") :]))
    sebab = d.buku.with_suffix(".galat")
    if sebab.exists():
        for satu, banyak in Counter(sebab.read_text().splitlines()).most_common(5):
            print(f"  galat {banyak} kali: {satu}", flush=True)
        sebab.unlink()
    if not angka.minta:
        raise RuntimeError(f"Tidak satu permintaan pun dikirim: {hasil.stderr[-800:]}")
    return angka


def _baca(baris: list[dict[str, Any]]) -> Angka:
    tunda: dict[str, Counter[float]] = {}
    for satu in baris:
        isi = tunda.setdefault(satu["method"], Counter())
        isi.update({float(ms): int(n) for ms, n in satu["response_times"].items()})
    return Angka(tunda, sum(s["num_failures"] for s in baris), sum(s["num_requests"] for s in baris))


@contextmanager
def prosesor(pid: int) -> Iterator[list[str]]:
    """Kalimat tentang siapa yang memakai prosesor selama adegan: yang pertama habis menentukan batasnya."""
    catatan: list[str] = []
    awal, web, mulai = _mesin(), _pohon(pid), time.monotonic()
    yield catatan
    lama = time.monotonic() - mulai
    sibuk, sela = (b - a for a, b in zip(awal, _mesin(), strict=True))
    catatan.append(
        f"prosesor mesin {sibuk / (sibuk + sela):.0%} terpakai, web {(_pohon(pid) - web) / DETAK / lama:.2f} dari {os.cpu_count()} inti"
    )


def _mesin() -> tuple[int, int]:
    isi = [int(satu) for satu in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return sum(isi) - isi[3] - isi[4], isi[3] + isi[4]


def _pohon(pid: int) -> int:
    """Detak prosesor proses itu dan anak-anaknya."""
    jumlah = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            isi = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(stat.parent.name) == pid or int(isi[1]) == pid:
            jumlah += int(isi[11]) + int(isi[12])
    return jumlah
