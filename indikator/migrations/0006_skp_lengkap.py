"""Adendum, naskah beku, lampiran, ekspektasi khusus, dan dialog di sebelah SKP."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from inti.basisdata.pemicu import hanya_tambah


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0005_peran_hasil"),
        ("kepegawaian", "0005_riwayat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CatatanSKP",
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
                    "rhk_teks",
                    models.CharField(
                        blank=True,
                        help_text="Bunyi RHK saat ditulis; tetap walau RHK-nya berubah.",
                        max_length=500,
                    ),
                ),
                ("teks", models.TextField()),
                ("ditulis_pada", models.DateTimeField()),
            ],
            options={
                "verbose_name": "catatan SKP",
                "verbose_name_plural": "catatan SKP",
            },
        ),
        migrations.CreateModel(
            name="NaskahSKP",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nomor", models.PositiveSmallIntegerField()),
                ("isi", models.JSONField(help_text="Bentuk baku; lihat indikator.rules.naskah.")),
                ("sidik", models.CharField(help_text="sha256 dari bentuk bakunya.", max_length=64)),
                (
                    "alasan",
                    models.TextField(blank=True, help_text="Alasan adendum; kosong pada persetujuan biasa."),
                ),
                ("disetujui_pada", models.DateTimeField()),
            ],
            options={
                "verbose_name": "naskah SKP",
                "verbose_name_plural": "naskah SKP",
            },
        ),
        migrations.RemoveConstraint(
            model_name="skp",
            name="skp_satu_per_penempatan",
        ),
        migrations.AddField(
            model_name="indikatorkinerja",
            name="asal",
            field=models.ForeignKey(
                blank=True,
                help_text="Pada usulan adendum: baris berlaku yang digantinya.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="indikator.indikatorkinerja",
            ),
        ),
        migrations.AddField(
            model_name="indikatorkinerja",
            name="dihentikan_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="indikatorkinerja",
            name="dihentikan_pada",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="indikatorkinerja",
            name="dipastikan",
            field=models.BooleanField(
                db_default=True,
                default=True,
                help_text="Tidak: disalin, dan targetnya belum dilihat pemiliknya.",
            ),
        ),
        migrations.AddField(
            model_name="rhk",
            name="asal",
            field=models.ForeignKey(
                blank=True,
                help_text="Pada usulan adendum: baris berlaku yang digantinya.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="indikator.rhk",
            ),
        ),
        migrations.AddField(
            model_name="rhk",
            name="dihentikan_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rhk",
            name="dihentikan_pada",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="skp",
            name="adendum_dari",
            field=models.ForeignKey(
                blank=True,
                help_text="Terisi pada baris usulan adendum; baris itu dihapus begitu adendumnya disetujui.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="indikator.skp",
            ),
        ),
        migrations.AddField(
            model_name="skp",
            name="alasan_adendum",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="skp",
            name="ekspektasi",
            field=models.JSONField(
                blank=True,
                db_default=models.Value({}, models.JSONField()),
                default=dict,
                help_text="Kode nilai BerAKHLAK → ekspektasi khusus pimpinan.",
            ),
        ),
        migrations.AddField(
            model_name="skp",
            name="konsekuensi",
            field=models.TextField(blank=True, db_default="", default="", help_text="Satu butir satu baris."),
        ),
        migrations.AddField(
            model_name="skp",
            name="pertanggungjawaban",
            field=models.TextField(blank=True, db_default="", default="", help_text="Satu butir satu baris."),
        ),
        migrations.AddField(
            model_name="skp",
            name="sumber_daya",
            field=models.TextField(blank=True, db_default="", default="", help_text="Satu butir satu baris."),
        ),
        migrations.AddConstraint(
            model_name="indikatorkinerja",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dihentikan_oleh__isnull", True), ("dihentikan_pada__isnull", True)),
                    models.Q(("dihentikan_oleh__isnull", False), ("dihentikan_pada__isnull", False)),
                    _connector="OR",
                ),
                name="indikator_kinerja_dihentikan_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="rhk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dihentikan_oleh__isnull", True), ("dihentikan_pada__isnull", True)),
                    models.Q(("dihentikan_oleh__isnull", False), ("dihentikan_pada__isnull", False)),
                    _connector="OR",
                ),
                name="rhk_dihentikan_berpasangan",
            ),
        ),
        migrations.AddField(
            model_name="catatanskp",
            name="ditulis_oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="catatanskp",
            name="skp",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="dialog", to="indikator.skp"
            ),
        ),
        migrations.AddField(
            model_name="naskahskp",
            name="disetujui_oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="naskahskp",
            name="skp",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="daftar_naskah", to="indikator.skp"
            ),
        ),
        migrations.AddField(
            model_name="skp",
            name="naskah",
            field=models.OneToOneField(
                blank=True,
                help_text="Naskah beku yang sedang berlaku; kosong berarti belum pernah disetujui.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="indikator.naskahskp",
            ),
        ),
        migrations.AddConstraint(
            model_name="skp",
            constraint=models.UniqueConstraint(
                condition=models.Q(("adendum_dari__isnull", True)),
                fields=("periode", "penempatan"),
                name="skp_satu_per_penempatan",
            ),
        ),
        migrations.AddConstraint(
            model_name="skp",
            constraint=models.UniqueConstraint(fields=("adendum_dari",), name="skp_satu_usulan_adendum"),
        ),
        migrations.AddConstraint(
            model_name="skp",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("adendum_dari__isnull", True),
                    models.Q(
                        models.Q(("alasan_adendum", ""), _negated=True),
                        models.Q(("status", "disetujui"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="skp_adendum_beralasan",
            ),
        ),
        migrations.AddIndex(
            model_name="catatanskp",
            index=models.Index(fields=["skp", "id"], name="catatan_skp_urut"),
        ),
        migrations.AddConstraint(
            model_name="naskahskp",
            constraint=models.UniqueConstraint(fields=("skp", "nomor"), name="naskah_skp_satu_nomor"),
        ),
        hanya_tambah("indikator_naskahskp"),
        hanya_tambah("indikator_catatanskp"),
    ]
