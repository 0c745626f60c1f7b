"""Dokumen yang terbit dan dapat diperiksa siapa pun, dan paket cetaknya."""

from django.db import models


class Dokumen(models.Model):
    """Satu dokumen terbit: nomor, sidik isinya, dan kode acak yang membuka halaman periksanya.

    Terbit bersama keputusannya, sehingga mencetak tidak menulis apa pun. Hanya keadaannya yang dapat berganti.
    """

    class Keadaan(models.TextChoices):
        BERLAKU = "berlaku", "Berlaku"
        DIGANTIKAN = "digantikan", "Digantikan"
        DIBATALKAN = "dibatalkan", "Dibatalkan"

    kode = models.CharField(max_length=32, unique=True, help_text="Acak, 144 bit.")
    instansi_id = models.BigIntegerField()
    jenis = models.CharField(max_length=20, help_text="Misalnya skp.")
    objek_id = models.BigIntegerField()
    versi = models.PositiveSmallIntegerField()
    nomor = models.CharField(max_length=40, unique=True)
    sidik = models.CharField(max_length=64)
    unit = models.CharField(max_length=200)
    inisial = models.CharField(max_length=4)
    terbit = models.DateTimeField()
    keadaan = models.CharField(max_length=10, choices=Keadaan, default=Keadaan.BERLAKU)
    keadaan_sejak = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "dokumen"
        constraints = [
            models.UniqueConstraint(fields=["jenis", "objek_id", "versi"], name="dokumen_satu_versi")
        ]

    def __str__(self) -> str:
        return self.nomor


class PaketDokumen(models.Model):
    """Permintaan mencetak banyak dokumen menjadi satu arsip; dikerjakan di latar, sebagian demi sebagian."""

    class Status(models.TextChoices):
        ANTRE = "antre", "Menunggu giliran"
        DIPROSES = "diproses", "Sedang dibuat"
        SELESAI = "selesai", "Siap diunduh"
        TERHENTI = "terhenti", "Terhenti"
        DIHAPUS = "dihapus", "Sudah dihapus"

    BERJALAN = ("antre", "diproses")
    PERCOBAAN_MAKS = 3

    instansi_id = models.BigIntegerField()
    jenis = models.CharField(max_length=20)
    judul = models.CharField(max_length=200)
    pemohon_id = models.BigIntegerField()
    pemohon_nama = models.CharField(max_length=200)
    butir = models.JSONField(help_text="Id dokumen, berurutan; bagian ke-n selalu butir yang sama.")
    total = models.PositiveIntegerField()
    jadi = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=8, choices=Status, default=Status.ANTRE)
    acak = models.CharField(max_length=32, unique=True, help_text="Nama folder kerjanya.")
    ukuran = models.PositiveBigIntegerField(default=0)
    sebab = models.CharField(max_length=300, blank=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    detak = models.DateTimeField(null=True, blank=True, help_text="Tanda hidup pekerja.")
    dibuat = models.DateTimeField()
    selesai = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "paket dokumen"
        constraints = [
            models.UniqueConstraint(
                fields=["pemohon_id", "jenis"],
                name="paket_dokumen_satu_berjalan",
                condition=models.Q(status__in=["antre", "diproses"]),
            )
        ]
        indexes = [models.Index(fields=["pemohon_id", "jenis", "-id"], name="paket_dokumen_pemohon")]

    def __str__(self) -> str:
        return self.judul
