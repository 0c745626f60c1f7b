"""Berkas yang diunggah: disimpan dengan nama buatan, disajikan hanya sebagai lampiran."""

from django.db import models


def tempat_simpan(berkas: "Berkas", nama: str) -> str:
    """Jalur dari sidik isi, tidak pernah dari nama kiriman."""
    return f"bukti/{berkas.instansi_id}/{berkas.sha256[:2]}/{berkas.sha256}-{berkas.acak}"


class Berkas(models.Model):
    """Satu berkas milik satu pegawai."""

    instansi_id = models.BigIntegerField()
    pemilik_id = models.BigIntegerField()
    nama = models.CharField(max_length=200)
    jenis = models.CharField(max_length=100, help_text="Tipe menurut isi, bukan menurut nama.")
    ukuran = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    acak = models.CharField(max_length=32, unique=True)
    isi = models.FileField(upload_to=tempat_simpan, max_length=255)
    dibuat = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["pemilik_id", "-id"], name="berkas_pemilik")]

    def __str__(self) -> str:
        return self.nama
