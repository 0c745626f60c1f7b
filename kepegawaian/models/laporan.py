"""Laporan "Bukan atasan saya"."""

from django.db import models

from inti.models.berpasangan import berpasangan
from kepegawaian.models.organisasi import UnitKerja
from kepegawaian.models.pegawai import Pegawai


class LaporanAtasan(models.Model):
    """Pegawai menyatakan penilainya keliru. Tidak menghalangi apa pun selama ditangani."""

    class Status(models.TextChoices):
        DIAJUKAN = "diajukan", "Diajukan"
        DIPROSES = "diproses", "Diproses"
        DITUTUP = "ditutup", "Ditutup"

    class Keputusan(models.TextChoices):
        DIUBAH = "diubah", "Penilai diubah"
        TETAP = "tetap", "Penilai tetap"

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="laporan_atasan")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, related_name="laporan_atasan")
    penilai_semula = models.ForeignKey(Pegawai, models.PROTECT, null=True, related_name="+")
    usulan = models.ForeignKey(Pegawai, models.PROTECT, null=True, related_name="+")
    alasan = models.TextField()
    status = models.CharField(max_length=8, choices=Status, default=Status.DIAJUKAN)
    diajukan = models.DateTimeField()
    tenggat = models.DateTimeField()
    diproses_pada = models.DateTimeField(null=True)
    diproses_oleh = models.ForeignKey(Pegawai, models.PROTECT, null=True, related_name="+")
    dijawab_pada = models.DateTimeField(null=True)
    dijawab_oleh = models.ForeignKey(Pegawai, models.PROTECT, null=True, related_name="+")
    keputusan = models.CharField(max_length=6, choices=Keputusan, blank=True)
    jawaban = models.TextField(blank=True)
    penilai_baru = models.ForeignKey(Pegawai, models.PROTECT, null=True, related_name="+")
    berlaku_sejak = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "laporan atasan"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai"],
                name="laporan_atasan_satu_terbuka",
                condition=~models.Q(status="ditutup"),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status="ditutup", dijawab_pada__isnull=False, keputusan__in=["diubah", "tetap"]
                )
                | (~models.Q(status="ditutup") & models.Q(dijawab_pada__isnull=True, keputusan="")),
                name="laporan_atasan_ditutup_berkeputusan",
            ),
            models.CheckConstraint(
                condition=berpasangan("dijawab"), name="laporan_atasan_dijawab_berpasangan"
            ),
            models.CheckConstraint(
                condition=berpasangan("diproses"), name="laporan_atasan_diproses_berpasangan"
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "tenggat"],
                name="laporan_atasan_terbuka",
                condition=~models.Q(status="ditutup"),
            ),
            models.Index(fields=["unit", "-id"], name="laporan_atasan_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai}: bukan atasan saya"
