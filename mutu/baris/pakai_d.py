"""Kemudahan pakai: perjalanan pokok tanpa skrip, dengan skrip rusak, dengan papan ketik saja, diperbesar, dan sesi habis."""

from mutu.batas import Baris

PAKAI = "tests/e2e/pakai"
BARIS = [
    Baris(
        id="U5",
        janji="Semua perjalanan pokok selesai tanpa JavaScript, dan tidak ada tombol yang mati",
        batas="100 % perjalanan, 0 tombol mati",
        ukur=(
            f"{PAKAI}/test_tanpa_skrip.py::test_semua_perjalanan_tanpa_javascript",
            f"{PAKAI}/test_tombol_mati.py",
        ),
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="U6",
        janji="Perjalanan yang sama selagi skripnya diblokir, terlambat 10 detik, atau menjawab 500",
        batas="100 % selesai",
        ukur=(
            f"{PAKAI}/test_tanpa_skrip.py::test_semua_perjalanan_dengan_skrip_yang_tidak_sampai",
            f"{PAKAI}/test_tanpa_skrip.py::test_semua_perjalanan_selagi_skrip_belum_menjawab",
            f"{PAKAI}/test_tanpa_skrip.py::test_ketikan_tetap_ketika_skrip_datang_sesudah_sepuluh_detik",
        ),
        panjang=True,
        detik=3600,
        catatan="“Belum menjawab” memakai halaman begitu lembar gayanya datang; skripnya ditahan selama sepuluh detik.",
    ),
    Baris(
        id="U9",
        janji="Perbesaran 200 %, huruf dasar 200 %, jarak teks WCAG 1.4.12, dan 320 px di semua halaman dan keadaan",
        batas="0 terpotong, 0 bertumpuk, 0 fungsi hilang",
        ukur=(f"{PAKAI}/test_perbesar.py",),
        panjang=True,
        detik=3600,
        catatan="Semua halaman dan keadaannya, juga apa adanya pada 1280 px: di situ pesan galat bobot SKP ternyata terpotong tepi kartu.",
    ),
    Baris(
        id="U11",
        janji="Semua perjalanan pokok dengan papan ketik saja; fokusnya terlihat, tidak tertutup, tidak terkurung",
        batas="100 % perjalanan, 0 jebakan, 0 fokus tersembunyi, garis fokus ≥ 3 : 1, tautan lewati di depan",
        ukur=(f"{PAKAI}/test_papan_ketik.py",),
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="U14",
        janji="Sesi yang berakhir saat menulis: sesudah masuk, halaman, teks, dan berkasnya sama",
        batas="100 % formulir berisian teks lebih dari satu",
        ukur=(f"{PAKAI}/test_sesi_habis.py",),
        panjang=True,
        detik=3600,
    ),
]
