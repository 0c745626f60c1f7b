"""A7: `python -m mutu.mutasi [izin|aturan|penutupan]`: berapa kekeliruan yang disisipkan ditemukan uji.

Satu pytest dinyalakan sekali. Ujinya dijalankan sekali tanpa kekeliruan sambil mencatat baris mana dilalui uji mana; lalu
tiap mutan dipasang di anak proses (fork) dan hanya diuji dengan uji yang melalui barisnya, yang tercepat lebih dahulu.
Mutannya dicuplik dengan benih tetap, dan seluruhnya dibatasi waktu; yang tidak sempat dijalankan disebut.
"""

import ast
import functools
import gc
import os
import random
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import Any

import coverage
import pytest
from _pytest.runner import runtestprotocol
from django.db import connections

from mutu.catat import catat
from mutu.mutan import Mutan, kode_fungsi, mutan_dari

AKAR = Path(__file__).resolve().parent.parent
BENIH = 20261122


@dataclass(frozen=True)
class Kelompok:
    """Modul yang diberi kekeliruan, uji yang harus menemukannya, batasnya, dan paling banyak berapa mutan."""

    sebutan: str
    berkas: tuple[str, ...]
    uji: tuple[str, ...]
    batas: float
    banyak: int
    detik: int


KELOMPOK = {
    "izin": Kelompok(
        "izin",
        ("*/permissions.py",),
        ("tests/test_izin_murni.py",),
        1.0,
        400,
        900,
    ),
    "nilai": Kelompok(
        "aturan nilai",
        ("penilaian/rules/*.py",),
        ("tests/penilaian/rules", "tests/test_tepi_aturan.py"),
        0.9,
        200,
        1200,
    ),
    "aturan": Kelompok(
        "aturan lain",
        tuple(
            f"{satu}/rules/*.py" for satu in ("indikator", "umpan_balik", "pelatihan", "kepegawaian", "inti")
        ),
        (
            "tests/indikator/rules",
            "tests/umpan_balik/rules",
            "tests/pelatihan/rules",
            "tests/kepegawaian/rules",
            "tests/inti/rules",
            "tests/test_tepi_aturan.py",
        ),
        0.9,
        200,
        1200,
    ),
    "penutupan": Kelompok(
        "penutupan",
        ("penilaian/services/penutupan/*.py",),
        (
            "tests/penilaian/services/test_penutupan.py",
            "tests/penilaian/services/test_penutupan_beku.py",
            "tests/penilaian/services/test_penutupan_riwayat.py",
            "tests/penilaian/services/test_penutupan_mati_di_tengah.py",
            "tests/penilaian/services/test_buka_kembali.py",
            "tests/penilaian/services/test_rekap_kelompok.py",
            "tests/penilaian/services/test_jam_tenggat.py",
            "tests/penilaian/views/test_penutupan.py",
        ),
        0.9,
        100,
        1500,
    ),
}


class Puncak:
    """Pengganti "uji berikutnya": semua pemasangan dibongkar kecuali milik sesi, sehingga basis datanya tetap siap."""

    def __init__(self, sesi: pytest.Session) -> None:
        self.sesi = sesi

    def listchain(self) -> list[pytest.Session]:
        return [self.sesi]


def jalankan(uji: pytest.Item, puncak: Puncak) -> bool:
    """Apakah satu uji lulus."""
    laporan = runtestprotocol(uji, log=False, nextitem=puncak)  # type: ignore[arg-type]
    return not any(satu.failed for satu in laporan)


@dataclass(frozen=True)
class Termuat:
    """Yang sudah ada di ingatan sebelum mutan pertama: fungsi tiap berkas, dan simpanan yang menyembunyikan mutan."""

    fungsi: dict[str, list[FunctionType]]
    simpanan: list[Any]

    @classmethod
    def kini(cls, berkas: Sequence[Path]) -> "Termuat":
        fungsi: dict[str, list[FunctionType]] = {str(satu): [] for satu in berkas}
        simpanan = []
        for benda in gc.get_objects():
            if isinstance(benda, FunctionType) and benda.__code__.co_filename in fungsi:
                fungsi[benda.__code__.co_filename].append(benda)
            elif isinstance(benda, functools._lru_cache_wrapper):
                simpanan.append(benda)
        return cls(fungsi, simpanan)

    def pasang(self, mutan: Mutan, berkas: Path) -> bool:
        """Pasang mutan ke fungsi atau tetapannya di proses ini; False bila tidak ada yang dapat dipasangi."""
        for satu in self.simpanan:
            satu.cache_clear()
        if mutan.fungsi is None:
            return _pasang_tetapan(mutan, berkas)
        kode = compile(mutan.pohon(), str(berkas), "exec", dont_inherit=True)
        baru = {(satu.co_qualname, satu.co_firstlineno): satu for satu in kode_fungsi(kode)}
        kena = False
        for fungsi in self.fungsi[str(berkas)]:
            ganti = baru.get((fungsi.__code__.co_qualname, fungsi.__code__.co_firstlineno))
            if ganti is not None and ganti.co_freevars == fungsi.__code__.co_freevars:
                fungsi.__code__ = ganti
                kena = True
        return kena


def _pasang_tetapan(mutan: Mutan, berkas: Path) -> bool:
    """Hitung ulang satu tetapan modul dan ganti di semua modul yang mengimpornya."""
    modul = next((m for m in list(sys.modules.values()) if getattr(m, "__file__", None) == str(berkas)), None)
    if modul is None or mutan.tetapan not in vars(modul):
        return False
    lama = vars(modul)[mutan.tetapan]
    pohon = mutan.pohon()
    pernyataan = [
        satu for satu in pohon.body if any(getattr(n, "id", "") == mutan.tetapan for n in _target(satu))
    ]
    ruang = dict(vars(modul))
    for satu in pernyataan:
        exec(compile(ast.Module([satu], []), str(berkas), "exec"), ruang)
    for lain in list(sys.modules.values()):
        isi = getattr(lain, "__dict__", {})
        for nama in [n for n, nilai in list(isi.items()) if nilai is lama and n == mutan.tetapan]:
            isi[nama] = ruang[mutan.tetapan]
    return True


def _target(pernyataan: Any) -> list[Any]:
    return getattr(pernyataan, "targets", None) or [getattr(pernyataan, "target", None)]


class Penguji:
    """Plugin pytest: menggantikan putaran ujinya dengan putaran dasar dan putaran mutan."""

    def __init__(self, kelompok: Kelompok) -> None:
        self.kelompok = kelompok
        self.berkas = sorted(
            p for pola in kelompok.berkas for p in AKAR.glob(pola) if p.name != "__init__.py"
        )
        self.lama: dict[str, float] = {}
        self.hidup: list[str] = []
        self.termuat = Termuat({}, [])
        self.akhir = time.monotonic() + kelompok.detik
        self.diuji = self.tersisa = self.semua = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        puncak = Puncak(session)
        uji = [satu for satu in session.items if not _transaksional(satu) and "[tanpa:" not in satu.nodeid]
        liputan = self._dasar(uji, puncak)
        self._mutan(uji, puncak, liputan)
        return True

    def _dasar(self, uji: Sequence[pytest.Item], puncak: Puncak) -> dict[str, dict[int, list[str]]]:
        """Berkas → baris → uji yang melaluinya. Uji yang gagal tanpa kekeliruan apa pun tidak dipakai."""
        alat = coverage.Coverage(data_file=None, include=[str(p) for p in self.berkas], config_file=False)
        alat.start()
        for satu in uji:
            alat.switch_context(satu.nodeid)
            mulai = time.monotonic()
            if jalankan(satu, puncak):
                self.lama[satu.nodeid] = time.monotonic() - mulai
            else:
                print(f"tidak dipakai, sudah gagal tanpa kekeliruan apa pun: {satu.nodeid}", flush=True)
        alat.stop()
        data = alat.get_data()
        return {nama: data.contexts_by_lineno(nama) for nama in data.measured_files()}

    def _mutan(
        self, uji: Sequence[pytest.Item], puncak: Puncak, liputan: dict[str, dict[int, list[str]]]
    ) -> None:
        connections.close_all()
        self.termuat = Termuat.kini(self.berkas)
        gc.freeze()
        menurut_nama = {satu.nodeid: satu for satu in uji if satu.nodeid in self.lama}
        daftar = [(berkas, mutan) for berkas in self.berkas for mutan in mutan_dari(berkas.read_text())]
        self.semua = len(daftar)
        random.Random(BENIH).shuffle(daftar)
        for ke, (berkas, mutan) in enumerate(daftar[: self.kelompok.banyak]):
            if time.monotonic() > self.akhir:
                self.tersisa = min(len(daftar), self.kelompok.banyak) - ke
                break
            nama = set(self._yang_melalui(mutan, liputan.get(str(berkas), {}))) & menurut_nama.keys()
            # Memakai tetapan tidak meninggalkan bekas di cakupan; yang mengimpor namanya ikut diuji.
            nama |= {n for n, satu in menurut_nama.items() if mutan.tetapan in vars(_modul(satu))}
            terpilih = [menurut_nama[n] for n in sorted(nama, key=lambda n: self.lama[n])]
            self.diuji += 1
            if self.diuji % 20 == 0:
                print(f"{self.diuji} mutan, {len(self.hidup)} hidup", flush=True)
            if not self._ditemukan(berkas, mutan, terpilih, puncak):
                self.hidup.append(f"{berkas.relative_to(AKAR)}:{mutan.baris} {mutan.apa}")
                print(f"hidup: {self.hidup[-1]}", flush=True)

    def _yang_melalui(self, mutan: Mutan, baris: dict[int, list[str]]) -> list[str]:
        """Uji yang melalui barisnya; tetapan modul dilalui siapa pun yang memakai modul itu."""
        if mutan.fungsi is None:
            return [nama for isi in baris.values() for nama in isi]
        return baris.get(mutan.baris, [])

    def _ditemukan(self, berkas: Path, mutan: Mutan, uji: Sequence[pytest.Item], puncak: Puncak) -> bool:
        """Anak proses memasang mutan dan menjalankan ujinya; gagal, galat, atau macet berarti ditemukan."""
        if not uji:
            return False
        sys.stdout.flush()
        anak = os.fork()
        if anak == 0:
            self._di_anak(berkas, mutan, uji, puncak)
        _, status = os.waitpid(anak, 0)
        return not (os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0)

    def _di_anak(self, berkas: Path, mutan: Mutan, uji: Sequence[pytest.Item], puncak: Puncak) -> None:
        kosong = os.open(os.devnull, os.O_WRONLY)
        os.dup2(kosong, 1)
        os.dup2(kosong, 2)
        signal.alarm(int(20 + 5 * sum(self.lama[satu.nodeid] for satu in uji)))
        lulus = True
        try:
            lulus = not self.termuat.pasang(mutan, berkas) or all(jalankan(satu, puncak) for satu in uji)
        except BaseException:
            lulus = False
        os._exit(0 if lulus else 1)


def _modul(uji: pytest.Item) -> object:
    return getattr(uji, "module", None) or uji


def _transaksional(uji: pytest.Item) -> bool:
    """Uji yang menulis sungguhan: bila dihentikan di tengah, isinya mengganggu mutan berikutnya."""
    tanda = uji.get_closest_marker("django_db")
    return bool(tanda and tanda.kwargs.get("transaction"))


def ukur(nama: str) -> bool:
    kelompok = KELOMPOK[nama]
    penguji = Penguji(kelompok)
    pytest.main([*kelompok.uji, "-q", "--reuse-db", "-p", "no:cacheprovider"], plugins=[penguji])
    if not penguji.diuji:
        catat("A7", f"{kelompok.sebutan}: tidak dapat dijalankan", lulus=False)
        return False
    ditemukan = penguji.diuji - len(penguji.hidup)
    bagian = ditemukan / penguji.diuji
    sisa = f", {penguji.tersisa} tidak sempat" if penguji.tersisa else ""
    lulus = bagian >= kelompok.batas and not penguji.tersisa
    catat(
        "A7",
        f"{kelompok.sebutan}: {ditemukan} dari {penguji.diuji} mutan ditemukan ({bagian * 100:.1f} %".replace(
            ".", ","
        )
        + f", cuplikan dari {penguji.semua}{sisa})",
        lulus=lulus,
    )
    return lulus


def main(argumen: list[str]) -> int:
    """Tanpa argumen semua kelompok, masing-masing di proses sendiri, sebab modul yang sudah dimuat tidak dapat dimuat ulang."""
    if len(argumen) == 1:
        ukur(argumen[0])
        return 0
    for nama in argumen or list(KELOMPOK):
        anak = os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-m", "mutu.mutasi", nama])
        if anak:
            return anak
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
