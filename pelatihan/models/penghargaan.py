"""Penghargaan: ukurannya, panitianya, sidang tiap periode, dan calon dengan alasan serta putusannya."""

from django.conf import settings
from django.db import models

from inti.models.berpasangan import berpasangan

ORANG = settings.AUTH_USER_MODEL


class AturanPenghargaan(models.Model):
    """Ukuran calon, berversi; yang berlaku versi terbaru. Nol mematikan satu ukuran."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    versi = models.PositiveSmallIntegerField()
    beruntun = models.PositiveSmallIntegerField()
    pujian = models.PositiveSmallIntegerField()
    naik = models.DecimalField(max_digits=5, decimal_places=2)
    unit = models.PositiveSmallIntegerField()
    alasan = models.TextField()
    ditetapkan_pada = models.DateTimeField()
    ditetapkan_oleh = models.ForeignKey(ORANG, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "aturan penghargaan"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "versi"], name="aturan_penghargaan_satu_versi")
        ]

    def __str__(self) -> str:
        return f"Aturan penghargaan versi {self.versi}"


class AnggotaPanitia(models.Model):
    """Anggota panitia penghargaan, ditunjuk admin BKD untuk rentang hari."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    pegawai = models.ForeignKey(ORANG, models.PROTECT, related_name="+")
    sejak = models.DateField()
    sampai = models.DateField(null=True, blank=True, help_text="Hari terakhir; kosong berarti masih.")
    ditunjuk_pada = models.DateTimeField()
    ditunjuk_oleh = models.ForeignKey(ORANG, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "anggota panitia"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai"], condition=models.Q(sampai__isnull=True), name="panitia_satu_berlaku"
            )
        ]
        indexes = [models.Index(fields=["instansi", "sejak"], name="panitia_instansi")]

    def __str__(self) -> str:
        return f"Panitia {self.pegawai}"


class SidangPenghargaan(models.Model):
    """Sidang panitia atas calon dari satu periode yang sudah ditutup; berita acaranya beku sesudah sidang ditutup."""

    class Status(models.TextChoices):
        TERBUKA = "terbuka", "Berlangsung"
        DITUTUP = "ditutup", "Ditutup"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    periode = models.OneToOneField("indikator.Periode", models.PROTECT, related_name="+")
    aturan = models.JSONField(help_text="Ukuran yang dipakai saat calonnya dihitung.")
    status = models.CharField(max_length=7, choices=Status, default=Status.TERBUKA)
    dibuka_pada = models.DateTimeField()
    dibuka_oleh = models.ForeignKey(ORANG, models.PROTECT, related_name="+")
    naskah = models.JSONField(null=True, blank=True)
    sidik = models.CharField(max_length=64, blank=True, db_default="")
    ditutup_pada = models.DateTimeField(null=True, blank=True)
    ditutup_oleh = models.ForeignKey(ORANG, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "sidang penghargaan"
        constraints = [
            models.CheckConstraint(condition=berpasangan("ditutup"), name="sidang_ditutup_berpasangan"),
            models.CheckConstraint(
                condition=models.Q(status="terbuka", naskah__isnull=True, ditutup_pada__isnull=True)
                | models.Q(status="ditutup", naskah__isnull=False, ditutup_pada__isnull=False),
                name="sidang_ditutup_bernaskah",
            ),
        ]

    def __str__(self) -> str:
        return f"Sidang penghargaan {self.periode}"

    @property
    def terbuka(self) -> bool:
        return self.status == self.Status.TERBUKA


class CalonPenghargaan(models.Model):
    """Seorang pegawai atau satu unit, alasan dengan angkanya, dan putusan panitia."""

    class Jenis(models.TextChoices):
        BERUNTUN = "beruntun", "Sangat Baik berturut-turut"
        PUJIAN = "pujian", "Pujian warga"
        UNIT = "unit", "Kemajuan unit"

    class Putusan(models.TextChoices):
        DIBERIKAN = "diberikan", "Diberikan"
        TIDAK = "tidak", "Tidak diberikan"

    sidang = models.ForeignKey(SidangPenghargaan, models.PROTECT, related_name="calon")
    jenis = models.CharField(max_length=8, choices=Jenis)
    pegawai = models.ForeignKey(ORANG, models.PROTECT, null=True, blank=True, related_name="penghargaan")
    unit = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, related_name="+")
    alasan = models.TextField()
    putusan = models.CharField(max_length=9, choices=Putusan, blank=True, db_default="")
    alasan_putusan = models.TextField(blank=True, db_default="")
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(ORANG, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "calon penghargaan"
        constraints = [
            models.UniqueConstraint(
                fields=["sidang", "jenis", "pegawai", "unit"], nulls_distinct=False, name="calon_sekali"
            ),
            models.CheckConstraint(condition=berpasangan("diputus"), name="calon_diputus_berpasangan"),
            models.CheckConstraint(
                condition=models.Q(putusan="", diputus_pada__isnull=True)
                | ~models.Q(putusan="") & models.Q(diputus_pada__isnull=False) & ~models.Q(alasan_putusan=""),
                name="calon_diputus_beralasan",
            ),
            models.CheckConstraint(
                condition=models.Q(pegawai__isnull=True) | ~models.Q(diputus_oleh=models.F("pegawai")),
                name="calon_bukan_memutus_diri",
            ),
            models.CheckConstraint(
                condition=models.Q(jenis="unit", pegawai__isnull=True)
                | ~models.Q(jenis="unit") & models.Q(pegawai__isnull=False),
                name="calon_orang_atau_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama}: {self.get_jenis_display()}"

    @property
    def nama(self) -> str:
        """Nama orangnya, atau unitnya."""
        return self.pegawai.nama_lengkap if self.pegawai else self.unit.nama
