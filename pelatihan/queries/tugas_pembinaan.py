"""Langkah pembinaan yang diminta dari seseorang: menyusun dan meninjau bagi penilai, membuktikan bagi orangnya."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse

from inti.tugas import Antre, Tugas
from kepegawaian.models import Pegawai

HARI_MENINJAU = timedelta(days=7)
# Sasaran menagih mulai sebulan sebelum batasnya.
DEKAT = timedelta(days=30)
# Bagian kueri tugas di beranda.py: (nama, banyaknya, saat tertua, hari terdekat).
SQL_PEMBINAAN: Final = """
UNION ALL
SELECT 'dekat', count(*), NULL, min(s.batas)
FROM pelatihan_pembinaan b JOIN pelatihan_sasaranpembinaan s ON s.pembinaan_id = b.id
WHERE b.pegawai_id = %(pegawai)s AND b.status = 'berjalan' AND s.hasil = 'belum' AND s.batas <= %(dekat)s
UNION ALL
SELECT 'susun', count(*), NULL, min(b.susun_sampai) FROM pelatihan_pembinaan b
WHERE b.pegawai_id = ANY(%(bawahan)s) AND b.pegawai_id <> %(pegawai)s AND b.status = 'belum_disusun'
UNION ALL
SELECT 'tinjau', count(*), min(b.diajukan_pada), NULL FROM pelatihan_pembinaan b
WHERE b.pegawai_id = ANY(%(bawahan)s) AND b.pegawai_id <> %(pegawai)s AND b.status = 'ditinjau'
"""


def tugas_pembinaan(pegawai: Pegawai, angka: Mapping[str, Antre]) -> list[Tugas]:
    """Menyerahkan bukti sasaran sendiri yang dekat, menyusun dan meninjau rencana bawahan. Tanpa kueri."""
    tugas = []
    if dekat := angka.get("dekat"):
        tugas.append(
            _tugas(
                "Serahkan bukti sasaran pembinaan",
                f"{dekat.banyak} sasaran belum tercapai. Hanya dibaca Anda dan penilai Anda.",
                "Buka",
                pegawai.instansi.akhir_hari(dekat.tanggal),
                dekat.banyak,
                tim=False,
            )
        )
    if susun := angka.get("susun"):
        tugas.append(
            _tugas(
                "Susun rencana pembinaan",
                f"{susun.banyak} orang yang Anda nilai hasilnya di bawah harapan.",
                "Susun",
                pegawai.instansi.akhir_hari(susun.tanggal),
                susun.banyak,
            )
        )
    if tinjau := angka.get("tinjau"):
        tugas.append(
            _tugas(
                "Tinjau rencana pembinaan",
                f"{tinjau.banyak} rencana menunggu tinjauan Anda.",
                "Tinjau",
                tinjau.waktu + HARI_MENINJAU,
                tinjau.banyak,
            )
        )
    return tugas


def _tugas(
    judul: str, uraian: str, tombol: str, tenggat: datetime, jumlah: int, *, tim: bool = True
) -> Tugas:
    return Tugas(
        judul=judul,
        uraian=uraian,
        url=reverse("pelatihan:pembinaan_tim" if tim else "pelatihan:pembinaan"),
        tombol=tombol,
        tenggat=tenggat,
        menu="pelatihan:pembinaan_tim" if tim else "pelatihan:daftar",
        jumlah=jumlah,
    )
