"""Kalibrasi: rapat satu unit, dan tiap pemindahan rating beserta alasannya."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual

from inti.models.berpasangan import berpasangan
from penilaian.models.evaluasi import Evaluasi, Rating

ALASAN_TERPENDEK = 20


class Kalibrasi(models.Model):
    """Satu rapat kalibrasi satu unit pada satu periode, dipimpin kepala unitnya (docs/adr/0013).

    `naskah` isi berita acara yang beku; `sidik` sha256-nya. Keduanya terisi saat rapat ditutup.
    """

    class Status(models.TextChoices):
        DIPROSES = "diproses", "Diproses"
        DITUTUP = "ditutup", "Ditutup"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="kalibrasi")
    unit = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, choices=Status, default=Status.DIPROSES)
    dibuka_pada = models.DateTimeField()
    dibuka_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ditutup_pada = models.DateTimeField(null=True, blank=True)
    ditutup_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    naskah = models.JSONField(null=True, blank=True)
    sidik = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name_plural = "kalibrasi"
        constraints = [
            models.UniqueConstraint(
                fields=["periode", "unit"],
                condition=models.Q(status="diproses"),
                name="kalibrasi_satu_terbuka",
            ),
            models.CheckConstraint(condition=berpasangan("ditutup"), name="kalibrasi_ditutup_berpasangan"),
            models.CheckConstraint(
                condition=models.Q(status="diproses", ditutup_pada__isnull=True, naskah__isnull=True)
                | models.Q(status="ditutup", ditutup_pada__isnull=False, naskah__isnull=False)
                & ~models.Q(sidik=""),
                name="kalibrasi_ditutup_bernaskah",
            ),
        ]
        indexes = [models.Index(fields=["instansi", "-id"], name="kalibrasi_instansi")]

    def __str__(self) -> str:
        return f"Kalibrasi {self.unit} {self.periode}"

    @property
    def terbuka(self) -> bool:
        return self.status == self.Status.DIPROSES


class PindahKalibrasi(models.Model):
    """Satu pemindahan rating seorang pegawai di papan; evaluasi asalnya tidak berubah.

    `asal` rating yang berlaku sesaat sebelumnya. Yang berlaku bagi satu evaluasi: baris terakhir yang tidak ditarik.
    """

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+", db_index=False)
    kalibrasi = models.ForeignKey(Kalibrasi, models.PROTECT, related_name="pindah")
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="+", db_index=False)
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    evaluasi = models.ForeignKey(Evaluasi, models.PROTECT, related_name="pindah")
    asal_hasil = models.CharField(max_length=8, choices=Rating)
    asal_perilaku = models.CharField(max_length=8, choices=Rating)
    menjadi_hasil = models.CharField(max_length=8, choices=Rating)
    menjadi_perilaku = models.CharField(max_length=8, choices=Rating)
    alasan = models.TextField()
    dipindah_pada = models.DateTimeField()
    dipindah_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ditarik_pada = models.DateTimeField(null=True, blank=True)
    ditarik_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "pindah kalibrasi"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(asal_hasil=models.F("menjadi_hasil"))
                | ~models.Q(asal_perilaku=models.F("menjadi_perilaku")),
                name="pindah_kalibrasi_berbeda",
            ),
            models.CheckConstraint(
                condition=GreaterThanOrEqual(Length("alasan"), ALASAN_TERPENDEK),
                name="pindah_kalibrasi_beralasan",
            ),
            models.CheckConstraint(
                condition=berpasangan("ditarik"), name="pindah_kalibrasi_ditarik_berpasangan"
            ),
        ]
        indexes = [models.Index(fields=["periode", "pegawai"], name="pindah_kalibrasi_periode")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.menjadi_hasil}/{self.menjadi_perilaku}"
