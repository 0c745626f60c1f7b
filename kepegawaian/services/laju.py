"""Membatasi pemakaian yang mahal atau menguras data: mencari dan mengunduh. Hitungannya bersama di PostgreSQL."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from kepegawaian.services.percobaan import (
    EMBER,
    EMBER_DIHITUNG,
    SIMPAN,
    Klien,
    TerlaluSering,
    ember_kini,
    jaringan,
    sidik,
)

# Satu pernyataan: bertambah dan terbaca sekaligus, supaya permintaan serentak pun terhitung.
HITUNG = """
WITH kini AS (
    INSERT INTO kepegawaian_percobaanmasuk AS p (kunci, jendela, jumlah) VALUES (%(kunci)s, %(jendela)s, 1)
    ON CONFLICT (kunci, jendela) DO UPDATE SET jumlah = p.jumlah + 1
    RETURNING jendela, jumlah
)
SELECT jendela, jumlah FROM kepegawaian_percobaanmasuk
WHERE kunci = %(kunci)s AND jendela > %(sejak)s AND jendela <> %(jendela)s
UNION ALL SELECT jendela, jumlah FROM kini ORDER BY jendela
"""


@dataclass(frozen=True, slots=True)
class Jatah:
    """Banyaknya permintaan tiap 15 menit dan sehari; `tamu` berlaku bagi satu jaringan yang belum masuk."""

    untuk: str
    tiap_15_menit: int
    tamu: int
    sehari: int | None = None


# Tertulis di docs/keamanan.md bagian Batas; kira-kira sepuluh kali yang dipakai orang paling rajin.
CARI = Jatah("cari", tiap_15_menit=600, tamu=1200)
UNDUH = Jatah("unduh", tiap_15_menit=60, tamu=240, sehari=300)
CETAK = Jatah("cetak", tiap_15_menit=300, tamu=300)


def hitung_pakai(*, jatah: Jatah, pegawai_id: int | None, klien: Klien, sekarang: datetime) -> None:
    """Catat satu pemakaian; tolak dengan TerlaluSering sesudah jatahnya habis.

    Yang masuk dihitung menurut orangnya, supaya satu kantor di balik satu alamat tidak saling menghabiskan jatah.
    Jangan dipanggil di dalam transaksi: hitungannya harus tetap tersimpan walau permintaannya batal.
    """
    siapa = f"pegawai-{pegawai_id}" if pegawai_id else f"jaringan-{jaringan(klien.alamat)}"
    kini = ember_kini(sekarang)
    with connection.cursor() as kursor:
        kursor.execute(
            HITUNG,
            {"kunci": sidik("pakai", jatah.untuk, siapa), "jendela": kini, "sejak": sekarang - SIMPAN},
        )
        ember: dict[datetime, int] = dict(kursor.fetchall())
    dekat = {saat: n for saat, n in ember.items() if saat > kini - EMBER * EMBER_DIHITUNG}
    batas = jatah.tiap_15_menit if pegawai_id else jatah.tamu
    if sum(dekat.values()) > batas:
        _tolak(_kembali(dekat, batas) + EMBER * EMBER_DIHITUNG, sekarang)
    if pegawai_id and jatah.sehari is not None and sum(ember.values()) > jatah.sehari:
        _tolak(_kembali(ember, jatah.sehari) + SIMPAN, sekarang)


def _kembali(ember: dict[datetime, int], batas: int) -> datetime:
    """Ember tertua yang gugurnya menyisakan tempat bagi satu permintaan lagi."""
    sisa = sum(ember.values())
    for saat, banyak in ember.items():
        sisa -= banyak
        if sisa < batas:
            return saat
    raise AssertionError("jatah harus lebih dari nol")


def _tolak(coba_lagi: datetime, sekarang: datetime) -> None:
    menit = max(1, -(-int((coba_lagi - sekarang).total_seconds()) // 60))
    lama = f"{menit} menit" if menit < 120 else f"{-(-menit // 60)} jam"
    raise TerlaluSering(
        f"Permintaan ini terlalu sering dalam waktu singkat. Coba lagi {lama} lagi. Tidak ada data Anda yang berubah.",
        coba_lagi=coba_lagi,
    )
