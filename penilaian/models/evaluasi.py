"""Evaluasi oleh pejabat penilai, dan hasil sesudah penutupan."""

from django.conf import settings
from django.db import models

from indikator.models import Pendekatan
from inti.models.berpasangan import berpasangan


class Rating(models.TextChoices):
    """Nilai sama dengan penilaian.rules.predikat.Rating."""

    DI_BAWAH = "di_bawah", "Di Bawah Ekspektasi"
    SESUAI = "sesuai", "Sesuai Ekspektasi"
    DI_ATAS = "di_atas", "Di Atas Ekspektasi"


class Predikat(models.TextChoices):
    """Nilai sama dengan penilaian.rules.predikat.Predikat."""

    SANGAT_BAIK = "sangat_baik", "Sangat Baik"
    BAIK = "baik", "Baik"
    BUTUH_PERBAIKAN = "butuh_perbaikan", "Butuh Perbaikan"
    KURANG = "kurang", "Kurang"
    SANGAT_KURANG = "sangat_kurang", "Sangat Kurang"


class Evaluasi(models.Model):
    """Rating hasil kerja dan perilaku satu pegawai pada satu ruas periode, ditetapkan pejabat penilai ruas itu.

    Ruas adalah penempatan yang dipotong periode; yang tidak pindah hanya punya satu.
    """

    class Status(models.TextChoices):
        DRAF = "draf", "Draf"
        DITETAPKAN = "ditetapkan", "Ditetapkan"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="evaluasi")
    pegawai = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="evaluasi")
    penempatan = models.ForeignKey("kepegawaian.Penempatan", models.PROTECT, related_name="+")
    skp = models.ForeignKey("indikator.SKP", models.PROTECT, null=True, blank=True, related_name="evaluasi")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAF)
    rating_hasil = models.CharField(max_length=8, choices=Rating, blank=True)
    usulan_hasil = models.CharField(
        max_length=8, choices=Rating, blank=True, help_text="Usul angka saat ditetapkan."
    )
    alasan_hasil = models.TextField(blank=True)
    rating_perilaku = models.CharField(max_length=8, choices=Rating, blank=True)
    usulan_perilaku = models.CharField(max_length=8, choices=Rating, blank=True)
    alasan_perilaku = models.TextField(blank=True)
    umpan_balik = models.TextField(blank=True)
    versi = models.PositiveIntegerField(default=1)
    ditetapkan_pada = models.DateTimeField(null=True, blank=True)
    ditetapkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "evaluasi"
        constraints = [
            models.UniqueConstraint(
                fields=["periode", "pegawai", "penempatan"], name="evaluasi_satu_per_ruas"
            ),
            models.CheckConstraint(
                condition=berpasangan("ditetapkan"), name="evaluasi_ditetapkan_berpasangan"
            ),
            models.CheckConstraint(
                condition=~models.Q(ditetapkan_oleh=models.F("pegawai")), name="evaluasi_bukan_menilai_diri"
            ),
            models.CheckConstraint(
                condition=models.Q(status="draf")
                | (
                    ~models.Q(rating_hasil="")
                    & ~models.Q(rating_perilaku="")
                    & models.Q(ditetapkan_pada__isnull=False)
                ),
                name="evaluasi_ditetapkan_lengkap",
            ),
            models.CheckConstraint(
                condition=models.Q(status="draf")
                | models.Q(usulan_hasil="")
                | models.Q(rating_hasil=models.F("usulan_hasil"))
                | ~models.Q(alasan_hasil=""),
                name="evaluasi_beda_hasil_beralasan",
            ),
            models.CheckConstraint(
                condition=models.Q(status="draf")
                | models.Q(usulan_perilaku="")
                | models.Q(rating_perilaku=models.F("usulan_perilaku"))
                | ~models.Q(alasan_perilaku=""),
                name="evaluasi_beda_perilaku_beralasan",
            ),
        ]
        indexes = [models.Index(fields=["instansi", "periode", "status"], name="evaluasi_status")]

    def __str__(self) -> str:
        return f"Evaluasi {self.pegawai} {self.periode}"


class Hasil(models.Model):
    """Hasil beku satu pegawai pada satu periode. Hanya dapat ditambah; pembetulan menjadi versi baru.

    `rincian` berbentuk masukan penilaian.rules.periksa ditambah identitas dan angka yang dihasilkan,
    sehingga program lain yang hanya memegang rincian menghitung angka yang sama. `lengkap` berarti nilai akhir dan
    kedua rating ada (SKP kualitatif: tiap indikatornya berrating, sebagai ganti angka); predikat dapat ada walaupun
    angkanya belum lengkap, karena ia dibaca dari kedua rating.
    `kurang` memuat nama yang sama dengan rules, didahului "skp" bila SKP belum disetujui.
    `asal` membedakan versi yang lahir dari penutupan (masuk buku penutupan) dan dari putusan keberatan.
    """

    class Asal(models.TextChoices):
        PENUTUPAN = "penutupan", "Penutupan periode"
        KEBERATAN = "keberatan", "Putusan keberatan"

    # Tanpa indeks per kunci tamu: semua bacaan lewat empat indeks di Meta, dan tiap indeks memperlambat penutupan.
    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+", db_index=False)
    periode = models.ForeignKey("indikator.Periode", models.PROTECT, related_name="hasil", db_index=False)
    pegawai = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="hasil", db_index=False
    )
    versi = models.PositiveSmallIntegerField(default=1)
    asal = models.CharField(max_length=9, choices=Asal, default=Asal.PENUTUPAN, db_default="penutupan")
    putaran = models.PositiveSmallIntegerField(
        default=1, db_default=1, help_text="Penutupan ke berapa yang melahirkannya (menurut asal)."
    )
    penempatan = models.ForeignKey("kepegawaian.Penempatan", models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, related_name="+", db_index=False)
    dinas = models.ForeignKey("kepegawaian.UnitKerja", models.PROTECT, related_name="+", db_index=False)
    penilai = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    pendekatan = models.CharField(
        max_length=11,
        choices=Pendekatan,
        default=Pendekatan.KUANTITATIF,
        db_default="kuantitatif",
        help_text="Cara SKP-nya ditulis; yang kualitatif tidak bernilai angka (docs/adr/0014).",
    )
    lengkap = models.BooleanField()
    kurang = models.JSONField(default=list)
    nilai_hasil = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    nilai_perilaku = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    nilai_akhir = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    rating_hasil = models.CharField(max_length=8, choices=Rating, blank=True)
    rating_perilaku = models.CharField(max_length=8, choices=Rating, blank=True)
    predikat = models.CharField(max_length=16, choices=Predikat, blank=True)
    rincian = models.JSONField()
    sidik = models.CharField(max_length=64, help_text="sha256 rincian; dasar rantai buku penutupan.")

    class Meta:
        verbose_name_plural = "hasil"
        constraints = [
            models.UniqueConstraint(fields=["periode", "pegawai", "versi"], name="hasil_satu_versi"),
            models.CheckConstraint(
                condition=models.Q(lengkap=False)
                | (models.Q(nilai_akhir__isnull=False) | models.Q(pendekatan="kualitatif"))
                & ~models.Q(predikat=""),
                name="hasil_lengkap_berpredikat",
            ),
            models.CheckConstraint(
                # Predikat hanya dari kedua rating yang ditetapkan (PermenPANRB 6/2022), tidak pernah tanpa keduanya.
                condition=models.Q(predikat="") & (models.Q(rating_hasil="") | models.Q(rating_perilaku=""))
                | ~models.Q(predikat="") & ~models.Q(rating_hasil="") & ~models.Q(rating_perilaku=""),
                name="hasil_predikat_dari_dua_rating",
            ),
        ]
        indexes = [
            models.Index(fields=["pegawai", "-periode"], name="hasil_pegawai"),
            models.Index(fields=["instansi", "periode", "dinas"], name="hasil_dinas"),
        ]

    def __str__(self) -> str:
        return f"Hasil {self.pegawai} {self.periode} v{self.versi}"
