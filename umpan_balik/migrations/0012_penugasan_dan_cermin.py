"""Usul penilai dan penolakan (tanpa waktu), ketikan di atas jawaban terkirim, dan pembanding cermin yang tetap."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from inti.basisdata.pemicu import hanya_tambah


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0001_initial"),
        ("kepegawaian", "0001_initial"),
        ("umpan_balik", "0011_aspirasi_riwayat"),
    ]

    operations = [
        migrations.AddField(
            model_name="jawaban",
            name="halaman",
            field=models.CharField(
                blank=True, db_default="", help_text="Halaman terbuka yang terakhir menyimpan.", max_length=32
            ),
        ),
        migrations.AddField(
            model_name="jawaban",
            name="ubahan",
            field=models.JSONField(
                blank=True, help_text="Ketikan di atas jawaban terkirim yang belum dikirim lagi.", null=True
            ),
        ),
        migrations.AddField(
            model_name="jawaban",
            name="versi",
            field=models.PositiveIntegerField(
                db_default=1, default=1, help_text="Naik tiap disimpan; bukan waktu."
            ),
        ),
        migrations.CreateModel(
            name="PembandingCermin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("instansi_id", models.BigIntegerField()),
                (
                    "sisa",
                    models.BooleanField(
                        default=False, help_text="Benar: gabungan unit-unit kecil perangkat daerah ini."
                    ),
                ),
                ("n", models.PositiveIntegerField(help_text="Banyaknya penilai.")),
                ("rata", models.DecimalField(decimal_places=2, max_digits=3)),
                ("sebaran", models.DecimalField(decimal_places=2, max_digits=3)),
                ("kesamaan", models.DecimalField(decimal_places=2, help_text="Persen, 0–100.", max_digits=5)),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="indikator.periode"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kepegawaian.unitkerja",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "pembanding cermin",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("periode", "unit", "sisa"), name="pembanding_cermin_satu"
                    ),
                    models.CheckConstraint(condition=models.Q(("n__gte", 5)), name="pembanding_cermin_cukup"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PenolakanMenilai",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sebab",
                    models.CharField(
                        choices=[
                            ("kepentingan", "Ada benturan kepentingan"),
                            ("tidak_bersama", "Tidak bekerja bersama orang ini"),
                            ("lain", "Sebab lain"),
                        ],
                        max_length=13,
                    ),
                ),
                ("alasan", models.CharField(max_length=300)),
                (
                    "dinilai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kepegawaian.instansi",
                    ),
                ),
                (
                    "penilai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="indikator.periode"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "penolakan menilai",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("periode", "dinilai", "penilai"), name="penolakan_satu_kali"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UsulPenilai",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("alasan", models.CharField(max_length=300)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("diajukan", "Diajukan"),
                            ("disetujui", "Disetujui"),
                            ("ditolak", "Ditolak"),
                        ],
                        default="diajukan",
                        max_length=9,
                    ),
                ),
                ("catatan", models.CharField(blank=True, help_text="Alasan menolak usul.", max_length=300)),
                (
                    "dinilai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diputus_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kepegawaian.instansi",
                    ),
                ),
                (
                    "lepas",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="indikator.periode"
                    ),
                ),
                (
                    "tambah",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "usul penilai",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "diajukan")),
                        fields=["instansi", "periode"],
                        name="usul_penilai_menunggu",
                    ),
                    models.Index(fields=["dinilai", "periode"], name="usul_penilai_dinilai"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tambah__isnull", False), ("lepas__isnull", False), _connector="OR"
                        ),
                        name="usul_penilai_berisi",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("diputus_oleh__isnull", True), ("status", "diajukan")),
                            models.Q(
                                models.Q(("status", "diajukan"), _negated=True),
                                ("diputus_oleh__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="usul_penilai_diputus_orang",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "diajukan")),
                        fields=("periode", "dinilai", "tambah", "lepas"),
                        name="usul_penilai_satu_menunggu",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        hanya_tambah("umpan_balik_pembandingcermin"),
    ]
