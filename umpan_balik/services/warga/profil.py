"""Menghapus keterangan diri atas permintaan pemiliknya, dan mengacak urutan barisnya."""

from datetime import datetime

from django.db import connection, transaction

from umpan_balik.models import ProfilWarga
from umpan_balik.rules.profil import PROFIL
from umpan_balik.sidik import sidik_profil

# Satu pernyataan: tidak ada saat ketika sebuah baris hilang. Nomor barunya menurut undian, nomor transaksinya sama.
SQL_ACAK = """
WITH lama AS (
    DELETE FROM umpan_balik_profilwarga WHERE NOT teracak AND bulan <= %(hari)s
    RETURNING instansi_id, layanan_id, bulan, jenis, pilihan, sidik, setuju_versi
)
INSERT INTO umpan_balik_profilwarga (instansi_id, layanan_id, bulan, jenis, pilihan, sidik, setuju_versi, teracak)
SELECT instansi_id, layanan_id, bulan, jenis, pilihan, sidik, setuju_versi, true FROM lama ORDER BY random()
"""


def tarik_profil(*, kode: str) -> int:
    """Hapus seketika semua keterangan diri milik pemegang kode lacak itu; kembalikan banyaknya."""
    banyak, _ = ProfilWarga.objects.filter(sidik__in=[sidik_profil(p.kode, kode) for p in PROFIL]).delete()
    return banyak


@transaction.atomic
def acak_profil(*, sekarang: datetime) -> int:
    """Tulis ulang baris yang belum teracak dalam urutan undian; kembalikan banyaknya.

    Tanpa ini nomor baris dan nomor transaksi menyambungkan keterangan diri dengan survei yang masuk bersamaan.
    """
    with connection.cursor() as kursor:
        kursor.execute(SQL_ACAK, {"hari": sekarang.date()})
        return int(kursor.rowcount)
