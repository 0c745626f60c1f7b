"""Letak unit yang bertanggal: di bawah siapa, bernama apa, di perangkat daerah mana, sejak dan sampai kapan."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from kepegawaian.models.organisasi import UnitKerja
from kepegawaian.models.penempatan import SAMPAI_SESUDAH_SEJAK, rentang


class LetakUnit(models.Model):
    """Satu ruas riwayat unit. Ruas-ruas satu unit sambung-menyambung dari hari mulainya sampai hari terakhirnya.

    Ruas pertama ditulis pemicu saat unit dibuat. `induk`, `nama`, `singkatan`, dan `dinas` di UnitKerja adalah
    salinan ruas hari ini; pertanyaan tentang hari lain selalu membaca tabel ini.
    """

    unit = models.ForeignKey(UnitKerja, models.CASCADE, related_name="letak", db_index=False)
    induk = models.ForeignKey(UnitKerja, models.PROTECT, null=True, related_name="letak_anak", db_index=False)
    dinas = models.ForeignKey(UnitKerja, models.PROTECT, null=True, related_name="+", db_index=False)
    nama = models.CharField(max_length=200)
    singkatan = models.CharField(max_length=60, blank=True)
    sejak = models.DateField()
    sampai = models.DateField(null=True, blank=True, help_text="Hari terakhir; kosong berarti masih.")
    dasar = models.CharField(max_length=120, blank=True, help_text="Nomor SK atau peraturan.")

    class Meta:
        verbose_name_plural = "letak unit"
        constraints = [
            models.CheckConstraint(condition=SAMPAI_SESUDAH_SEJAK, name="letak_sampai_sesudah_sejak"),
            models.CheckConstraint(
                condition=models.Q(induk__isnull=True) | ~models.Q(induk=models.F("unit")),
                name="letak_bukan_induk_sendiri",
            ),
            ExclusionConstraint(
                name="letak_satu_tiap_hari",
                expressions=[("unit", RangeOperators.EQUAL), (rentang(), RangeOperators.OVERLAPS)],
            ),
        ]
        indexes = [
            models.Index(fields=["induk", "sejak"], name="letak_anak"),
            models.Index(fields=["unit", "sejak"], name="letak_unit"),
            models.Index(fields=["sejak"], name="letak_mulai"),
        ]

    def __str__(self) -> str:
        return self.singkatan or self.nama
