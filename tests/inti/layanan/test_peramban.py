"""Mencari dan memasang Chromium: tidak pernah melewatkan diam-diam."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from inti.layanan import peramban
from inti.layanan.galat import TidakDapatMulai

Program = Callable[..., Path]


@pytest.fixture(autouse=True)
def mesin_kosong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: Program) -> None:
    """PATH hanya folder uji dengan `env`; tidak ada unduhan playwright."""
    program("env", 'while [ "${1#*=}" != "$1" ]; do shift; done; exec "$@"')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "unduhan"))
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    monkeypatch.setattr(peramban, "_MACOS", ())


def apt_yang_memasang(program: Program, tmp_path: Path) -> None:
    """apt-get tiruan: `install … chromium` menaruh program itu."""
    program(
        "apt-get",
        f"""echo "$@" >> {tmp_path}/apt.log
case "$*" in *"install -y --no-install-recommends chromium")
  printf '#!/bin/sh\\nexit 0\\n' > {tmp_path}/bin/chromium; /bin/chmod +x {tmp_path}/bin/chromium;; esac""",
    )


@pytest.mark.parametrize("nama", ["chromium", "chromium-browser", "google-chrome"])
def test_peramban_yang_ada_dipakai_tanpa_memasang(program: Program, nama: str, tmp_path: Path) -> None:
    apt_yang_memasang(program, tmp_path)
    jalur = program(nama)
    assert peramban.temukan() == str(jalur)
    assert not (tmp_path / "apt.log").exists()


def test_rintisan_yang_hanya_menyuruh_memasang_dilewati(program: Program) -> None:
    program("chromium-browser", "echo 'requires the chromium snap' >&2; exit 1")
    jalan = program("google-chrome")
    assert peramban.temukan() == str(jalan)


def test_unduhan_playwright_ikut_dicari(program: Program) -> None:
    unduhan = program("chrome", folder="unduhan/chromium-1200/chrome-linux")
    assert peramban.temukan() == str(unduhan)


def test_root_memasang_dari_paket_sistem(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    apt_yang_memasang(program, tmp_path)
    assert peramban.temukan() == f"{tmp_path}/bin/chromium"
    assert [baris.split()[-1] for baris in (tmp_path / "apt.log").read_text().splitlines()] == [
        "update",
        "chromium",
    ]


def test_bukan_root_memasang_lewat_sudo_tanpa_sandi(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    apt_yang_memasang(program, tmp_path)
    program("true")
    program("sudo", 'test "$1" = -n || exit 9; shift; exec "$@"')
    assert peramban.temukan() == f"{tmp_path}/bin/chromium"


def test_sudo_yang_meminta_sandi_tidak_dipakai(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    apt_yang_memasang(program, tmp_path)
    program("sudo", "exit 1")
    with pytest.raises(TidakDapatMulai, match="apt install chromium"):
        peramban.temukan()
    assert not (tmp_path / "apt.log").exists()


def test_pemasangan_yang_gagal_berakhir_dengan_kalimat(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    program("apt-get", "exit 100")
    with pytest.raises(TidakDapatMulai, match=r"Uji peramban membutuhkan Chromium.*CHROMIUM_PATH"):
        peramban.temukan()


def test_jalur_pilihan_pengguna_yang_salah_tidak_diganti_diam_diam(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("chromium")
    monkeypatch.setenv("CHROMIUM_PATH", "/tidak/ada")
    with pytest.raises(TidakDapatMulai, match="/tidak/ada"):
        peramban.temukan()
