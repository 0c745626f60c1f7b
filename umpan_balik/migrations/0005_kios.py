"""Alamat tablet loket; seperti token, isinya tidak pernah disalin ke riwayat."""

from django.db import migrations, models

from inti.basisdata.riwayat import berriwayat

TABEL = "umpan_balik_titiklayanan"
LAMA = berriwayat(TABEL, rahasia=["token"], induk="layanan_id")
BARU = berriwayat(TABEL, rahasia=["token", "kunci_kios"], induk="layanan_id")


class Migration(migrations.Migration):
    dependencies = [("umpan_balik", "0004_riwayat")]

    operations = [
        migrations.AddField(
            model_name="titiklayanan",
            name="kunci_kios",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Alamat tablet di loket; kosong berarti tidak dipasang.",
                max_length=32,
            ),
        ),
        migrations.RunSQL(f"{LAMA.reverse_sql}\n{BARU.sql}", f"{BARU.reverse_sql}\n{LAMA.sql}"),
    ]
