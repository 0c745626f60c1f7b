"""Kekeliruan kecil dalam teks SQL: penutupan sebagian besar SQL, dan mutan Python saja tidak menyentuhnya.

Komentar, kutipan, dan nama parameter tidak diganti. Yang pasti ditolak basis data (misalnya `SET x <> 1`) juga dilewati, sebab
ditemukan tanpa uji apa pun.
"""

import re
from collections.abc import Iterator

# Penggalan yang lebih pendek terlalu umum: menggantinya mengenai lebih dari satu tempat.
TERPENDEK = 15
SQL = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|CASE WHEN|LEFT JOIN|WHERE)\b")
TERTUTUP = re.compile(r"--[^\n]*|'(?:[^']|'')*'|%\(\w+\)s(?:::\w+(?:\[\])?)?|%%s|\{\w*\}")
# Pembulatan di tengah memakai 20 atau 45 desimal; satu desimal lebih banyak tidak mengubah apa pun.
DESIMAL = re.compile(r", (20|45)\)")
GANTI: tuple[tuple[str, str], ...] = (
    (r"(?<= )<=(?= )", "<"),
    (r"(?<= )>=(?= )", ">"),
    (r"(?<= )<(?= )", "<="),
    (r"(?<= )>(?= )", ">="),
    (r"(?<= )<>(?= )", "="),
    (r"(?<= )=(?= )", "<>"),
    (r"\bAND\b", "OR"),
    (r"\bOR\b", "AND"),
    (r"\bIS NOT NULL\b", "IS NULL"),
    (r"\bIS NULL\b", "IS NOT NULL"),
    (r"\bIS DISTINCT FROM\b", "IS NOT DISTINCT FROM"),
    (r"(?<= )\+(?= )", "-"),
    (r"(?<= )-(?= )", "+"),
    (r"(?<= )\*(?= )", "+"),
    (r"(?<= )/(?= )", "*"),
    (r"\bGREATEST\b", "LEAST"),
    (r"\bLEAST\b", "GREATEST"),
    (r" DESC\b", ""),
    (r"\bLEFT JOIN\b(?! LATERAL)", "JOIN"),
    (r"\bNOT EXISTS\b", "EXISTS"),
    (r"\bbool_or\b", "bool_and"),
    (r"\bsum\(", "max("),
    (r"\bmax\(", "min("),
    (r"\bmin\(", "max("),
    (r"\btrue\b", "false"),
    (r"\bfalse\b", "true"),
)
POLA = tuple((re.compile(pola), baru) for pola, baru in GANTI)
ANGKA = re.compile(r"(?<![\w.$])\d+(?![\w.:])")
# Di baris ini `=` menetapkan, bukan membandingkan; AND dan OR-nya bagian sintaks lain.
MENETAPKAN = re.compile(r"\b(SET|EXCLUDED)\b")
ANTARA = re.compile(r"\bBETWEEN\b")


def sql(teks: str) -> bool:
    """Apakah teks ini SQL."""
    return bool(SQL.search(teks))


def gantian_sql(teks: str) -> Iterator[tuple[int, str, str]]:
    """(letak, uraian, teks sesudah diganti) tiap kekeliruan dalam sepenggal SQL."""
    if len(teks.strip()) < TERPENDEK:
        return
    terbuka = TERTUTUP.sub(lambda m: "\0" * len(m.group()), teks)
    terbuka = DESIMAL.sub(lambda m: "\0" * len(m.group()), terbuka)
    for pola, baru in POLA:
        for m in pola.finditer(terbuka):
            if _berarti(terbuka, m):
                yield m.start(), _uraian(teks, m, baru), teks[: m.start()] + baru + teks[m.end() :]
    for m in ANGKA.finditer(terbuka):
        baru = str(int(m.group()) + 1)
        yield m.start(), _uraian(teks, m, baru), teks[: m.start()] + baru + teks[m.end() :]


def _berarti(teks: str, m: re.Match[str]) -> bool:
    awal, akhir = teks.rfind("\n", 0, m.start()) + 1, teks.find("\n", m.end())
    baris = teks[awal : akhir if akhir >= 0 else None]
    if m.group() == "=" and MENETAPKAN.search(baris):
        return False
    return not (m.group() in ("AND", "OR") and ANTARA.search(baris))


def _uraian(teks: str, m: re.Match[str], baru: str) -> str:
    """Yang diganti beserta kata di kiri dan kanannya, supaya dua tempat di satu baris dapat dibedakan."""
    kiri, kanan = teks[: m.start()].split()[-2:], teks[m.end() :].split()[:2]
    sekitar = " ".join([*kiri, f"[{m.group().strip()}]", *kanan])
    return f"SQL {sekitar} menjadi “{baru}”"
