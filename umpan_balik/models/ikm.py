"""Laporan IKM: penerima layanan setahun, tindak lanjut unsur terendah, lembar kertas, dan laporan terbit."""

from django.conf import settings
from django.db import models

from umpan_balik.models.warga import Layanan, Survei, TitikLayanan
from umpan_balik.rules.ikm_masa import Masa
from umpan_balik.rules.unsur import UNSUR


class JenisMasa(models.TextChoices):
    """Panjang masa yang dilaporkan."""

    BULAN = "bulan", "Bulan"
    TRIWULAN = "triwulan", "Triwulan"
    SEMESTER = "semester", "Semester"
    TAHUN = "tahun", "Tahun"


class PenerimaLayanan(models.Model):
    """Banyaknya penerima satu layanan setahun; dasar banyaknya responden yang diperlukan."""

    layanan = models.ForeignKey(Layanan, models.PROTECT, related_name="penerima")
    tahun = models.PositiveSmallIntegerField()
    banyak = models.PositiveIntegerField()
    dicatat_pada = models.DateTimeField()
    dicatat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "penerima layanan"
        constraints = [models.UniqueConstraint(fields=["layanan", "tahun"], name="penerima_satu_tahun")]

    def __str__(self) -> str:
        return f"{self.layanan} {self.tahun}: {self.banyak}"


class TindakLanjutSkm(models.Model):
    """Apa yang dikerjakan dinas atas satu unsur yang rendah: siapa, kapan, dan hasilnya. Dibaca umum."""

    class Status(models.TextChoices):
        BELUM_MULAI = "belum_mulai", "Belum mulai"
        DIPROSES = "diproses", "Diproses"
        DITUTUP = "ditutup", "Ditutup"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    unit = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, related_name="tindak_lanjut_skm")
    unsur = models.CharField(max_length=12, help_text="Nama unsur, misalnya waktu.")
    jenis = models.CharField(max_length=8, choices=JenisMasa)
    mulai = models.DateField(help_text="Hari pertama masa yang ditindaklanjuti.")
    rencana = models.CharField(max_length=500)
    penanggung_jawab = models.CharField(max_length=150, help_text="Jabatan, bukan nama orang.")
    tenggat = models.DateField()
    status = models.CharField(max_length=12, choices=Status, default=Status.BELUM_MULAI)
    hasil = models.CharField(max_length=500, blank=True)
    bukti = models.URLField(max_length=300, blank=True)
    dibuat_pada = models.DateTimeField()
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    diubah_pada = models.DateTimeField(null=True, blank=True)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "tindak lanjut SKM"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="ditutup") | ~models.Q(hasil=""),
                name="tindak_skm_berhasil",
            )
        ]
        indexes = [models.Index(fields=["instansi", "unit", "-mulai"], name="tindak_skm_unit")]

    def __str__(self) -> str:
        return f"{self.unsur} {self.unit}: {self.rencana[:60]}"

    @property
    def nama_unsur(self) -> str:
        """Nama resmi unsurnya."""
        return next((u.nama for u in UNSUR if u.kode == self.unsur), self.unsur)


class LembarKertas(models.Model):
    """Nomor lembar kertas yang disalin menjadi satu jawaban; lembar yang sama tidak pernah menjadi dua."""

    survei = models.OneToOneField(Survei, models.CASCADE, related_name="lembar")
    titik = models.ForeignKey(TitikLayanan, models.PROTECT, related_name="lembar")
    nomor = models.CharField(max_length=20)

    class Meta:
        verbose_name_plural = "lembar kertas"
        constraints = [models.UniqueConstraint(fields=["titik", "nomor"], name="lembar_satu_nomor")]

    def __str__(self) -> str:
        return f"{self.nomor} {self.titik}"


class LaporanSkm(models.Model):
    """Laporan survei kepuasan yang terbit: isinya beku, dan perbaikannya menjadi versi berikutnya."""

    unit = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, related_name="laporan_skm")
    jenis = models.CharField(max_length=8, choices=JenisMasa)
    mulai = models.DateField()
    selesai = models.DateField()
    versi = models.PositiveSmallIntegerField(default=1)
    isi = models.JSONField()
    sidik = models.CharField(max_length=64)
    diterbitkan_pada = models.DateTimeField()
    diterbitkan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "laporan SKM"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "jenis", "mulai", "versi"], name="laporan_skm_satu_versi"
            ),
            models.CheckConstraint(
                condition=models.Q(selesai__gte=models.F("mulai")), name="laporan_skm_selesai_sesudah_mulai"
            ),
        ]

    def __str__(self) -> str:
        return f"Laporan SKM {self.unit} {self.mulai} versi {self.versi}"

    @property
    def masa_nama(self) -> str:
        """Misalnya Triwulan III 2026."""
        return Masa(self.jenis, self.mulai).nama
