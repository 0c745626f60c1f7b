"""360: siapa diminta menilai siapa, jawabannya, dan jawaban tanpa nama sesudah penutupan."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class SatuSampaiLima(models.Func):
    """Setiap jawaban yang terisi 1 sampai 5; yang kosong boleh."""

    template = "1 <= ALL(%(expressions)s) AND 5 >= ALL(%(expressions)s)"
    output_field = models.BooleanField()


class Kelompok(models.TextChoices):
    ATASAN = "atasan", "Atasan"
    REKAN = "rekan", "Rekan"
    BAWAHAN = "bawahan", "Bawahan"


class Penugasan(models.Model):
    """Permintaan menilai perilaku seorang pegawai. Tanpa penugasan tidak ada jawaban.

    Menjawab tidak pernah mengubah, mengunci, atau menunjuk barisnya dengan kunci tamu basis data, sehingga tidak ada
    bekas (xmin, xmax, letak) yang menunjukkan siapa yang menjawab.
    """

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="penugasan")
    dinilai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="penugasan_dinilai")
    penilai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="penugasan_menilai")
    kelompok = models.CharField(max_length=8, choices=Kelompok)

    class Meta:
        verbose_name_plural = "penugasan"
        constraints = [
            models.UniqueConstraint(fields=["periode", "dinilai", "penilai"], name="penugasan_satu_kali"),
            models.CheckConstraint(
                condition=~models.Q(dinilai=models.F("penilai")), name="penugasan_bukan_diri"
            ),
        ]
        indexes = [models.Index(fields=["penilai", "periode"], name="penugasan_penilai")]

    def __str__(self) -> str:
        return f"{self.kelompok} untuk {self.dinilai}"

    @property
    def selesai(self) -> bool:
        """Jawabannya sudah dikirim; sesudah namanya dilepas selalu belum, sebab jawabannya tidak ada lagi."""
        jawaban: Jawaban | None = getattr(self, "jawaban", None)
        return jawaban is not None and not jawaban.draf


class Jawaban(models.Model):
    """Jawaban yang masih dapat diganti penilainya. Dihapus saat penutupan, sesudah ditulis ulang tanpa nama."""

    # Tanpa kunci tamu di basis data: pemeriksaannya mengunci baris permintaan, dan bekasnya tinggal di sana.
    penugasan = models.OneToOneField(Penugasan, models.CASCADE, related_name="jawaban", db_constraint=False)
    nilai = ArrayField(
        models.PositiveSmallIntegerField(null=True),
        size=21,
        help_text="21 panduan berurutan 1.1 … 7.3; kosong = tidak dapat menilai.",
    )
    komentar = models.JSONField(default=dict, help_text="Nilai BerAKHLAK → teks.")
    draf = models.BooleanField(default=True)
    ubahan = models.JSONField(
        null=True, blank=True, help_text="Ketikan di atas jawaban terkirim yang belum dikirim lagi."
    )
    versi = models.PositiveIntegerField(default=1, db_default=1, help_text="Naik tiap disimpan; bukan waktu.")
    halaman = models.CharField(
        max_length=32, blank=True, db_default="", help_text="Halaman terbuka yang terakhir menyimpan."
    )

    class Meta:
        verbose_name_plural = "jawaban"
        constraints = [
            # Cermin menjajarkan semua lembar seorang penilai; satu lembar yang pendek menghentikan penutupan.
            models.CheckConstraint(condition=models.Q(nilai__len=21), name="jawaban_dua_puluh_satu"),
            models.CheckConstraint(condition=SatuSampaiLima("nilai"), name="jawaban_1_5"),
        ]

    def __str__(self) -> str:
        return f"Jawaban penugasan {self.penugasan_id}"


class JawabanAnonim(models.Model):
    """Jawaban sesudah penutupan: urutan diacak, tanpa penilai, tanpa waktu, kunci acak. Beku."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instansi_id = models.BigIntegerField()
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="+")
    dinilai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kelompok = models.CharField(max_length=8, choices=Kelompok)
    nilai = ArrayField(models.PositiveSmallIntegerField(null=True), size=21)
    rata = models.DecimalField(
        max_digits=41,
        decimal_places=40,
        help_text="Rata-rata jawaban terisi, 1–5; 40 desimal seperti indikator.rules.angka.rata_jawaban.",
    )

    class Meta:
        verbose_name_plural = "jawaban anonim"
        constraints = [
            models.CheckConstraint(condition=models.Q(rata__gte=1, rata__lte=5), name="jawaban_rata_1_5")
        ]
        indexes = [models.Index(fields=["periode", "dinilai", "kelompok"], name="jawaban_anonim_dinilai")]

    def __str__(self) -> str:
        return f"{self.kelompok} tanpa nama"


class Komentar(models.Model):
    """Komentar 360 yang sudah lepas dari penilainya; tampil hanya bila kelompoknya mencapai jumlah minimum."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="+")
    dinilai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kelompok = models.CharField(max_length=8, choices=Kelompok)
    nilai = models.CharField(max_length=30, help_text="Nilai BerAKHLAK.")
    teks = models.TextField()

    class Meta:
        verbose_name_plural = "komentar"
        indexes = [models.Index(fields=["periode", "dinilai"], name="komentar_dinilai")]

    def __str__(self) -> str:
        return self.teks[:60]
