"""Yang diminta dari petugas layanan, penyaring, atasan yang dituju keluhan, pengelola musyawarah, penilai, dan admin."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from kepegawaian.permissions import IZIN_PERAN, Izin
from kepegawaian.queries.penilai import bawahan_pada
from umpan_balik.queries.tugas_rekan import KATA_REKAN, SQL_REKAN

# Peran orang itu dengan cabang unitnya, lalu empat hitungan di dalamnya dan tiga lagi di tugas_rekan.py.
SQL_WARGA = """
WITH RECURSIVE peran AS (
    SELECT unit_id, jenis FROM kepegawaian_peran
    WHERE pegawai_id = %(pegawai)s AND jenis = ANY(%(semua)s)
      AND sejak <= %(pada)s AND (sampai IS NULL OR sampai >= %(pada)s)
), pohon(id, jenis) AS (
    SELECT unit_id, jenis FROM peran WHERE unit_id IS NOT NULL
    UNION
    SELECT l.unit_id, pohon.jenis FROM kepegawaian_letakunit l JOIN pohon ON l.induk_id = pohon.id
    WHERE l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s)
)
SELECT 'jawab', count(*), min(a.tenggat)
FROM umpan_balik_aspirasi a
WHERE a.instansi_id = %(instansi)s AND a.moderasi = 'diterima' AND a.tenggat IS NOT NULL
  AND a.jenis <> 'tentang_orang'
  AND (a.unit_id IN (SELECT id FROM pohon WHERE jenis = ANY(%(penjawab)s))
       OR EXISTS (SELECT 1 FROM peran WHERE unit_id IS NULL AND jenis = ANY(%(penjawab)s)))
UNION ALL
SELECT 'saring', count(*), min(a.tenggat)
FROM umpan_balik_aspirasi a
WHERE a.instansi_id = %(instansi)s AND a.moderasi = 'menunggu' AND a.tenggat IS NOT NULL
  AND (a.unit_id IN (SELECT id FROM pohon WHERE jenis = ANY(%(penyaring)s))
       OR EXISTS (SELECT 1 FROM peran WHERE unit_id IS NULL AND jenis = ANY(%(penyaring)s)))
  AND NOT EXISTS (SELECT 1 FROM umpan_balik_sebutanpetugas s
                  WHERE s.aspirasi_id = a.id AND s.pegawai_id = %(pegawai)s)
UNION ALL
SELECT 'orang', count(*), min(tenggat) FROM umpan_balik_aspirasi
WHERE penangan_id = %(pegawai)s AND tenggat IS NOT NULL
UNION ALL
SELECT 'usul', count(*), min(m.selesai)
FROM umpan_balik_usul u JOIN umpan_balik_musyawarah m ON m.id = u.musyawarah_id
WHERE m.instansi_id = %(instansi)s AND u.moderasi = 'menunggu'
  AND (m.unit_id IN (SELECT id FROM pohon WHERE jenis = ANY(%(pengelola)s))
       OR EXISTS (SELECT 1 FROM peran WHERE unit_id IS NULL AND jenis = ANY(%(pengelola)s)))
"""
SQL = SQL_WARGA + SQL_REKAN
KATA = KATA_REKAN | {
    "jawab": (
        "Jawab {} saran warga",
        "Yang lewat batas lebih dahulu; warga membaca jawabannya dengan kode pelacakan.",
        "umpan_balik:aspirasi",
        "Jawab saran",
    ),
    "saring": (
        "Saring {} saran warga",
        "Teruskan kepada unit yang menjawab, atau tolak dengan alasan.",
        "umpan_balik:aspirasi_saring",
        "Saring saran",
    ),
    "orang": (
        "Jawab {} keluhan warga tentang petugas Anda",
        "Dialirkan kepada Anda saja dan tidak pernah tampil untuk umum.",
        "umpan_balik:aspirasi",
        "Jawab keluhan",
    ),
    "usul": (
        "Saring {} usul musyawarah",
        "Warga menunggu usulnya ditampilkan.",
        "umpan_balik:musyawarah_kelola",
        "Saring usul",
    ),
}


def isian(pegawai: Pegawai, *, sekarang: datetime) -> dict[str, Any]:
    """Parameter SQL: peran yang berizin, hari setempat, dan bawahannya hari itu."""
    hari = pegawai.instansi.hari_pada(sekarang)
    isi: dict[str, Any] = {
        "pegawai": pegawai.pk,
        "instansi": pegawai.instansi_id,
        "pada": hari,
        "penjawab": _peran(Izin.JAWAB_ASPIRASI),
        "penyaring": _peran(Izin.SARING_ASPIRASI),
        "pengelola": _peran(Izin.KELOLA_MUSYAWARAH),
        "pengurus": _peran(Izin.KELOLA_PEGAWAI),
        "bawahan": bawahan_pada(penilai_id=pegawai.pk, pada=hari, instansi_id=pegawai.instansi_id),
        "zona": pegawai.instansi.zona,
    }
    isi["semua"] = [*isi["penjawab"], *isi["penyaring"], *isi["pengelola"], *isi["pengurus"]]
    return isi


def tugas_warga(
    baris: Iterable[tuple[str, int, date | None]], *, pegawai: Pegawai, sekarang: datetime
) -> Iterator[Tugas]:
    """Semua yang menunggu orang itu di sini selain formulir dan permintaan; yang kosong tidak disebut. Tanpa kueri."""
    for nama, banyak, hari in baris:
        if not banyak or hari is None:
            continue
        judul, uraian, url, tombol = KATA[nama]
        tenggat = pegawai.instansi.akhir_hari(hari)
        yield Tugas(
            judul=judul.format(banyak),
            uraian=uraian,
            url=reverse(url),
            tombol=tombol,
            tenggat=tenggat,
            status="terlambat" if tenggat < sekarang else "",
            menu="umpan_balik:daftar" if nama in KATA_REKAN else url,
            jumlah=banyak,
        )


def _peran(izin: Izin) -> list[str]:
    return [str(jenis) for jenis, punya in IZIN_PERAN.items() if izin in punya]
