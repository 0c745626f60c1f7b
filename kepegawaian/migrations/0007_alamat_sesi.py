"""Indeks untuk pertanyaan survei warga: apakah sebuah jaringan dipakai pegawai masuk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kepegawaian", "0006_sesi_dan_surel")]

    operations = [
        migrations.AddIndex(
            model_name="sesimasuk",
            index=models.Index(fields=["alamat", "masuk"], name="sesi_masuk_alamat"),
        )
    ]
