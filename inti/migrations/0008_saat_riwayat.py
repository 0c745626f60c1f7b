"""Jam dinding pada jejak dan riwayat: mengurutkan peristiwa dan perubahan di dalam satu transaksi."""

from django.db import migrations, models

from inti.basisdata.nomor import JamDinding


class Migration(migrations.Migration):
    dependencies = [("inti", "0007_dokumen")]

    # Ditambah kosong lebih dahulu: baris lama tidak boleh berjam saat migrasi ini.
    operations = [
        migrations.AddField("jejak", "saat", models.DateTimeField(null=True, editable=False)),
        migrations.AlterField(
            "jejak", "saat", models.DateTimeField(null=True, db_default=JamDinding(), editable=False)
        ),
        migrations.AddField(
            "riwayat",
            "saat",
            models.DateTimeField(null=True, help_text="Jam basis data saat baris ini ditulis."),
        ),
        migrations.AlterField(
            "riwayat",
            "saat",
            models.DateTimeField(
                null=True, db_default=JamDinding(), help_text="Jam basis data saat baris ini ditulis."
            ),
        ),
    ]
