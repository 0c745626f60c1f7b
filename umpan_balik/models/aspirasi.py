"""Aspirasi: saran warga yang disaring, dialirkan ke unit, dijawab resmi, dan dinilai warganya."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q

from inti.models.berpasangan import berpasangan
from umpan_balik.models.warga import Survei

BAHASA_CARI = "indonesian"


class Aspirasi(models.Model):
    """Saran warga yang menjadi perkara: disamarkan sebelum disimpan, dijawab resmi, diikuti dengan kode."""

    class Status(models.TextChoices):
        DIAJUKAN = "diajukan", "Diajukan"
        DIPROSES = "diproses", "Diproses"
        DITUTUP = "ditutup", "Ditutup"

    class Moderasi(models.TextChoices):
        MENUNGGU = "menunggu", "Belum disaring"
        DITERIMA = "diterima", "Diteruskan"
        DITOLAK = "ditolak", "Tidak diteruskan"

    class Jenis(models.TextChoices):
        SARAN = "saran", "Saran"
        KELUHAN = "keluhan", "Keluhan tentang layanan"
        PUJIAN = "pujian", "Pujian"
        TENTANG_ORANG = "tentang_orang", "Keluhan tentang orang"

    class Tanggapan(models.TextChoices):
        MEMBANTU = "membantu", "Membantu"
        BELUM = "belum", "Belum membantu"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    unit = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, related_name="aspirasi")
    survei = models.OneToOneField(Survei, models.PROTECT, related_name="aspirasi")
    teks = models.TextField()
    tanggal = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.DIAJUKAN)
    tampil = models.BooleanField(
        default=False, help_text="Boleh dibaca umum; keluhan tentang orang tidak pernah."
    )
    jawaban = models.TextField(blank=True)
    dijawab_pada = models.DateTimeField(null=True, blank=True)
    dijawab_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    jenis = models.CharField(max_length=13, choices=Jenis, default=Jenis.SARAN, db_default=Jenis.SARAN)
    moderasi = models.CharField(
        max_length=8, choices=Moderasi, default=Moderasi.MENUNGGU, db_default=Moderasi.MENUNGGU
    )
    alasan_moderasi = models.CharField(max_length=500, blank=True, default="", db_default="")
    dimoderasi_pada = models.DateTimeField(null=True, blank=True)
    dimoderasi_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    penangan = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Atasan yang menangani keluhan tentang orang.",
    )
    baca_sampai = models.DateField(null=True, blank=True)
    rencana_sampai = models.DateField(null=True, blank=True)
    jawab_sampai = models.DateField(null=True, blank=True)
    tenggat = models.DateField(
        null=True, blank=True, help_text="Hari batas tahap berikutnya; kosong bila sudah ditutup."
    )
    rencana = models.TextField(blank=True, default="", db_default="")
    direncanakan_pada = models.DateTimeField(null=True, blank=True)
    direncanakan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    draf_jawaban = models.TextField(blank=True, default="", db_default="")
    hari_dijawab = models.DateField(null=True, blank=True, help_text="Hari jawaban pertama dikirim.")
    koreksi = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="Berapa kali jawaban diperbaiki."
    )
    tanggapan = models.CharField(max_length=8, choices=Tanggapan, blank=True, default="", db_default="")
    alasan_belum = models.TextField(
        blank=True, default="", db_default="", help_text="Kata warga, disamarkan."
    )
    dibuka_lagi = models.BooleanField(default=False, db_default=False)

    class Meta:
        verbose_name_plural = "aspirasi"
        constraints = [
            models.CheckConstraint(condition=berpasangan("dijawab"), name="aspirasi_dijawab_berpasangan"),
            models.CheckConstraint(
                condition=berpasangan("dimoderasi"), name="aspirasi_dimoderasi_berpasangan"
            ),
            models.CheckConstraint(
                condition=berpasangan("direncanakan"), name="aspirasi_direncanakan_berpasangan"
            ),
            models.CheckConstraint(
                condition=Q(tampil=False) | (Q(moderasi="diterima") & ~Q(jenis="tentang_orang")),
                name="aspirasi_tampil_sesudah_disaring",
            ),
            models.CheckConstraint(
                condition=~Q(moderasi="ditolak") | ~Q(alasan_moderasi=""), name="aspirasi_ditolak_beralasan"
            ),
        ]
        indexes = [
            models.Index(fields=["instansi", "unit", "status", "-tanggal"], name="aspirasi_unit"),
            models.Index(
                fields=["instansi", "tenggat", "id"],
                name="aspirasi_tenggat",
                condition=Q(tenggat__isnull=False),
            ),
            models.Index(
                fields=["penangan", "id"], name="aspirasi_penangan", condition=Q(penangan__isnull=False)
            ),
            models.Index(
                fields=["instansi", "-tanggal", "-id"], name="aspirasi_tampil", condition=Q(tampil=True)
            ),
            GinIndex(
                SearchVector("teks", "jawaban", config=BAHASA_CARI),
                name="aspirasi_cari",
                condition=Q(tampil=True),
            ),
        ]

    def __str__(self) -> str:
        return self.teks[:60]

    @property
    def ditolak(self) -> bool:
        """Penyaring tidak meneruskannya; alasannya terbaca warga."""
        return self.moderasi == self.Moderasi.DITOLAK


class SebutanPetugas(models.Model):
    """Siapa di balik penanda [petugas n] dalam teks; di luar teks supaya namanya tidak ikut terbaca."""

    aspirasi = models.ForeignKey(Aspirasi, models.CASCADE, related_name="sebutan")
    nomor = models.PositiveSmallIntegerField()
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "sebutan petugas"
        constraints = [models.UniqueConstraint(fields=["aspirasi", "nomor"], name="sebutan_satu_nomor")]

    def __str__(self) -> str:
        return f"[petugas {self.nomor}] {self.pegawai}"


class LangkahAspirasi(models.Model):
    """Perjalanan satu saran seperti dibaca warga: hari dan keterangan, tanpa jam dan tanpa nama pegawai."""

    class Jenis(models.TextChoices):
        DITERUSKAN = "diteruskan", "Diteruskan"
        DITOLAK = "ditolak", "Tidak diteruskan"
        DIALIHKAN = "dialihkan", "Dialihkan ke unit lain"
        DIRENCANAKAN = "direncanakan", "Rencana disampaikan"
        DIJAWAB = "dijawab", "Dijawab"
        DIPERBAIKI = "diperbaiki", "Jawaban diperbaiki"
        DIBUKA_LAGI = "dibuka_lagi", "Dibuka lagi atas permintaan Anda"

    aspirasi = models.ForeignKey(Aspirasi, models.CASCADE, related_name="langkah")
    jenis = models.CharField(max_length=12, choices=Jenis)
    tanggal = models.DateField()
    keterangan = models.CharField(max_length=600, blank=True)

    class Meta:
        verbose_name_plural = "langkah aspirasi"
        indexes = [models.Index(fields=["aspirasi", "id"], name="langkah_aspirasi")]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.tanggal}"


class KebijakanAspirasi(models.Model):
    """Jam menjawab dan boleh tidaknya menyebut nama, berlaku sejak satu tanggal; yang lama tetap tercatat."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    sejak = models.DateField()
    hari_baca = models.PositiveSmallIntegerField()
    hari_rencana = models.PositiveSmallIntegerField()
    hari_jawab = models.PositiveSmallIntegerField()
    puji_bernama = models.BooleanField(
        help_text="Petugas yang dipuji disebut namanya bila ia sendiri menyetujui."
    )
    dasar = models.CharField(max_length=200)
    ditetapkan_pada = models.DateTimeField()
    ditetapkan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "kebijakan aspirasi"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "sejak"], name="kebijakan_aspirasi_satu_sehari"),
            models.CheckConstraint(
                condition=Q(hari_baca__gte=1)
                & Q(hari_rencana__gte=models.F("hari_baca"))
                & Q(hari_jawab__gte=models.F("hari_rencana")),
                name="kebijakan_aspirasi_menaik",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hari_baca}/{self.hari_rencana}/{self.hari_jawab} sejak {self.sejak}"


class HariLibur(models.Model):
    """Hari libur nasional, cuti bersama, atau libur daerah yang tidak dihitung sebagai hari kerja."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    tanggal = models.DateField()
    nama = models.CharField(max_length=120)

    class Meta:
        verbose_name_plural = "hari libur"
        constraints = [models.UniqueConstraint(fields=["instansi", "tanggal"], name="hari_libur_sekali")]

    def __str__(self) -> str:
        return f"{self.tanggal} {self.nama}"


class IzinNama(models.Model):
    """Pilihan seorang pegawai: bolehkah namanya disebut saat warga memujinya di halaman umum."""

    pegawai = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="izin_nama")
    boleh = models.BooleanField()
    diputus_pada = models.DateTimeField()
    diputus_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "izin nama"

    def __str__(self) -> str:
        return f"{self.pegawai}: {'boleh' if self.boleh else 'tidak'}"
