"""Kompetensi teknis, standar tiap jabatan, hasil penilaian kompetensi, aturan belajar, dan potret tiap penutupan.

Kompetensi disebut dengan kodenya: sembilan yang resmi tetap di rules.kompetensi_resmi, yang teknis baris di sini.
"""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from kepegawaian.models import Jabatan
from kepegawaian.models.penempatan import SAMPAI_SESUDAH_SEJAK, rentang

TINGKAT = models.Q(tingkat__gte=1, tingkat__lte=5)


class KompetensiTeknis(models.Model):
    """Kompetensi teknis yang dipakai standar jabatan di satu instansi."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="kompetensi_teknis")
    kode = models.SlugField(max_length=50)
    nama = models.CharField(max_length=120)
    uraian = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "kompetensi teknis"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "kode"], name="kompetensi_teknis_satu_kode"),
            models.UniqueConstraint(fields=["instansi", "nama"], name="kompetensi_teknis_satu_nama"),
        ]

    def __str__(self) -> str:
        return self.nama


class StandarKompetensi(models.Model):
    """Tingkat yang diminta sebuah jabatan, bertanggal. Tanpa jabatan: berlaku umum bagi jenis dan jenjang itu."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    jabatan = models.ForeignKey(
        Jabatan, models.PROTECT, null=True, blank=True, related_name="standar_kompetensi"
    )
    jenis = models.CharField(max_length=14, choices=Jabatan.Jenis, blank=True)
    jenjang = models.CharField(max_length=30, blank=True)
    kompetensi = models.CharField(max_length=50)
    tingkat = models.PositiveSmallIntegerField()
    bobot = models.PositiveSmallIntegerField(
        default=1, db_default=1, help_text="1 biasa, 2 penting, 3 utama."
    )
    sejak = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    dasar = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "standar kompetensi"
        constraints = [
            models.CheckConstraint(condition=TINGKAT, name="standar_tingkat_1_5"),
            models.CheckConstraint(condition=models.Q(bobot__gte=1, bobot__lte=3), name="standar_bobot_1_3"),
            models.CheckConstraint(condition=SAMPAI_SESUDAH_SEJAK, name="standar_sampai_sesudah_sejak"),
            models.CheckConstraint(
                condition=models.Q(jabatan__isnull=False, jenis="", jenjang="")
                | (models.Q(jabatan__isnull=True) & ~models.Q(jenis="")),
                name="standar_jabatan_atau_jenis",
            ),
            ExclusionConstraint(
                name="standar_jabatan_satu",
                expressions=[
                    ("jabatan", RangeOperators.EQUAL),
                    ("kompetensi", RangeOperators.EQUAL),
                    (rentang(), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(jabatan__isnull=False),
            ),
            ExclusionConstraint(
                name="standar_umum_satu",
                expressions=[
                    ("instansi", RangeOperators.EQUAL),
                    ("jenis", RangeOperators.EQUAL),
                    ("jenjang", RangeOperators.EQUAL),
                    ("kompetensi", RangeOperators.EQUAL),
                    (rentang(), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(jabatan__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["instansi", "jabatan", "jenis", "jenjang"], name="standar_instansi")]

    def __str__(self) -> str:
        return f"{self.kompetensi} tingkat {self.tingkat} untuk {self.jabatan or self.get_jenis_display()}"


class Asesmen(models.Model):
    """Satu hasil penilaian kompetensi oleh asesor, diimpor dari penyelenggaranya."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="asesmen")
    kompetensi = models.CharField(max_length=50)
    tingkat = models.PositiveSmallIntegerField()
    tanggal = models.DateField()
    cara = models.CharField(max_length=120, blank=True, help_text="Misalnya pusat penilaian, wawancara.")
    penyelenggara = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name_plural = "asesmen"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "kompetensi", "tanggal"], name="asesmen_satu"),
            models.CheckConstraint(condition=TINGKAT, name="asesmen_tingkat_1_5"),
        ]
        indexes = [models.Index(fields=["instansi", "-tanggal"], name="asesmen_instansi")]

    def __str__(self) -> str:
        return f"{self.kompetensi} tingkat {self.tingkat}, {self.pegawai}"


class AturanBelajar(models.Model):
    """Tabel pemetaan dan JP PPPK, berversi dan bertanggal. Yang berlaku: versi terbaru yang sudah mulai."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="aturan_belajar")
    versi = models.PositiveSmallIntegerField()
    sejak = models.DateField()
    pemetaan = models.JSONField(help_text="Daftar [sumber, sasaran, kekuatan persen].")
    jp_pppk = models.PositiveSmallIntegerField()
    alasan = models.TextField()
    ditetapkan_pada = models.DateTimeField()
    ditetapkan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "aturan belajar"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "versi"], name="aturan_belajar_satu_versi"),
            models.CheckConstraint(condition=models.Q(jp_pppk__lte=24), name="aturan_belajar_jp_pppk_24"),
        ]

    def __str__(self) -> str:
        return f"Aturan belajar versi {self.versi}"


class PotretKompetensi(models.Model):
    """Yang terukur dari seorang pada satu penutupan, di atas skala bersama; dasar membandingkan sebelum dan sesudah.

    `angka`: kode kebutuhan → skor (100 = harapan). `profil`: kode kompetensi → standar, tingkat, yakin, celah.
    Hanya angka yang boleh tampil bagi pemiliknya; kelompok penjawab di bawah jumlah minimum tidak ada di sini.
    """

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="+")
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    hasil = models.OneToOneField("penilaian.Hasil", models.PROTECT, related_name="potret")
    angka = models.JSONField(default=dict)
    profil = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "potret kompetensi"
        indexes = [
            models.Index(fields=["periode", "pegawai"], name="potret_periode"),
            models.Index(fields=["pegawai", "periode"], name="potret_pegawai"),
        ]

    def __str__(self) -> str:
        return f"Potret {self.pegawai}, {self.periode}"
