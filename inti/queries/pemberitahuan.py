"""Pemberitahuan milik seseorang, dan kelancaran pengirimannya."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from inti.models import Pemberitahuan
from inti.queries.pemasangan import SQL_SIDIK

# Kotak keluar dikirim tiap dua detik; tugas yang menunggu selama ini berarti pekerja latar tidak bekerja.
WAJAR_MENUNGGU = timedelta(minutes=2)
SQL_BILAH = f"""
SELECT (SELECT count(*) FROM inti_pemberitahuan WHERE penerima_id = %(penerima)s AND dibaca IS NULL),
       (SELECT min(dibuat) FROM inti_kotakkeluar WHERE dikirim IS NULL AND jenis = 'tugas'),
       (SELECT sidik <> ({SQL_SIDIK}) FROM inti_pemasangan),
       (SELECT max(selesai_pada) FROM inti_cadangan)
"""


@dataclass(frozen=True, slots=True)
class Bilah:
    """Keadaan di bingkai: yang belum dibaca, sejak kapan tugas latar tertahan, salinan pulihankah ini, dan cadangan terakhir."""

    belum_dibaca: int
    tertahan_sejak: datetime | None
    pulihan: bool = False
    cadangan: datetime | None = None


def milik(penerima_id: int) -> QuerySet[Pemberitahuan]:
    """Pemberitahuan orang itu, terbaru lebih dulu."""
    return Pemberitahuan.objects.filter(penerima_id=penerima_id).order_by("-dibuat", "-id")


def bilah(penerima_id: int, *, sekarang: datetime) -> Bilah:
    """Hitungan kecil yang tampil di setiap halaman pegawai. Satu kueri, berindeks sebagian."""
    with connection.cursor() as kursor:
        kursor.execute(SQL_BILAH, {"penerima": penerima_id})
        return bilah_dari(kursor.fetchone(), sekarang=sekarang)


def bilah_dari(baris: Sequence[Any], *, sekarang: datetime) -> Bilah:
    """Dari satu baris SQL_BILAH; bingkai halaman membacanya bersama hal lain."""
    baru, tertua, pulihan, cadangan = baris
    tertahan = tertua is not None and sekarang - tertua > WAJAR_MENUNGGU
    return Bilah(baru, tertua if tertahan else None, bool(pulihan), cadangan)
