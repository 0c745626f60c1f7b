"""Jawaban 360 selalu 1 sampai 5, dan penilai 360 dari pemda yang sama, juga bila formulirnya dilewati."""

from django.db import migrations, models

from inti.basisdata.pemicu import satu_pemda
from umpan_balik.models.rekan import SatuSampaiLima


class Migration(migrations.Migration):
    dependencies = [
        ("umpan_balik", "0013_permintaan_tanpa_bekas"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="jawaban",
            constraint=models.CheckConstraint(condition=SatuSampaiLima("nilai"), name="jawaban_1_5"),
        ),
        migrations.AddConstraint(
            model_name="jagatitik",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sampai__isnull", True), ("sampai__gte", models.F("sejak")), _connector="OR"
                ),
                name="jaga_sampai_sesudah_sejak",
            ),
        ),
        satu_pemda(
            "umpan_balik_penugasan",
            instansi="",
            periode="indikator_periode",
            dinilai="kepegawaian_pegawai",
            penilai="kepegawaian_pegawai",
        ),
    ]
