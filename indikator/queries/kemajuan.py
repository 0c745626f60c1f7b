"""Kemajuan tiap perangkat daerah atau unit: SKP disetujui, laporan masuk, dan yang terlambat."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models.functions import Coalesce

from indikator.models import Periode
from inti.rules.format import bagian_persen
from kepegawaian.models import UnitKerja
from kepegawaian.queries.unit import UNIT_PADA

# Satu kueri untuk berapa pun orangnya. `kelompok`: perangkat daerah, atau unit bila satu dinas dipilih.
SQL_KEMAJUAN = f"""
WITH orang AS (
    SELECT p.pegawai_id, p.id AS penempatan_id,
           CASE WHEN %(dinas)s::bigint IS NULL THEN COALESCE(u.dinas_id, u.id) ELSE u.id END AS kelompok
    FROM kepegawaian_penempatan p
    JOIN {UNIT_PADA} u ON u.id = p.unit_id
    JOIN kepegawaian_pegawai o ON o.id = p.pegawai_id AND o.is_active
    WHERE u.instansi_id = %(instansi)s AND p.jenis = 'definitif'
      AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s)
      AND (%(semua)s OR u.id = ANY(%(unit)s))
      AND (%(dinas)s::bigint IS NULL OR COALESCE(u.dinas_id, u.id) = %(dinas)s)
), lapor AS (
    SELECT s.penempatan_id, count(*) AS diminta,
           count(*) FILTER (WHERE r.status IN ('diajukan', 'disetujui') OR r.perlakuan <> '') AS masuk,
           count(*) FILTER (WHERE r.status = 'disetujui') AS diperiksa,
           count(*) FILTER (WHERE r.terlambat) AS terlambat
    FROM orang
    JOIN indikator_skp s ON s.penempatan_id = orang.penempatan_id
    JOIN indikator_indikatorkinerja k ON k.skp_id = s.id AND k.dihentikan_pada IS NULL
    LEFT JOIN indikator_realisasi r ON r.indikator_id = k.id AND r.periode_id = %(periode)s
    WHERE %(laporan)s AND s.periode_id = %(tahun)s AND s.status = 'disetujui'
    GROUP BY s.penempatan_id
)
SELECT u.id, COALESCE(NULLIF(u.singkatan, ''), u.nama), u.nama, count(*),
       count(m.id), count(s.id) FILTER (WHERE s.status = 'disetujui'),
       COALESCE(sum(l.diminta), 0)::int, COALESCE(sum(l.masuk), 0)::int,
       COALESCE(sum(l.diperiksa), 0)::int, COALESCE(sum(l.terlambat), 0)::int
FROM orang o
JOIN kepegawaian_unitkerja u ON u.id = o.kelompok
LEFT JOIN indikator_pemahaman m ON m.periode_id = %(tahun)s AND m.dinyatakan_oleh_id = o.pegawai_id
LEFT JOIN indikator_skp s ON s.periode_id = %(tahun)s AND s.penempatan_id = o.penempatan_id AND s.adendum_dari_id IS NULL
LEFT JOIN lapor l ON l.penempatan_id = o.penempatan_id
GROUP BY u.id, u.singkatan, u.nama
"""


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """Satu baris: unit dan hitungannya. Laporan diminta hanya dari SKP yang sudah disetujui."""

    unit_id: int
    singkatan: str
    nama: str
    orang: int
    paham: int
    skp_disetujui: int
    diminta: int
    masuk: int
    diperiksa: int
    terlambat: int
    lewat_tenggat: bool

    @property
    def persen_paham(self) -> int:
        return bagian_persen(self.paham, self.orang)

    @property
    def tertinggal(self) -> bool:
        """Tenggat lapor lewat dan masih ada yang belum masuk, atau ada SKP yang belum disetujui."""
        return self.lewat_tenggat and (self.masuk < self.diminta or self.skp_disetujui < self.orang)

    @property
    def keadaan(self) -> str:
        """Kode lencana."""
        if self.tertinggal:
            return "terlambat"
        if self.skp_disetujui == 0 and self.masuk == 0:
            return "belum_mulai"
        lengkap = self.skp_disetujui == self.orang and self.masuk == self.diminta
        return "disetujui" if lengkap and self.diperiksa == self.diminta else "diproses"


def kemajuan(
    *,
    instansi_id: int,
    periode: Periode,
    pada: date,
    unit: Iterable[int] | None,
    dinas_id: int | None = None,
    sekarang: datetime,
) -> list[Kemajuan]:
    """Kemajuan tiap perangkat daerah (dengan `dinas_id`: tiap unitnya), tertinggal lebih dahulu. Satu kueri.

    `unit` membatasi yang boleh dibaca (None: seluruh instansi). Untuk tahun, laporan tidak dihitung.
    """
    daftar = None if unit is None else list(unit)
    with connection.cursor() as kursor:
        kursor.execute(
            SQL_KEMAJUAN,
            {
                "instansi": instansi_id,
                "periode": periode.pk,
                "tahun": periode.induk_id or periode.pk,
                "laporan": periode.induk_id is not None,
                "pada": pada,
                "semua": daftar is None,
                "unit": daftar or [],
                "dinas": dinas_id,
            },
        )
        lewat = periode.tenggat_lapor < sekarang
        hasil = [Kemajuan(*(*baris, lewat)) for baris in kursor.fetchall()]
    return sorted(hasil, key=_urutan)


def _urutan(k: Kemajuan) -> tuple[bool, int, str]:
    """Yang tertinggal lebih dahulu, lalu bagian laporan yang masuk paling kecil."""
    total = k.diminta + k.orang
    return (not k.tertinggal, (k.masuk + k.skp_disetujui) * 1000 // total if total else 0, k.nama)


def jumlahkan(baris: Iterable[Kemajuan]) -> dict[str, int]:
    """Jumlah semua baris untuk petak di atas tabel."""
    bidang = ("orang", "paham", "skp_disetujui", "diminta", "masuk", "diperiksa", "terlambat")
    daftar = list(baris)
    return {nama: sum(getattr(k, nama) for k in daftar) for nama in bidang} | {
        "tertinggal": sum(k.tertinggal for k in daftar)
    }


def dinas_terbaca(*, instansi_id: int, unit: Iterable[int] | None) -> list[tuple[int, str]]:
    """Perangkat daerah dari unit yang boleh dibaca (None: semua), urut nama. Satu kueri."""
    terbaca = UnitKerja.objects.filter(instansi_id=instansi_id, sampai__isnull=True)
    if unit is not None:
        terbaca = terbaca.filter(pk__in=list(unit))
    kunci = Coalesce("dinas_id", "pk")
    return list(
        UnitKerja.objects.filter(pk__in=terbaca.values(induk_dinas=kunci))
        .order_by("nama")
        .values_list("pk", "nama")
    )
