"""Jawaban tanpa nama hanya dapat ditambah, dan tidak lagi sesudah periode ditutup; penugasan ikut beku."""

from django.db import migrations

from inti.basisdata.pemicu import beku_bila_ditutup


class Migration(migrations.Migration):
    dependencies = [("umpan_balik", "0001_initial"), ("indikator", "0002_beku")]

    operations = [
        beku_bila_ditutup("umpan_balik_jawabananonim"),
        beku_bila_ditutup("umpan_balik_komentar"),
        beku_bila_ditutup("umpan_balik_penugasan"),
    ]
