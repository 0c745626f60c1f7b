"""Capaian tiap indikator terhadap targetnya, dengan triwulan-triwulan sebelumnya, yang terendah lebih dahulu."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from indikator.models import Periode
from indikator.queries.tercapai import NILAI_TERHITUNG, TARGET_KINI, TERCAPAI, parameter_capaian

# Orang yang ditempatkan pada hari itu di unit yang boleh dibaca; laporannya dihitung seperti pada penutupan.
SQL_INDIKATOR = f"""
WITH laporan AS (
    SELECT i.nama, i.satuan, s.pegawai_id, i.polaritas, i.bawah, i.atas, i.mulai, i.tenggat, r.perlakuan,
           {NILAI_TERHITUNG}
    FROM kepegawaian_penempatan p
    JOIN kepegawaian_unitkerja u ON u.id = p.unit_id
    JOIN kepegawaian_pegawai o ON o.id = p.pegawai_id AND o.is_active
    JOIN indikator_skp s ON s.penempatan_id = p.id AND s.periode_id = %(tahun)s AND s.status = 'disetujui'
    JOIN indikator_indikatorkinerja i ON i.skp_id = s.id AND i.dihentikan_pada IS NULL
         AND i.polaritas <> 'kualitatif'
    LEFT JOIN indikator_realisasi r ON r.indikator_id = i.id AND r.periode_id = %(periode)s
    {TARGET_KINI}
    WHERE u.instansi_id = %(instansi)s AND p.jenis = 'definitif'
      AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s)
      AND (%(semua)s OR u.id = ANY(%(unit)s))
      AND (%(dinas)s::bigint IS NULL OR COALESCE(u.dinas_id, u.id) = %(dinas)s)
), {TERCAPAI}
SELECT nama, satuan, count(DISTINCT pegawai_id)::int,
       count(*) FILTER (WHERE perlakuan IS DISTINCT FROM 'dikecualikan')::int, count(capaian)::int,
       count(*) FILTER (WHERE capaian >= 100)::int, round(avg(capaian), 2)
FROM tercapai GROUP BY nama, satuan
"""


@dataclass(frozen=True, slots=True)
class CapaianIndikator:
    """Satu indikator: berapa orang memakainya, laporan yang masuk, yang mencapai target, dan rata-rata capaiannya.

    `lalu`: (periode, rata-rata) triwulan sebelumnya yang ada angkanya, urut waktu.
    """

    nama: str
    satuan: str
    orang: int
    diminta: int
    masuk: int
    tercapai: int
    rata: Decimal | None
    lalu: tuple[tuple[str, Decimal], ...]

    @property
    def deret(self) -> list[Decimal]:
        """Titik grafik: yang lalu, lalu yang kini."""
        kini = [] if self.rata is None else [self.rata]
        return [n for _, n in self.lalu] + kini

    @property
    def selisih(self) -> Decimal | None:
        """Beda dengan triwulan berangka terakhir sebelum ini."""
        return self.rata - self.lalu[-1][1] if self.rata is not None and self.lalu else None

    @property
    def beda(self) -> Decimal | None:
        """Besarnya selisih tanpa tanda; arahnya sudah tertulis sebagai kata."""
        return abs(self.selisih) if self.selisih else None

    @property
    def arah(self) -> str:
        """Kata untuk dibaca, bukan hanya garis."""
        if self.rata is None:
            return "belum ada laporan"
        if self.selisih is None:
            return "belum ada pembanding"
        if self.selisih == 0:
            return "tetap"
        return "naik" if self.selisih > 0 else "turun"


def capaian_indikator(
    *,
    instansi_id: int,
    periode: Periode,
    sebelumnya: Sequence[tuple[str, Periode]],
    pada: date,
    unit: Iterable[int] | None,
    dinas_id: int | None = None,
) -> list[CapaianIndikator]:
    """Tiap indikator pada periode itu, rata-rata terendah dahulu. Satu kueri tiap periode, berapa pun orangnya.

    `unit` membatasi yang boleh dibaca (None: seluruh instansi); `sebelumnya` (nama pendek, periode) urut waktu.
    """
    daftar = None if unit is None else list(unit)
    dasar: dict[str, Any] = {
        "instansi": instansi_id,
        "pada": pada,
        "semua": daftar is None,
        "unit": daftar or [],
        "dinas": dinas_id,
    }
    lalu: dict[tuple[str, str], list[tuple[str, Decimal]]] = {}
    for nama, p in sebelumnya:
        for n, satuan, *_, rata in _jalankan(p, dasar):
            if rata is not None:
                lalu.setdefault((n, satuan), []).append((nama, rata))
    hasil = [
        CapaianIndikator(*baris, tuple(lalu.get((baris[0], baris[1]), ())))  # type: ignore[call-arg]
        for baris in _jalankan(periode, dasar)
    ]
    return sorted(hasil, key=_urutan)


def _jalankan(periode: Periode, dasar: dict[str, Any]) -> list[tuple[Any, ...]]:
    parameter = dasar | parameter_capaian(periode)
    parameter |= {"periode": periode.pk, "tahun": periode.induk_id or periode.pk}
    with connection.cursor() as kursor:
        kursor.execute(SQL_INDIKATOR, parameter)
        hasil: list[tuple[Any, ...]] = kursor.fetchall()
    return hasil


def _urutan(c: CapaianIndikator) -> tuple[bool, Decimal, str]:
    """Yang berangka dahulu, dari yang terendah; tanpa angka di bawah."""
    return c.rata is None, c.rata if c.rata is not None else Decimal(0), c.nama
