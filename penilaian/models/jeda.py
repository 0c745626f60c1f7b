"""Cuti dan pelatihan panjang: hari yang tidak dijalani, jadi tidak dinilai."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from inti.models.berpasangan import berpasangan
from kepegawaian.models.penempatan import rentang


class Jeda(models.Model):
    """Pegawai tidak bertugas sejak–sampai karena cuti atau pelatihan. Yang dibatalkan tetap terbaca.

    Dikeluarkan dari hari yang dinilai bila lamanya lebih dari `hari_jeda` kebijakan (penilaian.rules.ruas).
    """

    class Jenis(models.TextChoices):
        CUTI = "cuti", "Cuti"
        PELATIHAN = "pelatihan", "Pelatihan"
        TUGAS_BELAJAR = "tugas_belajar", "Tugas belajar"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jeda")
    jenis = models.CharField(max_length=13, choices=Jenis)
    sejak = models.DateField()
    sampai = models.DateField()
    dasar = models.CharField(max_length=120, help_text="Nomor surat izin cuti atau surat tugas.")
    dicatat_pada = models.DateTimeField()
    dicatat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dibatalkan_pada = models.DateTimeField(null=True, blank=True)
    dibatalkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "jeda"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sampai__gte=models.F("sejak")), name="jeda_sampai_sesudah_sejak"
            ),
            models.CheckConstraint(condition=berpasangan("dibatalkan"), name="jeda_dibatalkan_berpasangan"),
            ExclusionConstraint(
                name="jeda_tidak_bertumpang_tindih",
                expressions=[("pegawai", RangeOperators.EQUAL), (rentang(), RangeOperators.OVERLAPS)],
                condition=models.Q(dibatalkan_pada__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["instansi", "-sejak"], name="jeda_instansi")]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.pegawai}"
