"""Capaian indikator per perangkat daerah untuk umum: periode yang sudah ditutup, tanpa data pribadi."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from indikator.models import Periode

# Sama dengan batas terbit IKM: rata-rata segelintir orang adalah angka orangnya.
MINIMAL_ORANG = 5

SQL_CAPAIAN = """
SELECT dinas_id, nama, satuan, target, orang, rata
FROM (
    SELECT h.dinas_id, i ->> 'nama' AS nama, i ->> 'satuan' AS satuan, count(DISTINCT h.pegawai_id) AS orang,
           CASE WHEN count(DISTINCT i ->> 'target') = 1 THEN min(i ->> 'target') END AS target,
           round(avg((i ->> 'capaian')::numeric), 2) AS rata
    FROM penilaian_hasil h
    CROSS JOIN LATERAL jsonb_array_elements(h.rincian -> 'indikator') i
    WHERE h.periode_id = %(periode)s AND (%(dinas)s IS NULL OR h.dinas_id = %(dinas)s)
      AND i ->> 'capaian' IS NOT NULL AND NOT COALESCE((i ->> 'tidak_dilaporkan')::boolean, false)
      AND h.versi = (SELECT max(v.versi) FROM penilaian_hasil v
                     WHERE v.periode_id = h.periode_id AND v.pegawai_id = h.pegawai_id)
    GROUP BY h.dinas_id, i ->> 'nama', i ->> 'satuan'
) AS semua
WHERE orang >= %(minimal)s
ORDER BY dinas_id, nama
"""


@dataclass(frozen=True, slots=True)
class CapaianIndikator:
    """Rata-rata capaian (persen) satu indikator di satu perangkat daerah, dari `orang` pegawai (paling sedikit lima)."""

    dinas_id: int
    nama: str
    satuan: str
    target: str
    orang: int
    rata: Decimal


@dataclass(frozen=True, slots=True)
class CapaianDinas:
    """Rata-rata nilai hasil kerja satu perangkat daerah; kosong bila pegawainya kurang dari lima."""

    dinas_id: int
    nama: str
    jumlah: int
    rata: Decimal | None


def periode_terakhir(instansi_id: int) -> Periode | None:
    """Periode bagian tahun yang paling baru ditutup. Satu kueri."""
    return (
        Periode.objects.filter(instansi_id=instansi_id, status=Periode.Status.DITUTUP)
        .exclude(jenis=Periode.Jenis.TAHUNAN)
        .select_related("instansi")
        .order_by("-mulai")
        .first()
    )


def capaian_indikator(*, periode: Periode, dinas_id: int | None = None) -> list[CapaianIndikator]:
    """Capaian indikator per dinas pada periode yang sudah ditutup; indikator dengan kurang dari lima orang tidak terbit."""
    if periode.status != Periode.Status.DITUTUP:
        return []
    isi = {"periode": periode.pk, "dinas": dinas_id, "minimal": MINIMAL_ORANG}
    with connection.cursor() as kursor:
        kursor.execute(SQL_CAPAIAN, isi)
        return [
            CapaianIndikator(d, nama, satuan, target or "", n, rata)
            for d, nama, satuan, target, n, rata in kursor
        ]


def capaian_dinas(*, periode: Periode) -> list[CapaianDinas]:
    """Rata-rata hasil kerja tiap dinas dari rekap, tanpa data pribadi. Satu kueri."""
    if periode.status != Periode.Status.DITUTUP:
        return []
    return [
        CapaianDinas(
            r.dinas_id, r.dinas.nama, r.jumlah, r.rata_hasil if r.jumlah_lengkap >= MINIMAL_ORANG else None
        )
        for r in periode.rekap.select_related("dinas").order_by("dinas__urutan", "dinas__nama")
    ]
