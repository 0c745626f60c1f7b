"""Umpan balik pejabat penilai pada satu RHK atau satu nilai BerAKHLAK, bagian dari evaluasinya."""

from django.conf import settings
from django.db import models

from indikator.rules.berakhlak import NILAI
from penilaian.models.evaluasi import Evaluasi


class ButirUmpanBalik(models.Model):
    """Satu tulisan tentang satu pokok pada satu evaluasi (formulir "Evaluasi Kinerja", PermenPANRB 6/2022).

    `rhk_nomor` id RHK saat ditulis dan `tentang` bunyinya, supaya tetap terbaca walau RHK-nya berganti lewat adendum.
    Beku sesudah periodenya ditutup; yang terbaca orangnya adalah salinan di dalam rincian hasil.
    """

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+", db_index=False)
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="+", db_index=False)
    evaluasi = models.ForeignKey(Evaluasi, models.PROTECT, related_name="butir", db_index=False)
    rhk_nomor = models.BigIntegerField(null=True, blank=True)
    nilai = models.CharField(max_length=24, choices=[(str(n.kode), n.nama) for n in NILAI], blank=True)
    tentang = models.CharField(max_length=500)
    teks = models.TextField()
    ditulis_pada = models.DateTimeField()
    ditulis_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = "butir umpan balik"
        verbose_name_plural = "butir umpan balik"
        constraints = [
            models.UniqueConstraint(
                fields=["evaluasi", "rhk_nomor", "nilai"], nulls_distinct=False, name="butir_umpan_satu_pokok"
            ),
            models.CheckConstraint(
                condition=models.Q(rhk_nomor__isnull=False, nilai="")
                | models.Q(rhk_nomor__isnull=True) & ~models.Q(nilai=""),
                name="butir_umpan_rhk_atau_nilai",
            ),
            models.CheckConstraint(condition=~models.Q(teks=""), name="butir_umpan_berisi"),
        ]
        indexes = [models.Index(fields=["ditulis_oleh", "periode"], name="butir_umpan_penulis")]

    def __str__(self) -> str:
        return self.teks[:60]

    @property
    def kunci(self) -> str:
        """Pengenal pokok di formulir: "rhk_12" atau "nilai_akuntabel"."""
        return f"rhk_{self.rhk_nomor}" if self.rhk_nomor is not None else f"nilai_{self.nilai}"
