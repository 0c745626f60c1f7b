"""Alat bersama uji peladen tertanam."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inti.layanan.proses import Pengawas
from inti.layanan.setelan import FolderData
from inti.layanan.tampil import Papan


@pytest.fixture
def data(tmp_path: Path) -> FolderData:
    """Folder data kosong yang siap dipakai."""
    tmp_path.chmod(0o711)
    hasil = FolderData(tmp_path / "data")
    hasil.siapkan()
    return hasil


@pytest.fixture
def pengawas() -> Iterator[Pengawas]:
    """Pengawas senyap yang membersihkan diri."""
    with Pengawas(Papan(senyap=True)) as satu:
        yield satu


@pytest.fixture
def env() -> dict[str, str]:
    """Lingkungan proses tanpa alamat peladen, sehingga yang tertanam dinyalakan."""
    return {nama: nilai for nama, nilai in os.environ.items() if nama not in {"DATABASE_URL", "REDIS_URL"}}


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., Path]:
    """Pembuat program tiruan: naskah sh kecil di folder `bin`."""

    def buat(nama: str, isi: str = "exit 0", folder: str = "bin") -> Path:
        jalur = tmp_path / folder / nama
        jalur.parent.mkdir(parents=True, exist_ok=True)
        jalur.write_text(f"#!/bin/sh\n{isi}\n")
        jalur.chmod(0o755)
        return jalur

    return buat


def hidup(pid: int) -> bool:
    """Proses ada dan bukan sekadar menunggu dikubur."""
    try:
        isi = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return isi.rpartition(")")[2].split()[0] not in {"Z", "X"}


@pytest.fixture
def masih_hidup() -> Callable[[int], bool]:
    return hidup
