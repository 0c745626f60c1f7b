"""Risalah dialog yang sah beku di basis data; laporan dan dialog berriwayat tanpa isinya."""

from django.db import migrations

from inti.basisdata.pemicu import hanya_tambah
from inti.basisdata.riwayat import berriwayat

# Pokok laporan yang sudah ada diberi bunyinya.
ISI_TENTANG = """
UPDATE umpan_balik_umpanbalik u SET tentang = left(i.nama, 500)
FROM indikator_realisasi r JOIN indikator_indikatorkinerja i ON i.id = r.indikator_id
WHERE r.id = u.realisasi_id AND u.tentang = '';
"""

# Sesudah sah oleh keduanya, yang masih dapat berubah hanya tanda selesai pada tindak lanjut.
BEKU = """
CREATE FUNCTION asn_beku_dialog() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.disahkan_pegawai IS NOT NULL AND OLD.disahkan_penilai IS NOT NULL THEN
        RAISE EXCEPTION 'Risalah dialog yang sah beku: % ditolak.', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION asn_beku_isi_dialog() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE nomor bigint;
BEGIN
    IF TG_TABLE_NAME = 'umpan_balik_tindakdialog' AND TG_OP = 'UPDATE' THEN
        IF to_jsonb(OLD) - '{selesai_pada,selesai_oleh_id}'::text[]
           = to_jsonb(NEW) - '{selesai_pada,selesai_oleh_id}'::text[] THEN
            RETURN NEW;
        END IF;
    END IF;
    FOREACH nomor IN ARRAY CASE TG_OP
        WHEN 'INSERT' THEN ARRAY[NEW.dialog_id] WHEN 'DELETE' THEN ARRAY[OLD.dialog_id]
        ELSE ARRAY[OLD.dialog_id, NEW.dialog_id] END
    LOOP
        PERFORM 1 FROM umpan_balik_dialogkinerja
        WHERE id = nomor AND disahkan_pegawai IS NOT NULL AND disahkan_penilai IS NOT NULL;
        IF FOUND THEN
            RAISE EXCEPTION 'Isi risalah yang sah beku: % ditolak.', TG_OP USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER umpan_balik_dialogkinerja_beku BEFORE UPDATE OR DELETE ON umpan_balik_dialogkinerja
    FOR EACH ROW EXECUTE FUNCTION asn_beku_dialog();
CREATE TRIGGER umpan_balik_pokokdialog_beku BEFORE INSERT OR UPDATE OR DELETE ON umpan_balik_pokokdialog
    FOR EACH ROW EXECUTE FUNCTION asn_beku_isi_dialog();
CREATE TRIGGER umpan_balik_tindakdialog_beku BEFORE INSERT OR UPDATE OR DELETE ON umpan_balik_tindakdialog
    FOR EACH ROW EXECUTE FUNCTION asn_beku_isi_dialog();
"""
BALIK_BEKU = """
DROP TRIGGER umpan_balik_tindakdialog_beku ON umpan_balik_tindakdialog;
DROP TRIGGER umpan_balik_pokokdialog_beku ON umpan_balik_pokokdialog;
DROP TRIGGER umpan_balik_dialogkinerja_beku ON umpan_balik_dialogkinerja;
DROP FUNCTION asn_beku_isi_dialog();
DROP FUNCTION asn_beku_dialog();
"""


class Migration(migrations.Migration):
    dependencies = [("umpan_balik", "0006_langsung"), ("inti", "0008_saat_riwayat")]

    operations = [
        migrations.RunSQL(ISI_TENTANG, migrations.RunSQL.noop),
        migrations.RunSQL(BEKU, BALIK_BEKU),
        hanya_tambah("umpan_balik_adendumdialog"),
        berriwayat("umpan_balik_laporanumpanbalik", rahasia=["alasan", "catatan"]),
        berriwayat("umpan_balik_dialogkinerja", rahasia=["kendala", "dukungan"], induk="pegawai_id"),
        berriwayat("umpan_balik_tindakdialog", rahasia=["uraian"], induk="dialog_id"),
    ]
