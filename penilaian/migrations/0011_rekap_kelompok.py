"""Rekap menurut unit, jabatan, golongan, dan indikator."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0011_kualitatif"),
        ("penilaian", "0010_buka_kembali"),
    ]

    operations = [
        migrations.CreateModel(
            name="RekapKelompok",
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
                            ("unit", "Unit"),
                            ("jabatan", "Jabatan"),
                            ("golongan", "Golongan"),
                            ("indikator", "Indikator"),
                        ],
                        max_length=9,
                    ),
                ),
                ("objek_id", models.BigIntegerField(default=0)),
                ("sebutan", models.CharField(max_length=300)),
                (
                    "jumlah",
                    models.PositiveIntegerField(
                        help_text="Orang; bagi indikator banyaknya indikator yang dipakai."
                    ),
                ),
                (
                    "jumlah_lengkap",
                    models.PositiveIntegerField(help_text="Yang lengkap; bagi indikator yang bercapaian."),
                ),
                (
                    "rata_hasil",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="Bagi indikator rata-rata capaiannya.",
                        max_digits=6,
                        null=True,
                    ),
                ),
                ("rata_perilaku", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("rata_akhir", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("predikat", models.JSONField(default=dict)),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="indikator.periode"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "rekap kelompok",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("periode", "jenis", "objek_id", "sebutan"), name="rekap_kelompok_sekali"
                    )
                ],
            },
        ),
    ]
