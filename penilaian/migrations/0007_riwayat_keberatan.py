"""Riwayat baris: bukti keberatan dan tanda baca."""

from django.db import migrations

from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [("penilaian", "0006_keberatan")]

    operations = [
        berriwayat("penilaian_buktikeberatan", induk="keberatan_id"),
        berriwayat("penilaian_tandabaca", induk="hasil_id"),
    ]
