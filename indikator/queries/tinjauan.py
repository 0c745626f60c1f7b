"""Statistik indikator katalog pada periode tertutup, di sebelah pendapat yang diukur."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection

from indikator.models import Indikator, Periode
from indikator.queries.tercapai import NILAI_TERHITUNG, TARGET_KINI, TERCAPAI, parameter_capaian
from indikator.rules.sebaran import CUKUP
from indikator.rules.tinjauan import Ringkasan, Temuan, temuan

PERIODE_TERBANYAK = 4

# Tujuan dinas: RHK kepala dinas pertama di atas RHK pemakai. percentile_disc = peringkat terdekat, tetap numeric.
SQL_RINGKASAN = f"""
WITH RECURSIVE diminta AS (
    SELECT * FROM unnest(%(unit)s::bigint[], %(kode)s::text[]) AS d(unit_id, kode)
), pemakai AS MATERIALIZED (
    SELECT d.unit_id, d.kode, i.id, i.rhk_id
    FROM diminta d
    JOIN indikator_indikator k ON k.unit_id = d.unit_id AND k.kode = d.kode
    JOIN indikator_indikatorkinerja i ON i.katalog_id = k.id AND i.dihentikan_pada IS NULL
    JOIN indikator_skp s ON s.id = i.skp_id AND s.periode_id = %(tahun)s AND s.adendum_dari_id IS NULL
), naik(asal, id, tingkat, sampai) AS (
    SELECT DISTINCT rhk_id, rhk_id, 0, false FROM pemakai
    UNION
    SELECT n.asal, a.id, n.tingkat + 1, p.kepala AND u.dinas_id = u.id
    FROM naik n
    JOIN indikator_rhk r ON r.id = n.id
    JOIN indikator_rhk a ON a.id = r.pimpinan_id AND a.dihentikan_pada IS NULL
    JOIN indikator_skp s ON s.id = a.skp_id
    JOIN kepegawaian_penempatan p ON p.id = s.penempatan_id
    JOIN kepegawaian_unitkerja u ON u.id = p.unit_id
    WHERE NOT n.sampai AND n.tingkat < 12
), tujuan AS MATERIALIZED (
    SELECT asal, min(id) AS rhk_id FROM naik WHERE sampai GROUP BY asal
), laporan AS (
    SELECT i.id, i.rhk_id, i.bobot, i.polaritas, i.bawah, i.atas, i.mulai, i.tenggat, r.perlakuan,
           {NILAI_TERHITUNG}
    FROM indikator_indikatorkinerja i
    JOIN indikator_realisasi r ON r.periode_id = %(periode)s AND r.indikator_id = i.id
    {TARGET_KINI}
    WHERE i.dihentikan_pada IS NULL
      AND (i.id IN (SELECT id FROM pemakai) OR i.rhk_id IN (SELECT rhk_id FROM tujuan))
), {TERCAPAI}, tercapai_tujuan AS (
    SELECT t.asal, sum(c.bobot * c.capaian) / sum(c.bobot) AS capaian
    FROM tujuan t JOIN tercapai c ON c.rhk_id = t.rhk_id AND c.capaian IS NOT NULL
    GROUP BY t.asal
)
SELECT p.unit_id, p.kode, count(*), count(*) FILTER (WHERE c.capaian >= %(batas)s),
       count(*) FILTER (WHERE c.capaian = 0), count(*) FILTER (WHERE c.capaian < 100),
       percentile_disc(0.25) WITHIN GROUP (ORDER BY c.capaian), percentile_disc(0.5) WITHIN GROUP (ORDER BY c.capaian),
       percentile_disc(0.75) WITHIN GROUP (ORDER BY c.capaian), count(t.capaian),
       count(*) FILTER (WHERE (c.capaian >= 100) = (t.capaian >= 100))
FROM pemakai p
JOIN tercapai c ON c.id = p.id AND c.perlakuan = '' AND c.capaian IS NOT NULL
LEFT JOIN tercapai_tujuan t ON t.asal = p.rhk_id
GROUP BY p.unit_id, p.kode
HAVING count(*) >= {CUKUP}
"""

Kunci = tuple[int, str]


@dataclass(frozen=True, slots=True)
class StatistikPeriode:
    """Ringkasan satu indikator (semua versinya) pada satu periode tertutup, dengan yang patut ditanyakan."""

    periode: str
    ringkasan: Ringkasan
    temuan: list[tuple[Temuan, str]]


def periode_tertutup(instansi_id: int, *, banyak: int = PERIODE_TERBANYAK) -> list[Periode]:
    """Bagian tahun yang sudah ditutup, terbaru dahulu. Satu kueri."""
    return list(
        Periode.objects.filter(instansi_id=instansi_id, status=Periode.Status.DITUTUP)
        .exclude(jenis=Periode.Jenis.TAHUNAN)
        .select_related("kebijakan")
        .order_by("-mulai")[:banyak]
    )


def ringkasan(kunci: Collection[Kunci], *, periode: Periode) -> dict[Kunci, StatistikPeriode]:
    """Statistik tiap indikator (unit, kode) pada periode itu. Satu kueri untuk berapa pun indikator dan orangnya.

    Yang laporannya kurang dari `rules.sebaran.CUKUP` tidak ada, supaya capaian seseorang tidak dapat ditebak.
    """
    if not kunci:
        return {}
    urut = sorted(set(kunci))
    parameter = {
        "unit": [unit for unit, _ in urut],
        "kode": [kode for _, kode in urut],
        "periode": periode.pk,
        "tahun": periode.induk_id,
        **parameter_capaian(periode),
    }
    with connection.cursor() as kursor:
        kursor.execute(SQL_RINGKASAN, parameter)
        hasil = {(b[0], b[1]): Ringkasan(*b[2:]) for b in kursor.fetchall()}
    return {k: StatistikPeriode(periode.nama, r, temuan(r)) for k, r in hasil.items()}


def riwayat_statistik(indikator: Indikator) -> list[StatistikPeriode]:
    """Statistik indikator itu pada periode-periode tertutup, terbaru dahulu. Satu kueri, dan satu tiap periode (≤ 4)."""
    kunci = (indikator.unit_id, indikator.kode)
    semua = (ringkasan([kunci], periode=p).get(kunci) for p in periode_tertutup(indikator.instansi_id))
    return [satu for satu in semua if satu is not None]


def statistik_tinjauan(indikator: Iterable[Indikator], *, instansi_id: int) -> dict[int, StatistikPeriode]:
    """Statistik pada periode tertutup terbaru untuk indikator yang sedang ditinjau, menurut id-nya. Dua kueri."""
    daftar = list(indikator)
    tertutup = periode_tertutup(instansi_id, banyak=1)
    if not tertutup or not daftar:
        return {}
    hasil = ringkasan([(i.unit_id, i.kode) for i in daftar], periode=tertutup[0])
    return {i.pk: hasil[(i.unit_id, i.kode)] for i in daftar if (i.unit_id, i.kode) in hasil}
