"""Perubahan atas penilai 360 yang diusulkan otomatis: usul orang yang dinilai, dan penolakan penilai.

Tanpa waktu dan tanpa riwayat: saat penilai berganti mempersempit siapa yang menjawab dan kapan.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q


class UsulPenilai(models.Model):
    """Usul orang yang dinilai: tambah seorang penilai, lepas seorang, atau keduanya (ganti).

    Pengusul tidak diberi tahu siapa yang sudah diminta, jadi `lepas` boleh menyebut orang yang tidak diminta.
    """

    class Status(models.TextChoices):
        DIAJUKAN = "diajukan", "Diajukan"
        DISETUJUI = "disetujui", "Disetujui"
        DITOLAK = "ditolak", "Ditolak"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="+")
    dinilai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tambah = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lepas = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan = models.CharField(max_length=300)
    status = models.CharField(max_length=9, choices=Status, default=Status.DIAJUKAN)
    catatan = models.CharField(max_length=300, blank=True, help_text="Alasan menolak usul.")
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "usul penilai"
        constraints = [
            models.CheckConstraint(
                condition=Q(tambah__isnull=False) | Q(lepas__isnull=False), name="usul_penilai_berisi"
            ),
            models.CheckConstraint(
                condition=Q(status="diajukan", diputus_oleh__isnull=True)
                | (~Q(status="diajukan") & Q(diputus_oleh__isnull=False)),
                name="usul_penilai_diputus_orang",
            ),
            models.UniqueConstraint(
                fields=["periode", "dinilai", "tambah", "lepas"],
                condition=Q(status="diajukan"),
                nulls_distinct=False,
                name="usul_penilai_satu_menunggu",
            ),
        ]
        indexes = [
            models.Index(
                fields=["instansi", "periode"], name="usul_penilai_menunggu", condition=Q(status="diajukan")
            ),
            models.Index(fields=["dinilai", "periode"], name="usul_penilai_dinilai"),
        ]

    def __str__(self) -> str:
        return f"Usul penilai {self.dinilai_id}"


class PenolakanMenilai(models.Model):
    """Penilai yang menolak dengan alasan; ia tidak ditarik lagi untuk orang itu. Dihapus saat nama dilepas."""

    class Sebab(models.TextChoices):
        KEPENTINGAN = "kepentingan", "Ada benturan kepentingan"
        TIDAK_BEKERJA_BERSAMA = "tidak_bersama", "Tidak bekerja bersama orang ini"
        LAIN = "lain", "Sebab lain"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="+")
    dinilai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    penilai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sebab = models.CharField(max_length=13, choices=Sebab)
    alasan = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "penolakan menilai"
        constraints = [
            models.UniqueConstraint(fields=["periode", "dinilai", "penilai"], name="penolakan_satu_kali")
        ]

    def __str__(self) -> str:
        return self.get_sebab_display()
