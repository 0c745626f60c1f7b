"""Usulan pelatihan seorang pegawai, keikutsertaannya, dan anggaran pelatihan tiap perangkat daerah."""

from django.conf import settings
from django.db import models

from inti.models import Berkas
from inti.models.berpasangan import berpasangan
from pelatihan.models.pelatihan import Pelatihan, Rekomendasi
from pelatihan.models.sesi import Sesi
from pelatihan.rules.usulan import BERSESI, TERBUKA

ORANG = settings.AUTH_USER_MODEL


class Usulan(models.Model):
    """Satu pelatihan yang diminta seorang pegawai. Perpindahan keadaannya di rules/usulan.py."""

    class Status(models.TextChoices):
        DIAJUKAN = "diajukan", "Menunggu atasan"
        DISETUJUI = "disetujui", "Disetujui atasan"
        DIRENCANAKAN = "direncanakan", "Masuk rencana"
        MENUNGGU = "menunggu", "Daftar tunggu"
        TERDAFTAR = "terdaftar", "Terdaftar"
        HADIR = "hadir", "Sudah hadir"
        DIPERIKSA = "diperiksa", "Sertifikat diperiksa"
        SELESAI = "selesai", "Selesai"
        DITUTUP = "ditutup", "Tidak dilanjutkan"

    class Sebab(models.TextChoices):
        DITOLAK_ATASAN = "ditolak_atasan", "Tidak disetujui atasan"
        DITOLAK_BKD = "ditolak_bkd", "Tidak direncanakan BKD"
        DITARIK = "ditarik", "Ditarik pengusul"
        TIDAK_HADIR = "tidak_hadir", "Tidak hadir"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    pegawai = models.ForeignKey(ORANG, models.PROTECT, related_name="usulan_pelatihan")
    pelatihan = models.ForeignKey(Pelatihan, models.PROTECT, related_name="usulan")
    rekomendasi = models.OneToOneField(
        Rekomendasi, models.PROTECT, null=True, blank=True, related_name="usulan"
    )
    tahun = models.PositiveSmallIntegerField(help_text="Tahun anggaran dan tahun JP.")
    alasan = models.TextField()
    celah = models.DecimalField(
        max_digits=8, decimal_places=6, default=0, db_default=0, help_text="Besar kebutuhan 0–1 dari saran."
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.DIAJUKAN)
    diajukan_pada = models.DateTimeField()
    diajukan_oleh = models.ForeignKey(ORANG, models.PROTECT, related_name="+")
    disetujui_pada = models.DateTimeField(null=True, blank=True)
    disetujui_oleh = models.ForeignKey(ORANG, models.PROTECT, null=True, blank=True, related_name="+")
    direncanakan_pada = models.DateTimeField(null=True, blank=True)
    direncanakan_oleh = models.ForeignKey(ORANG, models.PROTECT, null=True, blank=True, related_name="+")
    dinas = models.ForeignKey(
        "kepegawaian.UnitKerja",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Perangkat daerah yang anggarannya dipakai, menurut penempatan saat diusulkan.",
    )
    biaya = models.PositiveBigIntegerField(default=0, db_default=0, help_text="Rupiah yang direncanakan.")
    sesi = models.ForeignKey(Sesi, models.PROTECT, null=True, blank=True, related_name="usulan")
    didaftar_pada = models.DateTimeField(null=True, blank=True)
    didaftar_oleh = models.ForeignKey(ORANG, models.PROTECT, null=True, blank=True, related_name="+")
    sebab_tutup = models.CharField(max_length=14, choices=Sebab, blank=True, db_default="")
    alasan_tutup = models.TextField(blank=True, db_default="")
    ditutup_pada = models.DateTimeField(null=True, blank=True)
    ditutup_oleh = models.ForeignKey(ORANG, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "usulan pelatihan"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "pelatihan"],
                condition=models.Q(status__in=[k.value for k in TERBUKA]),
                name="usulan_satu_terbuka",
            ),
            *(
                models.CheckConstraint(condition=berpasangan(kata), name=f"usulan_{kata}_berpasangan")
                for kata in ("disetujui", "direncanakan", "didaftar", "ditutup")
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[k.value for k in BERSESI], sesi__isnull=False)
                | ~models.Q(status__in=[k.value for k in BERSESI]) & models.Q(sesi__isnull=True)
                | models.Q(status="ditutup", sebab_tutup="tidak_hadir"),
                name="usulan_sesi_sesuai_keadaan",
            ),
            models.CheckConstraint(
                condition=models.Q(status="ditutup", ditutup_pada__isnull=False) & ~models.Q(sebab_tutup="")
                | ~models.Q(status="ditutup") & models.Q(ditutup_pada__isnull=True, sebab_tutup=""),
                name="usulan_ditutup_bersebab",
            ),
        ]
        indexes = [
            models.Index(fields=["pegawai", "-id"], name="usulan_pegawai"),
            models.Index(fields=["pegawai", "tahun", "status"], name="usulan_jp"),
            models.Index(fields=["instansi", "status", "-id"], name="usulan_keadaan"),
            models.Index(fields=["instansi", "tahun", "dinas", "status"], name="usulan_rencana"),
            models.Index(fields=["sesi", "status"], name="usulan_sesi"),
            models.Index(fields=["pelatihan", "status"], name="usulan_pelatihan"),
        ]

    def __str__(self) -> str:
        return f"{self.pelatihan} untuk {self.pegawai}"


class Kepesertaan(models.Model):
    """Pelatihan yang sungguh diikuti. JP dihitung sesudah sertifikatnya diperiksa (`diverifikasi_pada` terisi)."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    pegawai = models.ForeignKey(ORANG, models.PROTECT, related_name="kepesertaan")
    pelatihan = models.ForeignKey(Pelatihan, models.PROTECT, related_name="kepesertaan")
    sesi = models.ForeignKey(Sesi, models.PROTECT, related_name="kepesertaan")
    usulan = models.OneToOneField(Usulan, models.PROTECT, related_name="kepesertaan")
    mulai = models.DateField()
    selesai = models.DateField()
    tahun = models.PositiveSmallIntegerField(help_text="Tahun JP: tahun selesainya.")
    jp = models.PositiveSmallIntegerField()
    hadir_pada = models.DateTimeField()
    hadir_oleh = models.ForeignKey(ORANG, models.PROTECT, related_name="+")
    nomor_sertifikat = models.CharField(max_length=100, blank=True, db_default="")
    sertifikat = models.ForeignKey(Berkas, models.PROTECT, null=True, blank=True, related_name="+")
    catatan = models.TextField(
        blank=True, db_default="", help_text="Yang harus diperbaiki pada sertifikatnya."
    )
    diunggah_pada = models.DateTimeField(null=True, blank=True)
    diunggah_oleh = models.ForeignKey(ORANG, models.PROTECT, null=True, blank=True, related_name="+")
    diverifikasi_pada = models.DateTimeField(null=True, blank=True)
    diverifikasi_oleh = models.ForeignKey(ORANG, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "kepesertaan"
        constraints = [
            models.CheckConstraint(condition=models.Q(jp__gt=0), name="kepesertaan_jp_positif"),
            models.CheckConstraint(
                condition=models.Q(selesai__gte=models.F("mulai")), name="kepesertaan_selesai_sesudah_mulai"
            ),
            models.CheckConstraint(
                condition=berpasangan("diunggah"), name="kepesertaan_diunggah_berpasangan"
            ),
            models.CheckConstraint(
                condition=berpasangan("diverifikasi"), name="kepesertaan_diverifikasi_berpasangan"
            ),
            models.CheckConstraint(
                condition=models.Q(diverifikasi_pada__isnull=True)
                | models.Q(sertifikat__isnull=False, diunggah_pada__isnull=False),
                name="kepesertaan_diverifikasi_bersertifikat",
            ),
            models.CheckConstraint(
                condition=models.Q(diverifikasi_pada__isnull=True)
                | ~models.Q(diverifikasi_oleh=models.F("pegawai")),
                name="kepesertaan_bukan_verifikasi_sendiri",
            ),
        ]
        indexes = [
            models.Index(fields=["pegawai", "tahun"], name="kepesertaan_jp"),
            models.Index(fields=["pelatihan", "selesai"], name="kepesertaan_pelatihan"),
            models.Index(fields=["sesi"], name="kepesertaan_sesi"),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} mengikuti {self.pelatihan}"


class AnggaranPelatihan(models.Model):
    """Pagu pelatihan satu perangkat daerah untuk satu tahun, dalam rupiah."""

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    dinas = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, related_name="anggaran_pelatihan")
    tahun = models.PositiveSmallIntegerField()
    jumlah = models.PositiveBigIntegerField()
    diubah_pada = models.DateTimeField()
    diubah_oleh = models.ForeignKey(ORANG, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "anggaran pelatihan"
        constraints = [models.UniqueConstraint(fields=["dinas", "tahun"], name="anggaran_pelatihan_satu")]
        indexes = [models.Index(fields=["instansi", "tahun"], name="anggaran_pelatihan_tahun")]

    def __str__(self) -> str:
        return f"Anggaran {self.dinas} {self.tahun}"
