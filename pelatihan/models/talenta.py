"""Ukuran peta talenta yang bertanggal, dan penilaian potensi yang diimpor dari penyelenggaranya."""

from django.conf import settings
from django.db import models

ORANG = settings.AUTH_USER_MODEL


class AturanTalenta(models.Model):
    """Ukuran peta talenta, berversi dan bertanggal. Yang berlaku: versi terbaru yang sudah mulai."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    versi = models.PositiveSmallIntegerField()
    sejak = models.DateField()
    kinerja = models.JSONField(help_text="Predikat → kategori kinerja.")
    menengah = models.DecimalField(
        max_digits=5, decimal_places=2, help_text="Skor potensial menengah paling rendah."
    )
    tinggi = models.DecimalField(
        max_digits=5, decimal_places=2, help_text="Skor potensial tinggi paling rendah."
    )
    masa_bulan = models.PositiveSmallIntegerField(help_text="Lama penilaian potensi dipakai.")
    lihat_sendiri = models.BooleanField(default=False, help_text="Pegawai boleh membaca kotaknya sendiri.")
    dasar = models.CharField(max_length=200, blank=True)
    alasan = models.TextField()
    ditetapkan_pada = models.DateTimeField()
    ditetapkan_oleh = models.ForeignKey(ORANG, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "aturan talenta"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "versi"], name="aturan_talenta_satu_versi"),
            models.CheckConstraint(
                condition=models.Q(menengah__gt=0, tinggi__gt=models.F("menengah"), tinggi__lte=100),
                name="aturan_talenta_batas_urut",
            ),
        ]

    def __str__(self) -> str:
        return f"Aturan talenta versi {self.versi}"


class PenilaianPotensi(models.Model):
    """Skor potensial 0–100 seorang pegawai menurut penyelenggara penilaiannya; aplikasi ini tidak menghitungnya."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    pegawai = models.ForeignKey(ORANG, models.PROTECT, related_name="penilaian_potensi")
    tanggal = models.DateField()
    skor = models.DecimalField(max_digits=5, decimal_places=2)
    cara = models.CharField(max_length=120, blank=True, help_text="Misalnya pusat penilaian.")
    penyelenggara = models.CharField(max_length=120)

    class Meta:
        verbose_name_plural = "penilaian potensi"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tanggal"], name="potensi_satu_tanggal"),
            models.CheckConstraint(condition=models.Q(skor__gte=0, skor__lte=100), name="potensi_skor_0_100"),
        ]
        indexes = [models.Index(fields=["instansi", "pegawai", "-tanggal"], name="potensi_terbaru")]

    def __str__(self) -> str:
        return f"Potensi {self.pegawai}, {self.tanggal}"
