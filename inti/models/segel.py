"""Segel: balok jejak dan riwayat yang dirantai sidik."""

from django.db import models


class Segel(models.Model):
    """Satu balok baris yang transaksinya sudah pasti selesai. Batasnya (transaksi, sumber, baris) ikut tercakup.

    `rincian` memuat 42 bita tiap baris: sumber (2), nomor baris (8), dan sha256 isinya (32), supaya baris yang berubah
    dapat ditunjuk. `sidik` = sha256 atas `sidik_sebelum`, batas, jumlah, waktu, dan sha256 rincian. Hanya dapat ditambah.
    """

    nomor = models.BigIntegerField(primary_key=True)
    waktu = models.DateTimeField()
    sistem = models.BigIntegerField()
    batas_transaksi = models.BigIntegerField()
    batas_sumber = models.SmallIntegerField()
    batas_baris = models.BigIntegerField()
    jumlah = models.PositiveIntegerField()
    rincian = models.BinaryField()
    sidik_sebelum = models.CharField(max_length=64)
    sidik = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "segel"
        indexes = [models.Index(fields=["sistem", "-nomor"], name="segel_sistem")]

    def __str__(self) -> str:
        return f"Segel {self.nomor} {self.sidik[:8]}"
