"""Satu kueri untuk beranda: keadaan tahun yang berjalan, laporan yang belum diserahkan, dan antrean bawahan."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from indikator.models import Periode
from indikator.queries.hitungan import TERHITUNG
from inti.ingatan import sekali
from kepegawaian.models import Pegawai

# Saringan laporan yang beres sama dengan indikator.queries.hitungan.beres.
SQL: Final = """
SELECT 'tahun', t.id, s.id, COALESCE(s.status, ''), COALESCE(peran.n, 0),
       (NOT EXISTS (SELECT 1 FROM indikator_pemahaman x WHERE x.periode_id = t.id AND x.dinyatakan_oleh_id = %(pegawai)s))::int
FROM unnest(%(tahun)s::bigint[]) t(id)
LEFT JOIN LATERAL (
    SELECT s.id, s.status FROM indikator_skp s JOIN kepegawaian_penempatan d ON d.id = s.penempatan_id
    WHERE s.periode_id = t.id AND s.pegawai_id = %(pegawai)s AND s.adendum_dari_id IS NULL
    ORDER BY d.sejak DESC LIMIT 1
) s ON true
LEFT JOIN LATERAL (
    -- Peran dari matriks tahun itu tanpa satu pun RHK pegawai yang menautkannya.
    SELECT count(*) AS n FROM indikator_peranhasil r
    JOIN indikator_rhk h ON h.id = r.rhk_id JOIN indikator_skp a ON a.id = h.skp_id
    WHERE r.pegawai_id = %(pegawai)s AND a.periode_id = t.id AND NOT EXISTS (
        SELECT 1 FROM indikator_rhk m JOIN indikator_skp b ON b.id = m.skp_id
        WHERE m.pimpinan_id = r.rhk_id AND m.dihentikan_pada IS NULL
          AND b.pegawai_id = %(pegawai)s AND b.adendum_dari_id IS NULL)
) peran ON true
UNION ALL
SELECT 'lapor', p.id, count(*), '', count(*) FILTER (WHERE r.status = ANY(%(terhitung)s) OR r.perlakuan <> ''),
       count(*) FILTER (WHERE r.status = 'perlu_perbaikan' AND r.perlakuan = '')
FROM indikator_periode p
JOIN indikator_skp s ON s.periode_id = p.induk_id AND s.pegawai_id = %(pegawai)s AND s.status = 'disetujui'
-- Penempatannya berlaku dalam masa periode.
JOIN kepegawaian_penempatan d ON d.id = s.penempatan_id AND d.sejak <= p.selesai
                             AND (d.sampai IS NULL OR d.sampai >= p.mulai)
JOIN indikator_indikatorkinerja i ON i.skp_id = s.id AND i.dihentikan_pada IS NULL
LEFT JOIN indikator_realisasi r ON r.indikator_id = i.id AND r.periode_id = p.id
WHERE p.id = ANY(%(bagian)s) AND p.mulai <= %(hari)s
GROUP BY p.id
UNION ALL
SELECT 'tunggu', s.periode_id, count(*), '', 0, 0 FROM indikator_skp s
WHERE s.pegawai_id = ANY(%(bawahan)s) AND s.status = 'diajukan' AND s.periode_id = ANY(%(tahun)s)
GROUP BY s.periode_id
UNION ALL
SELECT 'tunggu', r.periode_id, count(*), '', 0, 0 FROM indikator_realisasi r
WHERE r.pegawai_id = ANY(%(bawahan)s) AND r.status = 'diajukan' AND r.perlakuan = '' AND r.periode_id = ANY(%(bagian)s)
GROUP BY r.periode_id
UNION ALL
-- Dua hari terakhir yang dicatat, untuk kartu catatan harian.
SELECT 'harian', NULL, h.n, h.hari::text, 0, 0 FROM (
    SELECT hari, count(*) AS n FROM indikator_catatanharian
    WHERE pegawai_id = %(pegawai)s AND hari BETWEEN %(hari)s::date - 31 AND %(hari)s::date
    GROUP BY hari ORDER BY hari DESC LIMIT 2) h
"""


@dataclass(frozen=True, slots=True)
class KeadaanTahun:
    """SKP penempatan terakhir pada tahun itu (kosong berarti belum mulai), peran yang belum ditautkan, dan pemahaman."""

    skp_id: int | None
    keadaan: str
    peran: int
    belum_paham: bool


@dataclass(frozen=True, slots=True)
class Laporan:
    """Banyaknya indikator pada satu periode: semua, yang beres, dan yang dikembalikan."""

    semua: int
    beres: int
    kembali: int


@dataclass(frozen=True, slots=True)
class Antrean:
    """Menurut id periode: keadaan tiap tahun, laporan sendiri tiap bagian, dan yang menunggu diperiksa.

    `harian`: banyaknya catatan pada dua hari terakhir yang dicatat.
    """

    tahun: dict[int, KeadaanTahun]
    laporan: dict[int, Laporan]
    menunggu: dict[int, int]
    harian: dict[date, int]


def antrean(
    pegawai: Pegawai, *, tahun: list[Periode], bagian: list[Periode], bawahan: list[int], hari: date
) -> Antrean:
    """Semuanya milik `pegawai` dan `bawahan`-nya pada periode-periode itu. Satu kueri."""
    isi: dict[str, Any] = {
        "pegawai": pegawai.pk,
        "tahun": [t.pk for t in tahun],
        "bagian": [p.pk for p in bagian],
        "bawahan": bawahan,
        "hari": hari,
        "terhitung": [str(s) for s in TERHITUNG],
    }
    hasil = Antrean({}, {}, {}, {})
    with connection.cursor() as kursor:
        kursor.execute(SQL, isi)
        for jenis, periode_id, n, keadaan, a, b in kursor.fetchall():
            if jenis == "tahun":
                hasil.tahun[periode_id] = KeadaanTahun(n, keadaan, a, bool(b))
            elif jenis == "lapor":
                hasil.laporan[periode_id] = Laporan(n, a, b)
            elif jenis == "harian":
                hasil.harian[date.fromisoformat(keadaan)] = n
            else:
                hasil.menunggu[periode_id] = n
    sekali(kunci_harian(pegawai, hari), lambda: hasil.harian)
    return hasil


def kunci_harian(pegawai: Pegawai, hari: date) -> tuple[str, int, date]:
    """Kunci ingatan halaman bagi `Antrean.harian`, dibaca kartu catatan harian."""
    return "catatan_harian", pegawai.pk, hari
