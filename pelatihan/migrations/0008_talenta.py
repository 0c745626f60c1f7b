"""Ukuran peta talenta dan penilaian potensi."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from inti.basisdata.pemicu import hanya_tambah
from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [
        ("kepegawaian", "0008_jam_tenang"),
        ("pelatihan", "0007_penghargaan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AturanTalenta",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("versi", models.PositiveSmallIntegerField()),
                ("sejak", models.DateField()),
                ("kinerja", models.JSONField(help_text="Predikat → kategori kinerja.")),
                (
                    "menengah",
                    models.DecimalField(
                        decimal_places=2, help_text="Skor potensial menengah paling rendah.", max_digits=5
                    ),
                ),
                (
                    "tinggi",
                    models.DecimalField(
                        decimal_places=2, help_text="Skor potensial tinggi paling rendah.", max_digits=5
                    ),
                ),
                ("masa_bulan", models.PositiveSmallIntegerField(help_text="Lama penilaian potensi dipakai.")),
                (
                    "lihat_sendiri",
                    models.BooleanField(default=False, help_text="Pegawai boleh membaca kotaknya sendiri."),
                ),
                ("dasar", models.CharField(blank=True, max_length=200)),
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
                "verbose_name_plural": "aturan talenta",
                "constraints": [
                    models.UniqueConstraint(fields=("instansi", "versi"), name="aturan_talenta_satu_versi"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("menengah__gt", 0), ("tinggi__gt", models.F("menengah")), ("tinggi__lte", 100)
                        ),
                        name="aturan_talenta_batas_urut",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PenilaianPotensi",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tanggal", models.DateField()),
                ("skor", models.DecimalField(decimal_places=2, max_digits=5)),
                ("cara", models.CharField(blank=True, help_text="Misalnya pusat penilaian.", max_length=120)),
                ("penyelenggara", models.CharField(max_length=120)),
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
                        related_name="penilaian_potensi",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "penilaian potensi",
                "indexes": [models.Index(fields=["instansi", "pegawai", "-tanggal"], name="potensi_terbaru")],
                "constraints": [
                    models.UniqueConstraint(fields=("pegawai", "tanggal"), name="potensi_satu_tanggal"),
                    models.CheckConstraint(
                        condition=models.Q(("skor__gte", 0), ("skor__lte", 100)), name="potensi_skor_0_100"
                    ),
                ],
            },
        ),
        hanya_tambah("pelatihan_aturantalenta"),
        berriwayat("pelatihan_penilaianpotensi", induk="pegawai_id"),
    ]
