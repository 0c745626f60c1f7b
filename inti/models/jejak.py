"""Jejak audit: siapa mengubah apa, kapan, dan mengapa."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from inti.basisdata.nomor import JamDinding, NomorSistem, NomorTransaksi


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
    # Diisi basis data; menghubungkan peristiwa dengan Riwayat baris yang berubah bersamanya. 0: sebelum ada nomor.
    transaksi = models.BigIntegerField(db_default=NomorTransaksi(), editable=False)
    sistem = models.BigIntegerField(db_default=NomorSistem(), editable=False)
    saat = models.DateTimeField(null=True, db_default=JamDinding(), editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["objek_jenis", "objek_id", "id"], name="jejak_objek"),
            models.Index(fields=["sistem", "transaksi", "id"], name="jejak_transaksi"),
            # Daftar jejak, terbaru di atas: seluruhnya, lalu tiap saringannya.
            models.Index(fields=["instansi_id", "-waktu", "-id"], name="jejak_daftar"),
            models.Index(fields=["pelaku_id", "-waktu", "-id"], name="jejak_pelaku"),
            models.Index(fields=["instansi_id", "objek_jenis", "-waktu", "-id"], name="jejak_jenis"),
            models.Index(fields=["instansi_id", "aksi", "-waktu", "-id"], name="jejak_aksi"),
        ]

    def __str__(self) -> str:
        return f"{self.aksi} {self.objek_jenis}#{self.objek_id}"
