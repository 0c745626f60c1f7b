"""Garis dari sebuah RHK ke puncak: untuk apa pekerjaan itu."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from indikator.models import StatusDokumen
from indikator.queries.pohon.sql import SQL_GARIS


@dataclass(frozen=True, slots=True)
class RuasGaris:
    """Satu RHK pada garis. Di atas RHK sendiri hanya teks dan jabatannya yang ditulis, tanpa nama dan angka."""

    rhk_id: int
    teks: str
    pegawai_id: int
    jabatan: str
    unit_id: int
    unit: str
    status: str

    @property
    def draf(self) -> bool:
        return self.status == StatusDokumen.DRAF


def garis(rhk_ids: Iterable[int]) -> dict[int, list[RuasGaris]]:
    """Untuk tiap RHK: dirinya, RHK yang didukungnya, sampai puncak. Satu kueri.

    Garis berhenti di bawah RHK yang ditarik kembali menjadi draf: isinya sedang diubah pemiliknya.
    """
    hasil: dict[int, list[RuasGaris]] = defaultdict(list)
    with connection.cursor() as kursor:
        kursor.execute(SQL_GARIS, {"rhk": list(rhk_ids)})
        for asal, *ruas in kursor.fetchall():
            hasil[asal].append(RuasGaris(*ruas))
    return {asal: _sampai_draf(ruas) for asal, ruas in hasil.items()}


def _sampai_draf(ruas: list[RuasGaris]) -> list[RuasGaris]:
    potong = next((n for n, r in enumerate(ruas[1:], start=1) if r.draf), len(ruas))
    return ruas[:potong]
