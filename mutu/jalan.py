"""Menjalankan sasaran pengukuran satu demi satu, masing-masing dengan batas waktunya, dan menilai barisnya."""

import contextlib
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from mutu.batas import Baris
from mutu.buku import BELUM_DIUKUR, Nilai
from mutu.catat import LINGKUNGAN

AKAR = Path(__file__).resolve().parent.parent
TENGGAT_SOPAN = 20
LINGKUNGAN_DI_DEPAN = re.compile(r"[A-Z_]+=")


def memuat_panjang(sasaran: str) -> bool:
    """Apakah berkas (atau salah satu berkas di folder) itu memuat uji bertanda panjang."""
    tempat = AKAR / sasaran
    berkas = tempat.rglob("test_*.py") if tempat.is_dir() else [tempat] if tempat.is_file() else []
    return any("mark.panjang" in satu.read_text(encoding="utf-8") for satu in berkas)


@dataclass(frozen=True)
class Sasaran:
    """Satu pemanggilan: perintah, atau uji pytest dengan saringan tandanya."""

    ukur: str
    panjang: bool

    def perintah(self, laporan: Path, *, basis_baru: bool) -> list[str]:
        awal, *sisa = [kata for kata in shlex.split(self.ukur) if not LINGKUNGAN_DI_DEPAN.match(kata)]
        if not awal.startswith("tests/"):
            return [sys.executable if awal == "python" else awal, *sisa]
        tanda = self._tanda([awal, *sisa])
        pilihan = ["-q", "-m", tanda, "--reuse-db", f"--junitxml={laporan}", "-p", "no:cacheprovider"]
        pilihan += ["--create-db"] if basis_baru else []
        return [sys.executable, "-m", "pytest", awal, *sisa, *pilihan]

    def _tanda(self, sasaran: Sequence[str]) -> str:
        """Saringan tanda: yang disebut namanya apa adanya; berkas tanpa uji panjang dijalankan biasa."""
        if any("::" in satu for satu in sasaran):
            return ""
        return "panjang" if self.panjang and any(map(memuat_panjang, sasaran)) else "not panjang"

    def env(self) -> dict[str, str]:
        """Lingkungan di depan sasarannya; yang sudah diisi pengguna menang."""
        milik = [kata.split("=", 1) for kata in shlex.split(self.ukur) if LINGKUNGAN_DI_DEPAN.match(kata)]
        return {nama: nilai for nama, nilai in milik if nama not in os.environ}


@dataclass
class Hasil:
    """Hasil satu sasaran: sebab gagalnya (kosong bila selesai), banyaknya uji, dan catatannya."""

    sebab: str = ""
    lulus: int = 0
    semua: int = 0
    catatan: list[dict[str, object]] = field(default_factory=list)


def sasaran_dari(baris: Iterable[Baris]) -> dict[Sasaran, int]:
    """Tiap sasaran sekali saja, dengan batas detik yang terpanjang di antara barisnya."""
    hasil: dict[Sasaran, int] = {}
    for satu in baris:
        for ukur in satu.ukur:
            kunci = Sasaran(ukur, satu.panjang)
            hasil[kunci] = max(hasil.get(kunci, 0), satu.detik)
    return hasil


def _hentikan(proses: subprocess.Popen[bytes]) -> None:
    """Sopan dahulu, supaya uji sempat mematikan pekerja dan peladennya; lalu seluruh kelompoknya."""
    for sinyal in (signal.SIGINT, signal.SIGTERM):
        proses.send_signal(sinyal)
        with contextlib.suppress(subprocess.TimeoutExpired):
            proses.wait(TENGGAT_SOPAN)
            break
    with contextlib.suppress(ProcessLookupError):
        os.killpg(proses.pid, signal.SIGKILL)
    proses.wait()


def _tunggu(perintah: list[str], env: Mapping[str, str], detik: float) -> str:
    """Sebab gagalnya, atau kosong."""
    proses = subprocess.Popen(perintah, cwd=AKAR, env=dict(env), start_new_session=True)
    try:
        kode = proses.wait(detik)
    except subprocess.TimeoutExpired:
        _hentikan(proses)
        return f"dihentikan sesudah {detik:g} detik"
    except KeyboardInterrupt:
        _hentikan(proses)
        raise
    if kode == 5:
        return "tidak ada uji yang terpilih"
    return f"berhenti dengan kode {kode}" if kode else ""


def baca_catatan(berkas: Path) -> list[dict[str, object]]:
    if not berkas.exists():
        return []
    return [json.loads(satu) for satu in berkas.read_text(encoding="utf-8").splitlines() if satu]


def baca_laporan(laporan: Path, hasil: Hasil) -> None:
    """Banyaknya uji dari laporan pytest; uji yang gagal disebut namanya, yang dilewati tidak dihitung lulus."""
    if not laporan.exists():
        return
    gagal = []
    for uji in ElementTree.parse(laporan).iter("testcase"):
        hasil.semua += 1
        if uji.find("failure") is not None or uji.find("error") is not None:
            gagal.append(str(uji.get("name")))
        elif uji.find("skipped") is None:
            hasil.lulus += 1
    if gagal:
        hasil.sebab = f"{len(gagal)} uji belum lulus: {', '.join(gagal[:3])}"
    elif hasil.semua and not hasil.lulus and not hasil.sebab:
        hasil.sebab = "semua ujinya dilewati"


def jalankan(sasaran: Sasaran, detik: float, *, basis_baru: bool = False) -> Hasil:
    with tempfile.TemporaryDirectory(prefix="asn-mutu-") as folder:
        catatan, laporan = Path(folder) / "catatan.jsonl", Path(folder) / "laporan.xml"
        env = os.environ | sasaran.env() | {LINGKUNGAN: str(catatan)}
        hasil = Hasil(sebab=_tunggu(sasaran.perintah(laporan, basis_baru=basis_baru), env, detik))
        hasil.catatan = baca_catatan(catatan)
        baca_laporan(laporan, hasil)
        return hasil


def nilai_dari(baris: Baris, hasil: Sequence[Hasil], *, tanggal: str, perintah: str) -> Nilai:
    """Nilai sebuah baris dari hasil semua sasarannya: lulus hanya bila semua selesai dan semua bagiannya lulus."""
    catatan = [satu for h in hasil for satu in h.catatan if satu["id"] == baris.id]
    sebab = [h.sebab for h in hasil if h.sebab]
    isi = list(dict.fromkeys(str(satu["nilai"]) for satu in catatan))
    if not isi and any(h.semua for h in hasil):
        isi = [f"{sum(h.lulus for h in hasil)} dari {sum(h.semua for h in hasil)} uji lulus"]
    elif not isi and not sebab:
        sebab = ["sasarannya selesai tanpa mencatat angka"]
    if kecil := diperkecil(baris):
        sebab.append(f"diperkecil dengan {' '.join(kecil)}")
    lulus = not sebab and all(satu["lulus"] is True for satu in catatan)
    return Nilai(baris.id, baris.batas, "; ".join([*isi, *sebab]) or BELUM_DIUKUR, lulus, tanggal, perintah)


def diperkecil(baris: Baris) -> list[str]:
    """Pengubah baris itu yang sedang dipakai, misalnya ["ULANG=3"]."""
    return [f"{nama}={os.environ[nama]}" for nama in baris.pengubah if nama in os.environ]


def perintah_ulang(baris: Baris) -> str:
    """Perintah yang mengulang baris itu, beserta pengubah yang sedang dipakai."""
    return " ".join([*diperkecil(baris), f"make mutu ARGS={baris.id}"])


def ukur(diminta: Sequence[Baris], daftar: Sequence[Baris], *, tanggal: str) -> Iterator[list[Nilai]]:
    """Jalankan sasaran baris yang diminta; sesudah tiap sasaran, nilai baris yang semua sasarannya sudah dijalankan.

    Baris lain yang memakai sasaran yang sama ikut dinilai. Sasaran yang gagal atau kehabisan waktu tidak menghentikan yang lain.
    """
    selesai: dict[Sasaran, Hasil] = {}
    dinilai: set[str] = set()
    basis_baru = False
    for sasaran, detik in sasaran_dari(diminta).items():
        print(f"\n── {sasaran.ukur} (paling lama {detik} detik)", flush=True)
        selesai[sasaran] = jalankan(sasaran, detik, basis_baru=basis_baru)
        basis_baru = selesai[sasaran].sebab.startswith("dihentikan")
        baru = []
        for baris in daftar:
            milik = sasaran_dari([baris])
            if baris.id not in dinilai and milik and milik.keys() <= selesai.keys():
                dinilai.add(baris.id)
                hasil = [selesai[s] for s in milik]
                baru.append(nilai_dari(baris, hasil, tanggal=tanggal, perintah=perintah_ulang(baris)))
        yield baru
