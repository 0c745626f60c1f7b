"""Pilihan bersama indikator; nilai polaritas sama dengan indikator.rules.capaian.Polaritas."""

from django.db import models


class Polaritas(models.TextChoices):
    MAKSIMAL = "maksimal", "Makin besar makin baik"
    MINIMAL = "minimal", "Makin kecil makin baik"
    RENTANG = "rentang", "Di dalam rentang"
    YA_TIDAK = "ya_tidak", "Ya atau tidak"
    TANGGAL = "tanggal", "Tepat waktu (tanggal)"


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
