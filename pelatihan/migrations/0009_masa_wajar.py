"""Pelatihan yang diikuti tidak pernah selesai sebelum mulai."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pelatihan", "0008_talenta")]

    operations = [
        migrations.AddConstraint(
            model_name="kepesertaan",
            constraint=models.CheckConstraint(
                condition=models.Q(("selesai__gte", models.F("mulai"))),
                name="kepesertaan_selesai_sesudah_mulai",
            ),
        ),
    ]
