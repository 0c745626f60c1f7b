"""Pintu masuk: kode sekali pakai dan penghitung percobaan."""

from django.db import models

from kepegawaian.models.pegawai import Pegawai


class KodeMasuk(models.Model):
    """Kode sekali pakai dari pengelola kepegawaian untuk membuat kata sandi baru. Yang disimpan hanya sidiknya."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="kode_masuk")
    sidik = models.CharField(max_length=64)
    penerbit = models.ForeignKey(Pegawai, models.PROTECT, null=True, related_name="+")
    terbit = models.DateTimeField()
    kedaluwarsa = models.DateTimeField()
    selesai = models.DateTimeField(null=True, help_text="Saat dipakai atau diganti kode lain.")

    class Meta:
        verbose_name_plural = "kode masuk"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai"], name="kode_masuk_satu_terbuka", condition=models.Q(selesai__isnull=True)
            ),
            models.CheckConstraint(
                condition=models.Q(kedaluwarsa__gt=models.F("terbit")), name="kode_masuk_berjangka"
            ),
        ]

    def __str__(self) -> str:
        return f"kode masuk {self.pegawai_id}"


class PercobaanMasuk(models.Model):
    """Banyak percobaan dalam satu jendela waktu. Kuncinya sidik berkunci rahasia, bukan alamat atau NIP."""

    kunci = models.CharField(max_length=64)
    jendela = models.DateTimeField()
    jumlah = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "percobaan masuk"
        constraints = [
            models.UniqueConstraint(fields=["kunci", "jendela"], name="percobaan_masuk_satu_jendela")
        ]
        indexes = [models.Index(fields=["jendela"], name="percobaan_masuk_jendela")]

    def __str__(self) -> str:
        return f"{self.jumlah} percobaan"
