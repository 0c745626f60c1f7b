"""Umpan balik berkelanjutan dari orang ke orang, dengan nama."""

from django.conf import settings
from django.db import models


class UmpanBalik(models.Model):
    """Pujian atau saran, pribadi bagi penerima atau juga terbaca atasannya."""

    class Jenis(models.TextChoices):
        PUJIAN = "pujian", "Pujian"
        SARAN = "saran", "Saran"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    penerima = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="umpan_balik_diterima"
    )
    realisasi = models.ForeignKey(
        "indikator.Realisasi", models.PROTECT, null=True, blank=True, related_name="umpan_balik"
    )
    jenis = models.CharField(max_length=6, choices=Jenis)
    teks = models.TextField()
    terbaca_atasan = models.BooleanField(default=False)
    ditulis_pada = models.DateTimeField()
    ditulis_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="umpan_balik_ditulis"
    )

    class Meta:
        verbose_name_plural = "umpan balik"
        indexes = [models.Index(fields=["penerima", "-ditulis_pada"], name="umpan_balik_penerima")]

    def __str__(self) -> str:
        return self.teks[:60]
