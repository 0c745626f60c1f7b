"""Letak unit bertanggal; ruas pertamanya ditulis pemicu, dan unit yang sudah ada mendapat ruas pertamanya di sini."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import kepegawaian.models.penempatan

PEMICU = """
CREATE FUNCTION asn_letak_pertama() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kepegawaian_letakunit (unit_id, induk_id, dinas_id, nama, singkatan, sejak, sampai, dasar)
    SELECT id, induk_id, dinas_id, nama, singkatan, sejak, sampai, '' FROM baru;
    RETURN NULL;
END $$;

CREATE TRIGGER letak_pertama AFTER INSERT ON kepegawaian_unitkerja
REFERENCING NEW TABLE AS baru FOR EACH STATEMENT EXECUTE FUNCTION asn_letak_pertama();

-- Perangkat daerah menunjuk dirinya sendiri, jadi `dinas` baru terisi sesudah barisnya ada.
CREATE FUNCTION asn_letak_dinas_pertama() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE kepegawaian_letakunit SET dinas_id = NEW.dinas_id WHERE unit_id = NEW.id AND dinas_id IS NULL;
    RETURN NULL;
END $$;

CREATE TRIGGER letak_dinas_pertama AFTER UPDATE OF dinas_id ON kepegawaian_unitkerja
FOR EACH ROW WHEN (OLD.dinas_id IS NULL AND NEW.dinas_id IS NOT NULL) EXECUTE FUNCTION asn_letak_dinas_pertama();

-- Ruas letak menutup tepat masa berlaku unit, siapa pun yang mengubahnya.
CREATE FUNCTION asn_letak_ikut_masa() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM kepegawaian_letakunit
    WHERE unit_id = NEW.id AND (sejak > COALESCE(NEW.sampai, 'infinity') OR COALESCE(sampai, 'infinity') < NEW.sejak);
    UPDATE kepegawaian_letakunit SET sampai = NEW.sampai
    WHERE id = (SELECT id FROM kepegawaian_letakunit WHERE unit_id = NEW.id ORDER BY sejak DESC LIMIT 1)
      AND sampai IS DISTINCT FROM NEW.sampai;
    UPDATE kepegawaian_letakunit SET sejak = NEW.sejak
    WHERE id = (SELECT id FROM kepegawaian_letakunit WHERE unit_id = NEW.id ORDER BY sejak LIMIT 1)
      AND sejak <> NEW.sejak;
    RETURN NULL;
END $$;

CREATE TRIGGER letak_ikut_masa AFTER UPDATE OF sejak, sampai ON kepegawaian_unitkerja
FOR EACH ROW WHEN (OLD.sejak <> NEW.sejak OR OLD.sampai IS DISTINCT FROM NEW.sampai)
EXECUTE FUNCTION asn_letak_ikut_masa();

INSERT INTO kepegawaian_letakunit (unit_id, induk_id, dinas_id, nama, singkatan, sejak, sampai, dasar)
SELECT id, induk_id, dinas_id, nama, singkatan, sejak, sampai, '' FROM kepegawaian_unitkerja;
"""

BALIK = """
DROP TRIGGER letak_pertama ON kepegawaian_unitkerja;
DROP TRIGGER letak_dinas_pertama ON kepegawaian_unitkerja;
DROP TRIGGER letak_ikut_masa ON kepegawaian_unitkerja;
DROP FUNCTION asn_letak_pertama();
DROP FUNCTION asn_letak_dinas_pertama();
DROP FUNCTION asn_letak_ikut_masa();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kepegawaian", "0002_laporan_dan_masuk"),
    ]

    operations = [
        migrations.CreateModel(
            name="LetakUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nama", models.CharField(max_length=200)),
                ("singkatan", models.CharField(blank=True, max_length=60)),
                ("sejak", models.DateField()),
                (
                    "sampai",
                    models.DateField(blank=True, help_text="Hari terakhir; kosong berarti masih.", null=True),
                ),
                ("dasar", models.CharField(blank=True, help_text="Nomor SK atau peraturan.", max_length=120)),
            ],
            options={
                "verbose_name_plural": "letak unit",
            },
        ),
        migrations.AddField(
            model_name="unitkerja",
            name="penerus",
            field=models.ForeignKey(
                blank=True,
                help_text="Unit tempat melebur.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pendahulu",
                to="kepegawaian.unitkerja",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitkerja",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("penerus__isnull", True),
                    models.Q(("sampai__isnull", False), models.Q(("penerus", models.F("id")), _negated=True)),
                    _connector="OR",
                ),
                name="unit_penerus_sesudah_berakhir",
            ),
        ),
        migrations.AddField(
            model_name="letakunit",
            name="dinas",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kepegawaian.unitkerja",
            ),
        ),
        migrations.AddField(
            model_name="letakunit",
            name="induk",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letak_anak",
                to="kepegawaian.unitkerja",
            ),
        ),
        migrations.AddField(
            model_name="letakunit",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letak",
                to="kepegawaian.unitkerja",
            ),
        ),
        migrations.AddIndex(
            model_name="letakunit",
            index=models.Index(fields=["induk", "sejak"], name="letak_anak"),
        ),
        migrations.AddIndex(
            model_name="letakunit",
            index=models.Index(fields=["unit", "sejak"], name="letak_unit"),
        ),
        migrations.AddIndex(
            model_name="letakunit",
            index=models.Index(fields=["sejak"], name="letak_mulai"),
        ),
        migrations.AddConstraint(
            model_name="letakunit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sampai__isnull", True), ("sampai__gte", models.F("sejak")), _connector="OR"
                ),
                name="letak_sampai_sesudah_sejak",
            ),
        ),
        migrations.AddConstraint(
            model_name="letakunit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("induk__isnull", True),
                    models.Q(("induk", models.F("unit")), _negated=True),
                    _connector="OR",
                ),
                name="letak_bukan_induk_sendiri",
            ),
        ),
        migrations.AddConstraint(
            model_name="letakunit",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("unit", "="),
                    (kepegawaian.models.penempatan.RentangHari("sejak", "sampai", models.Value("[]")), "&&"),
                ],
                name="letak_satu_tiap_hari",
            ),
        ),
        migrations.RunSQL(PEMICU, BALIK),
    ]
