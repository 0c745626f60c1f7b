"""Instansi, pohon unit kerja, dan jabatan."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import models


class Instansi(models.Model):
    """Satu pemerintah daerah. Satu pemasangan melayani banyak; yang lain tidak ada bagi Anda."""

    class Zona(models.TextChoices):
        WIB = "Asia/Jakarta", "WIB"
        WITA = "Asia/Makassar", "WITA"
        WIT = "Asia/Jayapura", "WIT"

    nama = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    provinsi = models.CharField(max_length=60, blank=True)
    zona = models.CharField(max_length=20, choices=Zona, default=Zona.WIB)
    kontak = models.CharField(max_length=200, blank=True, help_text="Ditampilkan di halaman bantuan.")
    data_contoh = models.BooleanField(default=False)
    tenang_mulai = models.PositiveSmallIntegerField(
        default=20, db_default=20, help_text="Jam setempat; surel biasa tidak dikirim sejak jam ini."
    )
    tenang_selesai = models.PositiveSmallIntegerField(default=6, db_default=6)

    class Meta:
        verbose_name_plural = "instansi"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tenang_mulai__lte=23, tenang_selesai__lte=23), name="instansi_jam_tenang"
            )
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def zona_waktu(self) -> ZoneInfo:
        return ZoneInfo(self.zona)

    def hari_pada(self, sekarang: datetime) -> date:
        """Tanggal di instansi ini pada saat `sekarang`; hari berganti menurut zonanya sendiri."""
        return sekarang.astimezone(self.zona_waktu).date()

    def akhir_hari(self, hari: date) -> datetime:
        """Pukul 23.59 hari itu menurut zona instansi ini: tenggat yang disebut hanya dengan tanggalnya."""
        return datetime.combine(hari, time(23, 59), tzinfo=self.zona_waktu)


class UnitKerja(models.Model):
    """Simpul pohon organisasi. `dinas` menunjuk perangkat daerah tempat unit bernaung (dirinya sendiri bila perangkat daerah)."""

    class Jenis(models.TextChoices):
        PEMDA = "pemda", "Pemerintah daerah"
        SETDA = "setda", "Sekretariat daerah"
        BADAN = "badan", "Badan"
        DINAS = "dinas", "Dinas"
        KECAMATAN = "kecamatan", "Kecamatan"
        INSPEKTORAT = "inspektorat", "Inspektorat"
        SEKRETARIAT = "sekretariat", "Sekretariat"
        BIDANG = "bidang", "Bidang"
        BAGIAN = "bagian", "Bagian"
        SUBBAGIAN = "subbagian", "Subbagian"
        SEKSI = "seksi", "Seksi"
        UPTD = "uptd", "UPTD"
        PUSKESMAS = "puskesmas", "Puskesmas"
        RUMAH_SAKIT = "rumah_sakit", "Rumah sakit"
        SEKOLAH = "sekolah", "Sekolah"
        KELURAHAN = "kelurahan", "Kelurahan"
        LAIN = "lain", "Unit lain"

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="unit")
    induk = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="anak")
    dinas = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="seluruh_unit")
    nama = models.CharField(max_length=200)
    singkatan = models.CharField(max_length=60, blank=True)
    jenis = models.CharField(max_length=12, choices=Jenis)
    urutan = models.PositiveSmallIntegerField(default=0)
    sejak = models.DateField()
    sampai = models.DateField(null=True, blank=True, help_text="Hari terakhir berlaku; kosong berarti masih.")
    penerus = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pendahulu",
        help_text="Unit tempat melebur.",
    )
    sumber = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "unit kerja"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sampai__isnull=True) | models.Q(sampai__gte=models.F("sejak")),
                name="unit_sampai_sesudah_sejak",
            ),
            models.CheckConstraint(
                condition=~models.Q(induk=models.F("id")), name="unit_bukan_induk_sendiri"
            ),
            models.CheckConstraint(
                condition=models.Q(penerus__isnull=True)
                | (models.Q(sampai__isnull=False) & ~models.Q(penerus=models.F("id"))),
                name="unit_penerus_sesudah_berakhir",
            ),
        ]
        indexes = [models.Index(fields=["instansi", "induk", "urutan"], name="unit_pohon")]

    def __str__(self) -> str:
        return self.singkatan or self.nama


class Jabatan(models.Model):
    """Nama jabatan; kelas hanya keterangan."""

    class Jenis(models.TextChoices):
        JPT = "jpt", "Jabatan pimpinan tinggi"
        ADMINISTRATOR = "administrator", "Administrator"
        PENGAWAS = "pengawas", "Pengawas"
        FUNGSIONAL = "fungsional", "Fungsional"
        PELAKSANA = "pelaksana", "Pelaksana"

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="jabatan")
    nama = models.CharField(max_length=200)
    jenis = models.CharField(max_length=14, choices=Jenis)
    jenjang = models.CharField(max_length=30, blank=True)
    kelas = models.PositiveSmallIntegerField(null=True, blank=True)
    sumber = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "jabatan"
        constraints = [models.UniqueConstraint(fields=["instansi", "nama"], name="jabatan_satu_nama")]

    def __str__(self) -> str:
        return self.nama
