"""Umpan balik berkelanjutan dari orang ke orang, dengan nama: diberi, diminta, dan dilaporkan bila tidak pantas."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from inti.models.berpasangan import berpasangan
from umpan_balik.rules.berakhlak import NILAI

# Lama penulis dapat mengubah atau menarik tulisannya; disebut di formulir dan di halamannya.
MASA_UBAH = timedelta(hours=24)
PILIHAN_NILAI = [(str(n.kode), n.nama) for n in NILAI]


def paling_banyak_satu() -> models.Q:
    """Pokoknya RHK, laporan, atau nilai; tidak pernah dua. Kosong hanya pada baris lama atau RHK yang dihapus."""
    tanpa_rhk, tanpa_laporan = models.Q(rhk__isnull=True), models.Q(realisasi__isnull=True)
    tanpa_nilai = models.Q(nilai="")
    return (tanpa_rhk & tanpa_laporan) | (tanpa_rhk & tanpa_nilai) | (tanpa_laporan & tanpa_nilai)


class Berpokok(models.Model):
    """Yang dibicarakan. `tentang` bunyinya saat ditulis, supaya tetap terbaca walau RHK-nya berganti."""

    rhk = models.ForeignKey("indikator.RHK", models.SET_NULL, null=True, blank=True, related_name="+")
    realisasi = models.ForeignKey(
        "indikator.Realisasi", models.PROTECT, null=True, blank=True, related_name="+"
    )
    nilai = models.CharField(max_length=24, choices=PILIHAN_NILAI, blank=True, default="", db_default="")
    tentang = models.CharField(max_length=500, blank=True, default="", db_default="")

    class Meta:
        abstract = True

    @property
    def sebutan_pokok(self) -> str:
        """RHK “…”, laporan “…”, atau nilai …; kosong bila tanpa pokok."""
        if self.realisasi_id is not None:
            return f"laporan “{self.tentang}”" if self.tentang else "laporan"
        if self.nilai:
            return f"nilai {self.get_nilai_display()}"
        return f"RHK “{self.tentang}”" if self.tentang else ""


class UmpanBalik(Berpokok):
    """Pujian atau saran, pribadi bagi penerima atau juga terbaca atasannya."""

    class Jenis(models.TextChoices):
        PUJIAN = "pujian", "Pujian"
        SARAN = "saran", "Saran"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    penerima = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="umpan_balik_diterima"
    )
    jenis = models.CharField(max_length=6, choices=Jenis)
    teks = models.TextField(blank=True, help_text="Dikosongkan bila ditarik.")
    terbaca_atasan = models.BooleanField(default=False)
    ditulis_pada = models.DateTimeField()
    ditulis_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="umpan_balik_ditulis"
    )
    diubah = models.DateTimeField(null=True, blank=True, help_text="Hanya penulisnya yang dapat mengubah.")
    ditarik = models.DateTimeField(null=True, blank=True, help_text="Hanya penulisnya yang dapat menarik.")
    terima_kasih = models.BooleanField(default=False, db_default=False, help_text="Dari penerima.")
    berguna = models.BooleanField(default=False, db_default=False, help_text="Menurut penerima.")
    disembunyikan = models.BooleanField(default=False, db_default=False, help_text="Putusan atas laporan.")

    class Meta:
        verbose_name_plural = "umpan balik"
        constraints = [
            models.CheckConstraint(condition=paling_banyak_satu(), name="umpan_balik_satu_pokok"),
            models.CheckConstraint(
                condition=models.Q(ditarik__isnull=True) & ~models.Q(teks="")
                | models.Q(ditarik__isnull=False, teks=""),
                name="umpan_balik_ditarik_kosong",
            ),
        ]
        indexes = [
            models.Index(fields=["penerima", "-ditulis_pada"], name="umpan_balik_penerima"),
            models.Index(fields=["ditulis_oleh", "-ditulis_pada"], name="umpan_balik_penulis"),
        ]

    def __str__(self) -> str:
        return self.teks[:60]

    @property
    def batas_ubah(self) -> datetime:
        """Saat terakhir penulisnya dapat mengubah atau menarik."""
        return self.ditulis_pada + MASA_UBAH


class PermintaanUmpanBalik(Berpokok):
    """Satu orang meminta umpan balik kepada satu rekan; beberapa rekan berarti beberapa baris."""

    class Status(models.TextChoices):
        MENUNGGU = "menunggu", "Menunggu jawaban"
        DIJAWAB = "dijawab", "Dijawab"
        DITOLAK = "ditolak", "Tidak dapat menjawab"
        DIBATALKAN = "dibatalkan", "Dibatalkan"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    penjawab = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    pesan = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.MENUNGGU)
    tenggat = models.DateField()
    dikirim_pada = models.DateTimeField()
    dikirim_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    diingatkan = models.DateTimeField(null=True, blank=True)
    jawaban = models.OneToOneField(
        UmpanBalik, models.PROTECT, null=True, blank=True, related_name="permintaan"
    )

    class Meta:
        verbose_name = "permintaan umpan balik"
        verbose_name_plural = "permintaan umpan balik"
        constraints = [
            models.CheckConstraint(condition=paling_banyak_satu(), name="permintaan_ub_satu_pokok"),
            models.CheckConstraint(
                condition=~models.Q(penjawab=models.F("dikirim_oleh")), name="permintaan_ub_orang_lain"
            ),
            models.CheckConstraint(
                condition=models.Q(status="dijawab", jawaban__isnull=False)
                | ~models.Q(status="dijawab") & models.Q(jawaban__isnull=True),
                name="permintaan_ub_dijawab",
            ),
            models.UniqueConstraint(
                fields=["dikirim_oleh", "penjawab", "rhk", "realisasi", "nilai"],
                condition=models.Q(status="menunggu"),
                nulls_distinct=False,
                name="permintaan_ub_satu_terbuka",
            ),
        ]
        indexes = [
            models.Index(
                fields=["penjawab", "tenggat"],
                name="permintaan_ub_menunggu",
                condition=models.Q(status="menunggu"),
            ),
            models.Index(fields=["dikirim_oleh", "-dikirim_pada"], name="permintaan_ub_peminta"),
            models.Index(
                fields=["dikirim_pada"],
                name="permintaan_ub_ingatkan",
                condition=models.Q(status="menunggu", diingatkan__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dikirim_oleh} kepada {self.penjawab}"


class LaporanUmpanBalik(models.Model):
    """Penerima melaporkan isi yang tidak pantas; admin BKD memutus. Satu laporan untuk satu umpan balik."""

    class Putusan(models.TextChoices):
        DIPERTAHANKAN = "dipertahankan", "Tetap ditampilkan"
        DISEMBUNYIKAN = "disembunyikan", "Disembunyikan"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    umpan_balik = models.OneToOneField(UmpanBalik, models.PROTECT, related_name="laporan")
    alasan = models.TextField()
    dilaporkan_pada = models.DateTimeField()
    dilaporkan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    putusan = models.CharField(max_length=13, choices=Putusan, blank=True)
    catatan = models.TextField(blank=True, help_text="Alasan putusan; dibaca pelapor dan penulisnya.")
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "laporan umpan balik"
        verbose_name_plural = "laporan umpan balik"
        constraints = [
            models.CheckConstraint(condition=berpasangan("diputus"), name="laporan_ub_diputus_berpasangan"),
            models.CheckConstraint(
                condition=models.Q(putusan="", diputus_pada__isnull=True)
                | ~models.Q(putusan="") & ~models.Q(catatan="") & models.Q(diputus_pada__isnull=False),
                name="laporan_ub_putusan_beralasan",
            ),
        ]
        indexes = [models.Index(fields=["instansi", "putusan", "-dilaporkan_pada"], name="laporan_ub_daftar")]

    def __str__(self) -> str:
        return f"Laporan {self.pk}"
