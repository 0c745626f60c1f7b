"""Sudah sampai mana tiap perangkat daerah atau unit pada periode yang berjalan: SKP, laporan, rating."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.db.models import TextChoices

from indikator.models import Periode
from inti.rules.format import bagian_persen
from kepegawaian.queries.unit import UNIT_PADA
from penilaian.queries.peserta import PESERTA, parameter_peserta


class Langkah(TextChoices):
    """Tiga langkah sebelum penutupan, menurut urutannya."""

    SKP = "skp", "SKP disetujui"
    LAPOR = "lapor", "Laporan lengkap"
    NILAI = "nilai", "Rating ditetapkan"


# Orang yang akan mendapat hasil (sama dengan penutupan), kelompoknya, dan langkah yang sudah selesai.
ORANG: Final = f"""
WITH orang AS (
    SELECT p.pegawai_id, p.id AS penempatan_id, u.id AS unit_id, s.id AS skp_id,
           CASE WHEN %(dinas)s::bigint IS NULL THEN COALESCE(u.dinas_id, u.id) ELSE u.id END AS kelompok
    FROM kepegawaian_penempatan p
    JOIN {UNIT_PADA} u ON u.id = p.unit_id AND u.instansi_id = %(instansi)s
    JOIN kepegawaian_pegawai g ON g.id = p.pegawai_id
    LEFT JOIN indikator_skp s ON s.periode_id = %(tahun)s AND s.penempatan_id = p.id AND s.status = 'disetujui'
                              AND s.adendum_dari_id IS NULL
    WHERE {PESERTA} AND (%(semua)s OR u.id = ANY(%(unit)s))
      AND (%(dinas)s::bigint IS NULL OR COALESCE(u.dinas_id, u.id) = %(dinas)s)
), kurang AS (
    -- SKP dengan indikator yang belum beres; jauh lebih sedikit daripada laporannya.
    SELECT DISTINCT i.skp_id
    FROM orang o JOIN indikator_indikatorkinerja i ON i.skp_id = o.skp_id AND i.dihentikan_pada IS NULL
    WHERE NOT EXISTS (
        SELECT 1 FROM indikator_realisasi r WHERE r.periode_id = %(periode)s AND r.indikator_id = i.id
        AND (r.perlakuan <> '' OR r.status IN ('diajukan', 'disetujui')))
), tiap AS (
    SELECT o.pegawai_id, o.unit_id, o.kelompok, o.skp_id IS NOT NULL AS skp, e.id IS NOT NULL AS nilai,
           o.skp_id IS NOT NULL AND k.skp_id IS NULL AND EXISTS (
               SELECT 1 FROM indikator_indikatorkinerja i WHERE i.skp_id = o.skp_id AND i.dihentikan_pada IS NULL
           ) AS lapor
    FROM orang o
    LEFT JOIN kurang k ON k.skp_id = o.skp_id
    LEFT JOIN penilaian_evaluasi e ON e.periode_id = %(periode)s AND e.pegawai_id = o.pegawai_id
                                  AND e.penempatan_id = o.penempatan_id AND e.status = 'ditetapkan'
)
"""
SQL_KELENGKAPAN: Final = f"""{ORANG}
SELECT t.kelompok, u.nama, count(*), count(*) FILTER (WHERE t.skp), count(*) FILTER (WHERE t.lapor),
       count(*) FILTER (WHERE t.nilai)
FROM tiap t JOIN {UNIT_PADA} u ON u.id = t.kelompok
GROUP BY t.kelompok, u.nama
"""


@dataclass(frozen=True, slots=True)
class Kelengkapan:
    """Satu perangkat daerah atau unit: orang, dan berapa yang sudah selesai tiap langkahnya.

    `lewat` langkah yang tenggatnya sudah lewat.
    """

    id: int
    nama: str
    orang: int
    skp: int
    lapor: int
    nilai: int
    lewat: frozenset[Langkah] = frozenset()

    def selesai(self, langkah: Langkah) -> int:
        return int(getattr(self, langkah.value))

    @property
    def terlambat(self) -> list[Langkah]:
        """Langkah yang tenggatnya lewat dan belum selesai semua."""
        return [satu for satu in Langkah if satu in self.lewat and self.selesai(satu) < self.orang]

    @property
    def kata_terlambat(self) -> str:
        """Langkah yang terlambat dengan kata, misalnya "SKP disetujui, laporan lengkap"."""
        kata = ", ".join(str(satu.label) for satu in self.terlambat)
        return kata[:1] + kata[1:].replace("Laporan", "laporan").replace("Rating", "rating")

    @property
    def keadaan(self) -> str:
        """Kode lencana."""
        if self.terlambat:
            return "terlambat"
        if self.skp == self.lapor == self.nilai == 0:
            return "belum_mulai"
        return "disetujui" if self.skp == self.lapor == self.nilai == self.orang else "diproses"

    @property
    def langkah(self) -> list[tuple[str, str, int, int, int]]:
        """(kode, sebutan, selesai, belum, persen) tiap langkah, untuk templat dan Excel."""
        return [
            (
                satu.value,
                str(satu.label),
                self.selesai(satu),
                self.orang - self.selesai(satu),
                bagian_persen(self.selesai(satu), self.orang),
            )
            for satu in Langkah
        ]


def parameter(periode: Periode, *, unit: Iterable[int] | None, dinas_id: int | None) -> dict[str, Any]:
    """Parameter ORANG. `unit` membatasi yang boleh dibaca (None: seluruh instansi)."""
    return parameter_peserta(periode) | {
        "periode": periode.pk,
        "tahun": periode.induk_id or periode.pk,
        "semua": unit is None,
        "unit": list(unit or ()),
        "dinas": dinas_id,
    }


def kelengkapan(
    periode: Periode, *, unit: Iterable[int] | None, dinas_id: int | None = None, sekarang: datetime
) -> list[Kelengkapan]:
    """Tiap perangkat daerah (dengan `dinas_id`: tiap unitnya), yang terlambat lebih dahulu. Satu kueri."""
    lewat = langkah_lewat(periode, sekarang)
    with connection.cursor() as kursor:
        kursor.execute(SQL_KELENGKAPAN, parameter(periode, unit=unit, dinas_id=dinas_id))
        baris = [Kelengkapan(*(*satu, lewat)) for satu in kursor.fetchall()]
    return sorted(baris, key=_urutan)


def langkah_lewat(periode: Periode, sekarang: datetime) -> frozenset[Langkah]:
    """Langkah yang tenggatnya sudah lewat; SKP memakai tenggat tahunnya."""
    tenggat: Mapping[Langkah, datetime] = {
        Langkah.SKP: (periode.induk or periode).tenggat_skp,
        Langkah.LAPOR: periode.tenggat_lapor,
        Langkah.NILAI: periode.tenggat_nilai,
    }
    return frozenset(satu for satu, saat in tenggat.items() if saat < sekarang)


def jumlahkan(baris: Iterable[Kelengkapan], *, nama: str) -> Kelengkapan:
    """Semua baris sebagai satu baris."""
    daftar = list(baris)
    return Kelengkapan(
        0,
        nama,
        sum(b.orang for b in daftar),
        sum(b.skp for b in daftar),
        sum(b.lapor for b in daftar),
        sum(b.nilai for b in daftar),
        daftar[0].lewat if daftar else frozenset(),
    )


def _urutan(k: Kelengkapan) -> tuple[int, int, str]:
    """Paling banyak langkah terlambat dahulu, lalu bagian yang selesai paling kecil."""
    selesai = k.skp + k.lapor + k.nilai
    return -len(k.terlambat), selesai * 1000 // (3 * k.orang) if k.orang else 0, k.nama
