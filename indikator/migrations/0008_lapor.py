"""Catatan harian dan target triwulan; hasil yang ada tidak berubah karena tanpa barisnya berlaku target setahun."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0007_naskah_pertama"),
        ("inti", "0007_dokumen"),
        ("kepegawaian", "0006_sesi_dan_surel"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CatatanHarian",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hari", models.DateField()),
                ("nilai", models.DecimalField(blank=True, decimal_places=4, max_digits=20, null=True)),
                ("uraian", models.CharField(blank=True, max_length=500)),
                ("dicatat_pada", models.DateTimeField()),
                (
                    "berkas",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.berkas",
                    ),
                ),
                (
                    "dicatat_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "indikator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="harian",
                        to="indikator.indikatorkinerja",
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
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="catatan_harian",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "catatan harian",
                "indexes": [models.Index(fields=["pegawai", "-hari"], name="harian_pegawai")],
                "constraints": [
                    models.UniqueConstraint(fields=("indikator", "hari"), name="harian_satu_per_indikator"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("nilai__isnull", False), models.Q(("uraian", ""), _negated=True), _connector="OR"
                        ),
                        name="harian_ada_isinya",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nilai__isnull", True), ("nilai__gte", 0), _connector="OR"),
                        name="harian_tidak_negatif",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetTriwulan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "akumulasi",
                    models.CharField(
                        choices=[
                            ("kumulatif", "Kumulatif: angka sejak Januari"),
                            ("jumlah", "Dijumlahkan: angka triwulan itu saja"),
                            ("rata", "Dirata-ratakan: angka triwulan itu saja"),
                            ("akhir", "Keadaan terakhir: angka pada akhir triwulan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("setahun", models.DecimalField(decimal_places=4, max_digits=20)),
                ("tw1", models.DecimalField(decimal_places=4, max_digits=20)),
                ("tw2", models.DecimalField(decimal_places=4, max_digits=20)),
                ("tw3", models.DecimalField(decimal_places=4, max_digits=20)),
                ("tw4", models.DecimalField(decimal_places=4, max_digits=20)),
                (
                    "indikator",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="target_triwulan",
                        to="indikator.indikatorkinerja",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "target triwulan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tw1__gte", 0), ("tw2__gte", 0), ("tw3__gte", 0), ("tw4__gte", 0)
                        ),
                        name="target_triwulan_tidak_negatif",
                    )
                ],
            },
        ),
        berriwayat("indikator_targettriwulan", induk="indikator_id"),
    ]
