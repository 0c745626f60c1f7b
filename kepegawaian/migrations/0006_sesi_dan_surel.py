"""Perangkat yang masuk, ganti surel, dan riwayat faktor kedua."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [
        ("kepegawaian", "0005_riwayat"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.CreateModel(
            name="GantiSurel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("surel", models.EmailField(max_length=254)),
                ("sidik", models.CharField(max_length=64, unique=True)),
                ("terbit", models.DateTimeField()),
                ("kedaluwarsa", models.DateTimeField()),
                (
                    "selesai",
                    models.DateTimeField(
                        help_text="Saat dipakai, dibatalkan, atau diganti yang lain.", null=True
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ganti_surel",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "ganti surel",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("selesai__isnull", True)),
                        fields=("pegawai",),
                        name="ganti_surel_satu_terbuka",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kedaluwarsa__gt", models.F("terbit"))),
                        name="ganti_surel_berjangka",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SesiMasuk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kunci",
                    models.CharField(help_text="Kunci sesi Django; berganti bersama sesinya.", max_length=40),
                ),
                (
                    "cara",
                    models.CharField(
                        choices=[
                            ("sandi", "kata sandi"),
                            ("faktor", "kata sandi dan faktor kedua"),
                            ("kunci", "kunci sandi"),
                            ("oidc", "penyedia identitas"),
                        ],
                        max_length=8,
                    ),
                ),
                ("masuk", models.DateTimeField()),
                ("terakhir", models.DateTimeField()),
                ("selesai", models.DateTimeField(null=True)),
                ("alamat", models.GenericIPAddressField(null=True)),
                ("perangkat", models.CharField(max_length=80)),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sesi_masuk",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "sesi masuk",
                "indexes": [
                    models.Index(fields=["pegawai", "-masuk"], name="sesi_masuk_pegawai"),
                    models.Index(fields=["masuk"], name="sesi_masuk_saat"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("selesai__isnull", True)),
                        fields=("kunci",),
                        name="sesi_masuk_satu_kunci",
                    )
                ],
            },
        ),
        # Isinya rahasia; yang dicatat kenyataan bahwa faktornya dipasang, berubah, atau dilepas.
        berriwayat(
            "mfa_authenticator", rahasia=["data"], abaikan=["last_used_at"], induk="user_id", instansi=""
        ),
    ]
