"""Pintu masuk: kode sekali pakai dan penghitung percobaan."""

from django.db import models

from kepegawaian.models.pegawai import Pegawai


class KodeMasuk(models.Model):
    """Kode sekali pakai dari pengelola kepegawaian untuk membuat kata sandi baru. Yang disimpan hanya sidiknya."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="kode_masuk")
    sidik = models.CharField(max_length=64)
    penerbit = models.ForeignKey(Pegawai, models.PROTECT, null=True, related_name="+")
    terbit = models.DateTimeField()
    kedaluwarsa = models.DateTimeField()
    selesai = models.DateTimeField(null=True, help_text="Saat dipakai atau diganti kode lain.")

    class Meta:
        verbose_name_plural = "kode masuk"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai"], name="kode_masuk_satu_terbuka", condition=models.Q(selesai__isnull=True)
            ),
            models.CheckConstraint(
                condition=models.Q(kedaluwarsa__gt=models.F("terbit")), name="kode_masuk_berjangka"
            ),
        ]

    def __str__(self) -> str:
        return f"kode masuk {self.pegawai_id}"


class PercobaanMasuk(models.Model):
    """Banyak percobaan dalam satu jendela waktu. Kuncinya sidik berkunci rahasia, bukan alamat atau NIP."""

    kunci = models.CharField(max_length=64)
    jendela = models.DateTimeField()
    jumlah = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "percobaan masuk"
        constraints = [
            models.UniqueConstraint(fields=["kunci", "jendela"], name="percobaan_masuk_satu_jendela")
        ]
        indexes = [models.Index(fields=["jendela"], name="percobaan_masuk_jendela")]

    def __str__(self) -> str:
        return f"{self.jumlah} percobaan"


class SesiMasuk(models.Model):
    """Satu kali masuk di satu perangkat, untuk halaman "Perangkat yang masuk" milik orangnya sendiri.

    Dibuang sesudah 90 hari. Alamat dicatat karena orangnya perlu mengenali masuk yang bukan olehnya.
    """

    class Cara(models.TextChoices):
        SANDI = "sandi", "kata sandi"
        FAKTOR = "faktor", "kata sandi dan faktor kedua"
        KUNCI = "kunci", "kunci sandi"
        OIDC = "oidc", "penyedia identitas"

    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="sesi_masuk")
    kunci = models.CharField(max_length=40, help_text="Kunci sesi Django; berganti bersama sesinya.")
    cara = models.CharField(max_length=8, choices=Cara)
    masuk = models.DateTimeField()
    terakhir = models.DateTimeField()
    selesai = models.DateTimeField(null=True)
    alamat = models.GenericIPAddressField(null=True)
    perangkat = models.CharField(max_length=80)

    class Meta:
        verbose_name_plural = "sesi masuk"
        constraints = [
            models.UniqueConstraint(
                fields=["kunci"], name="sesi_masuk_satu_kunci", condition=models.Q(selesai__isnull=True)
            )
        ]
        indexes = [
            models.Index(fields=["pegawai", "-masuk"], name="sesi_masuk_pegawai"),
            models.Index(fields=["masuk"], name="sesi_masuk_saat"),
            # Survei warga bertanya apakah sebuah jaringan dipakai pegawai masuk.
            models.Index(fields=["alamat", "masuk"], name="sesi_masuk_alamat"),
        ]

    def __str__(self) -> str:
        return f"{self.perangkat} ({self.pegawai_id})"


class GantiSurel(models.Model):
    """Permintaan mengganti alamat surel yang menunggu dibuktikan dari alamat barunya. Yang disimpan sidik kodenya."""

    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="ganti_surel")
    surel = models.EmailField()
    sidik = models.CharField(max_length=64, unique=True)
    terbit = models.DateTimeField()
    kedaluwarsa = models.DateTimeField()
    selesai = models.DateTimeField(null=True, help_text="Saat dipakai, dibatalkan, atau diganti yang lain.")

    class Meta:
        verbose_name_plural = "ganti surel"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai"], name="ganti_surel_satu_terbuka", condition=models.Q(selesai__isnull=True)
            ),
            models.CheckConstraint(
                condition=models.Q(kedaluwarsa__gt=models.F("terbit")), name="ganti_surel_berjangka"
            ),
        ]

    def __str__(self) -> str:
        return f"ganti surel {self.pegawai_id}"
