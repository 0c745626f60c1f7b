"""Penutupan periode: langkah yang dapat diulang, dan buku yang berantai sidik."""

from django.conf import settings
from django.db import models


class Penutupan(models.Model):
    """Satu penutupan satu periode. `putaran` 1 yang pertama; naik tiap periodenya dibuka kembali lalu ditutup lagi."""

    class Status(models.TextChoices):
        DIPROSES = "diproses", "Diproses"
        DITUTUP = "ditutup", "Ditutup"

    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="penutupan")
    putaran = models.PositiveSmallIntegerField(default=1, db_default=1)
    status = models.CharField(max_length=8, choices=Status, default=Status.DIPROSES)
    diminta_pada = models.DateTimeField()
    diminta_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Kosong: oleh jadwal.",
    )
    selesai = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "penutupan"
        constraints = [
            models.UniqueConstraint(fields=["periode", "putaran"], name="penutupan_satu_tiap_putaran")
        ]

    def __str__(self) -> str:
        return f"Penutupan {self.periode}"


class LangkahPenutupan(models.Model):
    """Satu bagian penutupan. `pagar` naik tiap pengambilan, sehingga tulisan pekerja yang terlambat ditolak."""

    class Jenis(models.TextChoices):
        LEPAS_NAMA = "lepas_nama", "Melepas nama dari umpan balik"
        HITUNG = "hitung", "Menghitung nilai"
        REKAP = "rekap", "Merekap per unit"

    class Status(models.TextChoices):
        BELUM_MULAI = "belum_mulai", "Belum mulai"
        DIPROSES = "diproses", "Diproses"
        DITUTUP = "ditutup", "Selesai"

    PERCOBAAN_MAKS = 5

    penutupan = models.ForeignKey(Penutupan, models.CASCADE, related_name="langkah")
    urutan = models.PositiveSmallIntegerField()
    jenis = models.CharField(max_length=10, choices=Jenis)
    dinas = models.ForeignKey(
        "kepegawaian.UnitKerja", models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(max_length=11, choices=Status, default=Status.BELUM_MULAI)
    percobaan = models.PositiveSmallIntegerField(default=0)
    pagar = models.PositiveIntegerField(default=0)
    detak = models.DateTimeField(null=True, blank=True)
    jumlah = models.PositiveIntegerField(default=0, help_text="Baris yang dihasilkan.")
    galat = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "langkah penutupan"
        constraints = [
            models.UniqueConstraint(
                fields=["penutupan", "jenis", "dinas"], nulls_distinct=False, name="langkah_satu_kali"
            )
        ]
        indexes = [models.Index(fields=["penutupan", "urutan"], name="langkah_urutan")]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.dinas or ''}".strip()


class BukuPenutupan(models.Model):
    """Satu baris per penutupan, berantai: sidik = sha256(sidik sebelumnya + isi). Hanya dapat ditambah.

    `versi` sama dengan putaran penutupannya. Isinya hasil penutupan terbaru tiap orang sampai putaran itu.
    """

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="+")
    versi = models.PositiveSmallIntegerField(default=1)
    waktu = models.DateTimeField()
    jumlah = models.PositiveIntegerField()
    jumlah_lengkap = models.PositiveIntegerField()
    sidik_isi = models.CharField(max_length=64)
    sidik_sebelum = models.CharField(max_length=64)
    sidik = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "buku penutupan"
        constraints = [models.UniqueConstraint(fields=["periode", "versi"], name="buku_satu_versi")]

    def __str__(self) -> str:
        return f"{self.periode} v{self.versi} {self.sidik[:8]}"


class RekapUnit(models.Model):
    """Rekap satu perangkat daerah pada satu periode yang sudah ditutup."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="rekap")
    dinas = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, related_name="rekap")
    jumlah = models.PositiveIntegerField()
    jumlah_lengkap = models.PositiveIntegerField()
    rata_hasil = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    rata_perilaku = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    rata_akhir = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    predikat = models.JSONField(default=dict, help_text="Predikat → jumlah orang.")

    class Meta:
        verbose_name_plural = "rekap unit"
        constraints = [models.UniqueConstraint(fields=["periode", "dinas"], name="rekap_satu_per_dinas")]

    def __str__(self) -> str:
        return f"{self.dinas} {self.periode}"


class RekapKelompok(models.Model):
    """Rekap satu periode menurut unit, dinas, jabatan, golongan, atau indikator, dari rincian beku hasil terbaru.

    Turunan: dibuat ulang kapan saja dari hasil, jadi tidak beku; putusan keberatan ikut, berbeda dari RekapUnit yang
    tetap seperti saat ditutup. `objek_id` id unit atau dinas; kelompok lain dikenali sebutannya.
    """

    class Jenis(models.TextChoices):
        SELURUH = "seluruh", "Seluruh instansi"
        DINAS = "dinas", "Perangkat daerah"
        UNIT = "unit", "Unit"
        JABATAN = "jabatan", "Jabatan"
        GOLONGAN = "golongan", "Golongan"
        INDIKATOR = "indikator", "Indikator"

    periode = models.ForeignKey("indikator.Periode", models.CASCADE, related_name="+")
    jenis = models.CharField(max_length=9, choices=Jenis)
    objek_id = models.BigIntegerField(default=0)
    sebutan = models.CharField(max_length=300)
    jumlah = models.PositiveIntegerField(help_text="Orang; bagi indikator banyaknya indikator yang dipakai.")
    jumlah_lengkap = models.PositiveIntegerField(help_text="Yang lengkap; bagi indikator yang bercapaian.")
    rata_hasil = models.DecimalField(
        max_digits=6, decimal_places=2, null=True, help_text="Bagi indikator rata-rata capaiannya."
    )
    rata_perilaku = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    rata_akhir = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    predikat = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "rekap kelompok"
        constraints = [
            models.UniqueConstraint(
                fields=["periode", "jenis", "objek_id", "sebutan"], name="rekap_kelompok_sekali"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sebutan} {self.periode}"

    @property
    def baik_ke_atas(self) -> int:
        """Orang berpredikat Baik atau Sangat Baik."""
        return int(self.predikat.get("baik", 0)) + int(self.predikat.get("sangat_baik", 0))
