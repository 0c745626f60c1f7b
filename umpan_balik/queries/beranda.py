"""Yang diminta dari seseorang oleh aplikasi ini. Satu kueri selain bawahannya."""

from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.urls import reverse

from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from umpan_balik.queries.aspirasi_tugas import SQL as SQL_WARGA
from umpan_balik.queries.aspirasi_tugas import isian, tugas_warga

FORMULIR, MINTA = "formulir", "minta"
# Ketiganya dalam satu kueri; formulir 360 sebaris tiap periode, dengan nama dan dua tenggatnya.
SQL: Final = f"""
SELECT w.nama, w.banyak, w.hari, '', NULL::timestamptz, NULL::timestamptz FROM ({SQL_WARGA}) w(nama, banyak, hari)
UNION ALL
SELECT '{MINTA}', count(*), min(m.tenggat), '', NULL, NULL FROM umpan_balik_permintaanumpanbalik m
WHERE m.penjawab_id = %(pegawai)s AND m.status = 'menunggu'
UNION ALL
SELECT '{FORMULIR}', count(*), NULL, p.nama, p.tenggat_umpan_balik, p.tutup_pada
FROM umpan_balik_penugasan t
JOIN indikator_periode p ON p.id = t.periode_id AND p.status = 'diproses' AND p.penutupan_dimulai IS NULL
WHERE t.penilai_id = %(pegawai)s AND p.tutup_pada > %(sekarang)s
  -- Periode yang dibuka kembali tidak meminta jawaban lagi: namanya sudah dilepas.
  AND NOT EXISTS (SELECT 1 FROM umpan_balik_jawabananonim a WHERE a.periode_id = p.id)
  AND NOT EXISTS (SELECT 1 FROM umpan_balik_jawaban j WHERE j.penugasan_id = t.id AND NOT j.draf)
GROUP BY p.id, p.nama, p.tenggat_umpan_balik, p.tutup_pada
"""


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Formulir 360, permintaan umpan balik, usul penilai, risalah dialog, laporan, saran warga, dan usul musyawarah."""
    with connection.cursor() as kursor:
        kursor.execute(SQL, isian(pegawai, sekarang=sekarang) | {"sekarang": sekarang})
        baris = kursor.fetchall()
    lain = [b[:3] for b in baris if b[0] not in (FORMULIR, MINTA)]
    return [
        *(_tugas_360(b, sekarang) for b in baris if b[0] == FORMULIR),
        *(_tugas_minta(b, pegawai) for b in baris if b[0] == MINTA and b[1]),
        *tugas_warga(lain, pegawai=pegawai, sekarang=sekarang),
    ]


def _tugas_360(baris: tuple[Any, ...], sekarang: datetime) -> Tugas:
    _, banyak, _, nama, tenggat, tutup = baris
    terlambat = tenggat < sekarang
    return Tugas(
        judul=f"Isi umpan balik 360 untuk {banyak} orang",
        uraian=f"{nama}. Nama Anda tidak ditampilkan bersama jawaban.",
        url=reverse("umpan_balik:daftar"),
        tombol="Isi umpan balik",
        tenggat=tutup if terlambat else tenggat,
        status="terlambat" if terlambat else "",
        menu="umpan_balik:daftar",
        jumlah=banyak,
    )


def _tugas_minta(baris: tuple[Any, ...], pegawai: Pegawai) -> Tugas:
    """Permintaan umpan balik dari rekan yang menunggu jawaban."""
    _, banyak, hari, *_ = baris
    return Tugas(
        judul=f"Jawab {banyak} permintaan umpan balik",
        uraian="Dari rekan, dengan nama Anda. Bila tidak melihat pekerjaannya, nyatakan tidak dapat menjawab.",
        url=f"{reverse('umpan_balik:daftar')}?bagian=permintaan",
        tombol="Buka permintaan",
        tenggat=pegawai.instansi.akhir_hari(hari),
        menu="umpan_balik:daftar",
        jumlah=banyak,
    )
