"""Riwayat tiap baris oleh basis data sendiri, sehingga perubahan lewat ORM, SQL, maupun psql sama-sama tercatat.

Pemicunya bekerja sekali tiap pernyataan dengan tabel transisi; mengubah seribu baris menulis riwayatnya sekaligus.
Siapa dan mengapa tidak ditulis di sini: keduanya ada pada baris Jejak yang lahir dalam transaksi yang sama.
"""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.migrations import RunSQL

DISAMARKAN = "(disamarkan)"

# search_path dikunci: tabel sementara bernama sama tidak dapat menampung riwayat yang seharusnya tercatat.
# enable_nestloop dimatikan karena rencana disimpan; rencana untuk satu baris tidak boleh dipakai untuk sejuta baris.
# FULL JOIN: nomor baris yang diganti tampak sebagai satu hilang dan satu baru.
FUNGSI_RIWAYAT = f"""
DO $luar$ BEGIN EXECUTE format($buat$
CREATE FUNCTION asn_catat_riwayat() RETURNS trigger LANGUAGE plpgsql
SET search_path = %I, pg_catalog, pg_temp SET enable_nestloop = off AS $$
DECLARE
    rahasia text[] := TG_ARGV[0];
    abaikan text[] := TG_ARGV[1];
    buang text[] := rahasia || abaikan;
    induk text := TG_ARGV[2];
    milik text := TG_ARGV[3];
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO inti_riwayat (tabel, objek_id, induk_id, instansi_id, aksi, sesudah)
        SELECT TG_TABLE_NAME, b.id, (x.j ->> induk)::bigint, (x.j ->> milik)::bigint, 'I', x.j - buang
        FROM baru b CROSS JOIN LATERAL (SELECT to_jsonb(b) OFFSET 0) x(j);
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO inti_riwayat (tabel, objek_id, induk_id, instansi_id, aksi, sebelum)
        SELECT TG_TABLE_NAME, l.id, (x.j ->> induk)::bigint, (x.j ->> milik)::bigint, 'D', x.j - buang
        FROM lama l CROSS JOIN LATERAL (SELECT to_jsonb(l) OFFSET 0) x(j);
    ELSE
        INSERT INTO inti_riwayat (tabel, objek_id, induk_id, instansi_id, aksi, sebelum, sesudah)
        SELECT TG_TABLE_NAME, COALESCE(nb, nl), (COALESCE(jb, jl) ->> induk)::bigint,
               (COALESCE(jb, jl) ->> milik)::bigint,
               CASE WHEN nl IS NULL THEN 'I' WHEN nb IS NULL THEN 'D' ELSE 'U' END,
               CASE WHEN nl IS NULL THEN NULL WHEN nb IS NULL THEN jl - buang ELSE
                   (SELECT jsonb_object_agg(k, CASE WHEN k = ANY(rahasia) THEN '"{DISAMARKAN}"' ELSE jl -> k END)
                    FROM jsonb_object_keys(jb) k WHERE jl -> k IS DISTINCT FROM jb -> k) END,
               CASE WHEN nb IS NULL THEN NULL WHEN nl IS NULL THEN jb - buang ELSE
                   (SELECT jsonb_object_agg(k, CASE WHEN k = ANY(rahasia) THEN '"{DISAMARKAN}"' ELSE jb -> k END)
                    FROM jsonb_object_keys(jb) k WHERE jl -> k IS DISTINCT FROM jb -> k) END
        FROM (SELECT l.id AS nl, b.id AS nb, to_jsonb(l) - abaikan AS jl, to_jsonb(b) - abaikan AS jb
              FROM lama l FULL JOIN baru b ON l.id = b.id WHERE l IS DISTINCT FROM b OFFSET 0) beda
        WHERE jl IS DISTINCT FROM jb;
    END IF;
    RETURN NULL;
END $$;
$buat$, current_schema()); END $luar$;

CREATE FUNCTION asn_tolak_kosongkan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Tabel % berriwayat: TRUNCATE ditolak, hapus baris demi baris.', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""
BALIK_RIWAYAT = "DROP FUNCTION asn_tolak_kosongkan(); DROP FUNCTION asn_catat_riwayat();"


class TanpaPecahanBiner(json.JSONDecoder):
    """Angka berkoma dibaca sebagai Decimal: riwayat nilai tidak boleh bergeser saat ditampilkan."""

    def __init__(self, **lain: Any) -> None:
        super().__init__(parse_float=Decimal, **lain)


def berriwayat(
    tabel: str,
    *,
    rahasia: Iterable[str] = (),
    abaikan: Iterable[str] = (),
    induk: str = "",
    instansi: str = "instansi_id",
) -> RunSQL:
    """Catat tiap tambah, ubah, dan hapus pada satu tabel berkunci `id`; TRUNCATE ditolak karena melewati pemicu baris.

    `rahasia`: kolom yang isinya tidak pernah disalin, hanya kenyataan bahwa ia berubah. `abaikan`: kolom yang
    perubahannya bukan peristiwa. `induk`: kolom nomor pemiliknya (pegawai bagi penempatan). `instansi`: kolom instansinya.
    """
    argumen = ", ".join(f"'{satu}'" for satu in (_larik(rahasia), _larik(abaikan), induk, instansi))
    peristiwa = (
        ("tambah", "INSERT", "NEW TABLE AS baru"),
        ("ubah", "UPDATE", "OLD TABLE AS lama NEW TABLE AS baru"),
        ("hapus", "DELETE", "OLD TABLE AS lama"),
    )
    maju = [
        f"CREATE TRIGGER {tabel}_riwayat_{nama} AFTER {aksi} ON {tabel} REFERENCING {acuan} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION asn_catat_riwayat({argumen});"
        for nama, aksi, acuan in peristiwa
    ]
    maju.append(
        f"CREATE TRIGGER {tabel}_riwayat_tolak_kosongkan BEFORE TRUNCATE ON {tabel} "
        "FOR EACH STATEMENT EXECUTE FUNCTION asn_tolak_kosongkan();"
    )
    mundur = [
        f"DROP TRIGGER {tabel}_riwayat_{nama} ON {tabel};"
        for nama in ("tambah", "ubah", "hapus", "tolak_kosongkan")
    ]
    return RunSQL("\n".join(maju), "\n".join(mundur))


def _larik(nama: Iterable[str]) -> str:
    return "{" + ",".join(nama) + "}"
