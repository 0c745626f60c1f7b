"""Kompetensi teknis, standar, asesmen, aturan belajar, dan potret tiap penutupan."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kepegawaian.models.penempatan
from inti.basisdata.pemicu import hanya_tambah
from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0011_kualitatif"),
        ("kepegawaian", "0008_jam_tenang"),
        ("pelatihan", "0004_katalog_usulan"),
        ("penilaian", "0011_rekap_kelompok"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Asesmen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kompetensi", models.CharField(max_length=50)),
                ("tingkat", models.PositiveSmallIntegerField()),
                ("tanggal", models.DateField()),
                (
                    "cara",
                    models.CharField(
                        blank=True, help_text="Misalnya pusat penilaian, wawancara.", max_length=120
                    ),
                ),
                ("penyelenggara", models.CharField(blank=True, max_length=120)),
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
                        related_name="asesmen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "asesmen",
                "indexes": [models.Index(fields=["instansi", "-tanggal"], name="asesmen_instansi")],
                "constraints": [
                    models.UniqueConstraint(fields=("pegawai", "kompetensi", "tanggal"), name="asesmen_satu"),
                    models.CheckConstraint(
                        condition=models.Q(("tingkat__gte", 1), ("tingkat__lte", 5)),
                        name="asesmen_tingkat_1_5",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AturanBelajar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("versi", models.PositiveSmallIntegerField()),
                ("sejak", models.DateField()),
                ("pemetaan", models.JSONField(help_text="Daftar [sumber, sasaran, kekuatan persen].")),
                ("jp_pppk", models.PositiveSmallIntegerField()),
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
                        related_name="aturan_belajar",
                        to="kepegawaian.instansi",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "aturan belajar",
                "constraints": [
                    models.UniqueConstraint(fields=("instansi", "versi"), name="aturan_belajar_satu_versi"),
                    models.CheckConstraint(
                        condition=models.Q(("jp_pppk__lte", 24)), name="aturan_belajar_jp_pppk_24"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KompetensiTeknis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kode", models.SlugField()),
                ("nama", models.CharField(max_length=120)),
                ("uraian", models.TextField(blank=True)),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kompetensi_teknis",
                        to="kepegawaian.instansi",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "kompetensi teknis",
                "constraints": [
                    models.UniqueConstraint(fields=("instansi", "kode"), name="kompetensi_teknis_satu_kode"),
                    models.UniqueConstraint(fields=("instansi", "nama"), name="kompetensi_teknis_satu_nama"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PotretKompetensi",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("angka", models.JSONField(default=dict)),
                ("profil", models.JSONField(default=dict)),
                (
                    "hasil",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="potret",
                        to="penilaian.hasil",
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
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="indikator.periode"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "potret kompetensi",
                "indexes": [
                    models.Index(fields=["periode", "pegawai"], name="potret_periode"),
                    models.Index(fields=["pegawai", "periode"], name="potret_pegawai"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandarKompetensi",
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
                        blank=True,
                        choices=[
                            ("jpt", "Jabatan pimpinan tinggi"),
                            ("administrator", "Administrator"),
                            ("pengawas", "Pengawas"),
                            ("fungsional", "Fungsional"),
                            ("pelaksana", "Pelaksana"),
                        ],
                        max_length=14,
                    ),
                ),
                ("jenjang", models.CharField(blank=True, max_length=30)),
                ("kompetensi", models.CharField(max_length=50)),
                ("tingkat", models.PositiveSmallIntegerField()),
                (
                    "bobot",
                    models.PositiveSmallIntegerField(
                        db_default=1, default=1, help_text="1 biasa, 2 penting, 3 utama."
                    ),
                ),
                ("sejak", models.DateField()),
                ("sampai", models.DateField(blank=True, null=True)),
                ("dasar", models.CharField(blank=True, max_length=200)),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kepegawaian.instansi",
                    ),
                ),
                (
                    "jabatan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standar_kompetensi",
                        to="kepegawaian.jabatan",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "standar kompetensi",
                "indexes": [
                    models.Index(fields=["instansi", "jabatan", "jenis", "jenjang"], name="standar_instansi")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tingkat__gte", 1), ("tingkat__lte", 5)),
                        name="standar_tingkat_1_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("bobot__gte", 1), ("bobot__lte", 3)), name="standar_bobot_1_3"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sampai__isnull", True), ("sampai__gte", models.F("sejak")), _connector="OR"
                        ),
                        name="standar_sampai_sesudah_sejak",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("jabatan__isnull", False), ("jenis", ""), ("jenjang", "")),
                            models.Q(("jabatan__isnull", True), models.Q(("jenis", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="standar_jabatan_atau_jenis",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("jabatan__isnull", False)),
                        expressions=[
                            ("jabatan", "="),
                            ("kompetensi", "="),
                            (
                                kepegawaian.models.penempatan.RentangHari(
                                    "sejak", "sampai", models.Value("[]")
                                ),
                                "&&",
                            ),
                        ],
                        name="standar_jabatan_satu",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("jabatan__isnull", True)),
                        expressions=[
                            ("instansi", "="),
                            ("jenis", "="),
                            ("jenjang", "="),
                            ("kompetensi", "="),
                            (
                                kepegawaian.models.penempatan.RentangHari(
                                    "sejak", "sampai", models.Value("[]")
                                ),
                                "&&",
                            ),
                        ],
                        name="standar_umum_satu",
                    ),
                ],
            },
        ),
        berriwayat("pelatihan_kompetensiteknis"),
        berriwayat("pelatihan_standarkompetensi", induk="jabatan_id"),
        berriwayat("pelatihan_asesmen", induk="pegawai_id"),
        hanya_tambah("pelatihan_aturanbelajar"),
        hanya_tambah("pelatihan_potretkompetensi"),
    ]
