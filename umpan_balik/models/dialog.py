"""Risalah dialog kinerja antara pegawai dan penilainya. Beku begitu disahkan keduanya; sesudahnya hanya adendum."""

from django.conf import settings
from django.db import models

from inti.models.berpasangan import berpasangan


class DialogKinerja(models.Model):
    """Satu pertemuan. Disusun salah satu pihak, disahkan keduanya; mengubah isi membatalkan pengesahan."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="dialog_kinerja")
    penilai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tanggal = models.DateField(help_text="Hari pertemuannya.")
    kendala = models.TextField(blank=True)
    dukungan = models.TextField(blank=True, help_text="Dukungan yang disepakati.")
    versi = models.PositiveIntegerField(default=1, help_text="Naik tiap simpan; dua tab tidak menimpa.")
    disusun_pada = models.DateTimeField()
    disusun_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    disahkan_pegawai = models.DateTimeField(null=True, blank=True)
    disahkan_penilai = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "dialog kinerja"
        verbose_name_plural = "dialog kinerja"
        constraints = [
            models.CheckConstraint(condition=~models.Q(pegawai=models.F("penilai")), name="dialog_dua_orang")
        ]
        indexes = [
            models.Index(fields=["pegawai", "-tanggal"], name="dialog_pegawai"),
            models.Index(fields=["penilai", "-tanggal"], name="dialog_penilai"),
        ]

    def __str__(self) -> str:
        return f"Dialog {self.pegawai} {self.tanggal}"

    @property
    def sah(self) -> bool:
        """Disahkan keduanya: teksnya beku."""
        return self.disahkan_pegawai is not None and self.disahkan_penilai is not None

    @property
    def status(self) -> str:
        """Satu dari sepuluh kata keadaan."""
        if self.sah:
            return "ditetapkan"
        return "diajukan" if self.disahkan_pegawai or self.disahkan_penilai else "draf"


class PokokDialog(models.Model):
    """Kemajuan satu RHK yang dibicarakan; bunyinya disalin supaya tetap walau RHK-nya berganti."""

    dialog = models.ForeignKey(DialogKinerja, models.CASCADE, related_name="pokok")
    rhk_nomor = models.BigIntegerField(help_text="Id RHK saat ditulis.")
    rhk_teks = models.CharField(max_length=500)
    teks = models.TextField()

    class Meta:
        verbose_name_plural = "pokok dialog"
        constraints = [models.UniqueConstraint(fields=["dialog", "rhk_nomor"], name="pokok_dialog_satu")]

    def __str__(self) -> str:
        return self.teks[:60]


class TindakDialog(models.Model):
    """Yang disepakati dikerjakan, oleh siapa, sampai kapan. Hanya tanda selesainya yang berubah sesudah sah."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    dialog = models.ForeignKey(DialogKinerja, models.CASCADE, related_name="tindak_lanjut")
    uraian = models.CharField(max_length=300)
    penanggung_jawab = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tenggat = models.DateField()
    selesai_pada = models.DateTimeField(null=True, blank=True)
    selesai_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "tindak lanjut"
        verbose_name_plural = "tindak lanjut"
        constraints = [
            models.CheckConstraint(condition=berpasangan("selesai"), name="tindak_dialog_selesai_berpasangan")
        ]
        indexes = [
            models.Index(
                fields=["penanggung_jawab", "tenggat"],
                name="tindak_dialog_terbuka",
                condition=models.Q(selesai_pada__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.uraian


class AdendumDialog(models.Model):
    """Tambahan sesudah risalah sah. Hanya dapat ditambah: UPDATE, DELETE, dan TRUNCATE ditolak pemicu."""

    dialog = models.ForeignKey(DialogKinerja, models.PROTECT, related_name="adendum")
    teks = models.TextField()
    ditulis_pada = models.DateTimeField()
    ditulis_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "adendum dialog"
        verbose_name_plural = "adendum dialog"

    def __str__(self) -> str:
        return self.teks[:60]
