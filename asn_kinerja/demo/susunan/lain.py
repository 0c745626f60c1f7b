"""Tiga pemda contoh yang lebih kecil, masing-masing dengan kebijakan yang berbeda."""

from asn_kinerja.demo.susunan.bentuk import (
    Pemda,
    Unit,
    bidang,
    bkpsdm,
    dinas,
    dukcapil,
    kelurahan,
    puskesmas,
    sekretariat,
)

MATARAM = Pemda(
    slug="kota-mataram",
    riwayat=3,
    daerah="mataram",
    nama="Kota Mataram",
    provinsi="Nusa Tenggara Barat",
    zona="Asia/Makassar",
    benih=2026_02,
    akar=Unit(
        "Pemerintah Kota Mataram",
        "pemda",
        "Sekretaris Daerah",
        "jpt",
        anak=(
            bkpsdm(singkat=True),
            dinas(
                "Dinas Kesehatan",
                "Dinkes",
                "Dinas Kesehatan",
                puskesmas("Ampenan", besar=False),
                isi=(("Pengelola Data", 1),),
            ),
            Unit(
                "Kecamatan Ampenan",
                "kecamatan",
                "Camat",
                "administrator",
                (("Analis Pelayanan", 2), ("Pengelola Keuangan", 1)),
                tuple(
                    kelurahan(n)
                    for n in (
                        "Ampenan Selatan",
                        "Ampenan Tengah",
                        "Ampenan Utara",
                        "Banjar",
                        "Bintaro",
                        "Dayan Peken",
                        "Kebun Sari",
                        "Pejarakan Karya",
                        "Pejeruk",
                        "Taman Sari",
                    )
                ),
                rumpun="Setda",
            ),
        ),
    ),
    kebijakan={
        "nama": "Berbasis capaian",
        "penjelasan": "Hasil kerja berbobot 80 %, perilaku 20 %. Setiap orang membaca indikator dan targetnya sebelum periode dimulai, "
        "dan indikator ditinjau oleh mereka yang diukur.",
        "aturan": {
            "bobot_hasil": "0.8",
            "bobot_kelompok": {"atasan": "70", "rekan": "20", "bawahan": "10", "masyarakat": "0"},
        },
        "pemahaman_wajib": True,
        "tinjauan_indikator": True,
        "tawaran_studi": False,
        "hari_keberatan": 14,
    },
)

MAMUJU = Pemda(
    slug="kabupaten-mamuju",
    daerah="mamuju",
    nama="Kabupaten Mamuju",
    provinsi="Sulawesi Barat",
    zona="Asia/Makassar",
    benih=2026_03,
    akar=Unit(
        "Pemerintah Kabupaten Mamuju",
        "pemda",
        "Sekretaris Daerah",
        "jpt",
        anak=(
            bkpsdm(singkat=True),
            dukcapil(operator=4),
            dinas(
                "Dinas Kesehatan",
                "Dinkes",
                "Dinas Kesehatan",
                puskesmas("Binanga", besar=False),
                puskesmas("Rangas", besar=False),
                isi=(("Pengelola Data", 1),),
            ),
            dinas(
                "Dinas Sosial",
                "Dinsos",
                "Dinas Sosial",
                bidang(
                    "Pemberdayaan Sosial", ("Pekerja Sosial Ahli Pertama", 2), ("Pengelola Bantuan Sosial", 2)
                ),
                layanan=("Bantuan sosial",),
            ),
            Unit(
                "Kecamatan Mamuju",
                "kecamatan",
                "Camat",
                "administrator",
                (("Analis Pelayanan", 1),),
                (kelurahan("Binanga"), kelurahan("Rimuku")),
                rumpun="Setda",
            ),
        ),
    ),
    kebijakan={
        "nama": "Indikator, perilaku dan etika, suara warga",
        "penjelasan": "Hasil kerja berbobot 60 %, perilaku 40 %. Perilaku dan etika dinilai atasan (60) dan warga yang dilayani (40) "
        "lewat survei kepuasan.",
        "aturan": {
            "bobot_hasil": "0.6",
            "bobot_kelompok": {"atasan": "60", "rekan": "0", "bawahan": "0", "masyarakat": "40"},
        },
        "pemahaman_wajib": True,
        "tinjauan_indikator": False,
        "tawaran_studi": False,
        "hari_keberatan": 14,
    },
)

SOLOK = Pemda(
    slug="kota-solok",
    daerah="solok",
    nama="Kota Solok",
    provinsi="Sumatera Barat",
    zona="Asia/Jakarta",
    benih=2026_04,
    akar=Unit(
        "Pemerintah Kota Solok",
        "pemda",
        "Sekretaris Daerah",
        "jpt",
        anak=(
            bkpsdm(singkat=True),
            dukcapil(operator=4),
            dinas(
                "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
                "DPMPTSP",
                "DPMPTSP",
                bidang(
                    "Pelayanan Perizinan",
                    ("Penata Perizinan Ahli Pertama", 4),
                    ("Pengadministrasi Perizinan", 2),
                ),
                sekretariat("DPMPTSP"),
                layanan=("Perizinan usaha",),
            ),
            dinas(
                "Dinas Lingkungan Hidup",
                "DLH",
                "Dinas Lingkungan Hidup",
                bidang("Pengelolaan Sampah", ("Pengelola Sampah", 3), ("Pengawas Kebersihan", 2)),
            ),
            dinas(
                "Dinas Perhubungan",
                "Dishub",
                "Dinas Perhubungan",
                bidang("Lalu Lintas", ("Penguji Kendaraan Bermotor Terampil", 3), ("Pengelola Terminal", 2)),
                layanan=("Uji kendaraan",),
            ),
            Unit(
                "Kecamatan Lubuk Sikarah",
                "kecamatan",
                "Camat",
                "administrator",
                (("Analis Pelayanan", 2),),
                (kelurahan("Tanah Garam"), kelurahan("VI Suku")),
                rumpun="Setda",
            ),
        ),
    ),
    kebijakan={
        "nama": "Objektif: kecepatan, kepuasan, hemat anggaran",
        "penjelasan": "Hasil kerja berbobot 70 %, perilaku 30 % dinilai atasan. Kecepatan layanan, kepuasan warga, dan penggunaan "
        "anggaran yang hemat menjadi indikator.",
        "aturan": {
            "bobot_hasil": "0.7",
            "bobot_kelompok": {"atasan": "100", "rekan": "0", "bawahan": "0", "masyarakat": "0"},
        },
        "pemahaman_wajib": True,
        "tinjauan_indikator": False,
        "tawaran_studi": False,
        "hari_keberatan": 14,
    },
)
