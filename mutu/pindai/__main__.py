"""`python -m mutu.pindai`: nyalakan situs contoh sekali pakai, pindai sebagai tiap peran, catat baris SC6.

Dengan `--alamat` yang dipindai situs yang sudah menyala (hanya di mesin sendiri); isinya berubah, jadi pakai basis data
sekali pakai. Sesi tiap peran dibuat langsung di basis data, jadi tidak ada sandi yang dipakai.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mutu.catat import catat
from mutu.pindai import alat, siap  # noqa: F401
from mutu.pindai.alat import Pindaian, Sasaran
from mutu.pindai.jelajah import Jelajah, Kiriman

# isort: split
from mutu.pindai.peladen import PERAN, kuki_peran, peladen
from mutu.pindai.rentan import JALUR

SEDANG = 2
HALAMAN = 400
PASANG = "wapiti dan sqlmap tidak ditemukan; pasang menurut docs/keamanan/pindai.md lalu isi PINDAI_ALAT"


@dataclass
class Laporan:
    """Yang dipindai semua peran, dan temuannya."""

    ringkas: list[str] = field(default_factory=list)
    halaman: int = 0
    parameter: int = 0
    tertinggal: int = 0
    modul: int = 0
    kehabisan: int = 0
    terputus: int = 0
    berat: list[dict[str, Any]] = field(default_factory=list)
    ringan: list[dict[str, Any]] = field(default_factory=list)
    suntikan: list[dict[str, Any]] = field(default_factory=list)
    galat: list[str] = field(default_factory=list)
    diuji: set[tuple[str, str, tuple[str, ...]]] = field(default_factory=set)

    def tambah(self, peran: str, jelajah: Jelajah, sqlmap: Pindaian, wapiti: Pindaian) -> None:
        berat = [t for t in wapiti.temuan if int(str(t["level"])) >= SEDANG]
        self.halaman += len(jelajah.dibuka)
        self.parameter += sqlmap.selesai
        self.tertinggal += sqlmap.tertinggal
        self.modul += wapiti.selesai
        self.kehabisan += wapiti.tertinggal
        self.terputus += len(alat.MODUL) - wapiti.selesai
        self.berat += berat
        self.ringan += [t for t in wapiti.temuan if t not in berat]
        self.suntikan += sqlmap.temuan
        self.galat += jelajah.galat
        self.ringkas.append(
            f"{peran}: {len(jelajah.dibuka)} halaman; sqlmap {sqlmap.selesai} parameter ({sqlmap.tertinggal} kiriman tertinggal), "
            f"{len(sqlmap.temuan)} suntikan; wapiti {wapiti.selesai} modul ({wapiti.tertinggal} kehabisan waktu), "
            f"{len(wapiti.temuan)} temuan, {len(berat)} sedang ke atas"
        )
        print(self.ringkas[-1], flush=True)


def pindai(ke: Sasaran, laporan: Laporan, detik: int) -> None:
    """Satu peran: jelajahi, sqlmap atas kiriman yang belum diuji, lalu wapiti."""
    jelajah = Jelajah(ke.alamat, ke.kuki)
    jelajah.jalan(HALAMAN)
    # Yang sama bentuknya diuji sekali, sebagai peran pertama yang melihatnya; saringan dahulu.
    baru = [k for bentuk, k in jelajah.kiriman.items() if bentuk not in laporan.diuji]
    laporan.diuji |= set(jelajah.kiriman)
    kiriman = sorted(baru, key=lambda k: k.cara)
    suntik = alat.sqlmap(ke, kiriman, detik) if kiriman else Pindaian()
    laporan.tambah(ke.peran, jelajah, suntik, alat.wapiti(ke, jelajah.dibuka, detik))


def pembanding(ke: Sasaran, jalur: str, detik: int) -> list[str]:
    """Alat yang tidak menemukan halaman yang sengaja rentan."""
    luput = [] if alat.sqlmap(ke, [Kiriman("GET", jalur, {"cari": "a"})], detik).temuan else ["sqlmap"]
    temuan = alat.wapiti(ke, [f"{jalur}?cari=a"], detik, cakupan=jalur).temuan
    return luput if any(int(str(t["level"])) >= SEDANG for t in temuan) else [*luput, "wapiti"]


@contextmanager
def situs(alamat: str) -> Iterator[str]:
    """Yang diminta, atau situs contoh sekali pakai."""
    if alamat:
        yield alamat
    else:
        with peladen() as sendiri:
            yield sendiri


def jalankan(isi: argparse.Namespace, folder: Path) -> int:
    laporan, luput = Laporan(), ["pembanding tidak dijalankan"]
    peran = isi.peran.split(",") if isi.peran else list(PERAN)
    with situs(isi.alamat) as alamat:
        kuki = kuki_peran()
        if not isi.tanpa_pembanding:
            luput = pembanding(
                Sasaran(alamat, "pembanding", kuki["tamu"], isi.alat, folder), JALUR, isi.detik
            )
        for nama in peran:
            pindai(Sasaran(alamat, nama, kuki[nama], isi.alat, folder), laporan, isi.detik)
    bersih = not (laporan.berat or laporan.suntikan or laporan.galat)
    (folder / "ringkas.json").write_text(json.dumps(vars(laporan) | {"diuji": len(laporan.diuji)}, indent=1))
    catat(
        "SC6",
        f"{len(peran)} peran, {laporan.halaman} halaman, {len(laporan.diuji)} kiriman; sqlmap {laporan.parameter} parameter "
        f"({laporan.tertinggal} kiriman belum sempat), wapiti {laporan.modul} modul ({laporan.kehabisan} sampai batas "
        f"waktunya, {laporan.terputus} tidak berjalan): "
        f"{len(laporan.berat)} temuan sedang ke atas, {len(laporan.suntikan)} suntikan, {len(laporan.galat)} galat; pembanding "
        + (f"luput: {', '.join(luput)}" if luput else "ditemukan keduanya"),
        lulus=bersih and not (laporan.tertinggal or laporan.terputus or luput) and set(peran) == set(PERAN),
    )
    for satu in [*laporan.berat, *laporan.suntikan, *laporan.galat]:
        print(satu)
    return 0 if bersih and not luput else 1


def main(argumen: list[str]) -> int:
    """Kode keluar 0 bila tidak ada temuan sedang ke atas dan pembandingnya ditemukan; 2 bila alatnya tidak ada."""
    pilihan = argparse.ArgumentParser(
        prog="mutu.pindai", description="Pindai situs contoh sebagai tiap peran."
    )
    pilihan.add_argument("--alamat", default="", help="situs yang sudah menyala di mesin sendiri")
    pilihan.add_argument(
        "--alat", type=Path, help="folder berisi wapiti dan sqlmap; bawaannya PINDAI_ALAT atau PATH"
    )
    pilihan.add_argument("--hasil", type=Path, help="folder catatan; bawaannya dibuang sesudah selesai")
    pilihan.add_argument("--detik", type=int, default=300, help="paling lama tiap alat tiap peran")
    pilihan.add_argument("--peran", default="", help="dipisah koma; bawaannya semua")
    pilihan.add_argument(
        "--tanpa-pembanding", action="store_true", help="situsnya tidak memuat halaman pembanding"
    )
    isi = pilihan.parse_args(argumen)
    if isi.alamat and urlsplit(isi.alamat).hostname not in {"127.0.0.1", "localhost"}:
        print("Hanya peladen di mesin sendiri.", file=sys.stderr)
        return 2
    isi.alat = alat.cari(isi.alat)
    if isi.alat is None:
        print(PASANG, file=sys.stderr)
        catat("SC6", PASANG, lulus=False)
        return 2
    with tempfile.TemporaryDirectory(prefix="asn-pindai-") as sementara:
        folder = isi.hasil or Path(sementara)
        folder.mkdir(parents=True, exist_ok=True)
        return jalankan(isi, folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
