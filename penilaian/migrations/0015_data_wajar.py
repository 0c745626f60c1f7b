"""Tidak seorang pun menilai atau memutus dirinya, dan evaluasi tidak menyeberang pemda, juga bila formulirnya dilewati."""

from django.conf import settings
from django.db import migrations, models

from inti.basisdata.pemicu import satu_pemda


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0012_data_wajar"),
        ("kepegawaian", "0009_satu_pemda"),
        ("penilaian", "0014_kalibrasi"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="evaluasi",
            constraint=models.CheckConstraint(
                condition=models.Q(("ditetapkan_oleh", models.F("pegawai")), _negated=True),
                name="evaluasi_bukan_menilai_diri",
            ),
        ),
        migrations.AddConstraint(
            model_name="keberatan",
            constraint=models.CheckConstraint(
                condition=models.Q(("diputus_oleh", models.F("diajukan_oleh")), _negated=True),
                name="keberatan_bukan_memutus_diri",
            ),
        ),
        satu_pemda(
            "penilaian_evaluasi", instansi="", periode="indikator_periode", pegawai="kepegawaian_pegawai"
        ),
    ]
