"""Keberatan atas hasil, buktinya, dan pernyataan sudah membaca hasil."""

from django.conf import settings
from django.db import models

from inti.models import Berkas
from inti.models.berpasangan import berpasangan
from penilaian.models.evaluasi import Hasil


class Keberatan(models.Model):
    """Keberatan pegawai atas hasilnya kepada atasan pejabat penilai (PP 30/2019 Pasal 59).

    Diajukan: menunggu tanggapan penilai. Diproses: menunggu putusan. Ditetapkan: diputus, final. Ditutup: ditarik.
    Tenggatnya disalin dari kebijakan saat diajukan, sehingga kebijakan baru tidak mengubah jam yang sudah berjalan.
    """

    class Status(models.TextChoices):
        DIAJUKAN = "diajukan", "Diajukan"
        DIPROSES = "diproses", "Diproses"
        DITETAPKAN = "ditetapkan", "Ditetapkan"
        DITUTUP = "ditutup", "Ditutup"

    class Putusan(models.TextChoices):
        TETAP = "tetap", "Hasil tetap"
        DIUBAH = "diubah", "Hasil diubah"

    TERBUKA = ("diajukan", "diproses")

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    hasil = models.OneToOneField(Hasil, models.PROTECT, related_name="keberatan")
    alasan = models.TextField()
    status = models.CharField(max_length=10, choices=Status, default=Status.DIAJUKAN)
    diajukan_pada = models.DateTimeField()
    diajukan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="keberatan")
    pemutus = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="keberatan_diputus"
    )
    tanggapan_sampai = models.DateTimeField(null=True)
    putusan_sampai = models.DateTimeField(null=True)
    tanggapan = models.TextField(blank=True, db_default="")
    ditanggapi_pada = models.DateTimeField(null=True)
    ditanggapi_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    putusan = models.CharField(max_length=6, choices=Putusan, blank=True, db_default="")
    alasan_putusan = models.TextField(blank=True, db_default="")
    diputus_pada = models.DateTimeField(null=True)
    diputus_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    hasil_baru = models.OneToOneField(Hasil, models.PROTECT, null=True, related_name="lahir_dari")
    ditarik_pada = models.DateTimeField(null=True)
    ditarik_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "keberatan"
        constraints = [
            models.CheckConstraint(
                condition=berpasangan("ditanggapi"), name="keberatan_ditanggapi_berpasangan"
            ),
            models.CheckConstraint(condition=berpasangan("diputus"), name="keberatan_diputus_berpasangan"),
            models.CheckConstraint(
                condition=~models.Q(diputus_oleh=models.F("diajukan_oleh")),
                name="keberatan_bukan_memutus_diri",
            ),
            models.CheckConstraint(condition=berpasangan("ditarik"), name="keberatan_ditarik_berpasangan"),
            models.CheckConstraint(
                condition=models.Q(status="ditetapkan", putusan="tetap", hasil_baru__isnull=True)
                | models.Q(status="ditetapkan", putusan="diubah", hasil_baru__isnull=False)
                | ~models.Q(status="ditetapkan") & models.Q(putusan="", hasil_baru__isnull=True),
                name="keberatan_putusan_sesuai_hasil",
            ),
            models.CheckConstraint(
                condition=models.Q(status="ditetapkan", diputus_pada__isnull=False)
                & ~models.Q(alasan_putusan="")
                | ~models.Q(status="ditetapkan") & models.Q(diputus_pada__isnull=True),
                name="keberatan_diputus_beralasan",
            ),
            models.CheckConstraint(
                condition=models.Q(status="ditutup", ditarik_pada__isnull=False)
                | ~models.Q(status="ditutup") & models.Q(ditarik_pada__isnull=True),
                name="keberatan_ditutup_ditarik",
            ),
        ]
        indexes = [
            models.Index(
                fields=["instansi", "putusan_sampai"],
                name="keberatan_terbuka",
                condition=models.Q(status__in=["diajukan", "diproses"]),
            ),
            models.Index(fields=["instansi", "-id"], name="keberatan_instansi"),
        ]

    def __str__(self) -> str:
        return f"Keberatan {self.diajukan_oleh}"


class BuktiKeberatan(models.Model):
    """Berkas yang mendukung keberatan, dari pengaju atau dari penilai yang menanggapi."""

    keberatan = models.ForeignKey(Keberatan, models.PROTECT, related_name="bukti")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+")
    ditambah_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "bukti keberatan"
        constraints = [models.UniqueConstraint(fields=["keberatan", "berkas"], name="bukti_keberatan_sekali")]

    def __str__(self) -> str:
        return str(self.berkas)


class TandaBaca(models.Model):
    """Pegawai menyatakan sudah membaca hasilnya. Membaca bukan menyetujui; keberatan tetap terbuka."""

    hasil = models.OneToOneField(Hasil, models.PROTECT, related_name="tanda_baca")
    catatan = models.TextField(blank=True)
    dibaca_pada = models.DateTimeField()
    dibaca_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "tanda baca"

    def __str__(self) -> str:
        return f"{self.dibaca_oleh} membaca {self.hasil}"
