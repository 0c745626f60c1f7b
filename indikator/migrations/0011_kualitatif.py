"""SKP kualitatif: kriteria, rating tiap indikator, dan arah semula (docs/adr/0014)."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0010_tenggat_keberatan"),
        ("kepegawaian", "0006_sesi_dan_surel"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="indikatorkinerja",
            name="indikator_kinerja_target_lengkap",
        ),
        migrations.AddField(
            model_name="indikatorkinerja",
            name="kriteria",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="Kualitatif: kapan hasilnya disebut berhasil.",
            ),
        ),
        migrations.AddField(
            model_name="indikatorkinerja",
            name="polaritas_angka",
            field=models.CharField(
                blank=True,
                choices=[
                    ("maksimal", "Makin besar makin baik"),
                    ("minimal", "Makin kecil makin baik"),
                    ("rentang", "Di dalam rentang"),
                    ("ya_tidak", "Ya atau tidak"),
                    ("tanggal", "Tepat waktu (tanggal)"),
                ],
                db_default="",
                default="",
                help_text="Arah semula sebelum ditulis kualitatif, supaya targetnya kembali bila caranya diganti lagi.",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="realisasi",
            name="alasan_rating",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="realisasi",
            name="rating",
            field=models.CharField(
                blank=True,
                choices=[
                    ("di_bawah", "Di bawah ekspektasi"),
                    ("sesuai", "Sesuai ekspektasi"),
                    ("di_atas", "Di atas ekspektasi"),
                ],
                db_default="",
                default="",
                help_text="Hanya indikator kualitatif.",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="skp",
            name="pendekatan",
            field=models.CharField(
                choices=[("kuantitatif", "Kuantitatif"), ("kualitatif", "Kualitatif")],
                db_default="kuantitatif",
                default="kuantitatif",
                max_length=11,
            ),
        ),
        migrations.AlterField(
            model_name="indikatorkinerja",
            name="polaritas",
            field=models.CharField(
                choices=[
                    ("maksimal", "Makin besar makin baik"),
                    ("minimal", "Makin kecil makin baik"),
                    ("rentang", "Di dalam rentang"),
                    ("ya_tidak", "Ya atau tidak"),
                    ("tanggal", "Tepat waktu (tanggal)"),
                    ("kualitatif", "Kriteria keberhasilan"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="indikatorkinerja",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("polaritas", "maksimal"), ("target__gt", 0)),
                    models.Q(("polaritas", "minimal"), ("target__gte", 0)),
                    models.Q(
                        ("atas__gt", 0),
                        ("atas__gte", models.F("bawah")),
                        ("bawah__gte", 0),
                        ("polaritas", "rentang"),
                    ),
                    ("polaritas", "ya_tidak"),
                    ("polaritas", "kualitatif"),
                    models.Q(
                        ("mulai__isnull", False),
                        ("polaritas", "tanggal"),
                        ("tenggat__gte", models.F("mulai")),
                    ),
                    _connector="OR",
                ),
                name="indikator_kinerja_target_lengkap",
            ),
        ),
        migrations.AddConstraint(
            model_name="realisasi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("alasan_rating", ""), ("rating", "")),
                    models.Q(
                        models.Q(("rating", ""), _negated=True),
                        models.Q(("alasan_rating", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="realisasi_rating_beralasan",
            ),
        ),
    ]
