"""Indeks hasil hanya yang dibaca."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0003_pemakaian_katalog_segera"),
        ("kepegawaian", "0002_laporan_dan_masuk"),
        ("penilaian", "0003_hasil_predikat_dari_rating"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="hasil",
            name="dinas",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kepegawaian.unitkerja",
            ),
        ),
        migrations.AlterField(
            model_name="hasil",
            name="instansi",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kepegawaian.instansi",
            ),
        ),
        migrations.AlterField(
            model_name="hasil",
            name="pegawai",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hasil",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="hasil",
            name="penempatan",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kepegawaian.penempatan",
            ),
        ),
        migrations.AlterField(
            model_name="hasil",
            name="penilai",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="hasil",
            name="periode",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hasil",
                to="indikator.periode",
            ),
        ),
        migrations.AlterField(
            model_name="hasil",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kepegawaian.unitkerja",
            ),
        ),
    ]
