"""Dampak tiap pelatihan: skor kebutuhan yang melatarinya sebelum dan sesudah, di samping yang serupa tetapi tidak ikut.

Sebelum = potret periode yang melahirkan sarannya. Sesudah = potret periode sejenis pertama yang mulai setelah
pelatihannya selesai. Pembanding = orang lain dengan kebutuhan, periode, dan skor awal serupa yang di antara kedua
periode itu tidak mengikuti pelatihan apa pun. Hanya skor yang sudah boleh tampil bagi pemiliknya yang tersimpan.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db import connection
from django.db.models import Case, DecimalField, F, QuerySet, Value, When

from pelatihan.models import Pelatihan
from pelatihan.queries.pemetaan import kompetensi_instansi, sebutan_sumber
from pelatihan.rules.dampak import Amatan, Dampak, Kumpulan, dampak

# Satu baris tiap kepesertaan: kebutuhan utama sarannya, periode sebelum, dan periode sesudah.
SQL_PESERTA: Final = """
WITH ikut AS (
    SELECT k.pelatihan_id, k.pegawai_id, k.selesai, r.periode_id AS sebelum, p.jenis,
           r.dasar #>> '{kebutuhan,0,kode}' AS kode
    FROM pelatihan_kepesertaan k
    JOIN pelatihan_usulan u ON u.id = k.usulan_id
    JOIN pelatihan_rekomendasi r ON r.id = u.rekomendasi_id
    JOIN indikator_periode p ON p.id = r.periode_id
    WHERE k.instansi_id = %(instansi)s AND (%(pelatihan)s::bigint IS NULL OR k.pelatihan_id = %(pelatihan)s)
)
SELECT ikut.pelatihan_id, ikut.pegawai_id, ikut.kode, ikut.sebelum, sesudah.id,
       (a.angka ->> ikut.kode)::numeric, (b.angka ->> ikut.kode)::numeric
FROM ikut
JOIN LATERAL (
    SELECT p.id FROM indikator_periode p
    WHERE p.instansi_id = %(instansi)s AND p.jenis = ikut.jenis AND p.status = 'ditutup' AND p.mulai > ikut.selesai
    ORDER BY p.mulai LIMIT 1
) sesudah ON true
JOIN LATERAL (
    SELECT angka FROM pelatihan_potretkompetensi
    WHERE periode_id = ikut.sebelum AND pegawai_id = ikut.pegawai_id ORDER BY id DESC LIMIT 1
) a ON a.angka ? ikut.kode
JOIN LATERAL (
    SELECT angka FROM pelatihan_potretkompetensi
    WHERE periode_id = sesudah.id AND pegawai_id = ikut.pegawai_id ORDER BY id DESC LIMIT 1
) b ON b.angka ? ikut.kode
"""

# Yang tidak mengikuti apa pun antara awal periode sebelum dan awal periode sesudah, bagi tiap (kode, sebelum, sesudah).
SYARAT: Final = """NOT EXISTS (
    SELECT 1 FROM pelatihan_kepesertaan k
    WHERE k.pegawai_id = a.pegawai_id AND k.selesai >= pa.mulai AND k.mulai < pb.mulai
)"""
# Potret sebelumnya dibaca sekali, dan sesudahnya dicari lewat indeksnya: tanpa itu perencana dapat mengurutkan ulang
# seluruh periode bagi tiap orang.
SQL_PEMBANDING: Final = f"""
WITH dahulu AS MATERIALIZED (
    SELECT DISTINCT ON (periode_id, pegawai_id) periode_id, pegawai_id, angka FROM pelatihan_potretkompetensi
    WHERE periode_id = ANY(%(sebelum)s) ORDER BY periode_id, pegawai_id, id DESC
)
SELECT s.kode, s.sebelum, s.sesudah, floor(x.awal / 10)::int, count(*), sum(x.ubah), sum(x.ubah * x.ubah)
FROM unnest(%(kode)s::text[], %(sebelum)s::bigint[], %(sesudah)s::bigint[]) AS s(kode, sebelum, sesudah)
JOIN indikator_periode pa ON pa.id = s.sebelum
JOIN indikator_periode pb ON pb.id = s.sesudah
JOIN dahulu a ON a.periode_id = s.sebelum AND a.angka ? s.kode
JOIN LATERAL (
    SELECT angka FROM pelatihan_potretkompetensi
    WHERE periode_id = s.sesudah AND pegawai_id = a.pegawai_id ORDER BY id DESC LIMIT 1
) b ON b.angka ? s.kode
CROSS JOIN LATERAL (
    SELECT (a.angka ->> s.kode)::numeric AS awal,
           (b.angka ->> s.kode)::numeric - (a.angka ->> s.kode)::numeric AS ubah
) x
WHERE {SYARAT}
GROUP BY 1, 2, 3, 4
"""

Strata = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class DampakPelatihan:
    """Dampak satu pelatihan dan kebutuhan yang paling sering melatarinya."""

    pelatihan_id: int
    dampak: Dampak
    kode: tuple[str, ...]


def dampak_pelatihan(*, instansi_id: int, pelatihan_id: int | None = None) -> dict[int, DampakPelatihan]:
    """Id pelatihan → dampaknya; yang belum pernah diikuti dari saran tidak ada. Dua kueri.

    Pemanggil memeriksa izin; isinya rata-rata kelompok, tidak pernah angka seseorang (sekurangnya lima orang).
    """
    peserta: dict[int, list[tuple[Strata, Decimal, Decimal]]] = defaultdict(list)
    with connection.cursor() as kursor:
        kursor.execute(SQL_PESERTA, {"instansi": instansi_id, "pelatihan": pelatihan_id})
        for pelatihan, _, kode, sebelum, sesudah, awal, akhir in kursor.fetchall():
            peserta[pelatihan].append(((kode, sebelum, sesudah), awal, akhir))
    lain = _pembanding({s for isi in peserta.values() for s, _, _ in isi})
    return {
        pelatihan: DampakPelatihan(
            pelatihan,
            dampak(
                [Amatan(*a) for a in isi],
                [k for s in {s for s, _, _ in isi} for k in lain[s]],
            ),
            tuple(sorted({kode for (kode, _, _), _, _ in isi})),
        )
        for pelatihan, isi in peserta.items()
    }


def urutan_dampak(*, instansi_id: int) -> dict[int, Decimal]:
    """Id pelatihan → batas bawah selisihnya, bagi katalog; hanya yang cukup orangnya. Dua kueri."""
    semua = dampak_pelatihan(instansi_id=instansi_id)
    return {pk: d.dampak.urutan for pk, d in semua.items() if d.dampak.urutan is not None}


def urut_dampak(semua: QuerySet[Pelatihan], dampak: Mapping[int, DampakPelatihan]) -> QuerySet[Pelatihan]:
    """Katalog menurut batas bawah selisihnya; yang belum cukup orangnya sesudah yang cukup, menurut judul."""
    ada = {pk: d.dampak.urutan for pk, d in dampak.items() if d.dampak.urutan is not None}
    if not ada:
        return semua
    letak = Case(
        *(When(pk=pk, then=Value(nilai)) for pk, nilai in ada.items()),
        default=None,
        output_field=DecimalField(max_digits=12, decimal_places=2),
    )
    return semua.annotate(letak_dampak=letak).order_by(F("letak_dampak").desc(nulls_last=True), "judul", "pk")


def _pembanding(strata: Iterable[Strata]) -> dict[Strata, list[Kumpulan]]:
    """Sudah dijumlahkan tiap golongan di basis data, jadi banyaknya baris tidak bergantung pada banyaknya orang."""
    daftar = sorted(strata)
    hasil: dict[Strata, list[Kumpulan]] = defaultdict(list)
    if not daftar:
        return hasil
    kode, sebelum, sesudah = (list(isi) for isi in zip(*daftar, strict=True))
    with connection.cursor() as kursor:
        kursor.execute(SQL_PEMBANDING, {"kode": kode, "sebelum": sebelum, "sesudah": sesudah})
        for satu, awal, akhir, golongan, n, jumlah, kuadrat in kursor.fetchall():
            kunci = (satu, awal, akhir)
            hasil[kunci].append(Kumpulan((kunci, golongan), n, jumlah, kuadrat))
    return hasil


def sebut_kode(kode: Iterable[str], *, instansi_id: int) -> list[str]:
    """Kebutuhan dalam kata. Satu kueri."""
    nama = sebutan_sumber() | {
        k.tanda: f"Kompetensi {k.nama}" for k in kompetensi_instansi(instansi_id).values()
    }
    return [nama.get(k, k) for k in kode]
