"""Rekap kelompok mendapat jenis perangkat daerah dan seluruh instansi."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("penilaian", "0012_umpan_rhk_dan_catatan"),
    ]

    operations = [
        migrations.AlterField(
            model_name="rekapkelompok",
            name="jenis",
            field=models.CharField(
                choices=[
                    ("seluruh", "Seluruh instansi"),
                    ("dinas", "Perangkat daerah"),
                    ("unit", "Unit"),
                    ("jabatan", "Jabatan"),
                    ("golongan", "Golongan"),
                    ("indikator", "Indikator"),
                ],
                max_length=9,
            ),
        ),
    ]
