"""Pola SKP yang dibagikan pejabat penilai, dan penerapannya."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0008_lapor"),
        ("kepegawaian", "0005_riwayat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PolaSKP",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nama", models.CharField(max_length=120)),
                (
                    "isi",
                    models.JSONField(
                        help_text="Daftar RHK beserta indikatornya; lihat indikator.services.pola."
                    ),
                ),
                ("dibuat_pada", models.DateTimeField()),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pola_skp",
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
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="indikator.periode"
                    ),
                ),
            ],
            options={
                "verbose_name": "pola SKP",
                "verbose_name_plural": "pola SKP",
            },
        ),
        migrations.CreateModel(
            name="PenerapanPola",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "skp_nomor",
                    models.BigIntegerField(
                        help_text="Id SKP; tanpa kunci tamu, sebab SKP kosong ikut terhapus."
                    ),
                ),
                ("rhk_nomor", models.JSONField(help_text="Id RHK yang ditambahkan.")),
                (
                    "skp_baru",
                    models.BooleanField(default=False, help_text="SKP-nya lahir bersama penerapan ini."),
                ),
                (
                    "versi",
                    models.PositiveIntegerField(
                        help_text="Versi SKP sesudah ditambahi; berbeda berarti sudah disentuh."
                    ),
                ),
                ("diterapkan_pada", models.DateTimeField()),
                ("dibatalkan_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "dibatalkan_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diterapkan_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pola",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="penerapan",
                        to="indikator.polaskp",
                    ),
                ),
            ],
            options={
                "verbose_name": "penerapan pola",
                "verbose_name_plural": "penerapan pola",
            },
        ),
        migrations.AddConstraint(
            model_name="polaskp",
            constraint=models.UniqueConstraint(
                fields=("dibuat_oleh", "periode", "nama"), name="pola_skp_satu_nama"
            ),
        ),
        migrations.AddConstraint(
            model_name="penerapanpola",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dibatalkan_pada__isnull", True)),
                fields=("pola", "skp_nomor"),
                name="penerapan_pola_sekali",
            ),
        ),
        migrations.AddConstraint(
            model_name="penerapanpola",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dibatalkan_oleh__isnull", True), ("dibatalkan_pada__isnull", True)),
                    models.Q(("dibatalkan_oleh__isnull", False), ("dibatalkan_pada__isnull", False)),
                    _connector="OR",
                ),
                name="penerapan_pola_dibatalkan_berpasangan",
            ),
        ),
        berriwayat("indikator_polaskp", induk="dibuat_oleh_id"),
        berriwayat("indikator_penerapanpola", induk="pegawai_id"),
    ]
