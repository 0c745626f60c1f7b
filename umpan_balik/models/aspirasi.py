"""Aspirasi: saran warga yang dijawab resmi."""

from django.conf import settings
from django.db import models

from inti.models.berpasangan import berpasangan
from umpan_balik.models.warga import Survei


class Aspirasi(models.Model):
    """Saran warga yang menjadi perkara: disamarkan sebelum disimpan, dijawab resmi, diikuti dengan kode."""

    class Status(models.TextChoices):
        DIAJUKAN = "diajukan", "Diajukan"
        DIPROSES = "diproses", "Diproses"
        DITUTUP = "ditutup", "Ditutup"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    unit = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, related_name="aspirasi")
    survei = models.OneToOneField(Survei, models.PROTECT, related_name="aspirasi")
    teks = models.TextField()
    tanggal = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.DIAJUKAN)
    tampil = models.BooleanField(
        default=False, help_text="Boleh dibaca umum; keluhan tentang orang tidak pernah."
    )
    jawaban = models.TextField(blank=True)
    dijawab_pada = models.DateTimeField(null=True, blank=True)
    dijawab_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "aspirasi"
        constraints = [
            models.CheckConstraint(condition=berpasangan("dijawab"), name="aspirasi_dijawab_berpasangan")
        ]
        indexes = [models.Index(fields=["instansi", "unit", "status", "-tanggal"], name="aspirasi_unit")]

    def __str__(self) -> str:
        return self.teks[:60]
