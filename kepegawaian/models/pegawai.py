"""Pegawai, yaitu pengguna yang masuk dengan NIP."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models

from inti.rules.kabar import JenisKabar
from kepegawaian.models.organisasi import Instansi


class PegawaiManager(BaseUserManager["Pegawai"]):
    """Pembuat pegawai; sandi kosong berarti belum dapat masuk."""

    def create_user(self, nip: str, password: str | None = None, **lain: object) -> "Pegawai":
        pegawai = self.model(nip=nip, **lain)
        pegawai.set_password(password)
        pegawai.save(using=self._db)
        return pegawai


class Pegawai(AbstractBaseUser):
    """PNS atau PPPK. Kewenangan tidak di sini: lihat Penempatan, PejabatPenilai, dan Peran."""

    class CaraSurel(models.TextChoices):
        LANGSUNG = "langsung", "Satu surel tiap kabar"
        HARIAN = "harian", "Ringkasan tiap pagi"
        MINGGUAN = "mingguan", "Ringkasan tiap Senin pagi"

    class Status(models.TextChoices):
        PNS = "PNS", "PNS"
        PPPK = "PPPK", "PPPK"

    class Kelamin(models.TextChoices):
        LAKI_LAKI = "L", "Laki-laki"
        PEREMPUAN = "P", "Perempuan"

    class SebabBerhenti(models.TextChoices):
        PENSIUN = "pensiun", "Pensiun"
        PINDAH = "pindah", "Pindah ke instansi lain"
        MENINGGAL = "meninggal", "Meninggal dunia"
        BERHENTI = "berhenti", "Berhenti"

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="pegawai")
    nip = models.CharField(
        "NIP",
        max_length=18,
        unique=True,
        validators=[RegexValidator(r"^\d{18}$", "NIP terdiri dari 18 angka.")],
    )
    nama = models.CharField(max_length=150)
    gelar_depan = models.CharField(max_length=30, blank=True)
    gelar_belakang = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=4, choices=Status)
    golongan = models.CharField(max_length=6, blank=True)
    kelamin = models.CharField(max_length=1, choices=Kelamin)
    tanggal_lahir = models.DateField()
    email = models.EmailField("surel", blank=True)
    telepon = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField("aktif", default=True)
    hari_terakhir = models.DateField(
        null=True, blank=True, help_text="Hari kerja terakhir; sesudahnya pintu tertutup."
    )
    sebab_berhenti = models.CharField(
        max_length=9, choices=SebabBerhenti, blank=True, default="", db_default=""
    )
    surel_tugas = models.BooleanField(default=True, db_default=True)
    surel_hasil = models.BooleanField(default=True, db_default=True)
    surel_lainnya = models.BooleanField(default=False, db_default=False)
    surel_cara = models.CharField(
        max_length=8, choices=CaraSurel, default=CaraSurel.LANGSUNG, db_default="langsung"
    )

    USERNAME_FIELD = "nip"
    REQUIRED_FIELDS = ["nama"]
    EMAIL_FIELD = "email"

    objects = PegawaiManager()

    class Meta:
        verbose_name_plural = "pegawai"
        constraints = [
            models.CheckConstraint(condition=models.Q(nip__regex=r"^\d{18}$"), name="pegawai_nip_18_angka")
        ]
        indexes = [models.Index(fields=["instansi", "nama"], name="pegawai_nama")]

    def __str__(self) -> str:
        return self.nama_lengkap

    @property
    def nama_lengkap(self) -> str:
        depan = f"{self.gelar_depan} " if self.gelar_depan else ""
        belakang = f", {self.gelar_belakang}" if self.gelar_belakang else ""
        return f"{depan}{self.nama}{belakang}"

    @property
    def nama_pendek(self) -> str:
        """Nama sapaan: kata pertama yang bukan singkatan, supaya "I Made Astawa" disapa Made."""
        kata = self.nama.split()
        return next((k for k in kata if len(k) > 2 and not k.endswith(".")), kata[0])

    @property
    def inisial(self) -> str:
        kata = self.nama.split()
        return (kata[0][0] + (kata[-1][0] if len(kata) > 1 else "")).upper()

    def surel_untuk(self, jenis: JenisKabar) -> str:
        """Alamat surel untuk kabar jenis itu menurut pilihannya; kosong berarti cukup di layar atau di ringkasan.

        Keamanan akun selalu dikirim; yang tidak aktif tidak dikirimi apa pun selain itu.
        """
        if jenis is JenisKabar.KEAMANAN:
            return self.email
        langsung = self.surel_cara == self.CaraSurel.LANGSUNG
        return self.email if self.is_active and langsung and getattr(self, f"surel_{jenis}") else ""

    def get_full_name(self) -> str:
        return self.nama_lengkap

    def get_short_name(self) -> str:
        return self.nama_pendek
