"""Memasang mutan ke modul yang sudah dimuat: fungsinya, tetapannya, atau SQL yang sudah tersambung (lihat mutu/mutasi.py)."""

import ast
import functools
import gc
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import Any

from mutu.mutan import Mutan, kode_fungsi
from mutu.mutan_sql import sql

AKAR = Path(__file__).resolve().parent.parent
Tempat = tuple[dict[str, Any], str]


@dataclass(frozen=True)
class Termuat:
    """Yang sudah ada di ingatan sebelum mutan pertama.

    `fungsi` tiap berkas, `simpanan` yang menyembunyikan mutan, dan `teks`: setiap tempat yang menyimpan SQL proyek.
    """

    fungsi: dict[str, list[FunctionType]]
    simpanan: list[Any]
    teks: list[Tempat]

    @classmethod
    def kini(cls, berkas: Sequence[Path]) -> "Termuat":
        fungsi: dict[str, list[FunctionType]] = {str(satu): [] for satu in berkas}
        simpanan: list[Any] = []
        teks = list(_teks_modul())
        for benda in gc.get_objects():
            # Bukan isinstance: benda malas Django dan CSP menghitung isinya bila ditanya kelasnya, dan dapat menolak.
            jenis = type(benda)
            if jenis is FunctionType:
                if benda.__code__.co_filename in fungsi:
                    fungsi[benda.__code__.co_filename].append(benda)
                bawaan = benda.__kwdefaults__ or {}
                teks += [(bawaan, nama) for nama, isi in bawaan.items() if type(isi) is str and sql(isi)]
            elif jenis is functools._lru_cache_wrapper:
                simpanan.append(benda)
        return cls(fungsi, simpanan, teks)

    def memuat(self, penggalan: str) -> list[Tempat]:
        """Tempat SQL yang memuat penggalan itu."""
        return [(ruang, nama) for ruang, nama in self.teks if penggalan in ruang[nama]]

    def pasang(self, mutan: Mutan, berkas: Path) -> bool:
        """Pasang mutan di proses ini; False bila tidak ada yang dapat dipasangi."""
        for satu in self.simpanan:
            satu.cache_clear()
        if mutan.teks is not None and (tempat := self.memuat(mutan.teks[0])):
            for ruang, nama in tempat:
                ruang[nama] = ruang[nama].replace(*mutan.teks)
            return True
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


def _teks_modul() -> Iterator[Tempat]:
    """SQL di tingkat modul proyek ini."""
    for modul in list(sys.modules.values()):
        if str(getattr(modul, "__file__", None) or "").startswith(f"{AKAR}/"):
            ruang = vars(modul)
            yield from ((ruang, nama) for nama, isi in ruang.items() if type(isi) is str and sql(isi))


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
