"""Impor data dari lembar kerja: satu unggahan, dan tiap barisnya sesudah dibandingkan."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from inti.models.berkas import Berkas
from inti.models.berpasangan import berpasangan


class Impor(models.Model):
    """Satu berkas yang dibaca, dilihat dahulu, lalu diterapkan sekaligus atau tidak sama sekali."""

    class Status(models.TextChoices):
        DIUNGGAH = "diunggah", "Menunggu dibaca"
        DIBACA = "dibaca", "Sedang dibaca"
        SIAP = "siap", "Menunggu keputusan"
        MENERAPKAN = "menerapkan", "Sedang diterapkan"
        DITERAPKAN = "diterapkan", "Diterapkan"
        MEMBATALKAN = "membatalkan", "Sedang dibatalkan"
        DIBATALKAN = "dibatalkan", "Dibatalkan"
        DITINGGALKAN = "ditinggalkan", "Ditinggalkan"
        TERTOLAK = "tertolak", "Berkas ditolak"
        TERHENTI = "terhenti", "Terhenti"

    # Selama salah satu dari ini, impor lain yang sejenis di instansi itu menunggu.
    BERJALAN = ("diunggah", "dibaca", "siap", "menerapkan", "membatalkan", "terhenti")
    BEKERJA = ("diunggah", "dibaca", "menerapkan", "membatalkan")
    PERCOBAAN_MAKS = 3

    instansi_id = models.BigIntegerField()
    jenis = models.CharField(max_length=20, help_text="Kode adaptor, misalnya pegawai.")
    berkas = models.ForeignKey(
        Berkas,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Kosong sesudah masa simpannya; berkasnya lalu disapu.",
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.DIUNGGAH)
    pengirim_id = models.BigIntegerField()
    pengirim_nama = models.CharField(max_length=200)
    dibuat = models.DateTimeField()
    terbaca = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0, help_text="Nol berarti belum diketahui.")
    baru = models.PositiveIntegerField(default=0)
    berubah = models.PositiveIntegerField(default=0)
    sama = models.PositiveIntegerField(default=0)
    ditolak = models.PositiveIntegerField(default=0)
    sidik = models.CharField(
        max_length=64, blank=True, help_text="Sidik pratinjau; berbeda berarti sudah usang."
    )
    keterangan = models.JSONField(default=list, help_text="Cara berkas dibaca: pemisah, pengodean, lembar.")
    galat = models.JSONField(default=list, help_text="Sebab seluruh berkas ditolak: [{baris, kolom, pesan}].")
    sebab = models.TextField(
        blank=True, help_text="Mengapa penerapan atau pembatalan yang terakhir tidak jadi."
    )
    detak = models.DateTimeField(null=True, blank=True, help_text="Tanda hidup pekerja.")
    percobaan = models.PositiveSmallIntegerField(default=0)
    pagar = models.PositiveIntegerField(default=0, help_text="Naik tiap pengambilan oleh pekerja.")
    diterapkan_pada = models.DateTimeField(null=True, blank=True)
    diterapkan_oleh = models.BigIntegerField(null=True, blank=True)
    dibatalkan_pada = models.DateTimeField(null=True, blank=True)
    dibatalkan_oleh = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instansi_id", "jenis"],
                name="impor_satu_berjalan",
                condition=models.Q(
                    status__in=["diunggah", "dibaca", "siap", "menerapkan", "membatalkan", "terhenti"]
                ),
            ),
            models.CheckConstraint(condition=berpasangan("diterapkan"), name="impor_diterapkan_berpelaku"),
            models.CheckConstraint(condition=berpasangan("dibatalkan"), name="impor_dibatalkan_berpelaku"),
            models.CheckConstraint(
                condition=~models.Q(status__in=["diterapkan", "membatalkan", "dibatalkan"])
                | models.Q(diterapkan_pada__isnull=False, ditolak=0),
                name="impor_diterapkan_tanpa_ditolak",
            ),
        ]
        indexes = [
            models.Index(fields=["instansi_id", "-id"], name="impor_riwayat"),
            models.Index(
                fields=["detak"],
                name="impor_bekerja",
                condition=models.Q(status__in=["diunggah", "dibaca", "menerapkan", "membatalkan"]),
            ),
        ]

    def __str__(self) -> str:
        return f"Impor {self.jenis} {self.pk}"

    @property
    def nama_berkas(self) -> str:
        """Nama berkasnya, atau keterangan bahwa berkasnya sudah dibuang."""
        return self.berkas.nama if self.berkas else "Berkas sudah dibuang"


class BarisImpor(models.Model):
    """Satu baris berkas sesudah dibandingkan dengan isi basis data."""

    class Keadaan(models.TextChoices):
        BARU = "baru", "Baru"
        BERUBAH = "berubah", "Berubah"
        SAMA = "sama", "Tetap"
        DITOLAK = "ditolak", "Ditolak"

    impor = models.ForeignKey(Impor, models.CASCADE, related_name="baris")
    nomor = models.PositiveIntegerField(help_text="Nomor baris seperti di berkas.")
    keadaan = models.CharField(max_length=8, choices=Keadaan)
    kunci = models.CharField(max_length=400, blank=True, help_text="Tanda pengenal yang dibaca orang.")
    objek_id = models.BigIntegerField(null=True, blank=True)
    isi = models.JSONField(default=dict, help_text="Kolom → tulisan seperti di berkas.")
    sebelum = models.JSONField(
        null=True, encoder=DjangoJSONEncoder, help_text="Bidang → nilai lama, untuk membatalkan."
    )
    sesudah = models.JSONField(null=True, encoder=DjangoJSONEncoder, help_text="Bidang → nilai yang ditulis.")
    banding = models.JSONField(default=list, help_text="[[kolom, lama, baru]] untuk ditampilkan.")
    catatan = models.JSONField(default=list, help_text="[{kolom, pesan}].")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["impor", "nomor"], name="baris_impor_satu_nomor")]
        indexes = [models.Index(fields=["impor", "keadaan", "nomor"], name="baris_impor_keadaan")]

    def __str__(self) -> str:
        return f"Baris {self.nomor} {self.kunci}"
