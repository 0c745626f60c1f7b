"""Tahap sebuah SKP untuk komponen/tahap.html."""

from datetime import datetime

from django.utils import timezone

from indikator.models import SKP, StatusDokumen
from inti.rules.format import tanggal_pendek

S = StatusDokumen


def tahap(skp: SKP, *, sekarang: datetime) -> list[dict[str, str]]:
    """Draf, Diajukan, (Perlu perbaikan,) Disetujui; tanggal yang sudah terjadi, dan lamanya kini. Adendum tidak bertenggat."""
    kini = S(skp.status)
    urut = [S.DRAF, S.DIAJUKAN, *([S.PERLU_PERBAIKAN] if kini is S.PERLU_PERBAIKAN else []), S.DISETUJUI]
    sampai = urut.index(kini)
    saat = {S.DIAJUKAN: skp.diajukan_pada, S.PERLU_PERBAIKAN: skp.diputus_pada, S.DISETUJUI: skp.diputus_pada}
    hasil = []
    for nomor, langkah in enumerate(urut):
        ket = _hari(saat.get(langkah)) if nomor <= sampai else ""
        if langkah is kini and langkah in {S.DIAJUKAN, S.PERLU_PERBAIKAN}:
            ket = f"sejak {ket}{_lama(saat[langkah], sekarang)}"
        if langkah is S.DRAF and kini is S.DRAF and not skp.adendum:
            ket = f"tenggat {_hari(skp.periode.tenggat_skp)}"
        keadaan = "kini" if nomor == sampai else "lewat" if nomor < sampai else ""
        hasil.append({"judul": langkah.label, "ket": ket, "keadaan": keadaan})
    return hasil


def _hari(saat: datetime | None) -> str:
    return tanggal_pendek(timezone.localtime(saat).date()) if saat else ""


def _lama(saat: datetime | None, sekarang: datetime) -> str:
    hari = (sekarang - saat).days if saat else 0
    return f", {hari} hari" if hari > 0 else ""
