"""Mematikan satu pagar selama satu uji, supaya uji yang menjaganya terbukti dapat jatuh.

Pagar disebut dengan satu kalimat pendek: “berkas.py:fungsi:penjaga” untuk izin di layanan, “berkas.py:fungsi:kunci” untuk
kunci baris, “db:tabel:nama” untuk kendala dan “pemicu:tabel:nama” untuk pemicu. Fungsinya disusun ulang dari naskahnya
sendiri dengan pagar itu dikosongkan, jadi tidak ada salinan layanan di sini yang dapat ketinggalan.
"""

import ast
import importlib
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from django.db import connection

AKAR = Path(__file__).resolve().parent.parent
APLIKASI = ("inti", "kepegawaian", "indikator", "umpan_balik", "penilaian", "pelatihan", "asn_kinerja")
# Bernama sama, tetapi menjaga kelengkapan isian, bukan hak.
BUKAN_IZIN = {
    "wajib_dasar",
    "wajib_beralasan",
    "wajib_terbuka",
    "wajib_dibina",
    "wajib_tersunting",
    "terakhir_dan_wajib",
    "_wajib_alasan",
    "_wajib_cukup",
    "_wajib_menunggu",
    "_wajib_terbuka",
}
# Tidak berhak, dan yang kalah cepat dari tab atau orang lain.
PENOLAKAN = {"TidakBerhak": "tolak", "SudahBerubah": "usang"}
SARINGAN = {"filter", "get", "_terkunci"}
AWALAN = ("wajib", "_wajib", "hanya_sistem", "_hanya")


class Tempat(NamedTuple):
    """Satu penolakan di dalam naskah; `ke` membedakan yang senama di fungsi yang sama."""

    berkas: str
    fungsi: str
    penjaga: str
    ke: int

    def __str__(self) -> str:
        return f"{self.berkas}:{self.fungsi}:{self.penjaga}" + (f"#{self.ke}" if self.ke else "")


def _nama(simpul: ast.AST | None) -> str:
    return str(getattr(simpul, "id", getattr(simpul, "attr", "")))


def _penjaga(simpul: ast.AST) -> str | None:
    """Nama penolakan pada simpul ini, bila ia sebuah penolakan."""
    if isinstance(simpul, ast.Raise) and isinstance(simpul.exc, ast.Call):
        return PENOLAKAN.get(_nama(simpul.exc.func))
    if isinstance(simpul, ast.Call):
        nama = _nama(simpul.func)
        if nama.startswith(AWALAN) and nama not in BUKAN_IZIN:
            return nama
    return None


def _fungsi(pohon: ast.AST, awal: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    for simpul in ast.iter_child_nodes(pohon):
        if isinstance(simpul, ast.FunctionDef):
            yield awal + simpul.name, simpul
        elif isinstance(simpul, ast.ClassDef):
            yield from _fungsi(simpul, f"{awal}{simpul.name}.")


@cache
def _naskah(berkas: str) -> str:
    return (AKAR / berkas).read_text()


def semua_tempat() -> list[Tempat]:
    """Setiap penolakan hak, dan setiap penolakan isian usang, di permissions dan services menurut urutan naskahnya."""
    hasil: list[Tempat] = []
    for aplikasi in APLIKASI:
        akar = AKAR / aplikasi
        for jalur in sorted([*akar.glob("permissions*.py"), *akar.glob("services/**/*.py")]):
            berkas = jalur.relative_to(AKAR).as_posix()
            for nama, fungsi in _fungsi(ast.parse(_naskah(berkas))):
                if nama in BUKAN_IZIN:
                    continue
                jumlah: dict[str, int] = {}
                for simpul in ast.walk(fungsi):
                    if (penjaga := _penjaga(simpul)) is not None:
                        hasil.append(Tempat(berkas, nama, penjaga, jumlah.get(penjaga, 0)))
                        jumlah[penjaga] = jumlah.get(penjaga, 0) + 1
    return hasil


class _Kosongkan(ast.NodeTransformer):
    """Satu pagar di dalam satu fungsi: penolakan menjadi `ganti`, kunci menjadi bacaan biasa, saringan kehilangan satu kolom."""

    def __init__(self, simpul: ast.FunctionDef, penjaga: str, ganti: str) -> None:
        self.jenis, _, self.kolom = penjaga.partition(" ")
        self.ganti, self.kena, self.sasaran = ganti, 0, None
        if self.jenis == "selalu":
            simpul.body = [ast.Return(ast.parse(ganti, mode="eval").body)]
            self.kena = 1
        elif self.jenis not in ("kunci", "kolom", "panggil"):
            nama, _, ke = penjaga.partition("#")
            self.sasaran = [s for s in ast.walk(simpul) if _penjaga(s) == nama][int(ke or 0)]

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        return self._jadi(ast.parse(self.ganti or "pass").body[0], node) if node is self.sasaran else node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if node is self.sasaran:
            return self._jadi(ast.parse(self.ganti or "None", mode="eval").body, node)
        self.generic_visit(node)
        nama = _nama(node.func)
        if self.jenis == "kunci" and nama == "select_for_update":
            return self._jadi(ast.Call(ast.Attribute(node.func.value, "all", ast.Load()), [], []), node)  # type: ignore[attr-defined]
        if self.jenis == "kunci" and nama == "execute" and "advisory" in ast.dump(node.args[0]):
            return self._jadi(ast.Constant(None), node)
        if self.jenis == "panggil" and nama == self.kolom:
            return self._jadi(ast.parse(self.ganti or "None", mode="eval").body, node)
        if self.jenis == "kolom" and nama in SARINGAN and any(k.arg == self.kolom for k in node.keywords):
            sisa = [k for k in node.keywords if k.arg != self.kolom]
            return self._jadi(ast.Call(node.func, node.args, sisa), node)
        return node

    def _jadi(self, baru: ast.AST, lama: ast.AST) -> ast.AST:
        self.kena += 1
        return ast.copy_location(baru, lama)


@dataclass(frozen=True)
class Pagar:
    """Satu pagar menurut sebutannya, dan cara mematikannya bila tidak cukup dilewati.

    “ganti …” menggantikan jawaban penjaganya; “juga …” mematikan pula pagar yang menolak hal yang sama di belakangnya;
    “lewat …” mematikan pagar lain sebagai gantinya, yaitu saringan yang membuat penjaganya tidak menemukan apa-apa;
    “bertemu N di …” menahan N utas sesudah fungsi itu, sampai semuanya sudah membaca dan belum seorang pun menyimpan.
    """

    sebutan: str
    cara: str = ""

    def matikan(self, monkeypatch: pytest.MonkeyPatch) -> None:
        semua, ganti, tanpa_sendiri = [], "", False
        for kata, _, isi in (bagian.partition(" ") for bagian in self.cara.split("; ") if bagian):
            if kata == "ganti":
                ganti = isi
            elif kata == "bertemu":
                banyak, _, tempat = isi.partition(" di ")
                _bertemu(monkeypatch, int(banyak), *tempat.split(":"))
            else:
                tanpa_sendiri |= kata == "lewat"
                semua += isi.split(" juga ")
        if not tanpa_sendiri:
            semua.insert(0, self.sebutan)
        fungsi: dict[tuple[str, str], list[str]] = {}
        for satu in semua:
            berkas, nama, penjaga = satu.split(":")
            fungsi.setdefault((berkas, nama), []).append(penjaga)
        for (berkas, nama), penjaga_nya in fungsi.items():
            if berkas in ("db", "pemicu"):
                _lepas(nama, penjaga_nya[0], pemicu=berkas == "pemicu")
            elif penjaga_nya == ["tetapan"]:
                _tetapkan(monkeypatch, nama, getattr(_modul(berkas), nama), int(ganti))
            else:
                _ganti(monkeypatch, berkas, nama, penjaga_nya, ganti)


def _bertemu(monkeypatch: pytest.MonkeyPatch, banyak: int, berkas: str, fungsi: str) -> None:
    """Tanpa ini balapan tanpa kunci masih dapat menang kebetulan; yang terlambat datang tidak ditunggu selamanya."""
    asli = getattr(_modul(berkas), fungsi)
    pintu, sudah = threading.Barrier(banyak), threading.local()

    def menunggu(*args: Any, **lain: Any) -> Any:
        hasil = asli(*args, **lain)
        if not hasattr(sudah, "lewat"):
            sudah.lewat = True
            with suppress(threading.BrokenBarrierError):
                pintu.wait(timeout=20)
        return hasil

    pasang(monkeypatch, asli, menunggu)


def _modul(berkas: str) -> ModuleType:
    return importlib.import_module(berkas.removesuffix(".py").removesuffix("/__init__").replace("/", "."))


def _ganti(monkeypatch: pytest.MonkeyPatch, berkas: str, fungsi: str, penjaga: list[str], ganti: str) -> None:
    """Susun ulang fungsi itu tanpa pagarnya, lalu pasang di setiap modul yang memegangnya."""
    simpul = dict(_fungsi(ast.parse(_naskah(berkas))))[fungsi]
    # Dipilih semuanya lebih dahulu: nomor urutnya menurut naskah asli.
    pengosong = [_Kosongkan(simpul, satu, ganti) for satu in penjaga]
    for satu in pengosong:
        satu.visit(simpul)
        assert satu.kena, f"{berkas}:{fungsi} tidak lagi memuat {satu.jenis} {satu.kolom}"
    modul = _modul(berkas)
    ruang: dict[str, Any] = {}
    naskah = ast.fix_missing_locations(ast.Module([simpul], []))
    exec(compile(naskah, berkas, "exec"), modul.__dict__, ruang)
    *kelas, nama = fungsi.split(".")
    if kelas:
        monkeypatch.setattr(getattr(modul, kelas[0]), nama, ruang[nama])
    else:
        pasang(monkeypatch, getattr(modul, nama), ruang[nama])


def _lepas(tabel: str, nama: str, *, pemicu: bool) -> None:
    """Kembali bersama gulungan balik transaksi uji; karena itu tidak untuk uji transaksional."""
    assert connection.in_atomic_block, "uji transaksional tidak memulihkan kendalanya"
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if pemicu:
            kursor.execute(f'ALTER TABLE "{tabel}" DISABLE TRIGGER "{nama}"')
            return
        kursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s", [nama])
        # Keunikan bersyarat adalah indeks, bukan kendala.
        kursor.execute(
            f'ALTER TABLE "{tabel}" DROP CONSTRAINT "{nama}"' if kursor.fetchone() else f'DROP INDEX "{nama}"'
        )


def _tetapkan(monkeypatch: pytest.MonkeyPatch, nama: str, lama: int, baru: int) -> None:
    """Ganti tetapan bernama itu di modul aplikasi yang menulis atau mengimpornya."""
    for sebutan, modul in list(sys.modules.items()):
        if sebutan.split(".")[0] in APLIKASI and vars(modul).get(nama) == lama:
            monkeypatch.setattr(modul, nama, baru)


def pasang(monkeypatch: pytest.MonkeyPatch, lama: Any, baru: Any) -> None:
    """Ganti `lama` di setiap modul aplikasi dan modul uji yang mengimpornya."""
    kena = 0
    for modul, atribut in _pemegang(len(sys.modules)).get(id(lama), ()):
        if vars(modul).get(atribut) is lama:
            monkeypatch.setattr(modul, atribut, baru)
            kena += 1
    assert kena, f"{lama!r} tidak dipegang modul mana pun"


@lru_cache(maxsize=1)
def _pemegang(banyak: int) -> dict[int, list[tuple[ModuleType, str]]]:
    """Siapa memegang fungsi yang mana; dibaca ulang hanya bila ada modul baru."""
    hasil: dict[int, list[tuple[ModuleType, str]]] = defaultdict(list)
    for nama, modul in list(sys.modules.items()):
        if nama.split(".")[0] in (*APLIKASI, "tests"):
            for atribut, nilai in list(vars(modul).items()):
                if callable(nilai):
                    hasil[id(nilai)].append((modul, atribut))
    return hasil
