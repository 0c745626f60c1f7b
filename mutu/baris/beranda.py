"""Anggaran kueri halaman daftar."""

from mutu.batas import Baris

BARIS = [
    Baris(
        id="L5",
        janji="Anggaran kueri tiap halaman daftar, sedikit lawan banyak baris",
        batas="kueri sama, paling banyak 15",
        ukur=("tests/indikator/views/test_kueri_dua_puluh_ribu.py",),
        panjang=True,
        catatan="60 dan 20.000 orang, tanpa simpanan; kembaran 10 lawan 200 di uji tiap halaman dan beranda.",
    ),
]
