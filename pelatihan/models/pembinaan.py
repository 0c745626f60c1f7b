"""Rencana pembinaan kinerja bagi yang predikatnya Butuh Perbaikan ke bawah: sasaran, pertemuan, dan buktinya."""

from django.conf import settings
from django.db import models

from inti.models import Berkas
from inti.models.berpasangan import berpasangan
from pelatihan.rules.pembinaan import TERBUKA

ORANG = settings.AUTH_USER_MODEL


class Pembinaan(models.Model):
    """Rencana seorang pegawai untuk satu periode. Perpindahan keadaannya di rules/pembinaan.py.

    Yang sasarannya belum tercapai saat periode berikutnya ditutup menjadi `diteruskan`; baris barunya menunjuk
    yang lama lewat `asal`.
    """

    class Status(models.TextChoices):
        BELUM_DISUSUN = "belum_disusun", "Belum disusun"
        BERJALAN = "berjalan", "Berjalan"
        DITINJAU = "ditinjau", "Menunggu ditinjau"
        TERPENUHI = "terpenuhi", "Terpenuhi"
        DITERUSKAN = "diteruskan", "Diteruskan"
        DIBATALKAN = "dibatalkan", "Tidak diperlukan lagi"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="+")
    pegawai = models.ForeignKey(ORANG, models.PROTECT, related_name="pembinaan")
    hasil = models.ForeignKey("penilaian.Hasil", models.PROTECT, related_name="pembinaan")
    dinas = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, related_name="+")
    asal = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="terusan", help_text="Yang diteruskan."
    )
    status = models.CharField(max_length=13, choices=Status, default=Status.BELUM_DISUSUN)
    dibuat = models.DateTimeField()
    susun_sampai = models.DateField(help_text="Hari terakhir menyusun rencananya.")
    ditetapkan_pada = models.DateTimeField(null=True, blank=True)
    ditetapkan_oleh = models.ForeignKey(ORANG, models.PROTECT, null=True, blank=True, related_name="+")
    diajukan_pada = models.DateTimeField(null=True, blank=True)
    diajukan_oleh = models.ForeignKey(ORANG, models.PROTECT, null=True, blank=True, related_name="+")
    catatan = models.TextField(blank=True, db_default="", help_text="Kata orangnya saat minta ditinjau.")
    ditinjau_pada = models.DateTimeField(null=True, blank=True)
    ditinjau_oleh = models.ForeignKey(ORANG, models.PROTECT, null=True, blank=True, related_name="+")
    berakhir = models.DateTimeField(null=True, blank=True)
    alasan_akhir = models.TextField(blank=True, db_default="")

    class Meta:
        verbose_name_plural = "pembinaan"
        constraints = [
            models.UniqueConstraint(fields=["periode", "pegawai"], name="pembinaan_satu_per_periode"),
            models.UniqueConstraint(
                fields=["pegawai"],
                condition=models.Q(status__in=[k.value for k in TERBUKA]),
                name="pembinaan_satu_terbuka",
            ),
            *(
                models.CheckConstraint(condition=berpasangan(kata), name=f"pembinaan_{kata}_berpasangan")
                for kata in ("ditetapkan", "diajukan", "ditinjau")
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[k.value for k in TERBUKA], berakhir__isnull=True)
                | ~models.Q(status__in=[k.value for k in TERBUKA]) & models.Q(berakhir__isnull=False),
                name="pembinaan_berakhir_sesuai_keadaan",
            ),
        ]
        indexes = [
            models.Index(fields=["pegawai", "-id"], name="pembinaan_pegawai"),
            models.Index(fields=["instansi", "status", "dinas"], name="pembinaan_rekap"),
        ]

    def __str__(self) -> str:
        return f"Pembinaan {self.pegawai} {self.periode}"


class SasaranPembinaan(models.Model):
    """Satu hal yang diperbaiki, melekat pada indikator atau nilai BerAKHLAK dari rincian hasilnya."""

    class Hasil(models.TextChoices):
        BELUM = "belum", "Belum tercapai"
        TERCAPAI = "tercapai", "Tercapai"

    pembinaan = models.ForeignKey(Pembinaan, models.PROTECT, related_name="sasaran")
    acuan = models.CharField(max_length=60, help_text="indikator:IK1 atau nilai:akuntabel.")
    sebutan = models.CharField(max_length=300, help_text="Sebutan acuannya saat ditulis.")
    awal = models.CharField(max_length=80, blank=True, help_text="Angkanya pada hasil itu.")
    teks = models.TextField()
    ukuran = models.CharField(max_length=300, help_text="Kapan disebut tercapai.")
    batas = models.DateField()
    asal = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    hasil = models.CharField(max_length=8, choices=Hasil, default=Hasil.BELUM)
    catatan = models.TextField(blank=True, db_default="", help_text="Alasan penilai atas hasilnya.")
    dinilai_pada = models.DateTimeField(null=True, blank=True)
    dinilai_oleh = models.ForeignKey(ORANG, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "sasaran pembinaan"
        constraints = [
            models.CheckConstraint(
                condition=berpasangan("dinilai"), name="sasaran_pembinaan_dinilai_berpasangan"
            ),
            models.CheckConstraint(
                condition=models.Q(hasil="belum") | models.Q(dinilai_pada__isnull=False),
                name="sasaran_pembinaan_tercapai_dinilai",
            ),
        ]

    def __str__(self) -> str:
        return self.teks[:80]


class PertemuanPembinaan(models.Model):
    """Satu pertemuan bimbingan: dijadwalkan, lalu dicatat isinya oleh penilai."""

    pembinaan = models.ForeignKey(Pembinaan, models.PROTECT, related_name="pertemuan")
    tanggal = models.DateField()
    pokok = models.CharField(max_length=300)
    catatan = models.TextField(blank=True, db_default="")
    dicatat_pada = models.DateTimeField(null=True, blank=True)
    dicatat_oleh = models.ForeignKey(ORANG, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "pertemuan pembinaan"
        constraints = [
            models.CheckConstraint(
                condition=berpasangan("dicatat"), name="pertemuan_pembinaan_dicatat_berpasangan"
            )
        ]
        indexes = [
            models.Index(
                fields=["tanggal"],
                name="pertemuan_pembinaan_tanggal",
                condition=models.Q(dicatat_pada__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.tanggal} {self.pokok}"


class BuktiPembinaan(models.Model):
    """Berkas atau tautan dari orangnya bagi satu sasaran."""

    sasaran = models.ForeignKey(SasaranPembinaan, models.PROTECT, related_name="bukti")
    berkas = models.ForeignKey(Berkas, models.PROTECT, null=True, blank=True, related_name="+")
    tautan = models.URLField(max_length=500, blank=True)
    judul = models.CharField(max_length=200)
    ditambah_pada = models.DateTimeField()
    ditambah_oleh = models.ForeignKey(ORANG, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "bukti pembinaan"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(berkas__isnull=False, tautan="")
                | (models.Q(berkas__isnull=True) & ~models.Q(tautan="")),
                name="bukti_pembinaan_berkas_atau_tautan",
            )
        ]

    def __str__(self) -> str:
        return self.judul
