"""Usul perbaikan data dari pegawainya sendiri."""

from django.db import models

from inti.models import Berkas
from inti.models.berpasangan import berpasangan
from kepegawaian.models.organisasi import UnitKerja
from kepegawaian.models.pegawai import Pegawai


class PerbaikanData(models.Model):
    """Satu bidang yang keliru: isinya sekarang, isi yang seharusnya, dan sebabnya. Tidak menghalangi apa pun."""

    class Bidang(models.TextChoices):
        NAMA = "nama", "Nama"
        GELAR_DEPAN = "gelar_depan", "Gelar di depan nama"
        GELAR_BELAKANG = "gelar_belakang", "Gelar di belakang nama"
        GOLONGAN = "golongan", "Golongan"
        NIP = "nip", "NIP"
        TANGGAL_LAHIR = "tanggal_lahir", "Tanggal lahir"
        PENEMPATAN = "penempatan", "Penempatan atau jabatan"
        LAINNYA = "lainnya", "Data lain"

    class Status(models.TextChoices):
        DIAJUKAN = "diajukan", "Diajukan"
        DITUTUP = "ditutup", "Ditutup"

    class Keputusan(models.TextChoices):
        DITERIMA = "diterima", "Diterima"
        DITOLAK = "ditolak", "Tidak diterima"

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="perbaikan")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, related_name="perbaikan")
    bidang = models.CharField(max_length=14, choices=Bidang)
    isi_lama = models.CharField(max_length=300, blank=True)
    isi_usulan = models.CharField(max_length=300, blank=True)
    alasan = models.TextField()
    bukti = models.ForeignKey(Berkas, models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=8, choices=Status, default=Status.DIAJUKAN)
    diajukan = models.DateTimeField()
    tenggat = models.DateTimeField()
    dijawab_pada = models.DateTimeField(null=True)
    dijawab_oleh = models.ForeignKey(Pegawai, models.PROTECT, null=True, related_name="+")
    keputusan = models.CharField(max_length=8, choices=Keputusan, blank=True)
    jawaban = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "perbaikan data"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "bidang"],
                name="perbaikan_data_satu_terbuka",
                condition=~models.Q(status="ditutup"),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status="ditutup", dijawab_pada__isnull=False, keputusan__in=["diterima", "ditolak"]
                )
                | (~models.Q(status="ditutup") & models.Q(dijawab_pada__isnull=True, keputusan="")),
                name="perbaikan_data_ditutup_berkeputusan",
            ),
            models.CheckConstraint(
                condition=berpasangan("dijawab"), name="perbaikan_data_dijawab_berpasangan"
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "tenggat"],
                name="perbaikan_data_terbuka",
                condition=~models.Q(status="ditutup"),
            ),
            models.Index(fields=["unit", "-id"], name="perbaikan_data_unit"),
            models.Index(fields=["pegawai", "-id"], name="perbaikan_data_pegawai"),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.get_bidang_display()}"
