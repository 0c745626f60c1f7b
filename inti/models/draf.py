"""Ketikan yang belum dikirim: disimpan peramban tiap beberapa detik supaya tidak hilang bersama perambannya."""

from django.db import models


class Draf(models.Model):
    """Satu utas ketikan pada satu formulir. Dua tab yang berbeda tulisannya menjadi dua utas, tidak saling menimpa.

    `kunci` menyebut formulirnya, `dasar` versi benda yang sedang diubah saat mulai mengetik. `penulis` satu halaman
    yang terbuka; `langkah` urutan kirimannya. `selesai`: formulirnya sudah terkirim, kiriman susulan diabaikan.
    """

    instansi_id = models.BigIntegerField()
    pemilik_id = models.BigIntegerField()
    kunci = models.CharField(max_length=120)
    utas = models.CharField(max_length=32)
    penulis = models.CharField(max_length=32)
    langkah = models.PositiveIntegerField(default=0)
    versi = models.PositiveIntegerField(default=1)
    dasar = models.CharField(max_length=40, blank=True)
    isi = models.JSONField(default=dict)
    selesai = models.BooleanField(default=False)
    disimpan = models.DateTimeField()

    class Meta:
        verbose_name_plural = "draf"
        constraints = [
            models.UniqueConstraint(fields=["pemilik_id", "kunci", "utas"], name="draf_satu_per_utas")
        ]
        indexes = [models.Index(fields=["disimpan"], name="draf_disimpan")]

    def __str__(self) -> str:
        return self.kunci
