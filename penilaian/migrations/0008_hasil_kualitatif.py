"""Hasil SKP kualitatif lengkap tanpa nilai akhir (docs/adr/0014)."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0011_kualitatif"),
        ("kepegawaian", "0006_sesi_dan_surel"),
        ("penilaian", "0007_riwayat_keberatan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="hasil",
            name="hasil_lengkap_berpredikat",
        ),
        migrations.AddField(
            model_name="hasil",
            name="pendekatan",
            field=models.CharField(
                choices=[("kuantitatif", "Kuantitatif"), ("kualitatif", "Kualitatif")],
                db_default="kuantitatif",
                default="kuantitatif",
                help_text="Cara SKP-nya ditulis; yang kualitatif tidak bernilai angka (docs/adr/0014).",
                max_length=11,
            ),
        ),
        migrations.AddConstraint(
            model_name="hasil",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lengkap", False),
                    models.Q(
                        models.Q(
                            ("nilai_akhir__isnull", False), ("pendekatan", "kualitatif"), _connector="OR"
                        ),
                        models.Q(("predikat", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="hasil_lengkap_berpredikat",
            ),
        ),
    ]
