"""Evaluasi beku sesudah penutupan; hasil dan buku hanya dapat ditambah."""

from django.db import migrations

from inti.basisdata.pemicu import beku_bila_ditutup, hanya_tambah


class Migration(migrations.Migration):
    dependencies = [("penilaian", "0001_initial"), ("indikator", "0002_beku")]

    operations = [
        beku_bila_ditutup("penilaian_evaluasi"),
        beku_bila_ditutup("penilaian_rekapunit"),
        hanya_tambah("penilaian_hasil"),
        hanya_tambah("penilaian_bukupenutupan"),
    ]
