"""Lingkungan virtual: dipasang sekali, dan kegagalannya menolong."""

import builtins
import sys
from pathlib import Path

import pytest

from inti.layanan import pasang


@pytest.fixture(autouse=True)
def proyek(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Proyek kosong dengan berkas kebutuhan; pip tiruan yang mencatat."""
    for nama in ("requirements.txt", "requirements-dev.txt", pasang.TERTANAM, pasang.TURUNAN):
        (tmp_path / nama).write_text(f"# {nama}\n")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    monkeypatch.setattr(pasang, "AKAR", str(tmp_path))
    monkeypatch.setattr(pasang, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(pasang, "PYTHON", str(tmp_path / ".venv" / "bin" / "python"))
    return tmp_path


@pytest.fixture
def panggilan(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    daftar: list[str] = []

    def pip(*argumen: str) -> bool:
        daftar.append(" ".join(argumen))
        return True

    monkeypatch.setattr(pasang, "pip", pip)
    return daftar


DASAR = "-r requirements.txt"
UJI = "-r requirements.txt -r requirements-dev.txt"
TERTANAM = "--require-hashes --only-binary :all: -r requirements-tertanam.txt"


def test_pemasangan_kedua_tidak_memanggil_pip(panggilan: list[str]) -> None:
    pasang.pasang("dasar")
    assert panggilan == [DASAR, TERTANAM]
    pasang.pasang("dasar")
    assert panggilan == [DASAR, TERTANAM]


def test_uji_sudah_mencakup_dasar(panggilan: list[str]) -> None:
    pasang.pasang("uji")
    pasang.pasang("dasar")
    assert panggilan == [UJI, TERTANAM]


def test_berkas_kebutuhan_yang_berubah_dipasang_lagi(panggilan: list[str], proyek: Path) -> None:
    pasang.pasang("dasar")
    (proyek / "requirements.txt").write_text("baru==1\n")
    pasang.pasang("dasar")
    assert panggilan == [DASAR, TERTANAM, DASAR]
    (proyek / pasang.TURUNAN).write_text("turunan==2\n")
    pasang.pasang("dasar")
    assert panggilan[3:] == [DASAR, TERTANAM], "turunan yang berubah memasang semuanya lagi"


def test_pip_yang_gagal_tidak_dicatat_sebagai_terpasang(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], proyek: Path
) -> None:
    monkeypatch.setattr(pasang, "pip", lambda *argumen: False)
    with pytest.raises(SystemExit, match="1"):
        pasang.pasang("dasar")
    assert "Periksa sambungan internet" in capsys.readouterr().err
    assert not list((proyek / ".venv").glob(".terpasang-*"))


def test_tanpa_wheel_tertanam_tetap_lanjut_dengan_peladen_sistem(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pasang, "pip", lambda *argumen: "--require-hashes" not in argumen)
    pasang.pasang("dasar")
    assert "mencoba milik sistem" in capsys.readouterr().out


def test_python_lama_mendapat_kalimat(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match="1"):
        pasang.utama(["dasar"])
    assert "Dibutuhkan Python 3.11 atau lebih baru; yang ditemukan 3.9" in capsys.readouterr().err


def test_tanpa_ensurepip_kalimatnya_menyebut_paketnya(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], proyek: Path
) -> None:
    asli = builtins.__import__

    def impor(nama: str, *sisa: object) -> object:
        if nama == "ensurepip":
            raise ImportError
        return asli(nama, *sisa)  # type: ignore[arg-type]

    (proyek / ".venv" / "bin" / "python").unlink()
    monkeypatch.setattr(builtins, "__import__", impor)
    with pytest.raises(SystemExit, match="1"):
        pasang.pasang("dasar")
    assert "apt install python3-venv" in capsys.readouterr().err
