"""SKP yang mengambil indikator katalog memegang kunci barisnya sejak ditulis, bukan baru saat disimpan tetap.

Kunci tamu bawaan Django diperiksa di akhir transaksi. Akibatnya pengubah katalog tidak melihat SKP yang sedang
memakai versi itu, lalu mengubahnya di tempat. Dengan pemeriksaan segera, pengubah menunggu dan membuat versi baru.
"""

from django.db import migrations

UBAH = """
DO $$
DECLARE
    nama text;
BEGIN
    SELECT conname INTO STRICT nama FROM pg_constraint
        WHERE conrelid = 'indikator_indikatorkinerja'::regclass
          AND confrelid = 'indikator_indikator'::regclass AND contype = 'f';
    EXECUTE format('ALTER TABLE indikator_indikatorkinerja ALTER CONSTRAINT %I DEFERRABLE INITIALLY {kapan}', nama);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("indikator", "0002_beku")]

    operations = [migrations.RunSQL(UBAH.format(kapan="IMMEDIATE"), UBAH.format(kapan="DEFERRED"))]
