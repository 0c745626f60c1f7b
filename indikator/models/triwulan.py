"""Target sebuah indikator untuk tiap triwulan; tanpa baris ini, yang berlaku target setahun."""

from decimal import Decimal

from django.db import models

from indikator.models.skp import IndikatorKinerja


class TargetTriwulan(models.Model):
    """Empat target dan arti angkanya. Hanya berlaku selama `setahun` masih sama dengan target indikatornya."""

    class Akumulasi(models.TextChoices):
        KUMULATIF = "kumulatif", "Kumulatif: angka sejak Januari"
        JUMLAH = "jumlah", "Dijumlahkan: angka triwulan itu saja"
        RATA = "rata", "Dirata-ratakan: angka triwulan itu saja"
        AKHIR = "akhir", "Keadaan terakhir: angka pada akhir triwulan"

    indikator = models.OneToOneField(IndikatorKinerja, models.CASCADE, related_name="target_triwulan")
    akumulasi = models.CharField(max_length=10, choices=Akumulasi)
    setahun = models.DecimalField(max_digits=20, decimal_places=4)
    tw1 = models.DecimalField(max_digits=20, decimal_places=4)
    tw2 = models.DecimalField(max_digits=20, decimal_places=4)
    tw3 = models.DecimalField(max_digits=20, decimal_places=4)
    tw4 = models.DecimalField(max_digits=20, decimal_places=4)

    class Meta:
        verbose_name_plural = "target triwulan"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tw1__gte=0, tw2__gte=0, tw3__gte=0, tw4__gte=0),
                name="target_triwulan_tidak_negatif",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indikator}: {self.tw1}, {self.tw2}, {self.tw3}, {self.tw4}"

    @property
    def bagian(self) -> tuple[Decimal, ...]:
        return (self.tw1, self.tw2, self.tw3, self.tw4)
