"""Orang, unit, jabatan, dan penilai satu baris selalu dari pemda yang sama, juga bila formulirnya dilewati."""

from django.db import migrations

from inti.basisdata.pemicu import satu_pemda

PEGAWAI, UNIT = "kepegawaian_pegawai", "kepegawaian_unitkerja"


class Migration(migrations.Migration):
    dependencies = [("kepegawaian", "0008_jam_tenang"), ("inti", "0002_hanya_tambah")]

    operations = [
        satu_pemda(UNIT, instansi="", induk=UNIT),
        satu_pemda("kepegawaian_penempatan", pegawai=PEGAWAI, unit=UNIT, jabatan="kepegawaian_jabatan"),
        satu_pemda("kepegawaian_pejabatpenilai", pegawai=PEGAWAI, penilai=PEGAWAI),
        satu_pemda("kepegawaian_peran", pegawai=PEGAWAI, unit=UNIT),
    ]
