"""Catatan pribadi pejabat penilai sepanjang tahun; hanya penulisnya yang membacanya."""

from django.conf import settings
from django.db import models


class CatatanPenilai(models.Model):
    """Pengingat satu peristiwa tentang seseorang yang dinilai, boleh tentang satu RHK-nya.

    Tanpa riwayat baris dan tanpa salinan di jejak: yang dihapus benar-benar hilang. Tidak pernah menjadi masukan nilai.
    """

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+", db_index=False)
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    rhk_nomor = models.BigIntegerField(null=True, blank=True, help_text="Id RHK saat ditulis.")
    tentang = models.CharField(max_length=500, blank=True, help_text="Bunyi RHK-nya saat ditulis.")
    tanggal = models.DateField(help_text="Hari peristiwanya.")
    teks = models.TextField()
    ditulis_pada = models.DateTimeField()
    ditulis_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = "catatan penilai"
        verbose_name_plural = "catatan penilai"
        constraints = [
            models.CheckConstraint(condition=~models.Q(teks=""), name="catatan_penilai_berisi"),
            models.CheckConstraint(
                condition=~models.Q(pegawai=models.F("ditulis_oleh")), name="catatan_penilai_orang_lain"
            ),
        ]
        indexes = [
            models.Index(fields=["ditulis_oleh", "pegawai", "-tanggal"], name="catatan_penilai_penulis"),
            models.Index(fields=["tanggal"], name="catatan_penilai_masa"),
        ]

    def __str__(self) -> str:
        return f"Catatan {self.tanggal}"
