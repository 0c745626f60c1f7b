"""Memanggil wapiti dan sqlmap terhadap satu peran, dan membaca temuannya."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from mutu.pindai.jelajah import LEWATI, TOKEN, Kiriman

# Semua modul yang tidak memanggil mesin lain.
MODUL = (
    "sql", "xss", "permanentxss", "exec", "file", "timesql", "crlf", "redirect", "ldap", "upload",
    "htaccess", "methods", "csp", "http_headers", "cookieflags",
)  # fmt: skip
# Batas waktu tiap modul saja yang boleh menghentikannya; sesudah ini prosesnya dianggap macet.
TENGGANG = 300
# Simpanan wapiti SQLite; di cakram yang sibuk ia terkunci dan wapiti berhenti.
MEMORI = Path("/dev/shm")


@dataclass
class Sasaran:
    """Satu peran di satu situs, dan folder catatannya."""

    alamat: str
    peran: str
    kuki: str
    alat: Path
    hasil: Path

    def berkas(self, alat: str, akhiran: str) -> Path:
        return self.hasil / f"{alat}_{self.peran.replace(' ', '_')}.{akhiran}"


@dataclass
class Pindaian:
    """Yang dijalankan satu alat: selesai diuji, yang kehabisan waktu, dan temuannya."""

    selesai: int = 0
    tertinggal: int = 0
    temuan: list[dict[str, Any]] = field(default_factory=list)


def cari(diminta: Path | None) -> Path | None:
    """Folder berisi kedua alat: dari argumen, dari PINDAI_ALAT, atau dari PATH."""
    di_path = shutil.which("wapiti")
    calon = [diminta, os.environ.get("PINDAI_ALAT"), Path(di_path).parent if di_path else None]
    for satu in calon:
        if satu and all((Path(satu) / nama).exists() for nama in ("wapiti", "sqlmap")):
            return Path(satu)
    return None


def wapiti(ke: Sasaran, benih: list[str], detik: int, *, cakupan: str = "/") -> Pindaian:
    """Semua modul terhadap halaman `benih` dan formulir di dalamnya; tiap modul mendapat bagian waktu yang sama.

    Halamannya dari penjelajah sendiri, sekali tiap bentuk alamat, supaya waktunya dipakai menyerang; merayapinya dibatasi
    `detik`, menyerangnya `detik` lagi.
    """
    laporan, catatan = ke.berkas("wapiti", "json"), ke.berkas("wapiti", "log")
    laporan.unlink(missing_ok=True)
    simpanan = (
        MEMORI if MEMORI.is_dir() else ke.hasil
    ) / f"wapiti-{os.getpid()}-{ke.peran.replace(' ', '_')}"
    awal = [bagian for satu in benih for bagian in ("-s", f"{ke.alamat}{satu}")]
    lewati = [bagian for satu in LEWATI for bagian in ("-x", f"{ke.alamat}{satu}*")]
    perintah = [
        str(ke.alat / "wapiti"), "-u", f"{ke.alamat}{cakupan}", *awal, "-C", ke.kuki, "--drop-set-cookie",
        "-m", ",".join(MODUL), "-d", "1", "--max-links-per-page", "1", "--max-parameters", "25", "-S", "polite",
        "--max-scan-time", str(detik), "--max-attack-time", str(max(5, detik // len(MODUL))), "-t", "20",
        "--flush-session", "--store-session", str(simpanan), "--no-bugreport", "--tasks", "4",
        "-f", "json", "-o", str(laporan), "-v", "1", *lewati,
    ]  # fmt: skip
    try:
        with catatan.open("w") as log, suppress(subprocess.TimeoutExpired):
            subprocess.run(
                perintah, stdout=log, stderr=subprocess.STDOUT, check=False, timeout=2 * detik + TENGGANG
            )
    finally:
        shutil.rmtree(simpanan, ignore_errors=True)
    # Tanpa laporan tidak ada modul yang dianggap berjalan.
    isi: dict[str, Any] = json.loads(laporan.read_text()) if laporan.exists() else {}
    naskah = catatan.read_text(errors="replace")
    hasil = Pindaian(
        selesai=len(set(re.findall(r"Launching module (\w+)", naskah))) if isi else 0,
        tertinggal=len(re.findall(r"[Mm]ax attack time was reached", naskah)),
    )
    for bagian in ("vulnerabilities", "anomalies"):
        for jenis, daftar in isi.get(bagian, {}).items():
            hasil.temuan += [{"peran": ke.peran, "jenis": jenis, **satu} for satu in daftar]
    return hasil


def sqlmap(ke: Sasaran, kiriman: Kiriman, parameter: Iterable[str], detik: float) -> Pindaian:
    """Suntikan SQL pada parameter itu dari satu kiriman, dengan semua cara (boolean, galat, gabungan, bertumpuk, waktu).

    Kiriman yang tidak sampai kesimpulan, sebab waktunya habis atau situsnya tidak terhubung, `tertinggal`.
    """
    # Folder sendiri tiap kiriman: sqlmap menyimpan sesi tiap situs, dan beberapa berjalan sekaligus.
    folder = Path(tempfile.mkdtemp(prefix=f"sqlmap_{ke.peran.replace(' ', '_')}_", dir=ke.hasil))
    permintaan, catatan = folder / "permintaan.txt", folder / "catatan.log"
    permintaan.write_text(_permintaan(ke, kiriman))
    perintah = [
        str(ke.alat / "sqlmap"), "-r", str(permintaan), "-p", ",".join(parameter), "--batch", "--level", "2", "--risk", "2",
        "--dbms", "PostgreSQL", "--technique", "BEUST", "--time-sec", "2", "--disable-coloring",
        "--ignore-code", "400,403,404,405,413,429", "--output-dir", str(folder),
    ]  # fmt: skip
    with suppress(subprocess.TimeoutExpired), catatan.open("w") as log:
        subprocess.run(perintah, stdout=log, stderr=subprocess.STDOUT, check=False, timeout=max(1, detik))
    naskah = catatan.read_text(errors="replace")
    temuan = re.findall(r"^Parameter: (.+)$", naskah, re.MULTILINE)
    tuntas = temuan or "all tested parameters do not appear to be injectable" in naskah
    return Pindaian(
        selesai=len(re.findall(r"does not seem to be injectable|is vulnerable", naskah)),
        tertinggal=0 if tuntas else 1,
        temuan=[
            {"peran": ke.peran, "cara": kiriman.cara, "jalur": kiriman.jalur, "parameter": satu}
            for satu in temuan
        ],
    )


def _permintaan(ke: Sasaran, satu: Kiriman) -> str:
    """Permintaan mentah yang dibaca `sqlmap -r`."""
    token = ke.kuki.rsplit("=", 1)[-1]
    badan = urlencode(satu.isi | ({TOKEN: token} if satu.cara == "POST" else {}))
    jalur = satu.jalur if satu.cara == "POST" else f"{urlsplit(satu.jalur).path}?{badan}"
    kepala = f"{satu.cara} {jalur} HTTP/1.1\nHost: {urlsplit(ke.alamat).netloc}\nCookie: {ke.kuki}\nReferer: {ke.alamat}/\n"
    if satu.cara == "POST":
        kepala += f"Content-Type: application/x-www-form-urlencoded\n\n{badan}\n"
    return kepala
