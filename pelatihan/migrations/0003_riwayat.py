"""Riwayat baris: katalog dan rekomendasi pelatihan."""

from django.db import migrations

from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [("pelatihan", "0002_kata_keadaan"), ("inti", "0005_riwayat")]

    operations = [
        berriwayat("pelatihan_pelatihan"),
        berriwayat("pelatihan_rekomendasi", induk="pegawai_id"),
    ]
