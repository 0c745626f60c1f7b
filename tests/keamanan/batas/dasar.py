"""Satu batas tertulis dan cara mencobanya: batas−1, batas, batas+1."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from inti.galat import GalatAturan
from inti.services.lembar import GalatLembar
from tests.keamanan import bahan as bahan_uji
from tests.keamanan.bahan import Bahan
from tests.test_keadaan_layanan import Panggung, bangun
from tests.umpan_balik.conftest import SEKARANG, Kota, buat_kota
from umpan_balik.services import penugasan

DETIK = timedelta(seconds=1)
HARI = timedelta(days=1)
# Yang diterima menurut tulisannya, pada batas−1, batas, batas+1.
ARAH = {
    "paling banyak": (True, True, False),
    "kurang dari": (True, False, False),
    "sedikitnya": (False, True, True),
}
DITOLAK = (GalatAturan, GalatLembar, ValueError, ValidationError)


class Dunia:
    """Dunia uji; yang dipakai satu kelompok dibangun sebelum percobaan pertamanya."""

    def __init__(self, *dipakai: str) -> None:
        for nama in dipakai:
            getattr(self, nama)

    @cached_property
    def kota(self) -> Kota:
        kota = buat_kota("Batas")
        penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=SEKARANG)
        return kota

    @cached_property
    def s(self) -> Panggung:
        return bangun()

    @cached_property
    def b(self) -> Bahan:
        return bahan_uji.bahan()

    @cached_property
    def isi(self) -> dict[str, Any]:
        """Benda yang dibuat satu kelompok batas bersama-sama."""
        return {}


Coba = Callable[[Dunia, Any], object]


@dataclass(frozen=True)
class Batas:
    """`kunci` menunjuk tetapannya (“berkas.py:NAMA”, boleh diikuti “[bagian]”).

    `coba(dunia, n)` melakukan tindakannya sebesar n; ditolak bila melempar galat aturan atau menjawab False.
    `deret`: `coba` melakukan percobaan ke-n; batasnya terlampaui pada percobaan yang pertama ditolak.
    """

    kunci: str
    coba: Coba
    arah: str = "paling banyak"
    satuan: Any = 1
    deret: bool = False
    bagian: Callable[[Any], Any] = field(default=lambda nilai: nilai)

    @property
    def tetapan(self) -> tuple[str, str]:
        berkas, _, nama = self.kunci.partition("[")[0].partition(":")
        return berkas, nama

    @property
    def nilai(self) -> Any:
        """Batas yang tertulis, dibaca dari tetapannya."""
        berkas, nama = self.tetapan
        if berkas == "asn_kinerja/settings.py":
            return self.bagian(getattr(settings, nama))
        return self.bagian(getattr(import_module(berkas.removesuffix(".py").replace("/", ".")), nama))

    def jawaban(self, dunia: Dunia, batas: Any) -> tuple[bool, ...]:
        """Diterima atau tidak pada batas−1, batas, dan batas+1."""
        if self.deret:
            ke = self._pertama_ditolak(dunia, batas + 2)
            return tuple(n < ke for n in (batas - 1, batas, batas + 1))
        return tuple(self._diterima(dunia, n) for n in (batas - self.satuan, batas, batas + self.satuan))

    def _diterima(self, dunia: Dunia, n: Any) -> bool:
        with transaction.atomic():
            try:
                with transaction.atomic():
                    diterima = self.coba(dunia, n) is not False
            except DITOLAK:
                diterima = False
            transaction.set_rollback(True)
        return diterima

    def _pertama_ditolak(self, dunia: Dunia, paling: int) -> int:
        with transaction.atomic():
            for nomor in range(1, paling):
                try:
                    if self.coba(dunia, nomor) is False:
                        break
                except DITOLAK:
                    break
            else:
                nomor = paling
            transaction.set_rollback(True)
        return nomor

    def lain(self, nilai: Any) -> Any:
        """Batas yang digeser satu satuan ke arah yang melonggarkan; dipakai pembandingnya."""
        geser = -self.satuan if self.arah == "sedikitnya" else self.satuan
        return nilai + geser


def huruf(n: int) -> str:
    """Teks sepanjang itu yang tidak dirapikan, disamarkan, atau dianggap berulang."""
    return "u" * n
