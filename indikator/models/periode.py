"""Kebijakan penilaian dan periode."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from inti.models.berpasangan import berpasangan


class Kebijakan(models.Model):
    """Satu versi cara menilai. `aturan` berbentuk sama dengan "kebijakan" pada rincian hasil."""

    class Status(models.TextChoices):
        DRAF = "draf", "Draf"
        DITETAPKAN = "ditetapkan", "Ditetapkan"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="kebijakan")
    nama = models.CharField(max_length=120)
    versi = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAF)
    penjelasan = models.TextField(help_text="Dengan kata biasa: apa yang dinilai dan seberapa berat.")
    dasar_hukum = models.CharField(max_length=300, blank=True)
    aturan = models.JSONField(help_text="Bobot, ambang, jangkar; lihat indikator.rules.kebijakan.")
    pemahaman_wajib = models.BooleanField(
        default=True, help_text="SKP diajukan setelah indikator dinyatakan dipahami."
    )
    tinjauan_indikator = models.BooleanField(default=False, help_text="Indikator ditinjau oleh yang diukur.")
    tawaran_studi = models.BooleanField(
        default=False, help_text="Predikat Sangat Baik membuka tawaran studi lanjut."
    )
    hari_keberatan = models.PositiveSmallIntegerField(default=14)
    hari_tanggapan = models.PositiveSmallIntegerField(
        default=5, db_default=5, help_text="Waktu penilai menanggapi keberatan, sejak diajukan."
    )
    hari_putusan = models.PositiveSmallIntegerField(
        default=14, db_default=14, help_text="Waktu atasan penilai memutus keberatan, sejak diajukan."
    )
    ditetapkan_pada = models.DateTimeField(null=True, blank=True)
    ditetapkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "kebijakan"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "nama", "versi"], name="kebijakan_satu_versi"),
            models.CheckConstraint(
                condition=berpasangan("ditetapkan"),
                name="kebijakan_ditetapkan_berpasangan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama}, versi {self.versi}"


class Periode(models.Model):
    """Tahun (tempat SKP) atau bagiannya (tempat laporan dan evaluasi).

    Tenggat lunak (tenggat_*) hanya memberi tanda terlambat; `tutup_pada` keras: sesudahnya tidak ada yang diterima.
    Setiap tulisan ke periode memegang kunci bersama pada baris ini, penutupan memegang kunci penuh.
    """

    class Jenis(models.TextChoices):
        TAHUNAN = "tahunan", "Tahun"
        TRIWULAN = "triwulan", "Triwulan"
        BULANAN = "bulanan", "Bulan"

    class Status(models.TextChoices):
        DRAF = "draf", "Draf"
        DIPROSES = "diproses", "Diproses"
        DITUTUP = "ditutup", "Ditutup"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="periode")
    induk = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="bagian")
    kebijakan = models.ForeignKey(Kebijakan, models.PROTECT, related_name="periode")
    jenis = models.CharField(max_length=8, choices=Jenis)
    nama = models.CharField(max_length=60, help_text="Misalnya Triwulan IV 2026.")
    mulai = models.DateField()
    selesai = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAF)
    tenggat_skp = models.DateTimeField()
    tenggat_lapor = models.DateTimeField()
    tenggat_umpan_balik = models.DateTimeField()
    tenggat_nilai = models.DateTimeField()
    tutup_pada = models.DateTimeField()
    dibuka_pada = models.DateTimeField(null=True, blank=True)
    dibuka_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    penutupan_dimulai = models.DateTimeField(
        null=True, blank=True, help_text="Sejak ini tidak ada tulisan yang diterima."
    )
    ditutup = models.DateTimeField(null=True, blank=True, help_text="Saat hasil tampil kepada semua orang.")
    tenggat_keberatan = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "periode"
        constraints = [
            ExclusionConstraint(
                name="periode_tidak_tumpang_tindih",
                expressions=[
                    ("instansi", RangeOperators.EQUAL),
                    ("jenis", RangeOperators.EQUAL),
                    (
                        models.Func(
                            "mulai",
                            "selesai",
                            models.Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(condition=berpasangan("dibuka"), name="periode_dibuka_berpasangan"),
            models.CheckConstraint(
                condition=models.Q(selesai__gte=models.F("mulai")), name="periode_selesai_sesudah_mulai"
            ),
            models.CheckConstraint(
                condition=models.Q(tutup_pada__gte=models.F("tenggat_nilai"))
                & models.Q(tenggat_nilai__gte=models.F("tenggat_lapor")),
                name="periode_urutan_tenggat",
            ),
            models.CheckConstraint(
                condition=models.Q(jenis="tahunan", induk__isnull=True)
                | models.Q(jenis__in=["triwulan", "bulanan"], induk__isnull=False),
                name="periode_bagian_punya_tahun",
            ),
            models.CheckConstraint(
                condition=models.Q(status="ditutup", ditutup__isnull=False)
                | (~models.Q(status="ditutup") & models.Q(ditutup__isnull=True)),
                name="periode_ditutup_berwaktu",
            ),
        ]
        indexes = [
            models.Index(fields=["instansi", "jenis", "-mulai"], name="periode_terbaru"),
            models.Index(
                fields=["tutup_pada"], name="periode_jatuh_tempo", condition=models.Q(status="diproses")
            ),
        ]

    def __str__(self) -> str:
        return self.nama
