"""Katalog indikator per dinas: dipakai menyusun SKP, ditinjau oleh yang diukur."""

from django.conf import settings
from django.db import models

from indikator.models.pilihan import Aspek, Polaritas
from inti.models.berpasangan import berpasangan


class Indikator(models.Model):
    """Satu indikator katalog. Versi yang sudah dipakai SKP tidak diubah; perubahan menjadi versi baru."""

    class Asal(models.TextChoices):
        IKU = "iku", "IKU"
        SPM = "spm", "SPM"
        RPJMD = "rpjmd", "RPJMD"
        RENSTRA = "renstra", "Renstra"
        JABATAN = "jabatan", "Butir jabatan"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="indikator")
    unit = models.ForeignKey(
        "kepegawaian.UnitKerja", models.PROTECT, related_name="indikator", help_text="Dinas pemilik."
    )
    kode = models.CharField(max_length=30)
    versi = models.PositiveSmallIntegerField(default=1)
    sasaran = models.CharField(max_length=400, blank=True)
    nama = models.CharField(max_length=300)
    definisi = models.TextField(blank=True)
    formula = models.TextField(blank=True)
    satuan = models.CharField(max_length=60)
    polaritas = models.CharField(max_length=10, choices=Polaritas)
    aspek = models.CharField(max_length=10, choices=Aspek)
    sumber_data = models.CharField(max_length=300, blank=True)
    target_acuan = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    bawah_acuan = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    atas_acuan = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    bobot_acuan = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    asal = models.CharField(max_length=10, choices=Asal, blank=True)
    aktif = models.BooleanField(default=True)
    catatan_sumber = models.CharField(
        max_length=400, blank=True, help_text="Dari dokumen mana indikator ini diambil."
    )
    dibuat_pada = models.DateTimeField()
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "indikator"
        constraints = [
            models.UniqueConstraint(fields=["unit", "kode", "versi"], name="indikator_satu_versi"),
            models.CheckConstraint(
                condition=models.Q(bobot_acuan__isnull=True)
                | models.Q(bobot_acuan__gt=0, bobot_acuan__lte=100),
                name="indikator_bobot_0_100",
            ),
        ]
        indexes = [
            models.Index(fields=["instansi", "unit", "aktif", "nama"], name="indikator_unit"),
            models.Index(fields=["instansi", "nama"], name="indikator_nama"),
        ]

    def __str__(self) -> str:
        return self.nama


class Jangkauan(models.Model):
    """Siapa yang diukur: jabatan tertentu, satu jenis jabatan, atau seluruh cabang unit. Tanpa baris: semua di dinasnya."""

    indikator = models.ForeignKey(Indikator, models.CASCADE, related_name="jangkauan")
    jabatan = models.ForeignKey(
        "kepegawaian.Jabatan", models.PROTECT, null=True, blank=True, related_name="+"
    )
    jenis_jabatan = models.CharField(max_length=14, blank=True)
    unit = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "jangkauan"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(jabatan__isnull=False)
                | models.Q(unit__isnull=False)
                | ~models.Q(jenis_jabatan=""),
                name="jangkauan_ada_isinya",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indikator}: {self.jabatan or self.unit or self.jenis_jabatan}"


class Tinjauan(models.Model):
    """Pendapat yang diukur tentang sebuah indikator."""

    class Jenis(models.TextChoices):
        PERTANYAAN = "pertanyaan", "Pertanyaan"
        TIDAK_RELEVAN = "tidak_relevan", "Tidak relevan"
        SULIT_DICAPAI = "sulit_dicapai", "Sulit dicapai"
        KURANG_JELAS = "kurang_jelas", "Kurang jelas"
        GANDA = "ganda", "Ganda"

    class Putusan(models.TextChoices):
        DIJELASKAN = "", "Dijelaskan"
        TETAP = "tetap", "Tetap"
        DIUBAH = "diubah", "Diubah"

    indikator = models.ForeignKey(Indikator, models.PROTECT, related_name="tinjauan")
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=14, choices=Jenis)
    catatan = models.TextField()
    ditulis_pada = models.DateTimeField()
    ditulis_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    jawaban = models.TextField(blank=True)
    putusan = models.CharField(
        max_length=8, choices=Putusan, default=Putusan.DIJELASKAN, blank=True, help_text="Nasib indikatornya."
    )
    menjadi = models.ForeignKey(
        Indikator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="berkat",
        help_text="Versi yang lahir karena tinjauan ini.",
    )
    dijawab_pada = models.DateTimeField(null=True, blank=True)
    dijawab_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "tinjauan"
        constraints = [
            models.CheckConstraint(condition=berpasangan("dijawab"), name="tinjauan_dijawab_berpasangan"),
            models.CheckConstraint(
                condition=models.Q(putusan="") | models.Q(dijawab_pada__isnull=False),
                name="tinjauan_putusan_berjawab",
            ),
            models.CheckConstraint(
                condition=models.Q(menjadi__isnull=True) | models.Q(putusan="diubah"),
                name="tinjauan_menjadi_versi",
            ),
            models.UniqueConstraint(
                fields=["indikator", "periode", "ditulis_oleh", "jenis"], name="tinjauan_satu_per_jenis"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.indikator}"


class Pemahaman(models.Model):
    """Pernyataan seorang pegawai bahwa indikator dan cara menilai tahun itu sudah dibaca dan dipahami."""

    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="pemahaman")
    dinyatakan_pada = models.DateTimeField()
    dinyatakan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="pemahaman")

    class Meta:
        verbose_name_plural = "pemahaman"
        constraints = [
            models.UniqueConstraint(fields=["periode", "dinyatakan_oleh"], name="pemahaman_satu_per_tahun")
        ]

    def __str__(self) -> str:
        return f"{self.dinyatakan_oleh}: {self.periode}"
