"""U18: tiap penolakan mengatakan apa yang harus dilakukan, dengan kalimat pendek. Kata terlarang dijaga test_kata.py."""

import ast
import re
from collections.abc import Iterator

from mutu.catat import catat
from tests.asn_kinerja.test_kata import AKAR, APLIKASI, terlarang

PENOLAK = {"GalatAturan", "TidakBerhak", "SudahBerubah", "ValidationError", "add_error", "error", "warning"}
ADA_PENOLAK = re.compile(rf"\b({'|'.join(sorted(PENOLAK))})\(")
# Perintah; batas yang menyebut isian yang benar; siapa yang melakukannya; atau tidak ada yang perlu dilakukan.
PERINTAH = (
    "isi|pilih|tulis|ketik|hubungi|muat|tunggu|buka|kirim|ulangi|coba|periksa|tambah|tambahkan|minta|perbaiki|hapus|"
    "kurangi|pakai|gunakan|masuk|simpan|ajukan|salin|tutup|sebut|sebutkan|lengkapi|unggah|ganti|ubah|atur|susun|tetapkan|"
    "beri|lepas|cabut|akhiri|setujui|lihat|tarik|pastikan|lanjutkan|jangan|ringkas|pisahkan|catat|nilai|tandai|batalkan|"
    "unduh|jalankan|bagi|bicarakan|perbarui|laporkan|pindahkan|putuskan|jelaskan|terima|tolak|gabungkan|centang|"
    "mundurkan|majukan|tukar|tinggalkan|tanyakan|sampaikan|ceritakan|kosongkan|aktifkan|usulkan|baca|cetak|saring|"
    "kembalikan|mulai|perkecil|pasang|jawab|alihkan|tampilkan|terapkan|kembali"
)
BATAS = r"paling (banyak|sedikit|besar|tinggi|lambat|panjang|awal|kecil|lama)|harus|antara|\d sampai|dimulai dengan|ditulis|terdiri dari"
ORANG_LAIN = r"(diputus|memutus|dilepas|dibatalkan|dinonaktifkan)\b|membukanya|orang lain"
TIDAK_ADA = r"jadi (tidak|belum) ada|tidak perlu|bersifat akhir|sudah|dapat|boleh|dialihkan"
JALAN = re.compile(rf"\b({PERINTAH}|{BATAS}|{ORANG_LAIN}|{TIDAK_ADA})", re.IGNORECASE)
KATA_TERBANYAK = 20
# Catatan log dan potongan yang menyusun pesan lain, bukan pesan untuk orang.
BUKAN_PESAN = re.compile(r"%s|%d|^\S+ dilewati|^\S+: \S+$|^Usul \S+: |^Pola pada ")


def teks(simpul: ast.AST) -> str:
    """Isi kalimatnya; bagian yang diisi belakangan ditulis 5."""
    if isinstance(simpul, ast.Constant):
        return simpul.value if isinstance(simpul.value, str) else ""
    if isinstance(simpul, ast.JoinedStr):
        return "".join(teks(v) if isinstance(v, ast.Constant) else "5" for v in simpul.values)
    if isinstance(simpul, ast.BinOp) and isinstance(simpul.op, ast.Add):
        return f"{teks(simpul.left) or 5}{teks(simpul.right) or 5}"
    return ""


def pesan() -> Iterator[tuple[str, str]]:
    """Tempat dan isi tiap kalimat penolakan di kode."""
    for app in APLIKASI:
        for berkas in sorted((AKAR / app).rglob("*.py")):
            bagian = set(berkas.relative_to(AKAR).parts)
            if bagian & {"migrations", "demo", "layanan", "management", "cadangan"}:
                continue
            sumber = berkas.read_text()
            if not ADA_PENOLAK.search(sumber):
                continue
            for simpul in ast.walk(ast.parse(sumber)):
                if not isinstance(simpul, ast.Call):
                    continue
                nama = getattr(simpul.func, "id", getattr(simpul.func, "attr", ""))
                isi = next((t for a in simpul.args if " " in (t := teks(a))), "") if nama in PENOLAK else ""
                if isi and not BUKAN_PESAN.search(isi):
                    yield f"{berkas.relative_to(AKAR)}:{simpul.lineno}", isi


def keluhan(isi: str) -> str:
    """Yang kurang dari kalimat itu; kosong bila patut."""
    if kata := terlarang(isi):
        return f"kata “{kata}”"
    terpanjang = max(len(k.split()) for k in re.split(r"(?<=[.!?])\s+", isi))
    if terpanjang > KATA_TERBANYAK:
        return f"{terpanjang} kata dalam satu kalimat"
    return "" if JALAN.search(isi) else "tidak mengatakan apa yang harus dilakukan"


def test_pemeriksa_ini_dapat_menolak() -> None:
    assert keluhan("Data ini milik instansi lain.") == "tidak mengatakan apa yang harus dilakukan"
    assert keluhan("Simpan gagal. Coba lagi.") == "kata “gagal”"
    assert keluhan(f"Isi {'kata ' * 20}lagi.") == "22 kata dalam satu kalimat"
    assert keluhan("Nomor ini sudah dipakai. Pilih nomor lain.") == ""


def test_tiap_penolakan_mengatakan_apa_yang_harus_dilakukan() -> None:
    semua = list(pesan())
    salah = [f"{tempat}: {kurang}: {isi}" for tempat, isi in semua if (kurang := keluhan(isi))]
    catat("U18", f"{len(semua) - len(salah)} dari {len(semua)} kalimat penolakan", lulus=not salah)
    assert len(semua) > 500
    assert not salah, "\n".join(salah)
