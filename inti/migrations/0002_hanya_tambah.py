"""Jejak hanya dapat ditambah; fungsi pemicu dipakai juga oleh aplikasi lain."""

from django.db import migrations

from inti.basisdata.pemicu import hanya_tambah

FUNGSI = """
CREATE FUNCTION asn_tolak_ubah() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Tabel % hanya dapat ditambah: % ditolak.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("inti", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNGSI, "DROP FUNCTION asn_tolak_ubah();"),
        hanya_tambah("inti_jejak"),
    ]
