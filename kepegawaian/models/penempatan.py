"""Siapa di mana, siapa menilai siapa, dan siapa berperan apa: semuanya bertanggal."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Coalesce

from kepegawaian.models.organisasi import Jabatan, UnitKerja
from kepegawaian.models.pegawai import Pegawai


class RentangHari(models.Func):
    """daterange(sejak, sampai, '[]'); sampai kosong berarti tanpa akhir."""

    function = "daterange"
    output_field = DateRangeField()


def rentang() -> RentangHari:
    return RentangHari("sejak", "sampai", models.Value("[]"))


SAMPAI_SESUDAH_SEJAK = models.Q(sampai__isnull=True) | models.Q(sampai__gte=models.F("sejak"))


class Penempatan(models.Model):
    """Pegawai menduduki jabatan di unit sejak–sampai. `kepala` berarti memimpin unit itu."""

    class Jenis(models.TextChoices):
        DEFINITIF = "definitif", "Definitif"
        PLT = "plt", "Plt."
        PLH = "plh", "Plh."
        TUGAS_TAMBAHAN = "tugas_tambahan", "Tugas tambahan"

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="penempatan")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, related_name="penempatan")
    jabatan = models.ForeignKey(Jabatan, models.PROTECT, related_name="penempatan")
    jenis = models.CharField(max_length=14, choices=Jenis, default=Jenis.DEFINITIF)
    kepala = models.BooleanField(default=False)
    sejak = models.DateField()
    sampai = models.DateField(null=True, blank=True, help_text="Hari terakhir; kosong berarti masih.")
    dasar = models.CharField(max_length=120, blank=True, help_text="Nomor SK atau surat perintah.")

    class Meta:
        verbose_name_plural = "penempatan"
        constraints = [
            models.CheckConstraint(condition=SAMPAI_SESUDAH_SEJAK, name="penempatan_sampai_sesudah_sejak"),
            ExclusionConstraint(
                name="penempatan_satu_definitif",
                expressions=[("pegawai", RangeOperators.EQUAL), (rentang(), RangeOperators.OVERLAPS)],
                condition=models.Q(jenis="definitif"),
            ),
            ExclusionConstraint(
                name="penempatan_satu_kepala",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("jenis", RangeOperators.EQUAL),
                    (rentang(), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(kepala=True),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "sejak"], name="penempatan_unit"),
            models.Index(fields=["unit", "jenis"], name="penempatan_kepala", condition=models.Q(kepala=True)),
        ]

    def __str__(self) -> str:
        return f"{self.jabatan}, {self.unit}"


class PejabatPenilai(models.Model):
    """Pengecualian bertanggal atas penilai yang mengikuti organisasi; wajib beralasan."""

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="penilai_khusus")
    penilai = models.ForeignKey(Pegawai, models.PROTECT, related_name="menilai_khusus")
    sejak = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    alasan = models.TextField()

    class Meta:
        verbose_name_plural = "pejabat penilai"
        constraints = [
            models.CheckConstraint(condition=SAMPAI_SESUDAH_SEJAK, name="penilai_sampai_sesudah_sejak"),
            models.CheckConstraint(
                condition=~models.Q(pegawai=models.F("penilai")), name="penilai_bukan_diri"
            ),
            ExclusionConstraint(
                name="penilai_khusus_satu",
                expressions=[("pegawai", RangeOperators.EQUAL), (rentang(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} dinilai {self.penilai}"


class Peran(models.Model):
    """Peran bertanggal di sebuah unit beserta bawahannya; unit kosong berarti seluruh instansi."""

    class Jenis(models.TextChoices):
        ADMIN_BKD = "admin_bkd", "Admin BKD"
        ADMIN_DINAS = "admin_dinas", "Admin dinas"
        PIMPINAN = "pimpinan", "Pimpinan"
        PETUGAS_LAYANAN = "petugas_layanan", "Petugas layanan"
        AUDITOR = "auditor", "Auditor"

    KETERANGAN = {
        Jenis.ADMIN_BKD: "Mengatur periode, kebijakan, indikator, dan penutupan untuk seluruh instansi.",
        Jenis.ADMIN_DINAS: "Mengatur indikator dan data pegawai di satu dinas beserta unit di bawahnya.",
        Jenis.PIMPINAN: "Membaca kemajuan dan hasil unit yang dipimpin beserta unit di bawahnya.",
        Jenis.PETUGAS_LAYANAN: "Menjawab saran warga untuk unit layanannya.",
        Jenis.AUDITOR: "Membaca semuanya termasuk jejak perubahan, tanpa dapat mengubah apa pun.",
    }

    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="peran")
    jenis = models.CharField(max_length=16, choices=Jenis)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="peran")
    sejak = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    dasar = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name_plural = "peran"
        constraints = [
            models.CheckConstraint(condition=SAMPAI_SESUDAH_SEJAK, name="peran_sampai_sesudah_sejak"),
            ExclusionConstraint(
                name="peran_tidak_ganda",
                expressions=[
                    ("pegawai", RangeOperators.EQUAL),
                    ("jenis", RangeOperators.EQUAL),
                    (Coalesce("unit", 0), RangeOperators.EQUAL),
                    (rentang(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.unit or ''}".strip()
