"""Pembanding cermin penilai: kebiasaan menilai satu unit pada periode yang sudah ditutup, tanpa orangnya."""

from django.db import models


class PembandingCermin(models.Model):
    """Satu angka tiap unit. Unit-unitnya terpisah, jadi tidak ada yang dapat diperoleh dengan mengurangkan.

    Ditulis sekali saat nama dilepas, dari paling sedikit lima penilai; dibulatkan dua desimal.
    """

    instansi_id = models.BigIntegerField()
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="+")
    unit = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, related_name="+")
    sisa = models.BooleanField(
        default=False, help_text="Benar: gabungan unit-unit kecil perangkat daerah ini."
    )
    n = models.PositiveIntegerField(help_text="Banyaknya penilai.")
    rata = models.DecimalField(max_digits=3, decimal_places=2)
    sebaran = models.DecimalField(max_digits=3, decimal_places=2)
    kesamaan = models.DecimalField(max_digits=5, decimal_places=2, help_text="Persen, 0–100.")

    class Meta:
        verbose_name_plural = "pembanding cermin"
        constraints = [
            models.UniqueConstraint(fields=["periode", "unit", "sisa"], name="pembanding_cermin_satu"),
            models.CheckConstraint(condition=models.Q(n__gte=5), name="pembanding_cermin_cukup"),
        ]

    def __str__(self) -> str:
        return f"Pembanding {self.unit_id}"
