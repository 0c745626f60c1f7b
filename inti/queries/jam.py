"""Jam yang memutuskan: jam basis data, satu bagi semua mesin web dan pekerja."""

from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.utils import timezone

# Di bawah ini selisihnya adalah lama perjalanan kueri, bukan jam yang meleset.
SELISIH_TERKECIL: Final = timedelta(seconds=1)


def jam_mesin() -> datetime:
    """Jam mesin ini, yang boleh meleset."""
    return timezone.now()


def selisih_dari(*, basis_data: datetime, mesin: datetime) -> timedelta:
    """Yang harus ditambahkan pada waktu mesin ini supaya sama dengan jam basis data; nol bila di bawah sedetik."""
    selisih = basis_data - mesin
    return selisih if abs(selisih) >= SELISIH_TERKECIL else timedelta(0)


def selisih_jam() -> timedelta:
    """Selisih jam basis data dengan mesin ini sekarang. Satu kueri."""
    mesin = jam_mesin()
    with connection.cursor() as kursor:
        # Saat pernyataan tiba di peladen: tidak bergantung pada kunci yang ditunggu transaksinya.
        kursor.execute("SELECT statement_timestamp()")
        return selisih_dari(basis_data=kursor.fetchone()[0], mesin=mesin)
