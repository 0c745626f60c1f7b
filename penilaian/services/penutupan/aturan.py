"""Tetapan penutupan."""

from datetime import timedelta
from typing import Final

from penilaian.models import LangkahPenutupan

# Langkah tanpa detak selama ini dianggap ditinggalkan pekerjanya dan boleh diambil lagi.
BASI: Final = timedelta(seconds=60)
PERCOBAAN_MAKS: Final = LangkahPenutupan.PERCOBAAN_MAKS
# Nama dilepas dahulu karena hitungan membaca jawaban tanpa nama; rekap membaca hasil hitungan.
URUTAN: Final = {"lepas_nama": 1, "hitung": 2, "rekap": 3}
# Kelas kunci pg_advisory_xact_lock; anggota keduanya id instansi, karena buku berantai per instansi.
KELAS_KUNCI: Final = 20_260_101
