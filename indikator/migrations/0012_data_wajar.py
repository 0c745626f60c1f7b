"""Gabungan data yang tidak masuk akal ditolak basis data: dua pemda, memutus diri, laporan di luar SKP-nya."""

from django.conf import settings
from django.db import migrations, models

from inti.basisdata.pemicu import satu_pemda

PEGAWAI, PERIODE = "kepegawaian_pegawai", "indikator_periode"
WAJAR = """
CREATE FUNCTION asn_realisasi_wajar() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    pemilik bigint;
    tahun bigint;
    arah text;
BEGIN
    SELECT s.pegawai_id, s.periode_id, i.polaritas INTO pemilik, tahun, arah
        FROM indikator_indikatorkinerja i JOIN indikator_skp s ON s.id = i.skp_id WHERE i.id = NEW.indikator_id;
    IF pemilik <> NEW.pegawai_id THEN
        RAISE EXCEPTION 'Laporan pegawai % atas indikator milik %.', NEW.pegawai_id, pemilik
            USING ERRCODE = 'check_violation', CONSTRAINT = 'realisasi_milik_sendiri';
    END IF;
    IF tahun <> (SELECT COALESCE(induk_id, id) FROM indikator_periode WHERE id = NEW.periode_id) THEN
        RAISE EXCEPTION 'Laporan periode % atas SKP tahun lain (%).', NEW.periode_id, tahun
            USING ERRCODE = 'check_violation', CONSTRAINT = 'realisasi_setahun_dengan_skp';
    END IF;
    IF arah = 'ya_tidak' AND NEW.nilai NOT IN (0, 1) THEN
        RAISE EXCEPTION 'Laporan ya atau tidak bernilai %.', NEW.nilai
            USING ERRCODE = 'check_violation', CONSTRAINT = 'realisasi_ya_tidak';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER indikator_realisasi_wajar
    BEFORE INSERT OR UPDATE OF pegawai_id, periode_id, indikator_id, nilai ON indikator_realisasi
    FOR EACH ROW EXECUTE FUNCTION asn_realisasi_wajar();
"""
WAJAR_BALIK = (
    "DROP TRIGGER indikator_realisasi_wajar ON indikator_realisasi; DROP FUNCTION asn_realisasi_wajar();"
)


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0011_kualitatif"),
        ("kepegawaian", "0009_satu_pemda"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="realisasi",
            constraint=models.CheckConstraint(
                condition=models.Q(("diputus_oleh", models.F("pegawai")), _negated=True),
                name="realisasi_bukan_memutus_diri",
            ),
        ),
        migrations.AddConstraint(
            model_name="skp",
            constraint=models.CheckConstraint(
                condition=models.Q(("diputus_oleh", models.F("pegawai")), _negated=True),
                name="skp_bukan_memutus_diri",
            ),
        ),
        satu_pemda(PERIODE, instansi="", induk=PERIODE, kebijakan="indikator_kebijakan"),
        satu_pemda("indikator_skp", instansi="", periode=PERIODE, pegawai=PEGAWAI),
        satu_pemda("indikator_realisasi", instansi="", periode=PERIODE, pegawai=PEGAWAI),
        migrations.RunSQL(WAJAR, WAJAR_BALIK),
    ]
