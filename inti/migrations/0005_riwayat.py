"""Riwayat tiap baris, nomor transaksi pada jejak, dan segel yang merantai keduanya."""

import django.contrib.postgres.functions
from django.db import migrations, models

import inti.basisdata.nomor
import inti.basisdata.riwayat
from inti.basisdata.nomor import BALIK_SISTEM, FUNGSI_SISTEM
from inti.basisdata.pemicu import hanya_tambah
from inti.basisdata.riwayat import BALIK_RIWAYAT, FUNGSI_RIWAYAT


class Migration(migrations.Migration):
    dependencies = [
        ("inti", "0004_impor"),
    ]

    operations = [
        migrations.RunSQL(FUNGSI_SISTEM, BALIK_SISTEM),
        migrations.CreateModel(
            name="Riwayat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "waktu",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        help_text="Jam basis data saat transaksi dimulai.",
                    ),
                ),
                ("transaksi", models.BigIntegerField(db_default=inti.basisdata.nomor.NomorTransaksi())),
                ("sistem", models.BigIntegerField(db_default=inti.basisdata.nomor.NomorSistem())),
                ("tabel", models.CharField(max_length=63)),
                ("objek_id", models.BigIntegerField()),
                (
                    "induk_id",
                    models.BigIntegerField(
                        help_text="Nomor pemilik baris, misalnya pegawai bagi penempatan.", null=True
                    ),
                ),
                ("instansi_id", models.BigIntegerField(null=True)),
                (
                    "aksi",
                    models.CharField(
                        choices=[("I", "Ditambah"), ("U", "Diubah"), ("D", "Dihapus")], max_length=1
                    ),
                ),
                (
                    "sebelum",
                    models.JSONField(
                        decoder=inti.basisdata.riwayat.TanpaPecahanBiner,
                        help_text="Saat diubah: hanya kolom yang berubah.",
                        null=True,
                    ),
                ),
                ("sesudah", models.JSONField(decoder=inti.basisdata.riwayat.TanpaPecahanBiner, null=True)),
            ],
            options={
                "verbose_name_plural": "riwayat",
            },
        ),
        migrations.CreateModel(
            name="Segel",
            fields=[
                ("nomor", models.BigIntegerField(primary_key=True, serialize=False)),
                ("waktu", models.DateTimeField()),
                ("sistem", models.BigIntegerField()),
                ("batas_transaksi", models.BigIntegerField()),
                ("batas_sumber", models.SmallIntegerField()),
                ("batas_baris", models.BigIntegerField()),
                ("jumlah", models.PositiveIntegerField()),
                ("rincian", models.BinaryField()),
                ("sidik_sebelum", models.CharField(max_length=64)),
                ("sidik", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "verbose_name_plural": "segel",
            },
        ),
        migrations.RemoveIndex(
            model_name="jejak",
            name="jejak_instansi",
        ),
        # Baris lama bernomor 0: transaksinya tidak pernah dicatat, jadi tidak boleh disatukan dengan transaksi migrasi ini.
        migrations.AddField(
            model_name="jejak",
            name="sistem",
            field=models.BigIntegerField(db_default=0, editable=False),
        ),
        migrations.AlterField(
            model_name="jejak",
            name="sistem",
            field=models.BigIntegerField(db_default=inti.basisdata.nomor.NomorSistem(), editable=False),
        ),
        migrations.AddField(
            model_name="jejak",
            name="transaksi",
            field=models.BigIntegerField(db_default=0, editable=False),
        ),
        migrations.AlterField(
            model_name="jejak",
            name="transaksi",
            field=models.BigIntegerField(db_default=inti.basisdata.nomor.NomorTransaksi(), editable=False),
        ),
        migrations.AddIndex(
            model_name="jejak",
            index=models.Index(fields=["sistem", "transaksi", "id"], name="jejak_transaksi"),
        ),
        migrations.AddIndex(
            model_name="jejak",
            index=models.Index(fields=["instansi_id", "-waktu", "-id"], name="jejak_daftar"),
        ),
        migrations.AddIndex(
            model_name="jejak",
            index=models.Index(fields=["pelaku_id", "-waktu", "-id"], name="jejak_pelaku"),
        ),
        migrations.AddIndex(
            model_name="jejak",
            index=models.Index(fields=["instansi_id", "objek_jenis", "-waktu", "-id"], name="jejak_jenis"),
        ),
        migrations.AddIndex(
            model_name="jejak",
            index=models.Index(fields=["instansi_id", "aksi", "-waktu", "-id"], name="jejak_aksi"),
        ),
        migrations.AddIndex(
            model_name="riwayat",
            index=models.Index(fields=["tabel", "objek_id", "id"], name="riwayat_objek"),
        ),
        migrations.AddIndex(
            model_name="riwayat",
            index=models.Index(
                condition=models.Q(("induk_id__isnull", False)),
                fields=["tabel", "induk_id", "id"],
                name="riwayat_induk",
            ),
        ),
        migrations.AddIndex(
            model_name="riwayat",
            index=models.Index(fields=["sistem", "transaksi", "id"], name="riwayat_transaksi"),
        ),
        migrations.AddIndex(
            model_name="segel",
            index=models.Index(fields=["sistem", "-nomor"], name="segel_sistem"),
        ),
        migrations.RunSQL(FUNGSI_RIWAYAT, BALIK_RIWAYAT),
        hanya_tambah("inti_riwayat"),
        hanya_tambah("inti_segel"),
        # Sidik tidak dapat dimampatkan; jangan mencobanya.
        migrations.RunSQL(
            "ALTER TABLE inti_segel ALTER COLUMN rincian SET STORAGE EXTERNAL;", migrations.RunSQL.noop
        ),
    ]
