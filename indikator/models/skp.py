"""SKP, rencana hasil kerja, dan indikator kinerja individu."""

from django.conf import settings
from django.db import models

from indikator.models.pilihan import Aspek, Polaritas, StatusDokumen
from inti.models.berpasangan import berpasangan


class SKP(models.Model):
    """Sasaran kinerja satu pegawai pada satu penempatan dalam satu tahun (PermenPANRB 6/2022)."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    periode = models.ForeignKey(
        "indikator.Periode", models.PROTECT, related_name="skp", help_text="Periode tahunan."
    )
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="skp")
    penempatan = models.ForeignKey("kepegawaian.Penempatan", models.PROTECT, related_name="skp")
    status = models.CharField(max_length=16, choices=StatusDokumen, default=StatusDokumen.DRAF)
    catatan = models.TextField(blank=True, help_text="Catatan terakhir dari penilai.")
    versi = models.PositiveIntegerField(
        default=1, help_text="Naik tiap simpan; dua tab tidak saling menimpa."
    )
    diajukan_pada = models.DateTimeField(null=True, blank=True)
    diajukan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "SKP"
        verbose_name_plural = "SKP"
        constraints = [
            models.UniqueConstraint(fields=["periode", "penempatan"], name="skp_satu_per_penempatan"),
            models.CheckConstraint(condition=berpasangan("diajukan"), name="skp_diajukan_berpasangan"),
            models.CheckConstraint(condition=berpasangan("diputus"), name="skp_diputus_berpasangan"),
        ]
        indexes = [
            models.Index(fields=["instansi", "periode", "status"], name="skp_status"),
            models.Index(fields=["pegawai", "periode"], name="skp_pegawai"),
        ]

    def __str__(self) -> str:
        return f"SKP {self.pegawai}"


class RHK(models.Model):
    """Rencana hasil kerja, menopang RHK pimpinan bila sudah ada."""

    class Jenis(models.TextChoices):
        UTAMA = "utama", "Utama"
        TAMBAHAN = "tambahan", "Tambahan"

    skp = models.ForeignKey(SKP, models.CASCADE, related_name="rhk")
    pimpinan = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="penopang")
    jenis = models.CharField(max_length=8, choices=Jenis, default=Jenis.UTAMA)
    teks = models.CharField(max_length=500)
    urutan = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "RHK"
        verbose_name_plural = "RHK"
        indexes = [models.Index(fields=["skp", "urutan"], name="rhk_urutan")]

    def __str__(self) -> str:
        return self.teks


class IndikatorKinerja(models.Model):
    """Indikator kinerja individu dengan target dan bobotnya. Bobot satu SKP berjumlah tepat 100 saat diajukan."""

    skp = models.ForeignKey(SKP, models.CASCADE, related_name="indikator")
    rhk = models.ForeignKey(RHK, models.CASCADE, related_name="indikator")
    katalog = models.ForeignKey(
        "indikator.Indikator", models.PROTECT, null=True, blank=True, related_name="dipakai"
    )
    kode = models.CharField(max_length=12, help_text="IK1, IK2, … di dalam SKP.")
    nama = models.CharField(max_length=300)
    satuan = models.CharField(max_length=60)
    polaritas = models.CharField(max_length=10, choices=Polaritas)
    aspek = models.CharField(max_length=10, choices=Aspek)
    bobot = models.DecimalField(max_digits=5, decimal_places=2)
    target = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    bawah = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    atas = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    mulai = models.DateField(null=True, blank=True)
    tenggat = models.DateField(null=True, blank=True)
    urutan = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "indikator kinerja"
        constraints = [
            models.UniqueConstraint(fields=["skp", "kode"], name="indikator_kinerja_kode"),
            models.CheckConstraint(
                condition=models.Q(bobot__gt=0, bobot__lte=100), name="indikator_kinerja_bobot_0_100"
            ),
            models.CheckConstraint(
                condition=models.Q(polaritas="maksimal", target__gt=0)
                | models.Q(polaritas="minimal", target__gte=0)
                | models.Q(polaritas="rentang", bawah__gte=0, atas__gt=0, atas__gte=models.F("bawah"))
                | models.Q(polaritas="ya_tidak")
                | models.Q(polaritas="tanggal", mulai__isnull=False, tenggat__gte=models.F("mulai")),
                name="indikator_kinerja_target_lengkap",
            ),
        ]
        indexes = [models.Index(fields=["skp", "urutan"], name="indikator_kinerja_urutan")]

    def __str__(self) -> str:
        return self.nama
