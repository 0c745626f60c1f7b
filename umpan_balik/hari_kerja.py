"""Hari kerja Senin–Jumat. Libur nasional tidak dikurangi, jadi janji kepada warga tidak pernah lebih longgar."""

from datetime import date, timedelta

HARI_BACA, HARI_RENCANA, HARI_JAWAB = 3, 5, 10  # SP4N-LAPOR!


def sesudah_hari_kerja(mulai: date, banyak: int) -> date:
    """Tanggal `banyak` hari kerja sesudah `mulai`."""
    hari = mulai
    while banyak > 0:
        hari += timedelta(days=1)
        if hari.weekday() < 5:
            banyak -= 1
    return hari
