"""Naskah sendiri dibaca: SQL tidak dirangkai dari isian, tidak ada kode dinamis, sidik lemah, atau lembar kerja tanpa penjaga."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from mutu.catat import catat
from tests.pagar import APLIKASI

AKAR = Path(__file__).resolve().parents[2]
SQL = re.compile(
    r"\b(SELECT\b.*\bFROM|INSERT INTO|UPDATE\b.*\bSET|DELETE FROM|ALTER TABLE|TRUNCATE)\b", re.DOTALL
)
# Yang merangkai SQL di dalam fungsi: hanya nama tabel dan kolom dari daftar di kode, tidak pernah isian; dibaca orang.
DIRANGKAI = {
    "inti/basisdata/pemicu.py": "pemicu untuk migrasi",
    "inti/basisdata/riwayat.py": "pemicu untuk migrasi",
    "kepegawaian/queries/unit.py": "akar pohon dari tetapan di berkas itu",
    "inti/queries/segel.py": "dua tabel catatan dan rentangnya; nilainya tetap parameter",
}
# Program luar dipanggil dengan daftar argumen, tanpa shell.
PROGRAM_LUAR = {
    "inti/services/cadangan/buat.py",
    "inti/services/cadangan/basis.py",
}
# Tempat teks dinyatakan sudah aman; isinya tetapan atau sudah melewati format_html.
DINYATAKAN_AMAN = {"inti/templatetags/inti_komponen.py"}
# Hanya menulis kode, tanggal, dan alamat buatan sendiri, atau sidik yang tidak diunduh.
TANPA_PETIK = {"umpan_balik/views/kode.py", "inti/services/impor/baca.py"}
TERLARANG = {"eval", "exec", "md5", "sha1", "pickle", "marshal", "yaml", "system", "popen"}


@cache
def naskah() -> dict[str, str]:
    """Naskah tiap berkas aplikasi, kecuali migrasi dan peladen tertanam."""
    hasil = {}
    for aplikasi in APLIKASI:
        for berkas in sorted((AKAR / aplikasi).rglob("*.py")):
            nama = berkas.relative_to(AKAR).as_posix()
            if "/migrations/" not in nama and not nama.startswith("inti/layanan/"):
                hasil[nama] = berkas.read_text(encoding="utf-8")
    return hasil


def memuat(pola: str) -> dict[str, str]:
    return {nama: teks for nama, teks in naskah().items() if re.search(pola, teks)}


def rangkaian(pohon: ast.AST) -> list[str]:
    """SQL di dalam fungsi yang memuat ungkapan, selain tetapan berhuruf besar; yang di luar fungsi jadi saat dimuat."""

    def tetapan(simpul: ast.expr) -> bool:
        nama = simpul.attr if isinstance(simpul, ast.Attribute) else getattr(simpul, "id", "")
        return isinstance(simpul, ast.Constant) or (bool(nama) and nama == nama.upper())

    di_dalam = {a for f in ast.walk(pohon) if isinstance(f, ast.FunctionDef) for a in ast.walk(f)}
    hasil = []
    for simpul in di_dalam:
        if isinstance(simpul, ast.JoinedStr):
            teks = "".join(str(b.value) for b in simpul.values if isinstance(b, ast.Constant))
            isi = [b.value for b in simpul.values if isinstance(b, ast.FormattedValue)]
            if SQL.search(teks) and not all(tetapan(i) for i in isi):
                hasil.append(f"{simpul.lineno}: {ast.unparse(simpul)[:90]}")
        elif (
            isinstance(simpul, ast.Call)
            and isinstance(simpul.func, ast.Attribute)
            and simpul.func.attr in {"execute", "raw", "extra"}
        ):
            pola = simpul.args[0] if simpul.args else None
            if simpul.func.attr == "extra" or (isinstance(pola, ast.BinOp) and isinstance(pola.op, ast.Mod)):
                hasil.append(f"{simpul.lineno}: {ast.unparse(simpul)[:90]}")
    return hasil


def nama_dipakai(pohon: ast.AST) -> set[str]:
    hasil = set()
    for simpul in ast.walk(pohon):
        if isinstance(simpul, ast.Name):
            hasil.add(simpul.id)
        elif isinstance(simpul, ast.Import | ast.ImportFrom):
            hasil |= {bagian for satu in simpul.names for bagian in satu.name.split(".")}
        elif isinstance(simpul, ast.Call) and isinstance(simpul.func, ast.Attribute):
            hasil.add(simpul.func.attr)
    return hasil


def test_sql_tidak_dirangkai_dan_tidak_ada_kode_dinamis() -> None:
    dirangkai = {
        n: b for n, t in memuat(rf"{SQL.pattern}|\.extra\(").items() if (b := rangkaian(ast.parse(t)))
    }
    lepas = {n: b for n, b in dirangkai.items() if n not in DIRANGKAI}
    curiga = memuat(rf"\b({'|'.join(sorted(TERLARANG))})\b")
    terlarang = {n: ada for n, t in curiga.items() if (ada := nama_dipakai(ast.parse(t)) & TERLARANG)}
    catat(
        "V1.2.4",
        f"{len(naskah())} berkas: {len(lepas)} merangkai SQL di luar {len(dirangkai)} yang dibaca orang; "
        f"{len(terlarang)} kode dinamis atau sidik lemah",
        lulus=not lepas and not terlarang,
    )
    assert not lepas, lepas
    assert not terlarang, terlarang
    assert set(memuat(r"\bsubprocess\b")) == PROGRAM_LUAR
    assert set(memuat(r"\bmark_safe\b")) == DINYATAKAN_AMAN
    assert not set(DIRANGKAI) - set(dirangkai), "sudah tidak merangkai"


@pytest.mark.parametrize(
    "satu",
    [
        "def f(k, nama): k.execute(f\"SELECT x FROM t WHERE nama = '{nama}'\")",
        'def f(k, n): k.execute("SELECT x FROM t WHERE n = %s" % n)',
        "def f(q): return Pegawai.objects.extra(where=[q])",
    ],
)
def test_pembandingnya_rangkaian_yang_disisipkan_ketahuan(satu: str) -> None:
    assert rangkaian(ast.parse(satu))
    assert not rangkaian(ast.parse('def f(k, n): k.execute("SELECT x FROM t WHERE n = %s", [n])'))


def test_setiap_penulis_lembar_kerja_mematikan_rumus() -> None:
    """Buku Excel hanya dibuat di berkas yang mematikan rumus; CSV hanya di berkas yang memberi petik."""
    buku, csv = memuat(r"= Workbook\("), memuat(r"csv\.writer\(")
    bocor = [n for n, t in buku.items() if '"strings_to_formulas": False' not in t]
    bocor += [
        n for n, t in csv.items() if n not in TANPA_PETIK and not re.search(r"amankan\(|_tanpa_rumus\(", t)
    ]
    catat(
        "X2",
        f"{len(buku)} penulis Excel dan {len(csv)} penulis CSV, {len(bocor)} tanpa penjaga rumus",
        lulus=not bocor,
    )
    assert not bocor, bocor
    assert len(buku) >= 3 and len(csv) >= 3
