"""Galat di dalam pemeriksaan berarti menolak: tidak ada penangkap serba bisa di antara pemeriksaan dan tindakannya.

Tanpa penangkap seperti itu, galat di dalam izin, layanan, atau formulir selalu sampai ke halaman galat, dan transaksinya batal.
"""

import ast
from pathlib import Path

from tests.pagar import AKAR, APLIKASI

# Dibaca orang: tidak satu pun berdiri di antara pemeriksaan hak dan tulisannya.
SERBA_BISA = {
    "inti/services/berkas.py": 2,  # gambar dan arsip yang rusak: ditolak
    "inti/services/dokumen/paket.py": 1,  # tugas latar: dicatat, lalu dicoba lagi
    "inti/services/impor/kerja.py": 1,  # tugas latar: seluruh impornya batal, lalu dicoba lagi
    "inti/services/kotak.py": 1,  # tugas latar: kirimannya tertahan, dicoba lagi
    "inti/services/lembar/xlsx.py": 1,  # buku yang rusak: ditolak
    "penilaian/services/penutupan/kerja.py": 1,  # tugas latar: langkahnya batal, dicoba lagi
    "penilaian/services/penutupan/mulai.py": 1,  # tugas latar: pemda itu dicoba lagi menit berikutnya
}
LUAS = {"Exception", "BaseException"}


def penangkap_luas(naskah: str) -> int:
    """Banyaknya except tanpa nama, except Exception, dan suppress(Exception)."""
    hasil = 0
    for simpul in ast.walk(ast.parse(naskah)):
        if isinstance(simpul, ast.ExceptHandler):
            nama = {n.id for n in ast.walk(simpul.type) if isinstance(n, ast.Name)} if simpul.type else LUAS
            hasil += bool(nama & LUAS)
        elif (
            isinstance(simpul, ast.Call)
            and getattr(simpul.func, "id", getattr(simpul.func, "attr", "")) == "suppress"
        ):
            hasil += any(isinstance(a, ast.Name) and a.id in LUAS for a in simpul.args)
    return hasil


def naskah() -> list[Path]:
    """Semua kode yang melayani permintaan; penyala layanan (inti/layanan) dan perintah operator bukan bagiannya."""
    return [
        satu
        for aplikasi in APLIKASI
        for satu in sorted((AKAR / aplikasi).rglob("*.py"))
        if not {"migrations", "management", "demo"} & set(satu.parts)
        and "layanan" not in satu.relative_to(AKAR).parts[1:2]
    ]


def test_tidak_ada_penangkap_serba_bisa_selain_yang_dibaca_orang() -> None:
    ada = {s.relative_to(AKAR).as_posix(): n for s in naskah() if (n := penangkap_luas(s.read_text()))}
    assert ada == SERBA_BISA


def test_pembandingnya_penangkap_serba_bisa_ditemukan() -> None:
    for isi in ("except:", "except Exception:", "except (ValueError, Exception):"):
        assert penangkap_luas(f"try:\n    izin()\n{isi}\n    pass") == 1
    assert penangkap_luas("with suppress(Exception):\n    izin()") == 1
    assert penangkap_luas("try:\n    izin()\nexcept ValueError:\n    pass") == 0
