"""Mencari tetapan yang berbunyi batas, supaya batas baru tanpa baris di tabel ketahuan."""

import ast
import re
from collections.abc import Iterator

from tests.pagar import AKAR, APLIKASI

# Nama yang menyatakan paling banyak, paling sedikit, atau berapa lama.
POLA = re.compile(
    r"MAKS|_MIN$|TERBANYAK|TERPANJANG|TERPENDEK|TERBESAR|TERKECIL|TERLAMA|TERBARU|TERJAUH|TERDALAM|TERTINGGI|"
    r"TERENDAH|TERMUDA|TERSEDIKIT|BATAS|UMUR|BERLAKU|SEHARI|JATAH|MASA|SIMPAN|SEDIKIT|MINIMAL|TENGGAT|JENDELA|LAMA|"
    r"KELONGGARAN|DIAM|SEKALI|SEALA|SEKIOS|SEJARINGAN|BANJIR|JEDA|SELA|SESUDAH|_AGE|TIMEOUT|LIMIT|MAX|PALING|HARI_|"
    r"_HARI|KLIK|PANJANG|CARI$|UNDUH|CETAK"
)
BILANGAN = {"timedelta", "Decimal", "Jatah"}
# Tampilan dan bacaan memotong daftar, bukan menolak orang; contoh dan penyala bukan produk yang melayani.
DILEWATI = {"migrations", "management", "demo", "views", "queries"}


def bilangan(simpul: ast.expr) -> bool:
    """Angka, lama waktu, jatah, atau hitungan dari angka bernama."""
    if isinstance(simpul, ast.Constant):
        return isinstance(simpul.value, int | float) and not isinstance(simpul.value, bool)
    if isinstance(simpul, ast.BinOp):
        return all(bilangan(s) or isinstance(s, ast.Name) for s in (simpul.left, simpul.right))
    if isinstance(simpul, ast.UnaryOp):
        return bilangan(simpul.operand)
    return isinstance(simpul, ast.Call) and getattr(simpul.func, "id", "") in BILANGAN


def tetapan(naskah: str) -> Iterator[str]:
    """Nama tetapan modul yang bernilai bilangan, juga yang ditulis berpasangan."""
    for simpul in ast.parse(naskah).body:
        tujuan: ast.expr
        if isinstance(simpul, ast.Assign):
            tujuan, isi = simpul.targets[0], simpul.value
        elif isinstance(simpul, ast.AnnAssign) and simpul.value is not None:
            tujuan, isi = simpul.target, simpul.value
        else:
            continue
        pasang = [(tujuan, isi)]
        if isinstance(tujuan, ast.Tuple) and isinstance(isi, ast.Tuple):
            pasang = list(zip(tujuan.elts, isi.elts, strict=True))
        for nama, nilai in pasang:
            if isinstance(nama, ast.Name) and nama.id.isupper() and bilangan(nilai):
                yield nama.id


def semua() -> set[str]:
    """“berkas.py:NAMA” tiap tetapan yang berbunyi batas."""
    hasil = set()
    for aplikasi in APLIKASI:
        for jalur in sorted((AKAR / aplikasi).rglob("*.py")):
            bagian = jalur.relative_to(AKAR)
            if DILEWATI & set(bagian.parts) or bagian.parts[:2] == ("inti", "layanan"):
                continue
            hasil |= {
                f"{bagian.as_posix()}:{nama}" for nama in tetapan(jalur.read_text()) if POLA.search(nama)
            }
    return hasil
