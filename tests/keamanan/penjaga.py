"""Mencari fungsi izin dan pemeriksaan, mengetahui mana yang dilewati sebuah permintaan, dan membuatnya melempar galat."""

import importlib
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from django import forms

from tests.pagar import AKAR, APLIKASI

# Fungsi yang menolak atau membatasi, menurut namanya; di permissions.py semuanya.
POLA = re.compile(
    r"_?(wajib|hanya|periksa|tolak_|cocokkan|boleh|cukup|berukuran|kunci_|alasan|rapikan|tersunting)"
)
DI_FORMULIR = re.compile(r"clean(_\w+)?|to_python|validate|periksa\w*")
_kini: list[BaseException] = []


def galat() -> BaseException:
    """Galat yang sedang dilempar semua penjaga yang dirusak."""
    return _kini[-1]


def _lempar(*_: Any, **__: Any) -> Any:
    from tests.keamanan import penjaga  # berjalan di ruang nama fungsi yang dirusak

    raise penjaga.galat()


@dataclass(frozen=True)
class Penjaga:
    """Satu fungsi atau metode; `kelas` kosong bagi fungsi modul."""

    sebutan: str
    fungsi: FunctionType
    kelas: type | None

    @property
    def kode(self) -> CodeType:
        return self.fungsi.__code__

    @property
    def izin(self) -> bool:
        return "/permissions.py:" in self.sebutan

    @contextmanager
    def melempar(self, satu: BaseException) -> Iterator[None]:
        """Selama blok ini, memanggilnya melempar `satu`, dari modul mana pun ia dipanggil."""
        _kini.append(satu)
        with pytest.MonkeyPatch.context() as tambal:
            if self.kelas is not None:
                tambal.setattr(self.kelas, self.fungsi.__name__, _lempar)
            else:
                tambal.setattr(self.fungsi, "__code__", _lempar.__code__)
            try:
                yield
            finally:
                _kini.pop()


def semua() -> list[Penjaga]:
    """Semua fungsi di permissions.py, pemeriksa di rules dan services, dan clean di formulir."""
    hasil = {}
    for aplikasi in APLIKASI:
        for jalur in sorted((AKAR / aplikasi).rglob("*.py")):
            bagian = jalur.relative_to(AKAR)
            lantai = bagian.parts[1].removesuffix(".py")
            if lantai not in {"permissions", "services", "rules", "forms"}:
                continue
            modul = importlib.import_module(".".join(bagian.with_suffix("").parts).removesuffix(".__init__"))
            for satu in _isi(modul, bagian.as_posix(), lantai):
                hasil[satu.kode] = satu
    return list(hasil.values())


def _isi(modul: Any, berkas: str, lantai: str) -> Iterator[Penjaga]:
    for nama, isi in list(vars(modul).items()):
        if isinstance(isi, type) and isi.__module__ == modul.__name__:
            yield from _metode(isi, berkas, lantai)
        fungsi = inspect.unwrap(isi) if callable(isi) and not isinstance(isi, type) else None
        if (
            isinstance(fungsi, FunctionType)
            and fungsi.__module__ == modul.__name__
            and not fungsi.__code__.co_freevars
            and (lantai == "permissions" or POLA.match(nama))
        ):
            yield Penjaga(f"{berkas}:{nama}", fungsi, None)


def _metode(kelas: type, berkas: str, lantai: str) -> Iterator[Penjaga]:
    berformulir = issubclass(kelas, forms.BaseForm | forms.Field)
    for nama, isi in vars(kelas).items():
        cocok = DI_FORMULIR.fullmatch(nama) if berformulir else lantai == "permissions" or POLA.match(nama)
        if isinstance(isi, FunctionType) and cocok and not nama.startswith("__"):
            yield Penjaga(f"{berkas}:{kelas.__name__}.{nama}", isi, kelas)


@contextmanager
def menyaksikan(kode: set[CodeType]) -> Iterator[set[CodeType]]:
    """Kode penjaga yang dijalankan selama blok ini."""
    terlihat: set[CodeType] = set()

    def lihat(bingkai: FrameType, kejadian: str, _: Any) -> None:
        if kejadian == "call" and bingkai.f_code in kode:
            terlihat.add(bingkai.f_code)

    sebelum: Callable[..., Any] | None = sys.getprofile()
    sys.setprofile(lihat)
    try:
        yield terlihat
    finally:
        sys.setprofile(sebelum)
