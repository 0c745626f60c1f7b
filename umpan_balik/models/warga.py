"""Sisi warga: layanan, titik layanan, dan survei sembilan unsur."""

from django.conf import settings
from django.db import models

from umpan_balik.sidik import PANJANG_KODE_TITIK, kode_titik


class Layanan(models.Model):
    """Jenis layanan yang dinilai warga."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="layanan")
    unit = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, related_name="layanan")
    nama = models.CharField(max_length=150)
    gratis = models.BooleanField(default=True, help_text="Tanpa retribusi.")
    aktif = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "layanan"
        constraints = [models.UniqueConstraint(fields=["unit", "nama"], name="layanan_satu_nama")]

    def __str__(self) -> str:
        return self.nama


class TitikLayanan(models.Model):
    """Loket atau ruang dengan kode QR. Token cukup panjang sehingga tidak dapat ditebak."""

    layanan = models.ForeignKey(Layanan, models.PROTECT, related_name="titik")
    nama = models.CharField(max_length=100)
    token = models.CharField(max_length=32, unique=True)
    kode_pendek = models.CharField(
        max_length=PANJANG_KODE_TITIK,
        unique=True,
        default=kode_titik,
        help_text="Diketik dari poster. Hanya membuka formulir yang memang untuk umum.",
    )
    kunci_kios = models.CharField(
        max_length=32,
        blank=True,
        db_default="",
        help_text="Alamat tablet di loket; kosong berarti tidak dipasang.",
    )
    aktif = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "titik layanan"

    def __str__(self) -> str:
        return self.nama


class JagaTitik(models.Model):
    """Petugas yang berjaga di titik layanan pada rentang hari."""

    titik = models.ForeignKey(TitikLayanan, models.CASCADE, related_name="jaga")
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jaga")
    sejak = models.DateField()
    sampai = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "jaga titik"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sampai__isnull=True) | models.Q(sampai__gte=models.F("sejak")),
                name="jaga_sampai_sesudah_sejak",
            )
        ]
        indexes = [models.Index(fields=["pegawai", "sejak"], name="jaga_pegawai")]

    def __str__(self) -> str:
        return f"{self.pegawai} di {self.titik}"


class KodeKunjungan(models.Model):
    """Kode sekali pakai yang diberikan saat dilayani. Hanya suara berkode yang masuk nilai seseorang."""

    titik = models.ForeignKey(TitikLayanan, models.CASCADE, related_name="kode")
    sidik = models.CharField(
        max_length=64, unique=True, help_text="Sidik kode; kodenya sendiri tidak disimpan."
    )
    tanggal = models.DateField()
    terpakai = models.BooleanField(default=False)
    dibuat_pada = models.DateTimeField()
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "kode kunjungan"

    def __str__(self) -> str:
        return f"Kode {self.pk} {self.titik}"


def unsur() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(null=True, blank=True)


class Survei(models.Model):
    """Satu jawaban warga atas sembilan unsur PermenPANRB 14/2017. Tanpa nama, nomor, alamat internet."""

    class Sumber(models.TextChoices):
        TERBUKA = "terbuka", "Terbuka"
        BERKODE = "berkode", "Dengan kode kunjungan"
        KERTAS = "kertas", "Dari kertas"

    class Status(models.TextChoices):
        DIHITUNG = "dihitung", "Dihitung"
        DITAHAN = "ditahan", "Ditahan untuk diperiksa"
        DITOLAK = "ditolak", "Tidak dihitung"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    unit = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, related_name="survei")
    layanan = models.ForeignKey(Layanan, models.PROTECT, related_name="survei")
    titik = models.ForeignKey(TitikLayanan, models.PROTECT, related_name="survei")
    tanggal = models.DateField()
    persyaratan = unsur()
    prosedur = unsur()
    waktu = unsur()
    biaya = unsur()
    produk = unsur()
    kompetensi = unsur()
    perilaku = unsur()
    sarana = unsur()
    pengaduan = unsur()
    sumber = models.CharField(max_length=8, choices=Sumber, default=Sumber.TERBUKA)
    status = models.CharField(max_length=8, choices=Status, default=Status.DIHITUNG)
    alasan_ditahan = models.CharField(
        max_length=120,
        blank=True,
        help_text="Tetap ada sesudah diputus, supaya yang pernah ditahan terhitung.",
    )
    alasan_putusan = models.CharField(
        max_length=300,
        blank=True,
        db_default="",
        help_text="Mengapa dihitung atau tidak, dibaca pengirimnya.",
    )
    kunci = models.UUIDField(
        unique=True, help_text="Dibuat saat formulir disajikan; kiriman ulang tidak menambah baris."
    )
    sidik = models.CharField(
        max_length=64, help_text="Sidik harian berkunci dari alat dan alamat; berganti tiap hari."
    )
    pelacak = models.CharField(max_length=64, unique=True, help_text="Sidik kode pelacakan.")
    setuju_versi = models.PositiveSmallIntegerField()
    setuju_waktu = models.DateTimeField()

    UNSUR = (
        "persyaratan",
        "prosedur",
        "waktu",
        "biaya",
        "produk",
        "kompetensi",
        "perilaku",
        "sarana",
        "pengaduan",
    )

    class Meta:
        verbose_name_plural = "survei"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(**{f"{u}__isnull": True}) | models.Q(**{f"{u}__gte": 1, f"{u}__lte": 4}),
                name=f"survei_{u}_1_4",
            )
            for u in (
                "persyaratan",
                "prosedur",
                "waktu",
                "biaya",
                "produk",
                "kompetensi",
                "perilaku",
                "sarana",
                "pengaduan",
            )
        ]
        indexes = [
            models.Index(fields=["instansi", "unit", "tanggal"], name="survei_unit"),
            models.Index(fields=["titik", "tanggal"], name="survei_titik"),
            models.Index(fields=["sidik", "titik"], name="survei_sidik"),
        ]

    def __str__(self) -> str:
        return f"Survei {self.tanggal} {self.titik}"
