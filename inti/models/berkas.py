"""Berkas yang diunggah: disimpan dengan nama buatan, disajikan hanya sebagai lampiran."""

from django.conf import settings
from django.db import models


def tempat_simpan(berkas: "Berkas", nama: str) -> str:
    """Jalur dari sidik isi, tidak pernah dari nama kiriman."""
    return f"bukti/{berkas.instansi_id}/{berkas.sha256[:2]}/{berkas.sha256}-{berkas.acak}"


class Berkas(models.Model):
    """Satu berkas milik satu pegawai."""

    class Pindai(models.TextChoices):
        """Urutan hurufnya dipakai antrean pemindai: `menunggu` sebelum `tanpa`."""

        MENUNGGU = "menunggu", "Sedang diperiksa antivirus, belum dapat diunduh"
        BERSIH = "bersih", "Sudah diperiksa antivirus"
        TERTAHAN = "tertahan", "Ditahan antivirus, tidak dapat diunduh"
        TANPA = "tanpa", "Diterima saat tidak ada pemindai"

    instansi_id = models.BigIntegerField()
    pemilik_id = models.BigIntegerField()
    nama = models.CharField(max_length=200)
    jenis = models.CharField(max_length=100, help_text="Tipe menurut isi, bukan menurut nama.")
    ukuran = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    acak = models.CharField(max_length=32, unique=True)
    isi = models.FileField(upload_to=tempat_simpan, max_length=255)
    dibuat = models.DateTimeField()
    # Yang tidak lewat pintu pemindai dianggap belum diperiksa.
    pindai = models.CharField(max_length=8, choices=Pindai, default=Pindai.MENUNGGU, db_default="tanpa")
    temuan = models.CharField(
        max_length=200, blank=True, default="", db_default="", help_text="Nama dari pemindai."
    )
    pindai_terakhir = models.DateTimeField(null=True, blank=True, help_text="Terakhir dicoba di latar.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pindai="tertahan") & ~models.Q(temuan="")
                | ~models.Q(pindai="tertahan") & models.Q(temuan=""),
                name="berkas_tertahan_bertemuan",
            )
        ]
        indexes = [
            models.Index(fields=["pemilik_id", "-id"], name="berkas_pemilik"),
            models.Index(
                fields=["pindai", "pindai_terakhir", "id"],
                name="berkas_antre_pindai",
                condition=models.Q(pindai__in=["menunggu", "tanpa"]),
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def tertahan(self) -> bool:
        """Tidak boleh diunduh siapa pun. Pemindai yang dilepas dari pengaturan melepas juga yang menunggunya."""
        menunggu = self.pindai == self.Pindai.MENUNGGU and bool(settings.CLAMD_URL)
        return menunggu or self.pindai == self.Pindai.TERTAHAN
