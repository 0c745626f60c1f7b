"""Catatan harian pekerjaan; pilihan, bukan kewajiban, dan tidak pernah dihitung sendiri."""

from django.conf import settings
from django.db import models

from indikator.models.skp import IndikatorKinerja


class CatatanHarian(models.Model):
    """Yang dikerjakan seseorang pada satu hari untuk satu indikator: angka, uraian, atau keduanya."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="catatan_harian")
    indikator = models.ForeignKey(IndikatorKinerja, models.PROTECT, related_name="harian")
    hari = models.DateField()
    nilai = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    uraian = models.CharField(max_length=500, blank=True)
    berkas = models.ForeignKey("inti.Berkas", models.PROTECT, null=True, blank=True, related_name="+")
    dicatat_pada = models.DateTimeField()
    dicatat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "catatan harian"
        constraints = [
            models.UniqueConstraint(fields=["indikator", "hari"], name="harian_satu_per_indikator"),
            models.CheckConstraint(
                condition=models.Q(nilai__isnull=False) | ~models.Q(uraian=""), name="harian_ada_isinya"
            ),
            models.CheckConstraint(
                condition=models.Q(nilai__isnull=True) | models.Q(nilai__gte=0), name="harian_tidak_negatif"
            ),
        ]
        indexes = [models.Index(fields=["pegawai", "-hari"], name="harian_pegawai")]

    def __str__(self) -> str:
        return f"{self.hari}: {self.indikator}"
