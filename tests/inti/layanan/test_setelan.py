"""Lingkungan, porta, dan kunci rahasia perintah satu baris."""

import socket
import stat
from pathlib import Path

import pytest

from inti.layanan import setelan
from inti.layanan.galat import TidakDapatMulai
from inti.layanan.setelan import FolderData


@pytest.mark.parametrize(
    ("baris", "nilai"),
    [
        ("A=satu", "satu"),
        ("export A=satu", "satu"),
        ("A = satu dua ", "satu dua"),
        ("A='satu # dua'", "satu # dua"),
        ('A="satu" # catatan', "satu"),
        ("A=satu # catatan", "satu"),
        ("A=satu#dua", "satu#dua"),
        ("A=", ""),
        ("A= # catatan", ""),
        ("A='tak berpenutup", "'tak berpenutup"),
        ("A=postgres://a:b@c/d?e=f&g=%2F", "postgres://a:b@c/d?e=f&g=%2F"),
    ],
)
def test_satu_baris_env_terbaca(tmp_path: Path, baris: str, nilai: str) -> None:
    (tmp_path / ".env").write_text(f"# pembuka\n\n{baris}\n")
    assert setelan.baca_env(tmp_path / ".env") == {"A": nilai}


def test_baris_env_yang_salah_disebut_nomornya(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A=1\nini bukan setelan\n")
    with pytest.raises(TidakDapatMulai, match="baris 2"):
        setelan.baca_env(tmp_path / ".env")


def test_lingkungan_proses_menang_atas_berkas(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A=berkas\nB=berkas\n")
    assert setelan.lingkungan(tmp_path, {"A": "proses"}) == {"A": "proses", "B": "berkas"}


def test_tanpa_berkas_env_lingkungan_apa_adanya(tmp_path: Path) -> None:
    assert setelan.lingkungan(tmp_path, {"A": "proses"}) == {"A": "proses"}


@pytest.fixture
def porta_terpakai() -> int:
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        soket.listen()
        yield soket.getsockname()[1]


def test_porta_bawaan_yang_terpakai_diganti_dan_dikatakan(
    porta_terpakai: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setelan, "PORTA_BAWAAN", porta_terpakai)
    porta, catatan = setelan.porta_web({})
    assert porta != porta_terpakai
    assert str(porta) in catatan
    assert str(porta_terpakai) in catatan


def test_porta_bawaan_yang_bebas_dipakai_tanpa_catatan(monkeypatch: pytest.MonkeyPatch) -> None:
    bebas = setelan.porta_bebas()
    monkeypatch.setattr(setelan, "PORTA_BAWAAN", bebas)
    assert setelan.porta_web({"PORT": ""}) == (bebas, "")


def test_porta_pilihan_pengguna_tidak_pernah_diganti(porta_terpakai: int) -> None:
    with pytest.raises(TidakDapatMulai, match=f"Porta {porta_terpakai} .*dipakai"):
        setelan.porta_web({"PORT": str(porta_terpakai)})


@pytest.mark.parametrize("porta", ["abc", "0", "65536", "-1", "80.0", "٨٠٠٠"])
def test_porta_yang_bukan_bilangan_ditolak(porta: str) -> None:
    with pytest.raises(TidakDapatMulai, match="1 sampai 65535"):
        setelan.porta_web({"PORT": porta})


def test_kunci_rahasia_dibuat_sekali_dan_hanya_terbaca_pemiliknya(data: FolderData) -> None:
    pertama = setelan.kunci_rahasia(data)
    assert len(pertama) >= 50
    assert setelan.kunci_rahasia(data) == pertama
    assert stat.S_IMODE((data.akar / "rahasia.txt").stat().st_mode) == 0o600


def test_kunci_rahasia_yang_terpotong_dibuat_ulang(data: FolderData) -> None:
    (data.akar / "rahasia.txt").write_text("pendek")
    assert len(setelan.kunci_rahasia(data)) >= 50


def test_lingkungan_demo_selalu_bertanda_contoh_dan_tanpa_debug(data: FolderData) -> None:
    env = setelan.lingkungan_demo({"MODE_CONTOH": "0"}, data)
    assert (env["MODE_CONTOH"], env["DEBUG"]) == ("1", "0")
    assert env["MEDIA_ROOT"] == str(data.berkas)


def test_variabel_libpq_tidak_ikut_ke_alamat_tertanam() -> None:
    assert setelan.tanpa_pg({"PGHOST": "lain", "PGOPTIONS": "-c x", "PATH": "/bin"}) == {"PATH": "/bin"}
