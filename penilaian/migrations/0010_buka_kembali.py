"""Periode yang ditutup hanya dapat dibuka kembali oleh usul yang disetujui orang kedua; hasil mengenal putarannya."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from inti.basisdata.riwayat import berriwayat

TETAP_DITUTUP = """
CREATE OR REPLACE FUNCTION asn_periode_tetap_ditutup() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'ditutup' THEN
        {kecuali}
        RAISE EXCEPTION 'Periode % sudah ditutup: % ditolak.', OLD.id, TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
"""
# Hanya keadaan dan tenggatnya yang berubah, dan hanya untuk putaran yang usulnya sudah disetujui dan belum terpakai.
BOLEH_DIBUKA = """
        IF TG_OP = 'UPDATE' AND NEW.status = 'diproses'
           AND to_jsonb(NEW) - ARRAY['status', 'ditutup', 'penutupan_dimulai', 'tutup_pada']
             = to_jsonb(OLD) - ARRAY['status', 'ditutup', 'penutupan_dimulai', 'tutup_pada']
           AND EXISTS (
               SELECT 1 FROM penilaian_pembukaankembali b
               WHERE b.periode_id = OLD.id AND b.status = 'ditetapkan' AND b.tutup_pada = NEW.tutup_pada
                 AND b.putaran = 1 + (SELECT max(p.putaran) FROM penilaian_penutupan p WHERE p.periode_id = OLD.id))
        THEN
            RETURN NEW;
        END IF;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0011_kualitatif"),
        ("penilaian", "0009_ruas"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PembukaanKembali",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("putaran", models.PositiveSmallIntegerField()),
                ("alasan", models.TextField()),
                ("tutup_pada", models.DateTimeField(help_text="Tenggat tulisan sesudah dibuka kembali.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("diajukan", "Diajukan"),
                            ("ditetapkan", "Disetujui"),
                            ("ditutup", "Tidak disetujui"),
                        ],
                        default="diajukan",
                        max_length=10,
                    ),
                ),
                ("diajukan_pada", models.DateTimeField()),
                ("diputus_pada", models.DateTimeField(blank=True, null=True)),
                ("alasan_putusan", models.TextField(blank=True)),
            ],
            options={
                "verbose_name_plural": "pembukaan kembali",
            },
        ),
        migrations.AddField(
            model_name="hasil",
            name="putaran",
            field=models.PositiveSmallIntegerField(
                db_default=1, default=1, help_text="Penutupan ke berapa yang melahirkannya (menurut asal)."
            ),
        ),
        migrations.AddField(
            model_name="penutupan",
            name="putaran",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AlterField(
            model_name="penutupan",
            name="periode",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="penutupan", to="indikator.periode"
            ),
        ),
        migrations.AddConstraint(
            model_name="penutupan",
            constraint=models.UniqueConstraint(
                fields=("periode", "putaran"), name="penutupan_satu_tiap_putaran"
            ),
        ),
        migrations.AddField(
            model_name="pembukaankembali",
            name="diajukan_oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="pembukaankembali",
            name="diputus_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pembukaankembali",
            name="periode",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pembukaan", to="indikator.periode"
            ),
        ),
        migrations.AddConstraint(
            model_name="pembukaankembali",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "diajukan")), fields=("periode",), name="pembukaan_satu_usul"
            ),
        ),
        migrations.AddConstraint(
            model_name="pembukaankembali",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "ditetapkan")),
                fields=("periode", "putaran"),
                name="pembukaan_sekali_tiap_putaran",
            ),
        ),
        migrations.AddConstraint(
            model_name="pembukaankembali",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("diputus_oleh__isnull", True), ("diputus_pada__isnull", True)),
                    models.Q(("diputus_oleh__isnull", False), ("diputus_pada__isnull", False)),
                    _connector="OR",
                ),
                name="pembukaan_diputus_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="pembukaankembali",
            constraint=models.CheckConstraint(
                condition=models.Q(("alasan", ""), _negated=True), name="pembukaan_beralasan"
            ),
        ),
        migrations.AddConstraint(
            model_name="pembukaankembali",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("diputus_pada__isnull", True), ("status", "diajukan")),
                    models.Q(
                        models.Q(("status", "diajukan"), _negated=True), ("diputus_pada__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="pembukaan_diputus_sesuai_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="pembukaankembali",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "ditetapkan"), _negated=True),
                    models.Q(("diputus_oleh", models.F("diajukan_oleh")), _negated=True),
                    _connector="OR",
                ),
                name="pembukaan_dua_orang",
            ),
        ),
        migrations.RunSQL(TETAP_DITUTUP.format(kecuali=BOLEH_DIBUKA), TETAP_DITUTUP.format(kecuali="")),
        berriwayat("penilaian_pembukaankembali", induk="periode_id"),
    ]
