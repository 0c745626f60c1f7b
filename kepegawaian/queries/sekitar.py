"""Pertanyaan kepegawaian kepada aplikasi di atasnya, tanpa mengenalnya: alamat fungsinya ada di pengaturan."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Pekerjaan:
    """Pekerjaan yang sedang terbuka pada seseorang: apa, berapa, dan apa yang terjadi dengannya."""

    judul: str
    jumlah: int
    arti: str


def pekerjaan(*, pegawai_id: int, pada: date) -> list[Pekerjaan]:
    """Pekerjaan terbuka orang itu di semua aplikasi, dipakai halaman periksa."""
    return [satu for baca in _fungsi("PEKERJAAN_PEGAWAI") for satu in baca(pegawai_id=pegawai_id, pada=pada)]


def periode_ditutup(*, instansi_id: int, dari: date, sampai: date) -> list[str]:
    """Nama periode yang sudah ditutup (atau sedang ditutup) dan beririsan dengan hari-hari itu."""
    return [
        nama
        for baca in _fungsi("PERIODE_DITUTUP")
        for nama in baca(instansi_id=instansi_id, dari=dari, sampai=sampai)
    ]


def _fungsi(pengaturan: str) -> Iterator[Callable[..., Any]]:
    for alamat in getattr(settings, pengaturan):
        yield import_string(alamat)
