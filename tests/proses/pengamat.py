"""Yang dilihat orang lain selama peladen ditekan: lamanya halaman, dan memori seluruh proses web."""

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from inti.layanan.setelan import HOST
from tests.proses.peramban import persentil


def pohon(pid: int) -> list[int]:
    """Proses itu dan semua keturunannya."""
    semua = [pid]
    for satu in semua:
        for anak in Path(f"/proc/{satu}/task").glob("*/children"):
            with suppress(OSError):
                semua += [int(n) for n in anak.read_text().split()]
    return semua


def memori(pid: int) -> float:
    """Megabita seluruh pohonnya; yang dipakai bersama dihitung sekali (PSS)."""
    total = 0
    for satu in pohon(pid):
        with suppress(OSError, StopIteration):
            isi = Path(f"/proc/{satu}/smaps_rollup").read_text().splitlines()
            total += int(next(b for b in isi if b.startswith("Pss:")).split()[1])
    return total / 1024


@dataclass
class Amatan:
    """Lama tiap halaman (detik), statusnya, dan puncak memori (megabita)."""

    lama: list[float] = field(default_factory=list)
    status: list[int] = field(default_factory=list)
    puncak: float = 0.0

    @property
    def p95(self) -> float:
        return persentil(self.lama, 95)

    @property
    def gagal(self) -> int:
        return sum(s != 200 for s in self.status)


def buka(porta: int, alamat: str, kuki: str, amatan: Amatan) -> None:
    """Satu halaman, sambungan baru; yang tidak dijawab berstatus 0."""
    awal, status = time.monotonic(), 0
    sambungan = http.client.HTTPConnection(HOST, porta, timeout=120)
    with suppress(OSError, http.client.HTTPException):
        sambungan.request("GET", alamat, headers={"Cookie": kuki})
        jawaban = sambungan.getresponse()
        jawaban.read()
        status = jawaban.status
    sambungan.close()
    amatan.lama.append(time.monotonic() - awal)
    amatan.status.append(status)


@contextmanager
def mengamati(porta: int, pid: int, alamat: list[str], kuki: list[str], *, jeda: float) -> Iterator[Amatan]:
    """Satu pembaca tiap kuki, membuka alamatnya bergantian dengan jeda, selama bloknya berjalan."""
    amatan, selesai = Amatan(puncak=memori(pid)), threading.Event()

    def pembaca(satu: str) -> None:
        nomor = 0
        while not selesai.wait(jeda):
            buka(porta, alamat[nomor % len(alamat)], satu, amatan)
            nomor += 1

    def penimbang() -> None:
        while not selesai.wait(0.2):
            amatan.puncak = max(amatan.puncak, memori(pid))

    regu = [threading.Thread(target=pembaca, args=(satu,)) for satu in kuki] + [
        threading.Thread(target=penimbang)
    ]
    for utas in regu:
        utas.start()
    try:
        yield amatan
    finally:
        selesai.set()
        for utas in regu:
            utas.join()
