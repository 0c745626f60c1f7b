"""`python -m mutu.pindai`: nyalakan situs contoh sekali pakai, pindai sebagai tiap peran, catat baris SC6.

Dengan `--alamat` yang dipindai situs yang sudah menyala (hanya di mesin sendiri); isinya berubah, jadi pakai basis data
sekali pakai. Sesi tiap peran dibuat langsung di basis data, jadi tidak ada sandi yang dipakai.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
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
from mutu.pindai.ulang import semu

SEDANG = 2
HALAMAN = 400
JALUR_SQLMAP = 2
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

    def tambah_sqlmap(self, kiriman: Kiriman, peran: str, hasil: Pindaian) -> None:
        self.parameter += hasil.selesai
        self.tertinggal += hasil.tertinggal
        self.suntikan += hasil.temuan
        if hasil.tertinggal or hasil.temuan:
            self._sebut(
                f"sqlmap sebagai {peran}: {kiriman.cara} {kiriman.jalur}: {hasil.temuan or 'belum selesai'}"
            )

    def tambah_wapiti(self, ke: Sasaran, hasil: Pindaian) -> None:
        berat = [t for t in hasil.temuan if int(str(t["level"])) >= SEDANG and not semu(t, ke)]
        self.modul += hasil.selesai
        self.kehabisan += hasil.tertinggal
        self.terputus += len(alat.MODUL) - hasil.selesai
        self.berat += berat
        self.ringan += [t for t in hasil.temuan if t not in berat]
        self._sebut(
            f"wapiti sebagai {ke.peran}: {hasil.selesai} modul ({hasil.tertinggal} kehabisan waktu), {len(hasil.temuan)} temuan, "
            f"{len(berat)} sedang ke atas"
        )

    def tambah_jelajah(self, peran: str, jelajah: Jelajah) -> None:
        self.halaman += len(jelajah.dibuka)
        self.galat += jelajah.galat
        self._sebut(f"{peran}: {len(jelajah.dibuka)} halaman, {len(jelajah.kiriman)} kiriman")

    def _sebut(self, kalimat: str) -> None:
        self.ringkas.append(kalimat)
        print(kalimat, flush=True)


Tugas = tuple[Sasaran, Kiriman, list[str]]


def belum_diuji(jelajah: Mapping[str, Jelajah], ke: Mapping[str, Sasaran]) -> list[Tugas]:
    """Kiriman dan parameternya yang diuji sqlmap: tiap bentuk sekali, sebagai peran pertama yang melihatnya; saringan dahulu."""
    diuji: set[tuple[str, str, str]] = set()
    hasil: list[Tugas] = []
    for peran, satu in jelajah.items():
        for kiriman in satu.kiriman.values():
            if baru := {bentuk: nama for bentuk, nama in kiriman.parameter.items() if bentuk not in diuji}:
                diuji |= set(baru)
                hasil.append((ke[peran], kiriman, list(baru.values())))
    return sorted(hasil, key=lambda tugas: tugas[1].cara)


def uji(tugas: Tugas, selesai: float) -> Pindaian:
    """sqlmap atas satu kiriman dalam waktu yang tersisa."""
    ke, kiriman, parameter = tugas
    sisa = selesai - time.monotonic()
    return alat.sqlmap(ke, kiriman, parameter, sisa) if sisa > 0 else Pindaian(tertinggal=1)


def pindai(ke: Mapping[str, Sasaran], laporan: Laporan, isi: argparse.Namespace) -> int:
    """Jelajahi semua peran dahulu, lalu sqlmap dua kiriman sekaligus dan wapiti peran demi peran; banyaknya kiriman."""
    jelajah = {}
    for peran, satu in ke.items():
        jelajah[peran] = Jelajah(satu.alamat, satu.kuki)
        jelajah[peran].jalan(HALAMAN)
        laporan.tambah_jelajah(peran, jelajah[peran])
    tugas = belum_diuji(jelajah, ke)
    print(f"sqlmap: {len(tugas)} kiriman, {sum(len(p) for _, _, p in tugas)} parameter", flush=True)
    selesai = time.monotonic() + isi.detik_sqlmap
    with ThreadPoolExecutor(JALUR_SQLMAP) as regu:
        hasil = [regu.submit(uji, satu, selesai) for satu in tugas]
        for peran, satu in ke.items():
            laporan.tambah_wapiti(satu, alat.wapiti(satu, jelajah[peran].dibuka, isi.detik))
        for (siapa, kiriman, _), satu_hasil in zip(tugas, hasil, strict=True):
            laporan.tambah_sqlmap(kiriman, siapa.peran, satu_hasil.result())
    return len(tugas)


def pembanding(ke: Sasaran, jalur: str, detik: int) -> list[str]:
    """Alat yang tidak menemukan halaman yang sengaja rentan."""
    luput = (
        [] if alat.sqlmap(ke, Kiriman("GET", jalur, {"cari": "a"}), ["cari"], detik).temuan else ["sqlmap"]
    )
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
        kiriman = pindai({p: Sasaran(alamat, p, kuki[p], isi.alat, folder) for p in peran}, laporan, isi)
    bersih = not (laporan.berat or laporan.suntikan or laporan.galat)
    (folder / "ringkas.json").write_text(json.dumps(vars(laporan) | {"kiriman": kiriman}, indent=1))
    catat(
        "SC6",
        f"{len(peran)} peran, {laporan.halaman} halaman, {kiriman} kiriman; sqlmap {laporan.parameter} parameter "
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
    pilihan.add_argument(
        "--detik", type=int, default=300, help="paling lama wapiti merayapi dan menyerang tiap peran"
    )
    pilihan.add_argument("--detik-sqlmap", type=int, default=7200, help="paling lama sqlmap bagi semua peran")
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
