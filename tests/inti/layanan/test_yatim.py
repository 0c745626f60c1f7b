"""Sisa kill -9 pada folder data PostgreSQL."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from inti.layanan import yatim


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    hasil = tmp_path / "postgres"
    hasil.mkdir()
    return hasil


@pytest.fixture
def yatim_di_folder(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Proses yang bekerja di dalam folder data, seperti setiap proses PostgreSQL."""
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(100)"], cwd=folder) as proses:
        yield proses
        proses.kill()


def test_pid_yang_kini_milik_program_lain_tidak_menghalangi(folder: Path, tmp_path: Path) -> None:
    (folder / "postmaster.pid").write_text(f"{os.getpid()}\n{folder}\n")
    yatim.bersihkan(folder, tmp_path / "soket")
    assert not (folder / "postmaster.pid").exists()


def test_pid_mati_dibiarkan_supaya_postgresql_sendiri_memeriksa_memori_bersamanya(
    folder: Path, tmp_path: Path
) -> None:
    proses = subprocess.Popen(["true"])
    proses.wait()
    (folder / "postmaster.pid").write_text(f"{proses.pid}\n")
    yatim.bersihkan(folder, tmp_path / "soket")
    assert (folder / "postmaster.pid").exists()


def test_proses_yatim_di_folder_data_dihentikan(
    folder: Path, tmp_path: Path, yatim_di_folder: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    asli = yatim._tunggu_pergi
    monkeypatch.setattr(yatim, "_tunggu_pergi", lambda folder, batas: asli(folder, min(batas, 0.3)))
    assert yatim.proses_di(folder) == [yatim_di_folder.pid]
    yatim.bersihkan(folder, tmp_path / "soket")
    assert yatim.proses_di(folder) == []
    assert yatim_di_folder.wait(5) != 0


def test_kunci_soket_basi_dibuang(folder: Path, tmp_path: Path) -> None:
    soket = tmp_path / "soket"
    soket.mkdir()
    for nama in (".s.PGSQL.5432", ".s.PGSQL.5432.lock", "lain"):
        (soket / nama).touch()
    yatim.bersihkan(folder, soket)
    assert [berkas.name for berkas in soket.iterdir()] == ["lain"]
