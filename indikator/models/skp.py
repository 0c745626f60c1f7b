"""SKP, rencana hasil kerja, dan indikator kinerja individu."""

from typing import Any, TypeVar

from django.conf import settings
from django.db import models

from indikator.models.pilihan import KUALITATIF, Aspek, Pendekatan, Polaritas, StatusDokumen
from inti.models.berpasangan import berpasangan

M = TypeVar("M", bound=models.Model)


class Berlaku(models.Manager[M]):
    """Hanya baris yang syaratnya terpenuhi. Pembaca bawaan, supaya daftar mana pun tidak ikut memuat yang lain."""

    def __init__(self, **syarat: Any) -> None:
        super().__init__()
        self.syarat = syarat

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(**self.syarat)


class SKPBerlaku(Berlaku["SKP"]):
    """SKP itu sendiri, tanpa naskah usulan adendumnya."""

    def __init__(self) -> None:
        super().__init__(adendum_dari__isnull=True)


class RHKBerlaku(Berlaku["RHK"]):
    """RHK yang tidak dihentikan adendum."""

    def __init__(self) -> None:
        super().__init__(dihentikan_pada__isnull=True)


class IndikatorBerlaku(Berlaku["IndikatorKinerja"]):
    """Indikator yang tidak dihentikan adendum."""

    def __init__(self) -> None:
        super().__init__(dihentikan_pada__isnull=True)


class SKP(models.Model):
    """Sasaran kinerja satu pegawai pada satu penempatan dalam satu tahun (PermenPANRB 6/2022)."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    periode = models.ForeignKey(
        "indikator.Periode", models.PROTECT, related_name="skp", help_text="Periode tahunan."
    )
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="skp")
    penempatan = models.ForeignKey("kepegawaian.Penempatan", models.PROTECT, related_name="skp")
    status = models.CharField(max_length=16, choices=StatusDokumen, default=StatusDokumen.DRAF)
    pendekatan = models.CharField(
        max_length=11, choices=Pendekatan, default=Pendekatan.KUANTITATIF, db_default="kuantitatif"
    )
    catatan = models.TextField(blank=True, help_text="Catatan terakhir dari penilai.")
    versi = models.PositiveIntegerField(
        default=1, help_text="Naik tiap simpan; dua tab tidak saling menimpa."
    )
    diajukan_pada = models.DateTimeField(null=True, blank=True)
    diajukan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    naskah = models.OneToOneField(
        "indikator.NaskahSKP",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Naskah beku yang sedang berlaku; kosong berarti belum pernah disetujui.",
    )
    adendum_dari = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Terisi pada baris usulan adendum; baris itu dihapus begitu adendumnya disetujui.",
    )
    alasan_adendum = models.TextField(blank=True, default="", db_default="")
    sumber_daya = models.TextField(blank=True, default="", db_default="", help_text="Satu butir satu baris.")
    pertanggungjawaban = models.TextField(
        blank=True, default="", db_default="", help_text="Satu butir satu baris."
    )
    konsekuensi = models.TextField(blank=True, default="", db_default="", help_text="Satu butir satu baris.")
    ekspektasi = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        blank=True,
        help_text="Kode nilai BerAKHLAK → ekspektasi khusus pimpinan.",
    )

    objects = SKPBerlaku()
    semua = models.Manager["SKP"]()

    class Meta:
        verbose_name = "SKP"
        verbose_name_plural = "SKP"
        constraints = [
            models.UniqueConstraint(
                fields=["periode", "penempatan"],
                name="skp_satu_per_penempatan",
                condition=models.Q(adendum_dari__isnull=True),
            ),
            models.UniqueConstraint(fields=["adendum_dari"], name="skp_satu_usulan_adendum"),
            models.CheckConstraint(
                condition=models.Q(adendum_dari__isnull=True)
                | (~models.Q(alasan_adendum="") & ~models.Q(status="disetujui")),
                name="skp_adendum_beralasan",
            ),
            models.CheckConstraint(condition=berpasangan("diajukan"), name="skp_diajukan_berpasangan"),
            models.CheckConstraint(condition=berpasangan("diputus"), name="skp_diputus_berpasangan"),
            models.CheckConstraint(
                condition=~models.Q(diputus_oleh=models.F("pegawai")), name="skp_bukan_memutus_diri"
            ),
        ]
        indexes = [
            models.Index(fields=["instansi", "periode", "status"], name="skp_status"),
            models.Index(fields=["pegawai", "periode"], name="skp_pegawai"),
        ]

    def __str__(self) -> str:
        return f"SKP {self.pegawai}"

    @property
    def kualitatif(self) -> bool:
        """Indikatornya berkriteria dan diberi rating, tanpa target angka."""
        return self.pendekatan == Pendekatan.KUALITATIF

    @property
    def adendum(self) -> bool:
        """Baris ini usulan adendum, bukan SKP yang berlaku."""
        return self.adendum_dari_id is not None

    @property
    def pokok_id(self) -> int:
        """Id SKP yang berlaku: dirinya sendiri, atau yang diusulkan berubah."""
        return self.adendum_dari_id or self.pk


class RHK(models.Model):
    """Rencana hasil kerja, menopang RHK pimpinan bila sudah ada."""

    class Jenis(models.TextChoices):
        UTAMA = "utama", "Utama"
        TAMBAHAN = "tambahan", "Tambahan"

    skp = models.ForeignKey(SKP, models.CASCADE, related_name="rhk")
    pimpinan = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="penopang")
    jenis = models.CharField(max_length=8, choices=Jenis, default=Jenis.UTAMA)
    teks = models.CharField(max_length=500)
    urutan = models.PositiveSmallIntegerField(default=0)
    asal = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Pada usulan adendum: baris berlaku yang digantinya.",
    )
    dihentikan_pada = models.DateTimeField(null=True, blank=True)
    dihentikan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RHKBerlaku()
    semua = models.Manager["RHK"]()

    class Meta:
        verbose_name = "RHK"
        verbose_name_plural = "RHK"
        constraints = [
            models.CheckConstraint(condition=berpasangan("dihentikan"), name="rhk_dihentikan_berpasangan")
        ]
        indexes = [models.Index(fields=["skp", "urutan"], name="rhk_urutan")]

    def __str__(self) -> str:
        return self.teks


class IndikatorKinerja(models.Model):
    """Indikator kinerja individu dengan target dan bobotnya. Bobot satu SKP berjumlah tepat 100 saat diajukan."""

    skp = models.ForeignKey(SKP, models.CASCADE, related_name="indikator")
    rhk = models.ForeignKey(RHK, models.CASCADE, related_name="indikator")
    katalog = models.ForeignKey(
        "indikator.Indikator", models.PROTECT, null=True, blank=True, related_name="dipakai"
    )
    kode = models.CharField(max_length=12, help_text="IK1, IK2, … di dalam SKP.")
    nama = models.CharField(max_length=300)
    satuan = models.CharField(max_length=60)
    polaritas = models.CharField(
        max_length=10, choices=[*Polaritas.choices, (KUALITATIF, "Kriteria keberhasilan")]
    )
    kriteria = models.TextField(
        blank=True, default="", db_default="", help_text="Kualitatif: kapan hasilnya disebut berhasil."
    )
    polaritas_angka = models.CharField(
        max_length=10,
        choices=Polaritas,
        blank=True,
        default="",
        db_default="",
        help_text="Arah semula sebelum ditulis kualitatif, supaya targetnya kembali bila caranya diganti lagi.",
    )
    aspek = models.CharField(max_length=10, choices=Aspek)
    bobot = models.DecimalField(max_digits=5, decimal_places=2)
    target = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    bawah = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    atas = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    mulai = models.DateField(null=True, blank=True)
    tenggat = models.DateField(null=True, blank=True)
    urutan = models.PositiveSmallIntegerField(default=0)
    dipastikan = models.BooleanField(
        default=True, db_default=True, help_text="Tidak: disalin, dan targetnya belum dilihat pemiliknya."
    )
    asal = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Pada usulan adendum: baris berlaku yang digantinya.",
    )
    dihentikan_pada = models.DateTimeField(null=True, blank=True)
    dihentikan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = IndikatorBerlaku()
    semua = models.Manager["IndikatorKinerja"]()

    class Meta:
        verbose_name_plural = "indikator kinerja"
        constraints = [
            models.CheckConstraint(
                condition=berpasangan("dihentikan"), name="indikator_kinerja_dihentikan_berpasangan"
            ),
            models.UniqueConstraint(fields=["skp", "kode"], name="indikator_kinerja_kode"),
            models.CheckConstraint(
                condition=models.Q(bobot__gt=0, bobot__lte=100), name="indikator_kinerja_bobot_0_100"
            ),
            models.CheckConstraint(
                condition=models.Q(polaritas="maksimal", target__gt=0)
                | models.Q(polaritas="minimal", target__gte=0)
                | models.Q(polaritas="rentang", bawah__gte=0, atas__gt=0, atas__gte=models.F("bawah"))
                | models.Q(polaritas="ya_tidak")
                | models.Q(polaritas=KUALITATIF)
                | models.Q(polaritas="tanggal", mulai__isnull=False, tenggat__gte=models.F("mulai")),
                name="indikator_kinerja_target_lengkap",
            ),
        ]
        indexes = [models.Index(fields=["skp", "urutan"], name="indikator_kinerja_urutan")]

    def __str__(self) -> str:
        return self.nama

    @property
    def kualitatif(self) -> bool:
        """Berkriteria dan diberi rating; targetnya, bila pernah ada, tidak dipakai."""
        return self.polaritas == KUALITATIF
