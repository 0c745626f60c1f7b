"""A8: `python -m mutu.cakupan`: bagian kode, alamat, dan templat yang dilalui seluruh uji.

Dengan sasaran (`python -m mutu.cakupan tests/penilaian/rules`) hanya menampilkan baris yang belum dilalui sasaran itu, tanpa
mencatat apa pun.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import coverage
import django
from django.urls import get_resolver

from mutu.catat import catat
from mutu.lalui import LINGKUNGAN

AKAR = Path(__file__).resolve().parent.parent
APLIKASI = ("inti", "kepegawaian", "indikator", "umpan_balik", "penilaian", "pelatihan", "asn_kinerja")
# Yang dijaga seratus persen: keliru di sini salah menilai orang atau membuka data orang lain.
DIJAGA = {
    "izin": ("*/permissions.py",),
    "aturan": ("*/rules/*.py",),
    "penutupan": ("penilaian/services/penutupan/*.py",),
}
SETELAN = """[run]
source = {sumber}
omit = */migrations/*
parallel = true
patch = subprocess
data_file = {data}

[report]
# Yang menyatakan keadaan mustahil memang tidak dapat dilalui uji.
exclude_also =
    raise AssertionError
    if TYPE_CHECKING:
"""


@dataclass(frozen=True)
class Bagian:
    """Baris yang dilalui dari semua baris sebuah kelompok berkas, dan yang terlewat tiap berkas."""

    dilalui: int
    semua: int
    terlewat: dict[str, list[int]]

    @property
    def persen(self) -> float:
        return 100 * self.dilalui / self.semua if self.semua else 100.0


def bagian(laporan: Mapping[str, Any], pola: Sequence[str]) -> Bagian:
    """Ringkasan berkas laporan `coverage json` yang cocok dengan salah satu pola."""
    milik = {nama: isi for nama, isi in laporan["files"].items() if any(fnmatch(nama, satu) for satu in pola)}
    return Bagian(
        sum(len(isi["executed_lines"]) for isi in milik.values()),
        sum(len(isi["executed_lines"]) + len(isi["missing_lines"]) for isi in milik.values()),
        {nama: isi["missing_lines"] for nama, isi in milik.items() if isi["missing_lines"]},
    )


def pola_alamat(awal: str, pola: Sequence[Any]) -> Iterator[str]:
    """Semua pola alamat, tertulis seperti `ResolverMatch.route`."""
    for satu in pola:
        route = str(satu.pattern)
        gabung = awal + (route[1:] if awal and route.startswith("^") else route)
        if hasattr(satu, "url_patterns"):
            yield from pola_alamat(gabung, satu.url_patterns)
        else:
            yield gabung


def templat_proyek(akar: Path = AKAR) -> set[str]:
    """Nama tiap templat proyek, seperti disebut pemuatnya."""
    folder = [akar / "templates", *(akar / satu / "templates" for satu in APLIKASI)]
    return {str(p.relative_to(satu)) for satu in folder for p in satu.rglob("*") if p.is_file()}


def jalankan(folder: Path, uji: Sequence[str]) -> dict[str, Any]:
    """Laporan coverage sesudah uji itu dijalankan; berkas lalui.jsonl di folder yang sama."""
    setelan = folder / "coverage.ini"
    setelan.write_text(SETELAN.format(sumber=",".join(APLIKASI), data=folder / "data"), encoding="utf-8")
    perintah = [
        sys.executable,
        "-m",
        "coverage",
        "run",
        f"--rcfile={setelan}",
        "-m",
        "pytest",
        "-p",
        "mutu.lalui",
    ]
    perintah += ["-q", "-p", "no:cacheprovider", *(uji or ["-n", "2", "--dist", "worksteal"])]
    env = os.environ | {LINGKUNGAN: str(folder / "lalui.jsonl")}
    kode = subprocess.run(perintah, cwd=AKAR, env=env, check=False).returncode
    if kode:
        print(f"Ujinya berhenti dengan kode {kode}; angkanya tetap dihitung.", file=sys.stderr)
    alat = coverage.Coverage(data_file=str(folder / "data"), config_file=str(setelan))
    alat.combine([str(folder)])
    alat.json_report(outfile=str(folder / "laporan.json"))
    hasil: dict[str, Any] = json.loads((folder / "laporan.json").read_text())
    return hasil


def dilalui(berkas: Path, apa: str) -> set[str]:
    baris = berkas.read_text(encoding="utf-8").splitlines() if berkas.exists() else []
    return {nama for satu in baris for nama in json.loads(satu)[apa]}


def tampilkan(nama: str, terlewat: Mapping[str, list[int]]) -> None:
    for berkas, baris in sorted(terlewat.items()):
        print(f"{nama}: {berkas} baris {', '.join(map(str, baris))}")


def _persen(angka: float) -> str:
    # Dibulatkan ke bawah, supaya 99,96 tidak tampak sebagai seratus.
    return f"{int(angka * 10) / 10:.1f} %".replace(".", ",")


def main(uji: list[str]) -> int:
    """Catat semua bagian A8; dengan sasaran, hanya tampilkan yang terlewat di modul yang dijaga."""
    with tempfile.TemporaryDirectory(prefix="asn-cakupan-") as folder:
        laporan = jalankan(Path(folder), uji)
        lalui = Path(folder) / "lalui.jsonl"
        alamat, templat = dilalui(lalui, "alamat"), dilalui(lalui, "templat")
    kelompok = {nama: bagian(laporan, pola) for nama, pola in DIJAGA.items()}
    for nama, satu in kelompok.items():
        tampilkan(nama, satu.terlewat)
    if uji:
        return 0
    for nama, satu in kelompok.items():
        catat(
            "A8", f"{nama} {_persen(satu.persen)} dari {satu.semua} baris", lulus=satu.dilalui == satu.semua
        )
    seluruhnya = bagian(laporan, ("*",))
    catat(
        "A8",
        f"seluruhnya {_persen(seluruhnya.persen)} dari {seluruhnya.semua} baris",
        lulus=seluruhnya.persen >= 95,
    )
    _catat_daftar("alamat", alamat, set(pola_alamat("", _pola())))
    _catat_daftar("templat", templat, templat_proyek())
    return 0


def _pola() -> Sequence[Any]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_kinerja.settings")
    django.setup()
    pola: Sequence[Any] = get_resolver().url_patterns
    return pola


def _catat_daftar(nama: str, terlihat: set[str], semua: set[str]) -> None:
    kurang = sorted(semua - terlihat)
    for satu in kurang:
        print(f"{nama} belum dilalui: {satu}")
    catat("A8", f"{nama} {len(semua) - len(kurang)} dari {len(semua)}", lulus=not kurang)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
