"""Umpan balik berpokok, dapat diminta, ditarik, dan dilaporkan; risalah dialog kinerja."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0010_tenggat_keberatan"),
        ("kepegawaian", "0006_sesi_dan_surel"),
        ("umpan_balik", "0005_kios"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AdendumDialog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("teks", models.TextField()),
                ("ditulis_pada", models.DateTimeField()),
            ],
            options={
                "verbose_name": "adendum dialog",
                "verbose_name_plural": "adendum dialog",
            },
        ),
        migrations.CreateModel(
            name="DialogKinerja",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tanggal", models.DateField(help_text="Hari pertemuannya.")),
                ("kendala", models.TextField(blank=True)),
                ("dukungan", models.TextField(blank=True, help_text="Dukungan yang disepakati.")),
                (
                    "versi",
                    models.PositiveIntegerField(
                        default=1, help_text="Naik tiap simpan; dua tab tidak menimpa."
                    ),
                ),
                ("disusun_pada", models.DateTimeField()),
                ("disahkan_pegawai", models.DateTimeField(blank=True, null=True)),
                ("disahkan_penilai", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "dialog kinerja",
                "verbose_name_plural": "dialog kinerja",
            },
        ),
        migrations.CreateModel(
            name="LaporanUmpanBalik",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("alasan", models.TextField()),
                ("dilaporkan_pada", models.DateTimeField()),
                (
                    "putusan",
                    models.CharField(
                        blank=True,
                        choices=[("dipertahankan", "Tetap ditampilkan"), ("disembunyikan", "Disembunyikan")],
                        max_length=13,
                    ),
                ),
                (
                    "catatan",
                    models.TextField(blank=True, help_text="Alasan putusan; dibaca pelapor dan penulisnya."),
                ),
                ("diputus_pada", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "laporan umpan balik",
                "verbose_name_plural": "laporan umpan balik",
            },
        ),
        migrations.CreateModel(
            name="PermintaanUmpanBalik",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                        db_default="",
                        default="",
                        max_length=24,
                    ),
                ),
                ("tentang", models.CharField(blank=True, db_default="", default="", max_length=500)),
                ("pesan", models.CharField(blank=True, max_length=500)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("menunggu", "Menunggu jawaban"),
                            ("dijawab", "Dijawab"),
                            ("ditolak", "Tidak dapat menjawab"),
                            ("dibatalkan", "Dibatalkan"),
                        ],
                        default="menunggu",
                        max_length=10,
                    ),
                ),
                ("tenggat", models.DateField()),
                ("dikirim_pada", models.DateTimeField()),
                ("diingatkan", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "permintaan umpan balik",
                "verbose_name_plural": "permintaan umpan balik",
            },
        ),
        migrations.CreateModel(
            name="PokokDialog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rhk_nomor", models.BigIntegerField(help_text="Id RHK saat ditulis.")),
                ("rhk_teks", models.CharField(max_length=500)),
                ("teks", models.TextField()),
            ],
            options={
                "verbose_name_plural": "pokok dialog",
            },
        ),
        migrations.CreateModel(
            name="TindakDialog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uraian", models.CharField(max_length=300)),
                ("tenggat", models.DateField()),
                ("selesai_pada", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "tindak lanjut",
                "verbose_name_plural": "tindak lanjut",
            },
        ),
        migrations.AddField(
            model_name="umpanbalik",
            name="berguna",
            field=models.BooleanField(db_default=False, default=False, help_text="Menurut penerima."),
        ),
        migrations.AddField(
            model_name="umpanbalik",
            name="disembunyikan",
            field=models.BooleanField(db_default=False, default=False, help_text="Putusan atas laporan."),
        ),
        migrations.AddField(
            model_name="umpanbalik",
            name="ditarik",
            field=models.DateTimeField(
                blank=True, help_text="Hanya penulisnya yang dapat menarik.", null=True
            ),
        ),
        migrations.AddField(
            model_name="umpanbalik",
            name="diubah",
            field=models.DateTimeField(
                blank=True, help_text="Hanya penulisnya yang dapat mengubah.", null=True
            ),
        ),
        migrations.AddField(
            model_name="umpanbalik",
            name="nilai",
            field=models.CharField(
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
                db_default="",
                default="",
                max_length=24,
            ),
        ),
        migrations.AddField(
            model_name="umpanbalik",
            name="rhk",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="indikator.rhk",
            ),
        ),
        migrations.AddField(
            model_name="umpanbalik",
            name="tentang",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
        migrations.AddField(
            model_name="umpanbalik",
            name="terima_kasih",
            field=models.BooleanField(db_default=False, default=False, help_text="Dari penerima."),
        ),
        migrations.AlterField(
            model_name="umpanbalik",
            name="realisasi",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="indikator.realisasi",
            ),
        ),
        migrations.AlterField(
            model_name="umpanbalik",
            name="teks",
            field=models.TextField(blank=True, help_text="Dikosongkan bila ditarik."),
        ),
        migrations.AddIndex(
            model_name="umpanbalik",
            index=models.Index(fields=["ditulis_oleh", "-ditulis_pada"], name="umpan_balik_penulis"),
        ),
        migrations.AddConstraint(
            model_name="umpanbalik",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rhk__isnull", True), ("realisasi__isnull", True)),
                    models.Q(("rhk__isnull", True), ("nilai", "")),
                    models.Q(("realisasi__isnull", True), ("nilai", "")),
                    _connector="OR",
                ),
                name="umpan_balik_satu_pokok",
            ),
        ),
        migrations.AddConstraint(
            model_name="umpanbalik",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ditarik__isnull", True), models.Q(("teks", ""), _negated=True)),
                    models.Q(("ditarik__isnull", False), ("teks", "")),
                    _connector="OR",
                ),
                name="umpan_balik_ditarik_kosong",
            ),
        ),
        migrations.AddField(
            model_name="adendumdialog",
            name="ditulis_oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="dialogkinerja",
            name="disusun_oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="dialogkinerja",
            name="instansi",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kepegawaian.instansi"
            ),
        ),
        migrations.AddField(
            model_name="dialogkinerja",
            name="pegawai",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dialog_kinerja",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dialogkinerja",
            name="penilai",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="adendumdialog",
            name="dialog",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="adendum",
                to="umpan_balik.dialogkinerja",
            ),
        ),
        migrations.AddField(
            model_name="laporanumpanbalik",
            name="dilaporkan_oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="laporanumpanbalik",
            name="diputus_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="laporanumpanbalik",
            name="instansi",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kepegawaian.instansi"
            ),
        ),
        migrations.AddField(
            model_name="laporanumpanbalik",
            name="umpan_balik",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="laporan",
                to="umpan_balik.umpanbalik",
            ),
        ),
        migrations.AddField(
            model_name="permintaanumpanbalik",
            name="dikirim_oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="permintaanumpanbalik",
            name="instansi",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kepegawaian.instansi"
            ),
        ),
        migrations.AddField(
            model_name="permintaanumpanbalik",
            name="jawaban",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="permintaan",
                to="umpan_balik.umpanbalik",
            ),
        ),
        migrations.AddField(
            model_name="permintaanumpanbalik",
            name="penjawab",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="permintaanumpanbalik",
            name="realisasi",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="indikator.realisasi",
            ),
        ),
        migrations.AddField(
            model_name="permintaanumpanbalik",
            name="rhk",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="indikator.rhk",
            ),
        ),
        migrations.AddField(
            model_name="pokokdialog",
            name="dialog",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pokok",
                to="umpan_balik.dialogkinerja",
            ),
        ),
        migrations.AddField(
            model_name="tindakdialog",
            name="dialog",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="tindak_lanjut",
                to="umpan_balik.dialogkinerja",
            ),
        ),
        migrations.AddField(
            model_name="tindakdialog",
            name="instansi",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kepegawaian.instansi"
            ),
        ),
        migrations.AddField(
            model_name="tindakdialog",
            name="penanggung_jawab",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="tindakdialog",
            name="selesai_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="dialogkinerja",
            index=models.Index(fields=["pegawai", "-tanggal"], name="dialog_pegawai"),
        ),
        migrations.AddIndex(
            model_name="dialogkinerja",
            index=models.Index(fields=["penilai", "-tanggal"], name="dialog_penilai"),
        ),
        migrations.AddConstraint(
            model_name="dialogkinerja",
            constraint=models.CheckConstraint(
                condition=models.Q(("pegawai", models.F("penilai")), _negated=True), name="dialog_dua_orang"
            ),
        ),
        migrations.AddIndex(
            model_name="laporanumpanbalik",
            index=models.Index(fields=["instansi", "putusan", "-dilaporkan_pada"], name="laporan_ub_daftar"),
        ),
        migrations.AddConstraint(
            model_name="laporanumpanbalik",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("diputus_oleh__isnull", True), ("diputus_pada__isnull", True)),
                    models.Q(("diputus_oleh__isnull", False), ("diputus_pada__isnull", False)),
                    _connector="OR",
                ),
                name="laporan_ub_diputus_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="laporanumpanbalik",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("diputus_pada__isnull", True), ("putusan", "")),
                    models.Q(
                        models.Q(("putusan", ""), _negated=True),
                        models.Q(("catatan", ""), _negated=True),
                        ("diputus_pada__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="laporan_ub_putusan_beralasan",
            ),
        ),
        migrations.AddIndex(
            model_name="permintaanumpanbalik",
            index=models.Index(
                condition=models.Q(("status", "menunggu")),
                fields=["penjawab", "tenggat"],
                name="permintaan_ub_menunggu",
            ),
        ),
        migrations.AddIndex(
            model_name="permintaanumpanbalik",
            index=models.Index(fields=["dikirim_oleh", "-dikirim_pada"], name="permintaan_ub_peminta"),
        ),
        migrations.AddIndex(
            model_name="permintaanumpanbalik",
            index=models.Index(
                condition=models.Q(("diingatkan__isnull", True), ("status", "menunggu")),
                fields=["dikirim_pada"],
                name="permintaan_ub_ingatkan",
            ),
        ),
        migrations.AddConstraint(
            model_name="permintaanumpanbalik",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rhk__isnull", True), ("realisasi__isnull", True)),
                    models.Q(("rhk__isnull", True), ("nilai", "")),
                    models.Q(("realisasi__isnull", True), ("nilai", "")),
                    _connector="OR",
                ),
                name="permintaan_ub_satu_pokok",
            ),
        ),
        migrations.AddConstraint(
            model_name="permintaanumpanbalik",
            constraint=models.CheckConstraint(
                condition=models.Q(("penjawab", models.F("dikirim_oleh")), _negated=True),
                name="permintaan_ub_orang_lain",
            ),
        ),
        migrations.AddConstraint(
            model_name="permintaanumpanbalik",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("jawaban__isnull", False), ("status", "dijawab")),
                    models.Q(models.Q(("status", "dijawab"), _negated=True), ("jawaban__isnull", True)),
                    _connector="OR",
                ),
                name="permintaan_ub_dijawab",
            ),
        ),
        migrations.AddConstraint(
            model_name="permintaanumpanbalik",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "menunggu")),
                fields=("dikirim_oleh", "penjawab", "rhk", "realisasi", "nilai"),
                name="permintaan_ub_satu_terbuka",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="pokokdialog",
            constraint=models.UniqueConstraint(fields=("dialog", "rhk_nomor"), name="pokok_dialog_satu"),
        ),
        migrations.AddIndex(
            model_name="tindakdialog",
            index=models.Index(
                condition=models.Q(("selesai_pada__isnull", True)),
                fields=["penanggung_jawab", "tenggat"],
                name="tindak_dialog_terbuka",
            ),
        ),
        migrations.AddConstraint(
            model_name="tindakdialog",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("selesai_oleh__isnull", True), ("selesai_pada__isnull", True)),
                    models.Q(("selesai_oleh__isnull", False), ("selesai_pada__isnull", False)),
                    _connector="OR",
                ),
                name="tindak_dialog_selesai_berpasangan",
            ),
        ),
    ]
