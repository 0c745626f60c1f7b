"""Matriks Peran Hasil: RHK seorang pimpinan dibagi kepada orang, juga dari unit lain."""

from django.conf import settings
from django.db import models


class PeranHasil(models.Model):
    """Satu sel matriks: orang ini berperan pada RHK pimpinan itu (PermenPANRB 6/2022).

    Tahunnya mengikuti SKP pemilik RHK. Untuk orang dari unit lain, sel inilah yang mengizinkannya menautkan RHK-nya.
    """

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    rhk = models.ForeignKey("indikator.RHK", models.CASCADE, related_name="peran_hasil")
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="peran_hasil")
    peran = models.CharField(max_length=200, help_text="Dengan kata: apa yang dihasilkannya bagi RHK itu.")
    ditetapkan_pada = models.DateTimeField()
    ditetapkan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "peran hasil"
        constraints = [
            models.UniqueConstraint(fields=["rhk", "pegawai"], name="peran_hasil_satu_per_orang"),
            models.CheckConstraint(condition=~models.Q(peran=""), name="peran_hasil_berkata"),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.peran}"
