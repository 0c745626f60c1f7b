"""Riwayat baris: organisasi, orang, penempatan, penilai, peran, dan laporannya."""

from django.db import migrations

from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [("kepegawaian", "0004_perbaikan_data"), ("inti", "0005_riwayat")]

    operations = [
        berriwayat("kepegawaian_instansi", instansi="id"),
        berriwayat("kepegawaian_unitkerja"),
        berriwayat("kepegawaian_letakunit", induk="unit_id"),
        berriwayat("kepegawaian_jabatan"),
        berriwayat("kepegawaian_pegawai", rahasia=["password"], abaikan=["last_login"]),
        berriwayat("kepegawaian_penempatan", induk="pegawai_id"),
        berriwayat("kepegawaian_pejabatpenilai", induk="pegawai_id"),
        berriwayat("kepegawaian_peran", induk="pegawai_id"),
        berriwayat("kepegawaian_laporanatasan", induk="pegawai_id"),
        berriwayat("kepegawaian_perbaikandata", induk="pegawai_id"),
    ]
