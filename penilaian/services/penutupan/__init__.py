"""Penutupan periode: langkah-langkah kecil yang boleh dimatikan kapan saja dan diulang berapa kali pun.

minta / mulai_yang_jatuh_tempo   kunci penuh pada periode, buat langkah, antre tugas
kerjakan                         ambil langkah (pagar, detak), kerjakan, tandai; beberapa pekerja boleh bersama
selesaikan                       satu transaksi akhir: hitung dan periksa, buku berantai, hasil tampil serentak
lanjutkan_yang_terhenti, ulangi  penyambung tiap menit, dan tombol admin bila percobaan habis
ajukan_buka, setujui_buka, tolak_buka   membuka kembali oleh dua orang; penutupan berikutnya menulis yang berubah saja
"""

from penilaian.services.penutupan.akhir import selesaikan
from penilaian.services.penutupan.buka import ajukan_buka, setujui_buka, tolak_buka
from penilaian.services.penutupan.kerja import kerjakan
from penilaian.services.penutupan.mulai import (
    lanjutkan_yang_terhenti,
    minta,
    mulai_yang_jatuh_tempo,
    ulangi,
)
from penilaian.services.penutupan.rekap import antre_yang_belum_direkap, rekap_kelompok

__all__ = [
    "ajukan_buka",
    "antre_yang_belum_direkap",
    "kerjakan",
    "lanjutkan_yang_terhenti",
    "minta",
    "mulai_yang_jatuh_tempo",
    "rekap_kelompok",
    "selesaikan",
    "setujui_buka",
    "tolak_buka",
    "ulangi",
]
