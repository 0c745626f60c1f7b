"""Baris periode yang sudah ditutup beku di basis data sendiri."""

from django.db import migrations

from inti.basisdata.pemicu import beku_bila_ditutup

FUNGSI = """
CREATE FUNCTION asn_periode_ditutup(id_periode bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT status = 'ditutup' FROM indikator_periode WHERE id = id_periode
$$;

CREATE FUNCTION asn_beku_periode() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND asn_periode_ditutup(OLD.periode_id) THEN
        RAISE EXCEPTION 'Periode % sudah ditutup: % pada % ditolak.', OLD.periode_id, TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP <> 'DELETE' AND asn_periode_ditutup(NEW.periode_id) THEN
        RAISE EXCEPTION 'Periode % sudah ditutup: % pada % ditolak.', NEW.periode_id, TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION asn_beku_bukti() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    id_periode bigint;
BEGIN
    SELECT periode_id INTO id_periode FROM indikator_realisasi
        WHERE id = COALESCE(NEW.realisasi_id, OLD.realisasi_id);
    IF asn_periode_ditutup(id_periode) THEN
        RAISE EXCEPTION 'Periode % sudah ditutup: % pada % ditolak.', id_periode, TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION asn_periode_tetap_ditutup() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'ditutup' THEN
        RAISE EXCEPTION 'Periode % sudah ditutup: % ditolak.', OLD.id, TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER indikator_periode_beku BEFORE UPDATE OR DELETE ON indikator_periode
    FOR EACH ROW EXECUTE FUNCTION asn_periode_tetap_ditutup();

CREATE FUNCTION asn_kebijakan_beku() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'ditetapkan' THEN
        RAISE EXCEPTION 'Kebijakan % sudah ditetapkan: % ditolak; buat versi baru.', OLD.id, TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER indikator_kebijakan_beku BEFORE UPDATE OR DELETE ON indikator_kebijakan
    FOR EACH ROW EXECUTE FUNCTION asn_kebijakan_beku();
"""

BALIK = """
DROP TRIGGER indikator_kebijakan_beku ON indikator_kebijakan;
DROP TRIGGER indikator_periode_beku ON indikator_periode;
DROP FUNCTION asn_kebijakan_beku();
DROP FUNCTION asn_periode_tetap_ditutup();
DROP FUNCTION asn_beku_bukti();
DROP FUNCTION asn_beku_periode();
DROP FUNCTION asn_periode_ditutup(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("indikator", "0001_initial"), ("inti", "0002_hanya_tambah")]

    operations = [
        migrations.RunSQL(FUNGSI, BALIK),
        beku_bila_ditutup("indikator_realisasi"),
        beku_bila_ditutup("indikator_bukti", "asn_beku_bukti"),
    ]
