"""A7: `python -m mutu.mutasi [izin|nilai|aturan|penutupan]`: berapa kekeliruan yang disisipkan ditemukan uji.

Satu pytest dinyalakan sekali. Ujinya dijalankan sekali tanpa kekeliruan sambil mencatat baris mana dilalui uji mana; lalu
tiap mutan dipasang di anak proses (fork) dan hanya diuji dengan uji yang melalui barisnya, yang tercepat lebih dahulu.
Mutannya dicuplik dengan benih tetap, dan seluruhnya dibatasi waktu; yang tidak sempat dijalankan disebut.
Yang setara (tidak mengubah perilaku apa pun) ditinjau satu demi satu di mutu/setara.txt dan tidak dicuplik.
`python -m mutu.mutasi nilai penilaian/rules/nota.py` menguji semua mutan berkas itu tanpa mencatat.
"""

import gc
import os
import random
import re
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import coverage
import pytest
import typst
from _pytest.runner import runtestprotocol
from django.db import connection, connections

from mutu.catat import LINGKUNGAN, catat
from mutu.kelompok import KELOMPOK, Kelompok
from mutu.mutan import Mutan, mutan_dari
from mutu.pasang import AKAR, Termuat

# Benih cuplikan yang tercatat; `BENIH_MUTASI=…` mencuplik yang lain.
BENIH = int(os.environ.get("BENIH_MUTASI", "20261122"))
SETARA = AKAR / "mutu" / "setara.txt"


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


def kunci(berkas: str, mutan: Mutan) -> str:
    """Pengenal mutan yang tetap walau barisnya bergeser."""
    return f"{berkas} ¦ {mutan.kode} ¦ {mutan.apa}"


def baca_setara(berkas: Path = SETARA) -> set[str]:
    """Mutan yang sudah ditinjau dan tidak mengubah perilaku apa pun; sebabnya di judul di atasnya."""
    baris = berkas.read_text(encoding="utf-8").splitlines()
    return {satu for satu in baris if satu and not satu.startswith("#")}


class Penguji:
    """Plugin pytest: menggantikan putaran ujinya dengan putaran dasar dan putaran mutan.

    `hanya`: awal jalur berkas; semua mutannya diuji tanpa dicuplik, untuk mencari celah sebuah modul.
    """

    def __init__(self, kelompok: Kelompok, hanya: Sequence[str] = ()) -> None:
        self.kelompok = kelompok
        self.hanya = tuple(hanya)
        self.berkas = sorted({p for pola in kelompok.berkas for p in AKAR.glob(pola)})
        self.sumber = {str(p): p.read_text(encoding="utf-8").splitlines() for p in self.berkas}
        self.lama: dict[str, float] = {}
        self.sql: dict[str, set[str]] = defaultdict(set)
        self.pembunuh: Counter[str] = Counter()
        self.hidup: list[str] = []
        self.termuat = Termuat({}, [], [])
        self.akhir = time.monotonic() + kelompok.detik
        self.diuji = self.tersisa = self.semua = self.setara = self.macet = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        puncak = Puncak(session)
        uji = [satu for satu in session.items if not _transaksional(satu) and "[tanpa:" not in satu.nodeid]
        # Utas typst tidak ikut ke anak proses: pencetakan di sana menunggu selamanya, lalu dikira menemukan mutannya.
        with patch.object(typst, "compile", return_value=b"%PDF-"):
            liputan = self._dasar(uji, puncak)
            self._mutan(uji, puncak, liputan)
        return True

    def _dasar(self, uji: Sequence[pytest.Item], puncak: Puncak) -> dict[str, dict[int, list[str]]]:
        """Berkas → baris → uji yang melaluinya. Uji yang gagal tanpa kekeliruan apa pun tidak dipakai."""
        alat = coverage.Coverage(data_file=None, include=[str(p) for p in self.berkas], config_file=False)
        dikenal = {ruang[nama] for ruang, nama in Termuat.kini([]).teks}
        kini = ""

        def catat_sql(kerjakan: Callable[..., Any], sql: Any, *sisa: Any) -> Any:
            if sql in dikenal:
                self.sql[sql].add(kini)
            return kerjakan(sql, *sisa)

        alat.start()
        with ExitStack() as tumpukan:
            tumpukan.enter_context(connection.execute_wrapper(catat_sql))
            for satu in uji:
                kini = satu.nodeid
                alat.switch_context(kini)
                mulai = time.monotonic()
                if jalankan(satu, puncak):
                    self.lama[kini] = time.monotonic() - mulai
                else:
                    print(f"tidak dipakai, sudah gagal tanpa kekeliruan apa pun: {kini}", flush=True)
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
        daftar = self._cuplikan()
        for ke, (berkas, mutan) in enumerate(daftar):
            if time.monotonic() > self.akhir and not self.hanya:
                self.tersisa = len(daftar) - ke
                break
            nama = set(self._yang_melalui(mutan, liputan.get(str(berkas), {}))) & menurut_nama.keys()
            if mutan.tetapan:
                nama |= self._pemakai(mutan.tetapan, liputan) & menurut_nama.keys()
                nama |= {n for n, satu in menurut_nama.items() if mutan.tetapan in vars(_modul(satu))}
            self.diuji += 1
            if self.diuji % 20 == 0:
                print(f"{self.diuji} mutan, {len(self.hidup)} hidup", flush=True)
            if not self._ditemukan(berkas, mutan, [menurut_nama[n] for n in self._urut(nama)], puncak):
                self.hidup.append(kunci(str(berkas.relative_to(AKAR)), mutan))
                print(f"hidup: {mutan.baris}: {self.hidup[-1]} ({len(nama)} uji)", flush=True)

    def _cuplikan(self) -> list[tuple[Path, Mutan]]:
        """Mutan yang diuji, tanpa yang sudah ditinjau setara."""
        semua = [(berkas, mutan) for berkas in self.berkas for mutan in mutan_dari(berkas.read_text())]
        setara = baca_setara()
        daftar = [
            (berkas, satu)
            for berkas, satu in semua
            if kunci(str(berkas.relative_to(AKAR)), satu) not in setara
        ]
        self.semua, self.setara = len(semua), len(semua) - len(daftar)
        random.Random(BENIH).shuffle(daftar)
        if self.hanya:
            return [satu for satu in daftar if str(satu[0].relative_to(AKAR)).startswith(self.hanya)]
        return daftar[: self.kelompok.banyak]

    def _urut(self, nama: set[str]) -> list[str]:
        """Yang sering menemukan dan cepat lebih dahulu."""
        return sorted(nama, key=lambda n: (self.lama[n] + 0.02) / (self.pembunuh[n] + 0.1))

    def _yang_melalui(self, mutan: Mutan, baris: dict[int, list[str]]) -> list[str]:
        """Uji yang melalui barisnya, atau menjalankan SQL-nya; tetapan modul dilalui siapa pun yang memakai modul itu."""
        if mutan.teks is not None and (tempat := self.termuat.memuat(mutan.teks[0])):
            return [nama for ruang, letak in tempat for nama in self.sql.get(ruang[letak], ())]
        if mutan.fungsi is None:
            return [nama for isi in baris.values() for nama in isi]
        return baris.get(mutan.baris, [])

    def _pemakai(self, tetapan: str, liputan: dict[str, dict[int, list[str]]]) -> set[str]:
        """Uji yang melalui baris yang menyebut tetapan itu, juga di modul lain: memakainya tidak meninggalkan bekas lain."""
        kata = re.compile(rf"\b{re.escape(tetapan)}\b")
        return {
            nama
            for berkas, baris in liputan.items()
            for nomor, isi in enumerate(self.sumber[berkas], start=1)
            if kata.search(isi)
            for nama in baris.get(nomor, ())
        }

    def _ditemukan(self, berkas: Path, mutan: Mutan, uji: Sequence[pytest.Item], puncak: Puncak) -> bool:
        """Anak proses memasang mutan dan menjalankan ujinya; gagal, galat, atau macet berarti ditemukan."""
        if not uji:
            return False
        sys.stdout.flush()
        baca, tulis = os.pipe()
        anak = os.fork()
        if anak == 0:
            self._di_anak(berkas, mutan, uji, puncak, tulis)
        os.close(tulis)
        with open(baca, encoding="utf-8") as pipa:
            self.pembunuh.update(pipa.read().splitlines())
        _, status = os.waitpid(anak, 0)
        self.macet += os.WIFSIGNALED(status)
        return not (os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0)

    def _di_anak(
        self, berkas: Path, mutan: Mutan, uji: Sequence[pytest.Item], puncak: Puncak, tulis: int
    ) -> None:
        kosong = os.open(os.devnull, os.O_WRONLY)
        os.dup2(kosong, 1)
        os.dup2(kosong, 2)
        # SQL yang keliru dapat menggabungkan semua dengan semua; basis datanya berhenti walau anaknya sudah mati.
        os.environ["PGOPTIONS"] = "-c statement_timeout=30000"
        signal.alarm(int(20 + 5 * sum(self.lama[satu.nodeid] for satu in uji)))
        lulus = True
        try:
            if self.termuat.pasang(mutan, berkas):
                for satu in uji:
                    if not jalankan(satu, puncak):
                        os.write(tulis, satu.nodeid.encode())
                        lulus = False
                        break
        except BaseException:
            lulus = False
        os._exit(0 if lulus else 1)


def _modul(uji: pytest.Item) -> object:
    return getattr(uji, "module", None) or uji


def _transaksional(uji: pytest.Item) -> bool:
    """Uji yang menulis sungguhan: bila dihentikan di tengah, isinya mengganggu mutan berikutnya."""
    tanda = uji.get_closest_marker("django_db")
    return bool(tanda and tanda.kwargs.get("transaction"))


def ukur(nama: str, hanya: Sequence[str] = ()) -> None:
    """Uji satu kelompok; dengan `hanya`, tampilkan yang hidup tanpa mencatat."""
    kelompok = KELOMPOK[nama]
    penguji = Penguji(kelompok, hanya)
    # Uji yang mengukur baris lain tidak boleh mencatat angkanya selagi kodenya sengaja dibuat keliru.
    tujuan = os.environ.pop(LINGKUNGAN, None)
    pytest.main([*kelompok.uji, "-q", "--reuse-db", "-p", "no:cacheprovider"], plugins=[penguji])
    if tujuan:
        os.environ[LINGKUNGAN] = tujuan
    ditemukan = penguji.diuji - len(penguji.hidup)
    bagian = ditemukan / penguji.diuji if penguji.diuji else 0
    persen = f"{bagian * 100:.1f} %".replace(".", ",")
    sisa = f", {penguji.tersisa} tidak sempat" if penguji.tersisa else ""
    setara = f", {penguji.setara} setara" if penguji.setara else ""
    sisa += f", {penguji.macet} karena ujinya macet" if penguji.macet else ""
    nilai = f"{kelompok.sebutan}: {ditemukan} dari {penguji.diuji} mutan ditemukan ({persen}; cuplikan dari {penguji.semua}{setara}{sisa})"
    print(nilai)
    if not hanya:
        catat("A7", nilai, lulus=bagian >= kelompok.batas and not penguji.tersisa)


def main(argumen: list[str]) -> int:
    """Tanpa argumen semua kelompok, masing-masing di proses sendiri, sebab modul yang sudah dimuat tidak dapat dimuat ulang."""
    if argumen:
        ukur(argumen[0], argumen[1:])
        return 0
    for nama in KELOMPOK:
        anak = os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-m", "mutu.mutasi", nama])
        if anak:
            return anak
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
