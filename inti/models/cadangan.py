"""Cadangan yang selesai; dibaca alarm dan pemantau."""

from django.db import models


class Cadangan(models.Model):
    """Satu cadangan yang selesai utuh. Yang gagal tidak berbaris, sehingga diamnya membunyikan alarm."""

    nama = models.CharField(max_length=40, unique=True)
    selesai_pada = models.DateTimeField(db_index=True)
    ukuran = models.BigIntegerField(help_text="Bita dump dan berkas.")
    detik = models.PositiveIntegerField()
    sidik = models.CharField(max_length=64, help_text="SHA-256 manifesnya.")

    class Meta:
        verbose_name_plural = "cadangan"

    def __str__(self) -> str:
        return self.nama
