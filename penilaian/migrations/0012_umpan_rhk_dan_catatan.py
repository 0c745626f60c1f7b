"""Umpan balik per RHK dan per nilai pada evaluasi (berriwayat, beku sesudah tutup); catatan pribadi penilai (tanpa riwayat)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from inti.basisdata.pemicu import beku_bila_ditutup
from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0011_kualitatif"),
        ("kepegawaian", "0008_jam_tenang"),
        ("penilaian", "0011_rekap_kelompok"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ButirUmpanBalik",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rhk_nomor", models.BigIntegerField(blank=True, null=True)),
                (
                    "nilai",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("berorientasi_pelayanan", "Berorientasi Pelayanan"),
                            ("akuntabel", "Akuntabel"),
                            ("kompeten", "Kompeten"),
                            ("harmonis", "Harmonis"),
                            ("loyal", "Loyal"),
                            ("adaptif", "Adaptif"),
                            ("kolaboratif", "Kolaboratif"),
                        ],
                        max_length=24,
                    ),
                ),
                ("tentang", models.CharField(max_length=500)),
                ("teks", models.TextField()),
                ("ditulis_pada", models.DateTimeField()),
                (
                    "ditulis_oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evaluasi",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="butir",
                        to="penilaian.evaluasi",
                    ),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kepegawaian.instansi",
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="indikator.periode",
                    ),
                ),
            ],
            options={
                "verbose_name": "butir umpan balik",
                "verbose_name_plural": "butir umpan balik",
                "indexes": [models.Index(fields=["ditulis_oleh", "periode"], name="butir_umpan_penulis")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluasi", "rhk_nomor", "nilai"),
                        name="butir_umpan_satu_pokok",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nilai", ""), ("rhk_nomor__isnull", False)),
                            models.Q(("rhk_nomor__isnull", True), models.Q(("nilai", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="butir_umpan_rhk_atau_nilai",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("teks", ""), _negated=True), name="butir_umpan_berisi"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CatatanPenilai",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rhk_nomor",
                    models.BigIntegerField(blank=True, help_text="Id RHK saat ditulis.", null=True),
                ),
                (
                    "tentang",
                    models.CharField(blank=True, help_text="Bunyi RHK-nya saat ditulis.", max_length=500),
                ),
                ("tanggal", models.DateField(help_text="Hari peristiwanya.")),
                ("teks", models.TextField()),
                ("ditulis_pada", models.DateTimeField()),
                (
                    "ditulis_oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kepegawaian.instansi",
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "catatan penilai",
                "verbose_name_plural": "catatan penilai",
                "indexes": [
                    models.Index(
                        fields=["ditulis_oleh", "pegawai", "-tanggal"], name="catatan_penilai_penulis"
                    ),
                    models.Index(fields=["tanggal"], name="catatan_penilai_masa"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("teks", ""), _negated=True), name="catatan_penilai_berisi"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pegawai", models.F("ditulis_oleh")), _negated=True),
                        name="catatan_penilai_orang_lain",
                    ),
                ],
            },
        ),
        beku_bila_ditutup("penilaian_butirumpanbalik"),
        berriwayat("penilaian_butirumpanbalik", induk="evaluasi_id"),
    ]
