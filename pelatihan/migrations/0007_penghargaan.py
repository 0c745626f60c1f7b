"""Penghargaan: ukuran, panitia, sidang, dan calon, berriwayat tiap baris."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from inti.basisdata.pemicu import hanya_tambah
from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0011_kualitatif"),
        ("kepegawaian", "0008_jam_tenang"),
        ("pelatihan", "0006_pembinaan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SidangPenghargaan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("aturan", models.JSONField(help_text="Ukuran yang dipakai saat calonnya dihitung.")),
                (
                    "status",
                    models.CharField(
                        choices=[("terbuka", "Berlangsung"), ("ditutup", "Ditutup")],
                        default="terbuka",
                        max_length=7,
                    ),
                ),
                ("dibuka_pada", models.DateTimeField()),
                ("naskah", models.JSONField(blank=True, null=True)),
                ("sidik", models.CharField(blank=True, db_default="", max_length=64)),
                ("ditutup_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "dibuka_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ditutup_oleh",
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
                    "periode",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="indikator.periode"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "sidang penghargaan",
            },
        ),
        migrations.CreateModel(
            name="CalonPenghargaan",
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
                            ("beruntun", "Sangat Baik berturut-turut"),
                            ("pujian", "Pujian warga"),
                            ("unit", "Kemajuan unit"),
                        ],
                        max_length=8,
                    ),
                ),
                ("alasan", models.TextField()),
                (
                    "putusan",
                    models.CharField(
                        blank=True,
                        choices=[("diberikan", "Diberikan"), ("tidak", "Tidak diberikan")],
                        db_default="",
                        max_length=9,
                    ),
                ),
                ("alasan_putusan", models.TextField(blank=True, db_default="")),
                ("diputus_pada", models.DateTimeField(blank=True, null=True)),
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
                    "pegawai",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="penghargaan",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "sidang",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calon",
                        to="pelatihan.sidangpenghargaan",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "calon penghargaan",
            },
        ),
        migrations.CreateModel(
            name="AnggotaPanitia",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sejak", models.DateField()),
                (
                    "sampai",
                    models.DateField(blank=True, help_text="Hari terakhir; kosong berarti masih.", null=True),
                ),
                ("ditunjuk_pada", models.DateTimeField()),
                (
                    "ditunjuk_oleh",
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
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "anggota panitia",
                "indexes": [models.Index(fields=["instansi", "sejak"], name="panitia_instansi")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("sampai__isnull", True)),
                        fields=("pegawai",),
                        name="panitia_satu_berlaku",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AturanPenghargaan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("versi", models.PositiveSmallIntegerField()),
                ("beruntun", models.PositiveSmallIntegerField()),
                ("pujian", models.PositiveSmallIntegerField()),
                ("naik", models.DecimalField(decimal_places=2, max_digits=5)),
                ("unit", models.PositiveSmallIntegerField()),
                ("alasan", models.TextField()),
                ("ditetapkan_pada", models.DateTimeField()),
                (
                    "ditetapkan_oleh",
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
            ],
            options={
                "verbose_name_plural": "aturan penghargaan",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("instansi", "versi"), name="aturan_penghargaan_satu_versi"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="sidangpenghargaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ditutup_oleh__isnull", True), ("ditutup_pada__isnull", True)),
                    models.Q(("ditutup_oleh__isnull", False), ("ditutup_pada__isnull", False)),
                    _connector="OR",
                ),
                name="sidang_ditutup_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="sidangpenghargaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ditutup_pada__isnull", True), ("naskah__isnull", True), ("status", "terbuka")),
                    models.Q(
                        ("ditutup_pada__isnull", False), ("naskah__isnull", False), ("status", "ditutup")
                    ),
                    _connector="OR",
                ),
                name="sidang_ditutup_bernaskah",
            ),
        ),
        migrations.AddConstraint(
            model_name="calonpenghargaan",
            constraint=models.UniqueConstraint(
                fields=("sidang", "jenis", "pegawai", "unit"), name="calon_sekali", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="calonpenghargaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("diputus_oleh__isnull", True), ("diputus_pada__isnull", True)),
                    models.Q(("diputus_oleh__isnull", False), ("diputus_pada__isnull", False)),
                    _connector="OR",
                ),
                name="calon_diputus_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="calonpenghargaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("diputus_pada__isnull", True), ("putusan", "")),
                    models.Q(
                        models.Q(("putusan", ""), _negated=True),
                        ("diputus_pada__isnull", False),
                        models.Q(("alasan_putusan", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="calon_diputus_beralasan",
            ),
        ),
        migrations.AddConstraint(
            model_name="calonpenghargaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pegawai__isnull", True),
                    models.Q(("diputus_oleh", models.F("pegawai")), _negated=True),
                    _connector="OR",
                ),
                name="calon_bukan_memutus_diri",
            ),
        ),
        migrations.AddConstraint(
            model_name="calonpenghargaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("jenis", "unit"), ("pegawai__isnull", True)),
                    models.Q(models.Q(("jenis", "unit"), _negated=True), ("pegawai__isnull", False)),
                    _connector="OR",
                ),
                name="calon_orang_atau_unit",
            ),
        ),
        hanya_tambah("pelatihan_aturanpenghargaan"),
        berriwayat("pelatihan_anggotapanitia", induk="pegawai_id"),
        berriwayat("pelatihan_sidangpenghargaan", rahasia=["sidik"], induk="periode_id"),
        berriwayat("pelatihan_calonpenghargaan", induk="sidang_id"),
    ]
