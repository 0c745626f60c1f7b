"""Pilihan bersama indikator; nilai polaritas sama dengan indikator.rules.capaian.Polaritas."""

from django.db import models


class Polaritas(models.TextChoices):
    MAKSIMAL = "maksimal", "Makin besar makin baik"
    MINIMAL = "minimal", "Makin kecil makin baik"
    RENTANG = "rentang", "Di dalam rentang"
    YA_TIDAK = "ya_tidak", "Ya atau tidak"
    TANGGAL = "tanggal", "Tepat waktu (tanggal)"


# Hanya pada indikator kinerja dalam SKP kualitatif; katalog selalu berangka.
KUALITATIF = "kualitatif"


class Pendekatan(models.TextChoices):
    """Cara menulis satu SKP (PermenPANRB 6/2022)."""

    KUANTITATIF = "kuantitatif", "Kuantitatif"
    KUALITATIF = "kualitatif", "Kualitatif"


class RatingIndikator(models.TextChoices):
    """Penilaian satu indikator kualitatif; nilai sama dengan indikator.rules.kualitatif.Ekspektasi."""

    DI_BAWAH = "di_bawah", "Di bawah ekspektasi"
    SESUAI = "sesuai", "Sesuai ekspektasi"
    DI_ATAS = "di_atas", "Di atas ekspektasi"


class Aspek(models.TextChoices):
    KUANTITAS = "kuantitas", "Kuantitas"
    KUALITAS = "kualitas", "Kualitas"
    WAKTU = "waktu", "Waktu"
    BIAYA = "biaya", "Biaya"


class StatusDokumen(models.TextChoices):
    """Keadaan dokumen yang berpindah tangan; 'Belum mulai' berarti belum ada barisnya."""

    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Diajukan"
    PERLU_PERBAIKAN = "perlu_perbaikan", "Perlu perbaikan"
    DISETUJUI = "disetujui", "Disetujui"
