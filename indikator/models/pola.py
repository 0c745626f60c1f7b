"""Pola SKP: RHK dan indikator yang dibagikan pejabat penilai kepada beberapa bawahannya."""

from django.conf import settings
from django.db import models

from inti.models.berpasangan import berpasangan


class PolaSKP(models.Model):
    """Isi yang dibagikan, disalin dari sebuah SKP saat pola dibuat; sesudahnya tidak berubah."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="+")
    nama = models.CharField(max_length=120)
    isi = models.JSONField(help_text="Daftar RHK beserta indikatornya; lihat indikator.services.pola.")
    dibuat_pada = models.DateTimeField()
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="pola_skp")

    class Meta:
        verbose_name = "pola SKP"
        verbose_name_plural = "pola SKP"
        constraints = [
            models.UniqueConstraint(fields=["dibuat_oleh", "periode", "nama"], name="pola_skp_satu_nama")
        ]

    def __str__(self) -> str:
        return self.nama


class PenerapanPola(models.Model):
    """Pola yang sudah ditambahkan ke satu SKP; dapat dibatalkan selama SKP itu belum disentuh pemiliknya."""

    pola = models.ForeignKey(PolaSKP, models.PROTECT, related_name="penerapan")
    skp_nomor = models.BigIntegerField(help_text="Id SKP; tanpa kunci tamu, sebab SKP kosong ikut terhapus.")
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rhk_nomor = models.JSONField(help_text="Id RHK yang ditambahkan.")
    skp_baru = models.BooleanField(default=False, help_text="SKP-nya lahir bersama penerapan ini.")
    versi = models.PositiveIntegerField(
        help_text="Versi SKP sesudah ditambahi; berbeda berarti sudah disentuh."
    )
    diterapkan_pada = models.DateTimeField()
    diterapkan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dibatalkan_pada = models.DateTimeField(null=True, blank=True)
    dibatalkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "penerapan pola"
        verbose_name_plural = "penerapan pola"
        constraints = [
            models.UniqueConstraint(
                fields=["pola", "skp_nomor"],
                name="penerapan_pola_sekali",
                condition=models.Q(dibatalkan_pada__isnull=True),
            ),
            models.CheckConstraint(
                condition=berpasangan("dibatalkan"), name="penerapan_pola_dibatalkan_berpasangan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pola} untuk {self.pegawai}"
