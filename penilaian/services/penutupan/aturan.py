"""Tetapan penutupan."""

from datetime import timedelta
from typing import Final

from penilaian.models import LangkahPenutupan

# Langkah yang detaknya lebih lama daripada ini dianggap ditinggalkan dan boleh diambil lagi. Yang sedang dikerjakan tetap
# terkunci barisnya berapa pun lamanya, jadi angka ini cukup melebihi jeda antara mengambil dan mengunci. Bersama detak
# tiap menit, yang ditinggalkan disambung paling lama 80 detik kemudian.
BASI: Final = timedelta(seconds=20)
# Pekerja yang datang selagi nama dilepas menunggu sekian, lalu pergi dan dipanggil lagi lewat kotak keluar.
TUNGGU: Final = timedelta(seconds=30)
JEDA_TUNGGU: Final = timedelta(milliseconds=100)
PERCOBAAN_MAKS: Final = LangkahPenutupan.PERCOBAAN_MAKS
# Nama dilepas dahulu karena hitungan membaca jawaban tanpa nama; rekap membaca hasil hitungan.
URUTAN: Final = {"lepas_nama": 1, "hitung": 2, "rekap": 3}
# Kelas kunci pg_advisory_xact_lock; anggota keduanya id instansi, karena buku berantai per instansi.
KELAS_KUNCI: Final = 20_260_101
