"""Pemberitahuan di layar, kotak keluar untuk yang harus terjadi di luar transaksi, dan tanda pemasangan."""

from django.db import models


class Pemberitahuan(models.Model):
    """Pesan untuk satu pegawai di dalam aplikasi."""

    penerima_id = models.BigIntegerField()
    instansi_id = models.BigIntegerField()
    dibuat = models.DateTimeField()
    judul = models.CharField(max_length=160)
    isi = models.TextField(blank=True)
    tautan = models.CharField(max_length=300, blank=True)
    dibaca = models.DateTimeField(null=True, blank=True)
    jenis = models.CharField(
        max_length=8, default="lainnya", db_default="lainnya", help_text="inti.rules.kabar."
    )
    kunci = models.CharField(max_length=120, unique=True, help_text="Satu peristiwa, satu pesan.")

    class Meta:
        indexes = [
            models.Index(fields=["penerima_id", "-id"], name="pemberitahuan_penerima"),
            models.Index(
                fields=["penerima_id"], name="pemberitahuan_baru", condition=models.Q(dibaca__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.judul


class KotakKeluar(models.Model):
    """Pekerjaan yang ditulis dalam transaksi dan dikirim sesudahnya oleh pekerja latar."""

    class Jenis(models.TextChoices):
        SUREL = "surel", "Surel"
        TUGAS = "tugas", "Tugas latar"

    jenis = models.CharField(max_length=8, choices=Jenis)
    kunci = models.CharField(max_length=160, unique=True)
    muatan = models.JSONField()
    dibuat = models.DateTimeField()
    dikirim = models.DateTimeField(null=True, blank=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    coba_lagi = models.DateTimeField(null=True, blank=True, help_text="Tidak dicoba sebelum ini.")
    galat = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="kotak_keluar_antre", condition=models.Q(dikirim__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.kunci}"


class Pemasangan(models.Model):
    """Satu baris: basis data mana yang boleh mengirim keluar. Salinan pulihan mempunyai sidik lain, jadi diam."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sidik = models.CharField(max_length=80)
    disahkan_pada = models.DateTimeField()

    class Meta:
        verbose_name_plural = "pemasangan"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="pemasangan_satu")]

    def __str__(self) -> str:
        return self.sidik
