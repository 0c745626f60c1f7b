"""Penutupan periode: langkah-langkah kecil yang boleh dimatikan kapan saja dan diulang berapa kali pun.

minta / mulai_yang_jatuh_tempo   kunci penuh pada periode, buat langkah, antre tugas
kerjakan                         ambil langkah (pagar, detak), kerjakan, tandai; beberapa pekerja boleh bersama
selesaikan                       satu transaksi akhir: hitung dan periksa, buku berantai, hasil tampil serentak
lanjutkan_yang_terhenti, ulangi  penyambung tiap menit, dan tombol admin bila percobaan habis
"""

from penilaian.services.penutupan.akhir import selesaikan
from penilaian.services.penutupan.kerja import kerjakan
from penilaian.services.penutupan.mulai import (
    lanjutkan_yang_terhenti,
    minta,
    mulai_yang_jatuh_tempo,
    ulangi,
)

__all__ = ["kerjakan", "lanjutkan_yang_terhenti", "minta", "mulai_yang_jatuh_tempo", "selesaikan", "ulangi"]
