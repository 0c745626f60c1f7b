"""Sesi sebuah pelatihan: kapan, di mana, berapa kursi, dan kapan pendaftarannya berakhir."""

from django.conf import settings
from django.db import models

from inti.models.berpasangan import berpasangan
from pelatihan.models.pelatihan import Pelatihan


class Sesi(models.Model):
    """Satu kali penyelenggaraan. Draf belum tampil; disetujui menerima pendaftaran; ditutup selesai atau dibatalkan.

    `terisi` ditulis bersama usulan yang memegang kursi, selalu di bawah kunci baris ini; basis data menolak lebih dari `kursi`.
    """

    class Status(models.TextChoices):
        DRAF = "draf", "Draf"
        DISETUJUI = "disetujui", "Disetujui"
        DITUTUP = "ditutup", "Ditutup"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    pelatihan = models.ForeignKey(Pelatihan, models.PROTECT, related_name="sesi")
    mulai = models.DateField()
    selesai = models.DateField()
    tempat = models.CharField(max_length=200, blank=True)
    daring = models.BooleanField(default=False)
    kursi = models.PositiveSmallIntegerField()
    terisi = models.PositiveSmallIntegerField(default=0, db_default=0)
    biaya = models.PositiveBigIntegerField(default=0, db_default=0, help_text="Rupiah tiap peserta.")
    batas_daftar = models.DateField()
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAF)
    alasan_batal = models.TextField(blank=True, db_default="")
    ditutup_pada = models.DateTimeField(null=True, blank=True)
    ditutup_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "sesi pelatihan"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(selesai__gte=models.F("mulai")), name="sesi_selesai_sesudah_mulai"
            ),
            models.CheckConstraint(
                condition=models.Q(batas_daftar__lte=models.F("mulai")), name="sesi_batas_sebelum_mulai"
            ),
            models.CheckConstraint(condition=models.Q(kursi__gt=0), name="sesi_berkursi"),
            models.CheckConstraint(
                condition=models.Q(terisi__lte=models.F("kursi")), name="sesi_kursi_cukup"
            ),
            models.CheckConstraint(
                condition=models.Q(daring=True) | ~models.Q(tempat=""), name="sesi_ada_tempatnya"
            ),
            models.CheckConstraint(condition=berpasangan("ditutup"), name="sesi_ditutup_berpasangan"),
            models.CheckConstraint(
                condition=models.Q(status="ditutup", ditutup_pada__isnull=False)
                | ~models.Q(status="ditutup") & models.Q(ditutup_pada__isnull=True, alasan_batal=""),
                name="sesi_ditutup_bertanggal",
            ),
        ]
        indexes = [
            models.Index(fields=["pelatihan", "mulai"], name="sesi_pelatihan"),
            models.Index(fields=["instansi", "-mulai", "id"], name="sesi_instansi"),
            models.Index(
                fields=["instansi", "batas_daftar", "pelatihan"],
                name="sesi_ada_kursi",
                condition=models.Q(status="disetujui", terisi__lt=models.F("kursi")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pelatihan}, {self.mulai:%d-%m-%Y}"

    @property
    def sisa(self) -> int:
        return self.kursi - self.terisi

    @property
    def letak(self) -> str:
        """Tempatnya, dengan kata "daring" bila diikuti dari jauh."""
        if not self.daring:
            return self.tempat
        return f"Daring, {self.tempat}" if self.tempat else "Daring"
