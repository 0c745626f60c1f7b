"""Matriks Peran Hasil, dan nasib indikator yang ditinjau."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0004_riwayat"),
        ("kepegawaian", "0005_riwayat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PeranHasil",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "peran",
                    models.CharField(
                        help_text="Dengan kata: apa yang dihasilkannya bagi RHK itu.", max_length=200
                    ),
                ),
                ("ditetapkan_pada", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "peran hasil",
            },
        ),
        migrations.AddField(
            model_name="tinjauan",
            name="menjadi",
            field=models.ForeignKey(
                blank=True,
                help_text="Versi yang lahir karena tinjauan ini.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="berkat",
                to="indikator.indikator",
            ),
        ),
        migrations.AddField(
            model_name="tinjauan",
            name="putusan",
            field=models.CharField(
                blank=True,
                choices=[("", "Dijelaskan"), ("tetap", "Tetap"), ("diubah", "Diubah")],
                default="",
                help_text="Nasib indikatornya.",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="tinjauan",
            constraint=models.CheckConstraint(
                condition=models.Q(("putusan", ""), ("dijawab_pada__isnull", False), _connector="OR"),
                name="tinjauan_putusan_berjawab",
            ),
        ),
        migrations.AddConstraint(
            model_name="tinjauan",
            constraint=models.CheckConstraint(
                condition=models.Q(("menjadi__isnull", True), ("putusan", "diubah"), _connector="OR"),
                name="tinjauan_menjadi_versi",
            ),
        ),
        migrations.AddField(
            model_name="peranhasil",
            name="ditetapkan_oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="peranhasil",
            name="instansi",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kepegawaian.instansi"
            ),
        ),
        migrations.AddField(
            model_name="peranhasil",
            name="pegawai",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="peran_hasil",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="peranhasil",
            name="rhk",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="peran_hasil", to="indikator.rhk"
            ),
        ),
        migrations.AddConstraint(
            model_name="peranhasil",
            constraint=models.UniqueConstraint(fields=("rhk", "pegawai"), name="peran_hasil_satu_per_orang"),
        ),
        migrations.AddConstraint(
            model_name="peranhasil",
            constraint=models.CheckConstraint(
                condition=models.Q(("peran", ""), _negated=True), name="peran_hasil_berkata"
            ),
        ),
        berriwayat("indikator_peranhasil", induk="rhk_id"),
    ]
