"""Peran basis data bagi web dan pekerja: membaca dan menulis baris, tanpa memiliki satu tabel pun.

Yang tidak memiliki tabel tidak dapat membuangnya atau mematikan pemicunya; catatan jejak pun hanya dapat ditambahnya.
"""

from django.db import connection, transaction

# Hanya dapat ditambah; pemicunya juga menolak, tetapi pemicu milik pemilik tabel.
CATATAN = ("inti_jejak", "inti_riwayat", "inti_segel")
# Riwayat migrasi dibaca pemeriksaan kesehatan, diubah pemilik saja.
HANYA_BACA = ("django_migrations",)
PELIHARA_SEJAK = 170000  # hak MAINTAIN (ANALYZE tanpa memiliki tabelnya) ada sejak PostgreSQL 17


@transaction.atomic
def siapkan(peran: str) -> None:
    """Beri peran yang sudah ada hak secukupnya, juga atas tabel yang dibuat migrasi berikutnya. Aman diulang."""
    nama, basis = (
        connection.ops.quote_name(peran),
        connection.ops.quote_name(connection.settings_dict["NAME"]),
    )
    with connection.cursor() as kursor:
        for perintah in perintah_hak(nama, basis, versi=connection.pg_version):
            kursor.execute(perintah)


def perintah_hak(nama: str, basis: str, *, versi: int) -> list[str]:
    """Pernyataan GRANT dan REVOKE; `nama` dan `basis` sudah dikutip."""
    pelihara = ", MAINTAIN" if versi >= PELIHARA_SEJAK else ""
    baris = f"SELECT, INSERT, UPDATE, DELETE{pelihara}"
    milik = f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {{}} TO {nama}"
    return [
        f"GRANT CONNECT, TEMPORARY ON DATABASE {basis} TO {nama}",
        f"GRANT USAGE ON SCHEMA public TO {nama}",
        f"GRANT {baris} ON ALL TABLES IN SCHEMA public TO {nama}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {nama}",
        milik.format(f"{baris} ON TABLES"),
        milik.format("USAGE, SELECT ON SEQUENCES"),
        *(f"REVOKE ALL ON {tabel} FROM {nama}" for tabel in (*CATATAN, *HANYA_BACA)),
        *(f"GRANT SELECT, INSERT ON {tabel} TO {nama}" for tabel in CATATAN),
        *(f"GRANT SELECT ON {tabel} TO {nama}" for tabel in HANYA_BACA),
    ]


def berlebih(peran: str) -> list[str]:
    """Hak peran itu yang dapat mematikan penjaga jejak: memiliki tabel atau skema, superuser, atau mengubah catatan."""
    with connection.cursor() as kursor:
        kursor.execute(
            """
            SELECT 'superuser' FROM pg_roles WHERE rolname = %(peran)s AND rolsuper
            UNION ALL SELECT 'memiliki ' || c.relname FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                  AND pg_has_role(%(peran)s, c.relowner, 'MEMBER')
            UNION ALL SELECT hak || ' ' || tabel
                FROM unnest(%(catatan)s::text[]) AS tabel, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS hak
                WHERE has_table_privilege(%(peran)s, tabel, hak)
            """,
            {"peran": peran, "catatan": list(CATATAN)},
        )
        return [satu for (satu,) in kursor.fetchall()]
