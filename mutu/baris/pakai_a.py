"""U1–U25: kemudahan pakai di peramban; ukurannya di tests/e2e."""

from mutu.batas import Baris

PAKAI = "tests/e2e/pakai"
BARIS = [
    Baris(
        id="U1",
        janji="Warga menilai dengan sedikit ketukan, dari alamat QR sampai tanda terima",
        batas="singkat ≤ 3 ketukan dan ≤ 20 detik; sembilan unsur ≤ 11 ketukan dan ≤ 90 detik; ≤ 2 halaman, 0 teks wajib",
        ukur=("tests/e2e/test_warga.py::test_ketukan_dan_detik_warga_dari_qr_sampai_tanda_terima",),
        panjang=True,
        catatan="Detiknya jalur 400 kbit/s, mesin, dan 1,2 detik tiap ketukan; waktu membaca orang tidak ikut.",
    ),
    Baris(
        id="U2",
        janji="Halaman warga ringan",
        batas="≤ 40 KB, ≤ 5 permintaan, 0 pihak ketiga, 0 fon",
        ukur=("tests/e2e/test_warga.py::test_menilai_di_jalur_lambat_tanpa_skrip",),
    ),
    Baris(
        id="U8",
        janji="Tiap jenis halaman dalam tiap keadaan muat di 320 px; tabel lebar bergulir di wadahnya",
        batas="0 halaman melebar",
        ukur=(f"{PAKAI}/test_axe.py",),
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="U10",
        janji="Aksesibilitas menurut axe-core (WCAG 2.2 AA dan praktik baik), 320 dan 1280 px",
        batas="0 pelanggaran, tanpa pengecualian",
        ukur=(f"{PAKAI}/test_axe.py",),
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="U7",
        janji="Sambungan putus sebelum atau sesudah tersimpan: satu laporan, satu jejak, ketikan tetap ada",
        batas="100 %",
        ukur=(f"{PAKAI}/test_putus.py",),
        panjang=True,
    ),
    Baris(
        id="U12",
        janji="Peramban yang dimatikan paksa kehilangan sedikit ketikan",
        batas="≤ 5 detik, 100 dari 100",
        ukur=("tests/e2e/test_ketikan.py",),
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="U13",
        janji="Dua tab tidak saling menimpa dan kedua tulisan ditawarkan",
        batas="0 tertimpa diam-diam",
        ukur=("tests/e2e/test_ketikan.py::test_dua_tab_tidak_saling_menimpa_dan_kedua_tulisan_ditawarkan",),
    ),
    Baris(
        id="U15",
        janji="Formulir yang ditolak menyimpan semua isian dan berkasnya",
        batas="100 % isian dan berkas",
        ukur=(f"{PAKAI}/test_isian.py::test_ringkasan_galat_dan_isian_tetap_ada",),
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="U16",
        janji="Formulir berisian lebih dari tiga dapat disimpan dahulu tanpa skrip",
        batas="100 %",
        ukur=(
            f"{PAKAI}/test_isian.py::test_formulir_panjang_dapat_disimpan_dahulu_tanpa_skrip",
            "tests/e2e/test_warga.py::test_jawaban_disimpan_di_ponsel_tanpa_skrip_lalu_dilanjutkan_dan_dikirim",
        ),
        panjang=True,
        detik=1800,
        catatan="Survei warga menyimpan jawabannya hanya di ponsel warga itu (docs/aturan/survei.md). Tablet loket dipakai "
        "bergantian, jadi sengaja tidak menyimpan apa pun.",
    ),
    Baris(
        id="U17",
        janji="Tiap penolakan formulir punya ringkasan galat yang menuju bidangnya",
        batas="100 %",
        ukur=(f"{PAKAI}/test_isian.py::test_ringkasan_galat_dan_isian_tetap_ada",),
        panjang=True,
        detik=3600,
    ),
    Baris(
        id="U18",
        janji="Tiap penolakan mengatakan apa yang harus dilakukan, tanpa kata terlarang, kalimatnya pendek",
        batas="100 %, 0 kata terlarang, ≤ 20 kata sekalimat",
        ukur=("tests/asn_kinerja/test_pesan.py", "tests/asn_kinerja/test_kata.py"),
    ),
    Baris(
        id="U19",
        janji="Satu bahasa dan satu nama untuk satu benda di semua halaman dan keadaan",
        batas="0 kata antarmuka asing",
        ukur=(f"{PAKAI}/test_bahasa.py",),
        panjang=True,
        detik=1800,
    ),
    Baris(
        id="U20",
        janji="Dua puluh klik satu akibat di tiap tombol; formulir yang terkirim dua kali tanpa skrip satu akibat",
        batas="100 % tombol",
        ukur=(
            f"{PAKAI}/test_dua_puluh_klik.py",
            f"{PAKAI}/test_sekali_semua.py",
            "tests/e2e/test_sekali.py::test_dua_puluh_klik_satu_akibat",
            "tests/e2e/test_sekali.py::test_formulir_yang_sama_terkirim_dua_kali_bersamaan_satu_akibat",
            "tests/inti/test_sekali.py::test_dua_kiriman_kembar_pada_saat_yang_sama_satu_akibat",
        ),
        panjang=True,
        detik=3600,
        catatan="Yang mengirim lebih dari sekali walau berskrip: tombol halaman warga (survei, musyawarah), yang sengaja tanpa skrip; "
        "kiriman gandanya ditahan peladen. Tombol yang tidak berakibat di kota contoh (masuk, kode sekali pakai, unit yang masih "
        "berisi orang) disebut satu demi satu beserta sebabnya di ujinya. Dahulu 133 tombol luput, karena perayapnya mengosongkan "
        "semua kotak tulisan.",
    ),
]
