"""Daftar baris mutu lengkap, sasarannya ada, dan docs/mutu.md serta docs/mutu.json dibuat darinya."""

import importlib
import importlib.util
import re
import shlex
from pathlib import Path

import pytest

from mutu import buku, halaman
from mutu.batas import Baris, semua
from mutu.jalan import LINGKUNGAN_DI_DEPAN

AKAR = Path(__file__).resolve().parents[2]
DAFTAR = semua()
NOMOR = {"A": 8, "S": 5, "K": 12, "C": 7, "M": 3, "B": 5, "X": 3, "P": 10, "N": 7, "L": 7, "U": 50}
ASVS = """
V1.2.1 V1.2.4 V1.5.1 V2.2.3 V2.3.1 V2.3.2 V2.3.3 V2.3.4 V2.4.1 V3.2.1 V3.3.3 V3.4.3 V3.5.1 V3.5.3 V5.2.1 V5.2.2 V5.2.3
V5.3.2 V5.4.2 V5.4.3 V6.3.1 V6.3.3 V6.4.1 V7.2.4 V7.4.2 V7.5.1 V8.2.1 V8.2.2 V8.2.3 V8.4.1 V11.5.1 V14.2.1 V14.3.2 V15.2.2
V15.3.3 V15.3.4 V16.3.2 V16.4.2 V16.5.2 V16.5.3 V1.2.10 V2.3.5 V5.2.4 V5.2.6 V6.3.8 V7.5.3 V8.3.2 V14.2.7 V14.2.8 V15.4.2
"""
DIJANJIKAN = {f"{huruf}{n}" for huruf, banyak in NOMOR.items() for n in range(1, banyak + 1)}
DIJANJIKAN |= {"JAM", *ASVS.split()}


def test_setiap_janji_punya_baris() -> None:
    ada = {baris.id for baris in DAFTAR}
    assert sorted(DIJANJIKAN - ada) == []
    assert {"F", "SC", "AU"} <= {baris.kelompok for baris in DAFTAR}


def test_id_ganda_ditolak(monkeypatch: pytest.MonkeyPatch) -> None:
    kembar = [DAFTAR[0], DAFTAR[0]]
    monkeypatch.setattr(importlib.import_module(f"mutu.baris.{MODUL[0]}"), "BARIS", kembar)
    with pytest.raises(ValueError, match="tertulis dua kali"):
        semua()


MODUL = sorted(p.stem for p in (AKAR / "mutu" / "baris").glob("*.py") if p.stem != "__init__")


@pytest.mark.parametrize("baris", DAFTAR, ids=[b.id for b in DAFTAR])
def test_sasaran_ada_dan_terkumpul(baris: Baris) -> None:
    for ukur in baris.ukur:
        kata = [k for k in shlex.split(ukur) if not LINGKUNGAN_DI_DEPAN.match(k)]
        if kata[0].startswith("tests/"):
            assert all(map(_terkumpul, kata)), ukur
        elif kata[:2] == ["python", "-m"]:
            assert importlib.util.find_spec(kata[2]) is not None, ukur


def _terkumpul(sasaran: str) -> bool:
    """Berkasnya ada dan memuat kelas atau uji itu."""
    nama, *bagian = sasaran.split("::")
    tempat = AKAR / nama
    if tempat.is_dir():
        return not bagian and any(tempat.rglob("test_*.py"))
    if not tempat.is_file():
        return False
    isi = tempat.read_text(encoding="utf-8")
    return all(re.search(rf"(def|class) {re.escape(satu.partition('[')[0])}\b", isi) for satu in bagian)


def test_sasaran_yang_tidak_ada_ketahuan() -> None:
    ini = "tests/mutu/test_daftar.py"
    assert _terkumpul(f"{ini}::test_sasaran_yang_tidak_ada_ketahuan")
    assert not _terkumpul(f"{ini}::test_entah")
    assert not _terkumpul("tests/mutu/test_entah.py")


def test_dokumen_dibuat_dari_daftar() -> None:
    """Bila jatuh: `python -m mutu --tulis`."""
    isi = list(buku.baca().values())
    assert [(n.id, n.batas) for n in isi] == [(b.id, b.batas) for b in DAFTAR]
    assert (buku.DOKUMEN / "mutu.md").read_text(encoding="utf-8") == halaman.halaman(DAFTAR, isi)


def test_yang_belum_lulus_menyebut_sebab_dan_langkah_berikutnya() -> None:
    nilai = buku.baca()
    belum = [
        b for b in DAFTAR if not b.ukur or (b.id in nilai and nilai[b.id].tanggal and not nilai[b.id].lulus)
    ]
    diam = [b.id for b in belum if not b.catatan]
    assert diam == []
