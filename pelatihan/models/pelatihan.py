"""Katalog pelatihan dan rekomendasi untuk seorang pegawai."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from inti.models.berpasangan import berpasangan
from pelatihan.rules.bentuk import KLASIKAL_LAINNYA, NONKLASIKAL, PILIHAN


class Pelatihan(models.Model):
    """Satu judul pelatihan. `tanda` menghubungkannya dengan kebutuhan (aspek:…, nilai:…, teknis:…)."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="pelatihan")
    judul = models.CharField(max_length=250)
    bentuk = models.CharField(max_length=80, help_text="Sebutan penyelenggara; kodenya di kode_bentuk.")
    kode_bentuk = models.PositiveSmallIntegerField(
        choices=PILIHAN, default=KLASIKAL_LAINNYA, db_default=KLASIKAL_LAINNYA, help_text="Kode SIASN 1–25."
    )
    klasikal = models.BooleanField(default=True)
    jp = models.PositiveSmallIntegerField()
    jp_usulan = models.BooleanField(
        default=False, help_text="JP usulan sendiri, bukan angka resmi penyelenggara."
    )
    penyelenggara = models.CharField(max_length=200, blank=True)
    kompetensi = models.CharField(max_length=250, blank=True)
    tanda = ArrayField(models.CharField(max_length=60), default=list)
    prasyarat = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lanjutan",
        help_text="Pelatihan yang harus selesai lebih dulu.",
    )
    biaya = models.PositiveBigIntegerField(default=0, db_default=0, help_text="Perkiraan rupiah tiap orang.")
    aktif = models.BooleanField(default=True)
    sumber = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "pelatihan"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "judul"], name="pelatihan_satu_judul"),
            models.CheckConstraint(condition=models.Q(jp__gt=0), name="pelatihan_jp_positif"),
            models.CheckConstraint(
                condition=models.Q(klasikal=False, kode_bentuk__in=sorted(NONKLASIKAL))
                | models.Q(klasikal=True)
                & models.Q(kode_bentuk__range=(1, 25))
                & ~models.Q(kode_bentuk__in=sorted(NONKLASIKAL)),
                name="pelatihan_bentuk_siasn",
            ),
            models.CheckConstraint(
                condition=~models.Q(prasyarat=models.F("id")), name="pelatihan_bukan_prasyarat_sendiri"
            ),
        ]
        indexes = [
            models.Index(fields=["instansi", "aktif", "judul", "id"], name="pelatihan_judul"),
            models.Index(fields=["instansi", "kode_bentuk", "judul"], name="pelatihan_bentuk"),
            models.Index(fields=["instansi", "penyelenggara", "judul"], name="pelatihan_penyelenggara"),
            models.Index(fields=["instansi", "jp", "judul"], name="pelatihan_jp"),
            GinIndex(fields=["tanda"], name="pelatihan_tanda"),
        ]

    def __str__(self) -> str:
        return self.judul


class Rekomendasi(models.Model):
    """Pelatihan yang disarankan sesudah hasil, selalu dengan alasan dan angkanya."""

    class Status(models.TextChoices):
        DIAJUKAN = "diajukan", "Diajukan"
        DISETUJUI = "disetujui", "Disetujui"
        DITUTUP = "ditutup", "Ditutup"

    class Jenis(models.TextChoices):
        PELATIHAN = "pelatihan", "Pelatihan"
        STUDI = "studi", "Studi lanjut"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="rekomendasi")
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="rekomendasi")
    hasil = models.ForeignKey("penilaian.Hasil", models.PROTECT, related_name="rekomendasi")
    jenis = models.CharField(max_length=9, choices=Jenis, default=Jenis.PELATIHAN)
    pelatihan = models.ForeignKey(
        Pelatihan, models.PROTECT, null=True, blank=True, related_name="rekomendasi"
    )
    urutan = models.PositiveSmallIntegerField()
    alasan = models.TextField()
    dasar = models.JSONField(default=dict, help_text="Kebutuhan dan angka di balik alasan.")
    status = models.CharField(max_length=9, choices=Status, default=Status.DIAJUKAN)
    alasan_tolak = models.TextField(blank=True)
    ditanggapi_pada = models.DateTimeField(null=True, blank=True)
    ditanggapi_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "rekomendasi"
        constraints = [
            models.UniqueConstraint(
                fields=["hasil", "jenis", "pelatihan"], nulls_distinct=False, name="rekomendasi_satu"
            ),
            models.CheckConstraint(
                condition=berpasangan("ditanggapi"), name="rekomendasi_ditanggapi_berpasangan"
            ),
            models.CheckConstraint(
                condition=models.Q(jenis="pelatihan", pelatihan__isnull=False)
                | models.Q(jenis="studi", pelatihan__isnull=True),
                name="rekomendasi_jenis_cocok",
            ),
        ]
        indexes = [models.Index(fields=["pegawai", "-periode"], name="rekomendasi_pegawai")]

    def __str__(self) -> str:
        return f"{self.judul} untuk {self.pegawai}"

    @property
    def judul(self) -> str:
        """Judul pelatihan, atau nama tawaran yang tercatat saat saran dibuat."""
        return self.pelatihan.judul if self.pelatihan else self.dasar.get("judul", self.get_jenis_display())
