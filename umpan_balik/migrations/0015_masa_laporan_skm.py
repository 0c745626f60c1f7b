"""Laporan SKM tidak pernah berakhir sebelum mulai."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("umpan_balik", "0014_data_wajar")]

    operations = [
        migrations.AddConstraint(
            model_name="laporanskm",
            constraint=models.CheckConstraint(
                condition=models.Q(("selesai__gte", models.F("mulai"))),
                name="laporan_skm_selesai_sesudah_mulai",
            ),
        ),
    ]
