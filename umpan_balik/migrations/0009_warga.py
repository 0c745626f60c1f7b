"""Kode pendek titik, putusan atas jawaban yang ditahan, dan keterangan diri yang tidak tersambung ke survei."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import umpan_balik.sidik


def beri_kode(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Titik yang sudah ada mendapat kode yang belum dipakai."""
    titik = apps.get_model("umpan_balik", "TitikLayanan")
    dipakai: set[str] = set()
    for pk in titik.objects.filter(kode_pendek=None).values_list("pk", flat=True):
        kode = umpan_balik.sidik.kode_titik()
        while kode in dipakai:
            kode = umpan_balik.sidik.kode_titik()
        dipakai.add(kode)
        titik.objects.filter(pk=pk).update(kode_pendek=kode)


class Migration(migrations.Migration):
    dependencies = [("umpan_balik", "0008_laporan_ikm")]

    operations = [
        migrations.AddField(
            model_name="titiklayanan",
            name="kode_pendek",
            field=models.CharField(max_length=6, null=True),
        ),
        migrations.RunPython(beri_kode, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="titiklayanan",
            name="kode_pendek",
            field=models.CharField(
                default=umpan_balik.sidik.kode_titik,
                help_text="Diketik dari poster. Hanya membuka formulir yang memang untuk umum.",
                max_length=6,
                unique=True,
            ),
        ),
        migrations.AlterField(
            model_name="survei",
            name="status",
            field=models.CharField(
                choices=[
                    ("dihitung", "Dihitung"),
                    ("ditahan", "Ditahan untuk diperiksa"),
                    ("ditolak", "Tidak dihitung"),
                ],
                default="dihitung",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="survei",
            name="alasan_ditahan",
            field=models.CharField(
                blank=True,
                help_text="Tetap ada sesudah diputus, supaya yang pernah ditahan terhitung.",
                max_length=120,
            ),
        ),
        migrations.AddField(
            model_name="survei",
            name="alasan_putusan",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Mengapa dihitung atau tidak, dibaca pengirimnya.",
                max_length=300,
            ),
        ),
        migrations.CreateModel(
            name="ProfilWarga",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "bulan",
                    models.DateField(help_text="Hari pertama bulan pengisiannya; harinya tidak disimpan."),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("usia", "Usia"),
                            ("kelamin", "Jenis kelamin"),
                            ("pendidikan", "Pendidikan"),
                            ("pekerjaan", "Pekerjaan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("pilihan", models.CharField(max_length=12)),
                (
                    "sidik",
                    models.CharField(
                        help_text="Sidik kode lacak menurut pertanyaannya.", max_length=64, unique=True
                    ),
                ),
                ("setuju_versi", models.PositiveSmallIntegerField()),
                ("teracak", models.BooleanField(default=False)),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kepegawaian.instansi",
                    ),
                ),
                (
                    "layanan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="profil",
                        to="umpan_balik.layanan",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "profil warga",
                "indexes": [
                    models.Index(fields=["instansi", "bulan", "layanan"], name="profil_instansi"),
                    models.Index(
                        condition=models.Q(("teracak", False)), fields=["bulan"], name="profil_belum_acak"
                    ),
                ],
            },
        ),
    ]
