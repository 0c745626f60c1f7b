"""Evaluasi per ruas penempatan; cuti dan pelatihan panjang."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kepegawaian.models.penempatan
from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0011_kualitatif"),
        ("kepegawaian", "0006_sesi_dan_surel"),
        ("penilaian", "0008_hasil_kualitatif"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Jeda",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("cuti", "Cuti"),
                            ("pelatihan", "Pelatihan"),
                            ("tugas_belajar", "Tugas belajar"),
                        ],
                        max_length=13,
                    ),
                ),
                ("sejak", models.DateField()),
                ("sampai", models.DateField()),
                (
                    "dasar",
                    models.CharField(help_text="Nomor surat izin cuti atau surat tugas.", max_length=120),
                ),
                ("dicatat_pada", models.DateTimeField()),
                ("dibatalkan_pada", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "jeda",
            },
        ),
        migrations.RemoveConstraint(
            model_name="evaluasi",
            name="evaluasi_satu_per_orang",
        ),
        migrations.AddConstraint(
            model_name="evaluasi",
            constraint=models.UniqueConstraint(
                fields=("periode", "pegawai", "penempatan"), name="evaluasi_satu_per_ruas"
            ),
        ),
        migrations.AddField(
            model_name="jeda",
            name="dibatalkan_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="jeda",
            name="dicatat_oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="jeda",
            name="instansi",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kepegawaian.instansi"
            ),
        ),
        migrations.AddField(
            model_name="jeda",
            name="pegawai",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="jeda", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="jeda",
            index=models.Index(fields=["instansi", "-sejak"], name="jeda_instansi"),
        ),
        migrations.AddConstraint(
            model_name="jeda",
            constraint=models.CheckConstraint(
                condition=models.Q(("sampai__gte", models.F("sejak"))), name="jeda_sampai_sesudah_sejak"
            ),
        ),
        migrations.AddConstraint(
            model_name="jeda",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dibatalkan_oleh__isnull", True), ("dibatalkan_pada__isnull", True)),
                    models.Q(("dibatalkan_oleh__isnull", False), ("dibatalkan_pada__isnull", False)),
                    _connector="OR",
                ),
                name="jeda_dibatalkan_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="jeda",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("dibatalkan_pada__isnull", True)),
                expressions=[
                    ("pegawai", "="),
                    (kepegawaian.models.penempatan.RentangHari("sejak", "sampai", models.Value("[]")), "&&"),
                ],
                name="jeda_tidak_bertumpang_tindih",
            ),
        ),
        berriwayat("penilaian_jeda", induk="pegawai_id"),
    ]
