"""Gambar ikon: kisi 24, garis 1,9, ujung bulat. Satu nama satu gambar; dipanggil {% ikon "nama" %}."""

IKON: dict[str, str] = {
    # menu
    "beranda": '<path d="M4 11 12 4l8 7M6 9.5V20h12V9.5M10 20v-5h4v5"/>',
    "target": '<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="4.5"/>'
    '<circle cx="12" cy="12" r=".6"/>',
    "lapor": '<path d="M7 3.5h7l4 4V20.5H7zM14 3.5v4h4M10 13l2 2 3.5-4"/>',
    "umpan-balik": '<path d="M4 5h16v11H11l-4 4v-4H4zM8 9.5h8M8 12.5h5"/>',
    "hasil": '<path d="M5 20V4M5 20h15M9 16v-4M13 16V8M17 16v-6"/>',
    "pelatihan": '<path d="M3 8.5 12 4.5l9 4-9 4zM7 10.5V16c2.5 2 7.5 2 10 0v-5.5M21 8.5V14"/>',
    "tim": '<circle cx="9" cy="8.5" r="3.2"/><path d="M3 19c.5-3.5 3-5 6-5s5.5 1.5 6 5M15.5 5.6'
    'a3.2 3.2 0 0 1 0 5.9M17.5 14.5c2 .6 3.2 2.1 3.5 4.5"/>',
    "orang": '<circle cx="12" cy="8" r="3.7"/><path d="M4.5 20c.7-4 3.7-5.8 7.5-5.8s6.8 1.8 7.5 5.8"/>',
    "kebijakan": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/>'
    '<circle cx="9" cy="17" r="2"/>',
    "kalender": '<path d="M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V8M15.5 3.5V8"/>',
    "unit": '<path d="M9.5 3.5h5v4h-5zM3.5 16.5h5v4h-5zM15.5 16.5h5v4h-5zM12 7.5V12M6 16.5V12h12v4.5"/>',
    "warga": '<path d="M12 20.2C6.2 16.3 3.5 13 3.5 9.4A4.4 4.4 0 0 1 12 7.6a4.4 4.4 0 0 1 8.5 '
    '1.8c0 3.6-2.7 6.9-8.5 10.8z"/>',
    "qr": '<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5M20 14v3M14 20h2.5M19.5 19.5h.5"/>',
    "jejak": '<path d="M5 4.5h14v15H5zM8.5 9h7M8.5 12.5h7M8.5 16h4"/>',
    # bilah atas
    "lonceng": '<path d="M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5h4"/>',
    "bulan": '<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "keluar": '<path d="M14 4.5H5v15h9M10 12h10.5M16.5 8l4 4-4 4"/>',
    "bantuan": '<circle cx="12" cy="12" r="8.5"/>'
    '<path d="M9.5 9.5a2.6 2.6 0 1 1 3.6 2.4c-.8.4-1.1.9-1.1 1.7M12 16.6v.1"/>',
    # arah
    "panah-kanan": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "panah-kiri": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "panah-atas": '<path d="M12 19V6M6.5 11.5 12 6l5.5 5.5"/>',
    "panah-bawah": '<path d="M12 5v13M6.5 12.5 12 18l5.5-5.5"/>',
    "turunan": '<path d="M6 4v8a4 4 0 0 0 4 4h9M15 12l4 4-4 4"/>',
    "tautan": '<path d="M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-5.7 '
    '0l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2"/>',
    # tindakan
    "cetak": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "tambah": '<path d="M12 5v14M5 12h14"/>',
    "pensil": '<path d="m4.5 19.5 1-4.5L16 4.5 19.5 8 9 18.5zM13.5 7l3.5 3.5"/>',
    "centang": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "silang": '<path d="m6 6 12 12M18 6 6 18"/>',
    "unduh": '<path d="M12 4.5V15M7.5 10.5 12 15l4.5-4.5M4.5 16v3.5h15V16"/>',
    "unggah": '<path d="M12 15V4.5M7.5 9 12 4.5 16.5 9M4.5 15v4.5h15V15"/>',
    "sampah": '<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10 11v5.5M14 11v5.5"/>',
    "salin": '<path d="M9 9h11v11H9zM5.5 15H4V4h11v1.5"/>',
    "cari": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
    "ulang": '<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4L20 9M20 4.5V9h-4.5"/>',
    "kembali": '<path d="M9 6 4.5 10.5 9 15M5 10.5h9a5 5 0 0 1 0 10h-3"/>',
    "mata": '<path d="M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12z"/>'
    '<circle cx="12" cy="12" r="2.7"/>',
    # keadaan dan isi
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.7v.1"/>',
    "seru": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5v5.5M12 16.3v.1"/>',
    "kunci": '<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>',
    "jam": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.3l3.5 2"/>',
    "ajukan": '<path d="M12 19V5M6 11l6-6 6 6"/>',
    "lingkaran": '<circle cx="12" cy="12" r="8"/>',
    "setengah": '<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/>',
    "segitiga": '<path d="M12 3.5 21.5 20h-19zM12 10v4.5M12 17.2v.1"/>',
    "perisai": '<path d="M12 3l7 3v5.5c0 4.5-3 7.8-7 9.5-4-1.7-7-5-7-9.5V6zM9 11.8l2.3 2.3L15.3 10"/>',
    "berkas": '<path d="M7 3.5h7l4 4V20.5H7zM14 3.5v4h4"/>',
    "gambar": '<path d="M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17"/><circle cx="15.5" cy="9" r="1.3"/>',
    "bintang": '<path d="m12 3.8 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z"/>',
}

ALIAS: dict[str, str] = {
    "grafik": "hasil",
    "surat": "lapor",
    "tempat-sampah": "sampah",
    "hapus": "sampah",
    "tutup": "silang",
    "galat": "seru",
    "awas": "seru",
    "baik": "centang",
    "stop": "kunci",
    "ubah": "pensil",
    "impor": "unggah",
    "ekspor": "unduh",
    "saring": "cari",
    "periode": "kalender",
    "gembok": "kunci",
}
