import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from inti.basisdata.pemicu import hanya_tambah
from inti.basisdata.riwayat import berriwayat

MASA = [("bulan", "Bulan"), ("triwulan", "Triwulan"), ("semester", "Semester"), ("tahun", "Tahun")]


def id_baris() -> tuple[str, "models.BigAutoField[int, int]"]:
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("kepegawaian", "0006_sesi_dan_surel"),
        ("umpan_balik", "0007_langsung_jaga"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LaporanSkm",
            fields=[
                id_baris(),
                ("jenis", models.CharField(choices=MASA, max_length=8)),
                ("mulai", models.DateField()),
                ("selesai", models.DateField()),
                ("versi", models.PositiveSmallIntegerField(default=1)),
                ("isi", models.JSONField()),
                ("sidik", models.CharField(max_length=64)),
                ("diterbitkan_pada", models.DateTimeField()),
                (
                    "diterbitkan_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="laporan_skm",
                        to="kepegawaian.unitkerja",
                    ),
                ),
            ],
            options={"verbose_name_plural": "laporan SKM"},
        ),
        migrations.CreateModel(
            name="LembarKertas",
            fields=[
                id_baris(),
                ("nomor", models.CharField(max_length=20)),
                (
                    "survei",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lembar",
                        to="umpan_balik.survei",
                    ),
                ),
                (
                    "titik",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lembar",
                        to="umpan_balik.titiklayanan",
                    ),
                ),
            ],
            options={"verbose_name_plural": "lembar kertas"},
        ),
        migrations.CreateModel(
            name="PenerimaLayanan",
            fields=[
                id_baris(),
                ("tahun", models.PositiveSmallIntegerField()),
                ("banyak", models.PositiveIntegerField()),
                ("dicatat_pada", models.DateTimeField()),
                (
                    "dicatat_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "layanan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="penerima",
                        to="umpan_balik.layanan",
                    ),
                ),
            ],
            options={"verbose_name_plural": "penerima layanan"},
        ),
        migrations.CreateModel(
            name="TindakLanjutSkm",
            fields=[
                id_baris(),
                ("unsur", models.CharField(help_text="Nama unsur, misalnya waktu.", max_length=12)),
                ("jenis", models.CharField(choices=MASA, max_length=8)),
                ("mulai", models.DateField(help_text="Hari pertama masa yang ditindaklanjuti.")),
                ("rencana", models.CharField(max_length=500)),
                (
                    "penanggung_jawab",
                    models.CharField(help_text="Jabatan, bukan nama orang.", max_length=150),
                ),
                ("tenggat", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("belum_mulai", "Belum mulai"),
                            ("diproses", "Diproses"),
                            ("ditutup", "Ditutup"),
                        ],
                        default="belum_mulai",
                        max_length=12,
                    ),
                ),
                ("hasil", models.CharField(blank=True, max_length=500)),
                ("bukti", models.URLField(blank=True, max_length=300)),
                ("dibuat_pada", models.DateTimeField()),
                ("diubah_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diubah_oleh",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tindak_lanjut_skm",
                        to="kepegawaian.unitkerja",
                    ),
                ),
            ],
            options={"verbose_name_plural": "tindak lanjut SKM"},
        ),
        migrations.AddConstraint(
            model_name="laporanskm",
            constraint=models.UniqueConstraint(
                fields=("unit", "jenis", "mulai", "versi"), name="laporan_skm_satu_versi"
            ),
        ),
        migrations.AddConstraint(
            model_name="lembarkertas",
            constraint=models.UniqueConstraint(fields=("titik", "nomor"), name="lembar_satu_nomor"),
        ),
        migrations.AddConstraint(
            model_name="penerimalayanan",
            constraint=models.UniqueConstraint(fields=("layanan", "tahun"), name="penerima_satu_tahun"),
        ),
        migrations.AddIndex(
            model_name="tindaklanjutskm",
            index=models.Index(fields=["instansi", "unit", "-mulai"], name="tindak_skm_unit"),
        ),
        migrations.AddConstraint(
            model_name="tindaklanjutskm",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "ditutup"), _negated=True)
                | models.Q(("hasil", ""), _negated=True),
                name="tindak_skm_berhasil",
            ),
        ),
        hanya_tambah("umpan_balik_laporanskm"),
        berriwayat("umpan_balik_penerimalayanan", induk="layanan_id"),
        berriwayat("umpan_balik_tindaklanjutskm"),
    ]
