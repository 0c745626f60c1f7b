"""Naskah beku SKP, dan percakapan kedua pihak di sebelahnya."""

from django.conf import settings
from django.db import models


class NaskahSKP(models.Model):
    """Bunyi SKP pada satu persetujuan: yang pertama bernomor 1, tiap adendum menambah satu.

    Hanya dapat ditambah: UPDATE, DELETE, dan TRUNCATE ditolak pemicu basis data. Yang berlaku ditunjuk `SKP.naskah`.
    """

    skp = models.ForeignKey("indikator.SKP", models.PROTECT, related_name="daftar_naskah")
    nomor = models.PositiveSmallIntegerField()
    isi = models.JSONField(help_text="Bentuk baku; lihat indikator.rules.naskah.")
    sidik = models.CharField(max_length=64, help_text="sha256 dari bentuk bakunya.")
    alasan = models.TextField(blank=True, help_text="Alasan adendum; kosong pada persetujuan biasa.")
    disetujui_pada = models.DateTimeField()
    disetujui_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "naskah SKP"
        verbose_name_plural = "naskah SKP"
        constraints = [models.UniqueConstraint(fields=["skp", "nomor"], name="naskah_skp_satu_nomor")]

    def __str__(self) -> str:
        return f"Naskah {self.nomor}"


class CatatanSKP(models.Model):
    """Satu kalimat dalam dialog kinerja: tentang seluruh SKP, atau tentang satu RHK. Hanya dapat ditambah."""

    skp = models.ForeignKey("indikator.SKP", models.PROTECT, related_name="dialog")
    rhk_nomor = models.BigIntegerField(null=True, blank=True, help_text="Id RHK saat ditulis.")
    rhk_teks = models.CharField(
        max_length=500, blank=True, help_text="Bunyi RHK saat ditulis; tetap walau RHK-nya berubah."
    )
    teks = models.TextField()
    ditulis_pada = models.DateTimeField()
    ditulis_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "catatan SKP"
        verbose_name_plural = "catatan SKP"
        indexes = [models.Index(fields=["skp", "id"], name="catatan_skp_urut")]

    def __str__(self) -> str:
        return self.teks[:60]
