"""Sidik basis data yang sedang dipakai: bukan isi tabel, jadi tidak ikut tersalin ke salinan pulihan.

Dipulihkan dari dump: nomor basis datanya lain. Dipulihkan dari cadangan fisik: garis waktu WAL-nya lain.
"""

from typing import Final

from django.db import connection

from inti.models import Pemasangan

SQL_SIDIK: Final = """
SELECT concat_ws(':', (SELECT system_identifier FROM pg_control_system()),
                 (SELECT oid FROM pg_database WHERE datname = current_database()),
                 (SELECT timeline_id FROM pg_control_checkpoint()))
"""


def sidik_kini() -> str:
    """Sidik basis data ini. Satu kueri."""
    with connection.cursor() as kursor:
        kursor.execute(SQL_SIDIK)
        return str(kursor.fetchone()[0])


def sidik_tercatat() -> str | None:
    """Sidik pemasangan yang sah; None pada pemasangan yang belum pernah mengirim. Satu kueri."""
    return Pemasangan.objects.filter(pk=1).values_list("sidik", flat=True).first()
