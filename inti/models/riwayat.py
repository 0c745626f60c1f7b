"""Riwayat baris: apa yang berubah, dari apa menjadi apa. Ditulis pemicu, lihat inti.basisdata.riwayat."""

from django.contrib.postgres.functions import TransactionNow
from django.db import models

from inti.basisdata.nomor import JamDinding, NomorSistem, NomorTransaksi
from inti.basisdata.riwayat import TanpaPecahanBiner


class Riwayat(models.Model):
    """Satu perubahan satu baris. Pelaku dan alasannya pada Jejak yang bernomor transaksi sama.

    Hanya dapat ditambah: UPDATE, DELETE, dan TRUNCATE ditolak pemicu basis data.
    """

    class Aksi(models.TextChoices):
        TAMBAH = "I", "Ditambah"
        UBAH = "U", "Diubah"
        HAPUS = "D", "Dihapus"

    waktu = models.DateTimeField(
        db_default=TransactionNow(), help_text="Jam basis data saat transaksi dimulai."
    )
    saat = models.DateTimeField(
        null=True, db_default=JamDinding(), help_text="Jam basis data saat baris ini ditulis."
    )
    transaksi = models.BigIntegerField(db_default=NomorTransaksi())
    sistem = models.BigIntegerField(db_default=NomorSistem())
    tabel = models.CharField(max_length=63)
    objek_id = models.BigIntegerField()
    induk_id = models.BigIntegerField(
        null=True, help_text="Nomor pemilik baris, misalnya pegawai bagi penempatan."
    )
    instansi_id = models.BigIntegerField(null=True)
    aksi = models.CharField(max_length=1, choices=Aksi)
    sebelum = models.JSONField(
        null=True, decoder=TanpaPecahanBiner, help_text="Saat diubah: hanya kolom yang berubah."
    )
    sesudah = models.JSONField(null=True, decoder=TanpaPecahanBiner)

    class Meta:
        verbose_name_plural = "riwayat"
        indexes = [
            models.Index(fields=["tabel", "objek_id", "id"], name="riwayat_objek"),
            models.Index(
                fields=["tabel", "induk_id", "id"],
                name="riwayat_induk",
                condition=models.Q(induk_id__isnull=False),
            ),
            models.Index(fields=["sistem", "transaksi", "id"], name="riwayat_transaksi"),
        ]

    def __str__(self) -> str:
        return f"{self.aksi} {self.tabel}#{self.objek_id}"
