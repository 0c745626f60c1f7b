"""Riwayat baris: evaluasi, keberatan, dan penutupan."""

from django.db import migrations

from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [("penilaian", "0004_indeks_hasil"), ("inti", "0005_riwayat")]

    operations = [
        berriwayat("penilaian_evaluasi", induk="pegawai_id"),
        berriwayat("penilaian_keberatan", induk="hasil_id"),
        berriwayat("penilaian_penutupan", induk="periode_id"),
    ]
