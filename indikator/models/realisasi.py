"""Laporan capaian dan buktinya."""

from django.conf import settings
from django.db import models

from indikator.models.pilihan import RatingIndikator, StatusDokumen
from indikator.models.skp import IndikatorKinerja
from inti.models.berpasangan import berpasangan


class Realisasi(models.Model):
    """Laporan satu indikator pada satu periode. Tidak dilaporkan tidak pernah diam-diam menjadi nol."""

    class Perlakuan(models.TextChoices):
        DINILAI = "", "Dinilai dari realisasi"
        DIKECUALIKAN = "dikecualikan", "Dikecualikan"
        TIDAK_DILAPORKAN = "tidak_dilaporkan", "Tidak dilaporkan"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="realisasi")
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="realisasi")
    indikator = models.ForeignKey(IndikatorKinerja, models.PROTECT, related_name="realisasi")
    status = models.CharField(max_length=16, choices=StatusDokumen, default=StatusDokumen.DRAF)
    nilai = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True, help_text="Untuk ya/tidak: 1 atau 0."
    )
    tanggal = models.DateField(null=True, blank=True, help_text="Untuk polaritas tanggal.")
    keterangan = models.TextField(blank=True)
    catatan = models.TextField(blank=True, help_text="Catatan terakhir dari penilai.")
    rating = models.CharField(
        max_length=8,
        choices=RatingIndikator,
        blank=True,
        default="",
        db_default="",
        help_text="Hanya indikator kualitatif.",
    )
    alasan_rating = models.TextField(blank=True, default="", db_default="")
    perlakuan = models.CharField(max_length=16, choices=Perlakuan, default=Perlakuan.DINILAI, blank=True)
    alasan_perlakuan = models.TextField(blank=True)
    terlambat = models.BooleanField(default=False)
    nomor = models.CharField(
        max_length=24, unique=True, null=True, blank=True, help_text="Nomor tanda terima."
    )
    versi = models.PositiveIntegerField(default=1)
    diajukan_pada = models.DateTimeField(null=True, blank=True)
    diajukan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "realisasi"
        constraints = [
            models.UniqueConstraint(fields=["periode", "indikator"], name="realisasi_satu_per_indikator"),
            models.CheckConstraint(condition=berpasangan("diajukan"), name="realisasi_diajukan_berpasangan"),
            models.CheckConstraint(condition=berpasangan("diputus"), name="realisasi_diputus_berpasangan"),
            models.CheckConstraint(
                condition=~models.Q(diputus_oleh=models.F("pegawai")), name="realisasi_bukan_memutus_diri"
            ),
            models.CheckConstraint(
                condition=models.Q(nilai__isnull=True) | models.Q(nilai__gte=0),
                name="realisasi_tidak_negatif",
            ),
            models.CheckConstraint(
                condition=models.Q(perlakuan="") | ~models.Q(alasan_perlakuan=""),
                name="realisasi_perlakuan_beralasan",
            ),
            models.CheckConstraint(
                condition=models.Q(rating="", alasan_rating="")
                | ~models.Q(rating="") & ~models.Q(alasan_rating=""),
                name="realisasi_rating_beralasan",
            ),
        ]
        indexes = [
            models.Index(fields=["periode", "pegawai"], name="realisasi_pegawai"),
            models.Index(fields=["instansi", "periode", "status"], name="realisasi_status"),
        ]

    def __str__(self) -> str:
        return f"{self.indikator}: {self.nilai}"


class Bukti(models.Model):
    """Berkas atau tautan yang mendukung satu laporan."""

    realisasi = models.ForeignKey(Realisasi, models.CASCADE, related_name="bukti")
    berkas = models.ForeignKey("inti.Berkas", models.PROTECT, null=True, blank=True, related_name="+")
    tautan = models.URLField(max_length=500, blank=True)
    judul = models.CharField(max_length=200)
    ditambah_pada = models.DateTimeField()
    ditambah_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "bukti"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(berkas__isnull=False, tautan="")
                | (models.Q(berkas__isnull=True) & ~models.Q(tautan="")),
                name="bukti_berkas_atau_tautan",
            )
        ]

    def __str__(self) -> str:
        return self.judul
