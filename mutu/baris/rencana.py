"""Rencana, capaian, dan meja penilai; dan uji atas uji sendiri."""

from mutu.batas import Baris

BARIS = [
    Baris(
        id="R4",
        janji="Ketikan yang hilang saat peramban dimatikan paksa pada saat acak",
        batas="≤ 5 detik, 100 dari 100",
        ukur=("tests/e2e/test_ketikan.py",),
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="R5",
        janji="Banyaknya kueri halaman daftar dan papan pada 60 dan 20.000 orang",
        batas="sama di semua halaman",
        ukur=("tests/indikator/views/test_kueri_dua_puluh_ribu.py",),
        panjang=True,
        detik=1800,
    ),
    Baris(
        id="R6",
        janji="PDF 1.000 SKP oleh pekerja latar dengan kemajuannya",
        batas="angkanya tertulis",
        catatan="Diukur make bench, lihat kinerja.md.",
    ),
    Baris(
        id="R7",
        janji="Tindakan di meja penilai untuk lima target",
        batas="≤ 8",
        ukur=("tests/penilaian/views/test_menilai_umpan.py",),
    ),
    Baris(
        id="R8",
        janji="Beranda tiap peran dan papan tim di samping view satu kueri",
        batas="kueri sama pada 60 dan 20.000 orang",
        catatan="Diukur make bench bagian beranda, lihat kinerja.md. Semula 33 sampai 38 kueri dan 72 sampai 154 kali. Beranda pimpinan "
        "paling berat pada 20.000 orang; langkah berikutnya: baca ringkasan instansinya dari rekap.",
    ),
    Baris(
        id="UJI1",
        janji="Uji tidak bergantung pada cepatnya mesin: balapan berhenti di titik yang ditentukan, bukan menunggu sekian detik",
        batas="0 uji menunggu sekian detik",
        ukur=("tests/indikator/services/test_realisasi_balapan.py",),
        catatan="Balapan berhenti pada semafor dan penghalang di dalam layanannya.",
    ),
    Baris(
        id="UJI2",
        janji="Yang paling lama mulai lebih dahulu di tiap pekerja uji",
        batas="urutan menurut beratnya",
        ukur=("tests/test_urutan.py",),
        catatan="tests/urutan.py menyebut beratnya.",
    ),
]
