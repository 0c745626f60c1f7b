"""Menyegel jejak dan riwayat: balok baris yang transaksinya sudah pasti selesai, dirantai sidik."""

from datetime import datetime
from typing import Final

from django.db import connection, transaction

from inti.models import Segel
from inti.queries.segel import (
    Batas,
    calon_ujung,
    rincian_balok,
    sidik_dari,
    sistem_dan_ambang,
    sistem_tercatat,
    ujung_segel,
)
from inti.rules.segel import SIDIK_AWAL

BESAR_BALOK: Final = 10_000
# Sejuta baris lama selesai dalam dua putaran; satu putaran tetap jauh di bawah batas waktu tugas.
BALOK_SEPUTARAN: Final = 60
KUNCI: Final = 7_302_118_455_001


def segel(*, sekarang: datetime, besar: int = BESAR_BALOK, balok: int = BALOK_SEPUTARAN) -> list[Segel]:
    """Segel semua yang sudah selesai, paling banyak `balok` × `besar` baris; kembalikan segel barunya.

    Baris dari transaksi yang masih berjalan menunggu, walaupun nomor barisnya lebih kecil: urutannya menurut transaksi.
    Dua pekerja sekaligus tidak berbahaya; yang kedua pulang dengan tangan kosong.
    """
    baru: list[Segel] = []
    while len(baru) < balok:
        satu = _satu_balok(sekarang=sekarang, besar=besar)
        if satu is None:
            break
        baru.append(satu)
    return baru


def _satu_balok(*, sekarang: datetime, besar: int) -> Segel | None:
    with transaction.atomic():
        if not _pegang_kunci():
            return None
        sini, ambang = sistem_dan_ambang()
        for sistem in sistem_tercatat():
            dari = ujung_segel(sistem)
            batas_atas = ambang if sistem == sini else 2**63 - 1
            jumlah, akhir = calon_ujung(sistem=sistem, dari=dari, ambang=batas_atas, besar=besar)
            if akhir is None:
                continue
            # Habis di peladen ini: tutup sampai ambang, supaya baris yang kelak diselundupkan ke sana ketahuan.
            ke = Batas(ambang, 0, 0) if sistem == sini and jumlah < besar else akhir
            return _tulis(sistem=sistem, dari=dari, ke=ke, sekarang=sekarang)
    return None


def _pegang_kunci() -> bool:
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [KUNCI])
        return bool(kursor.fetchone()[0])


def _tulis(*, sistem: int, dari: Batas, ke: Batas, sekarang: datetime) -> Segel:
    jumlah, rincian = rincian_balok(sistem=sistem, dari=dari, ke=ke)
    sebelum = Segel.objects.order_by("-nomor").values_list("nomor", "sidik").first() or (0, SIDIK_AWAL)
    satu = Segel(
        nomor=sebelum[0] + 1,
        waktu=sekarang,
        sistem=sistem,
        batas_transaksi=ke.transaksi,
        batas_sumber=ke.sumber,
        batas_baris=ke.baris,
        jumlah=jumlah,
        rincian=rincian,
        sidik_sebelum=sebelum[1],
    )
    satu.sidik = sidik_dari(satu, rincian)
    satu.save(force_insert=True)
    return satu
