"""Keterangan diri warga: pilihan berkelompok yang boleh dilewati, tidak tersambung ke jawaban surveinya."""

from django.db import models

from umpan_balik.models.warga import Layanan


class ProfilWarga(models.Model):
    """Satu pilihan atas satu pertanyaan, tanpa kunci ke survei dan tanpa kunci ke pilihan lain orang yang sama.

    Hanya pemegang kode lacak yang dapat menunjuk barisnya, untuk menghapusnya. Urutan barisnya diacak tiap malam,
    sehingga nomor baris dan nomor transaksi tidak menyambungkannya dengan survei yang masuk bersamaan.
    """

    class Jenis(models.TextChoices):
        USIA = "usia", "Usia"
        KELAMIN = "kelamin", "Jenis kelamin"
        PENDIDIKAN = "pendidikan", "Pendidikan"
        PEKERJAAN = "pekerjaan", "Pekerjaan"

    instansi = models.ForeignKey("kepegawaian.Instansi", models.PROTECT, related_name="+")
    layanan = models.ForeignKey(Layanan, models.PROTECT, related_name="profil")
    bulan = models.DateField(help_text="Hari pertama bulan pengisiannya; harinya tidak disimpan.")
    jenis = models.CharField(max_length=10, choices=Jenis)
    pilihan = models.CharField(max_length=12)
    sidik = models.CharField(max_length=64, unique=True, help_text="Sidik kode lacak menurut pertanyaannya.")
    setuju_versi = models.PositiveSmallIntegerField()
    teracak = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "profil warga"
        indexes = [
            models.Index(fields=["instansi", "bulan", "layanan"], name="profil_instansi"),
            models.Index(fields=["bulan"], name="profil_belum_acak", condition=models.Q(teracak=False)),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.bulan:%m-%Y}"
