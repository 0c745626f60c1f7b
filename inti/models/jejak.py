"""Jejak audit: siapa mengubah apa, kapan, dan mengapa."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Jejak(models.Model):
    """Satu peristiwa. Tanpa kunci tamu, supaya jejak tidak pernah menghalangi data hidup.

    Hanya dapat ditambah: UPDATE, DELETE, dan TRUNCATE ditolak pemicu basis data.
    """

    waktu = models.DateTimeField()
    instansi_id = models.BigIntegerField(null=True)
    pelaku_id = models.BigIntegerField(null=True, help_text="Kosong berarti sistem.")
    pelaku_nama = models.CharField(max_length=200)
    aksi = models.CharField(max_length=80, help_text="Kode peristiwa, misalnya skp.diajukan.")
    objek_jenis = models.CharField(max_length=60)
    objek_id = models.BigIntegerField(null=True)
    isi = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    alasan = models.TextField(blank=True)
    permintaan = models.CharField(max_length=32, blank=True, help_text="Nomor permintaan web.")

    class Meta:
        indexes = [
            models.Index(fields=["objek_jenis", "objek_id", "id"], name="jejak_objek"),
            models.Index(fields=["instansi_id", "id"], name="jejak_instansi"),
        ]

    def __str__(self) -> str:
        return f"{self.aksi} {self.objek_jenis}#{self.objek_id}"
