"""Musyawarah: topik yang dibuka dinas atau kelurahan, usul dan dukungan warga, keputusan, dan komitmennya."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from inti.models.berpasangan import berpasangan


class Musyawarah(models.Model):
    """Satu topik yang terbuka beberapa pekan. Sesudah ditutup halamannya tetap sebagai catatan."""

    class Status(models.TextChoices):
        DRAF = "draf", "Draf"
        DIPROSES = "diproses", "Dibuka"
        DITUTUP = "ditutup", "Ditutup"
        DITETAPKAN = "ditetapkan", "Diputuskan"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    unit = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, related_name="musyawarah")
    judul = models.CharField(max_length=160)
    uraian = models.TextField()
    mulai = models.DateField()
    selesai = models.DateField(help_text="Hari terakhir usul dan dukungan diterima.")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAF)
    ringkasan = models.TextField(blank=True, help_text="Apa yang diputuskan, dalam beberapa kalimat.")
    dibuat_pada = models.DateTimeField()
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dibuka_pada = models.DateTimeField(null=True, blank=True)
    dibuka_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ditetapkan_pada = models.DateTimeField(null=True, blank=True)
    ditetapkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "musyawarah"
        constraints = [
            models.CheckConstraint(condition=Q(selesai__gte=F("mulai")), name="musyawarah_selesai_mulai"),
            models.CheckConstraint(condition=berpasangan("dibuka"), name="musyawarah_dibuka_berpasangan"),
            models.CheckConstraint(
                condition=berpasangan("ditetapkan"), name="musyawarah_ditetapkan_berpasangan"
            ),
        ]
        indexes = [
            models.Index(fields=["instansi", "status", "-selesai", "-id"], name="musyawarah_daftar"),
            models.Index(fields=["status", "selesai"], name="musyawarah_tutup"),
        ]

    def __str__(self) -> str:
        return self.judul


class Usul(models.Model):
    """Satu usul warga: disamarkan sebelum disimpan, disaring sebelum tampil, diputuskan dengan alasan."""

    class Moderasi(models.TextChoices):
        MENUNGGU = "menunggu", "Belum disaring"
        DITERIMA = "diterima", "Ditampilkan"
        DITOLAK = "ditolak", "Tidak ditampilkan"

    class Keputusan(models.TextChoices):
        DIKERJAKAN = "dikerjakan", "Dikerjakan"
        SEBAGIAN = "sebagian", "Dikerjakan sebagian"
        TIDAK = "tidak", "Tidak dikerjakan"

    musyawarah = models.ForeignKey(Musyawarah, models.PROTECT, related_name="usul")
    teks = models.TextField()
    tanggal = models.DateField()
    moderasi = models.CharField(max_length=8, choices=Moderasi, default=Moderasi.MENUNGGU)
    alasan_moderasi = models.CharField(max_length=500, blank=True)
    dimoderasi_pada = models.DateTimeField(null=True, blank=True)
    dimoderasi_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    keputusan = models.CharField(max_length=10, choices=Keputusan, blank=True)
    alasan_keputusan = models.TextField(blank=True)
    indikator = models.ForeignKey(
        "indikator.Indikator",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Indikator periode berikutnya yang mengukur janji ini.",
    )
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    curiga = models.CharField(max_length=120, blank=True, help_text="Mengapa perlu diperiksa lebih teliti.")
    kunci = models.UUIDField(
        unique=True, help_text="Dibuat saat halaman disajikan; kiriman ulang tidak menambah baris."
    )
    sidik = models.CharField(max_length=64, blank=True, help_text="Sidik harian; dihapus saat topik ditutup.")
    setuju_versi = models.PositiveSmallIntegerField()
    setuju_waktu = models.DateTimeField()

    class Meta:
        verbose_name_plural = "usul"
        constraints = [
            models.CheckConstraint(condition=berpasangan("dimoderasi"), name="usul_dimoderasi_berpasangan"),
            models.CheckConstraint(condition=berpasangan("diputus"), name="usul_diputus_berpasangan"),
            models.CheckConstraint(
                condition=~Q(moderasi="ditolak") | ~Q(alasan_moderasi=""), name="usul_ditolak_beralasan"
            ),
            models.CheckConstraint(
                condition=Q(keputusan="") | ~Q(alasan_keputusan=""), name="usul_diputus_beralasan"
            ),
        ]
        indexes = [
            models.Index(fields=["musyawarah", "moderasi", "id"], name="usul_musyawarah"),
            models.Index(fields=["indikator"], name="usul_indikator", condition=Q(indikator__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.teks[:60]


class Dukungan(models.Model):
    """Satu dukungan tanpa nama. Yang melampaui batas ditahan dan tetap terhitung sebagai ditahan."""

    class Status(models.TextChoices):
        DIHITUNG = "dihitung", "Dihitung"
        DITAHAN = "ditahan", "Ditahan untuk diperiksa"

    usul = models.ForeignKey(Usul, models.PROTECT, related_name="dukungan")
    tanggal = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.DIHITUNG)
    alasan_ditahan = models.CharField(max_length=120, blank=True)
    kunci = models.UUIDField(unique=True)
    sidik = models.CharField(
        max_length=64,
        blank=True,
        help_text="Sidik alat berkunci untuk topik ini saja; dihapus saat topik ditutup.",
    )

    class Meta:
        verbose_name_plural = "dukungan"
        indexes = [models.Index(fields=["usul", "status", "sidik"], name="dukungan_usul")]

    def __str__(self) -> str:
        return f"Dukungan {self.tanggal}"
