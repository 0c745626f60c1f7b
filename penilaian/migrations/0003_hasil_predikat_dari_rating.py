"""Predikat mengikuti kedua rating; lengkap berarti angkanya juga ada."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0002_beku"),
        ("kepegawaian", "0002_laporan_dan_masuk"),
        ("penilaian", "0002_beku"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="hasil",
            name="hasil_lengkap_berpredikat",
        ),
        migrations.AddConstraint(
            model_name="hasil",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lengkap", False),
                    models.Q(("nilai_akhir__isnull", False), models.Q(("predikat", ""), _negated=True)),
                    _connector="OR",
                ),
                name="hasil_lengkap_berpredikat",
            ),
        ),
        migrations.AddConstraint(
            model_name="hasil",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("predikat", ""),
                        models.Q(("rating_hasil", ""), ("rating_perilaku", ""), _connector="OR"),
                    ),
                    models.Q(
                        models.Q(("predikat", ""), _negated=True),
                        models.Q(("rating_hasil", ""), _negated=True),
                        models.Q(("rating_perilaku", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="hasil_predikat_dari_dua_rating",
            ),
        ),
    ]
