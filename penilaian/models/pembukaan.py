"""Membuka kembali periode yang sudah ditutup: diusulkan satu orang, disetujui orang lain."""

from django.conf import settings
from django.db import models

from inti.models.berpasangan import berpasangan


class PembukaanKembali(models.Model):
    """Satu usul membuka kembali satu periode. Sesudah disetujui periodenya menerima tulisan sampai ditutup lagi.

    `putaran` penutupan yang akan lahir karenanya; pemicu basis data hanya membuka periode yang usulnya sudah disetujui.
    """

    class Status(models.TextChoices):
        DIAJUKAN = "diajukan", "Diajukan"
        DITETAPKAN = "ditetapkan", "Disetujui"
        DITUTUP = "ditutup", "Tidak disetujui"

    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="pembukaan")
    putaran = models.PositiveSmallIntegerField()
    alasan = models.TextField()
    tutup_pada = models.DateTimeField(help_text="Tenggat tulisan sesudah dibuka kembali.")
    status = models.CharField(max_length=10, choices=Status, default=Status.DIAJUKAN)
    diajukan_pada = models.DateTimeField()
    diajukan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan_putusan = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "pembukaan kembali"
        constraints = [
            models.UniqueConstraint(
                fields=["periode"], name="pembukaan_satu_usul", condition=models.Q(status="diajukan")
            ),
            models.UniqueConstraint(
                fields=["periode", "putaran"],
                name="pembukaan_sekali_tiap_putaran",
                condition=models.Q(status="ditetapkan"),
            ),
            models.CheckConstraint(condition=berpasangan("diputus"), name="pembukaan_diputus_berpasangan"),
            models.CheckConstraint(condition=~models.Q(alasan=""), name="pembukaan_beralasan"),
            models.CheckConstraint(
                condition=models.Q(status="diajukan", diputus_pada__isnull=True)
                | ~models.Q(status="diajukan") & models.Q(diputus_pada__isnull=False),
                name="pembukaan_diputus_sesuai_status",
            ),
            models.CheckConstraint(
                # Dua orang: yang mengusulkan tidak menyetujui usulnya sendiri.
                condition=~models.Q(status="ditetapkan") | ~models.Q(diputus_oleh=models.F("diajukan_oleh")),
                name="pembukaan_dua_orang",
            ),
        ]

    def __str__(self) -> str:
        return f"Buka kembali {self.periode}"
