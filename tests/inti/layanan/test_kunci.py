"""Kunci folder data: dua perintah tidak merusak data yang sama, dan kunci mati bersama prosesnya."""

import stat
import subprocess
import sys
from pathlib import Path

from inti.layanan import kunci
from inti.layanan.setelan import AKAR


def test_kunci_penuh_menolak_yang_kedua_sampai_dilepas(tmp_path: Path) -> None:
    satu, dua = kunci.Kunci(tmp_path / "k"), kunci.Kunci(tmp_path / "k")
    assert satu.coba()
    assert not dua.coba()
    assert kunci.dipakai(tmp_path / "k")
    satu.lepas()
    assert not kunci.dipakai(tmp_path / "k")
    assert dua.coba()
    dua.lepas()


def test_kunci_bersama_boleh_banyak_tetapi_menahan_yang_penuh(tmp_path: Path) -> None:
    satu, dua, penuh = (kunci.Kunci(tmp_path / "k") for _ in range(3))
    assert satu.coba(bersama=True)
    assert dua.coba(bersama=True)
    assert not penuh.coba()
    satu.lepas()
    dua.lepas()
    assert penuh.coba()
    penuh.lepas()


def test_kunci_proses_yang_dibunuh_langsung_bebas(tmp_path: Path) -> None:
    naskah = (
        "import sys, time; from pathlib import Path; from inti.layanan.kunci import Kunci\n"
        "kunci = Kunci(Path(sys.argv[1])); print(kunci.coba(), flush=True); time.sleep(60)"
    )
    perintah = [sys.executable, "-c", naskah, str(tmp_path / "k")]
    with subprocess.Popen(perintah, cwd=AKAR, stdout=subprocess.PIPE, text=True) as proses:
        assert proses.stdout is not None
        assert proses.stdout.readline().strip() == "True"
        assert kunci.dipakai(tmp_path / "k")
        proses.kill()
    assert not kunci.dipakai(tmp_path / "k")


def test_kartu_tertulis_utuh_dan_hanya_terbaca_pemiliknya(tmp_path: Path) -> None:
    kartu = tmp_path / "kartu.json"
    assert kunci.baca_kartu(kartu) == {}
    kunci.tulis_kartu(kartu, {"pid": 7})
    kunci.tulis_kartu(kartu, {"pid": 8})
    assert kunci.baca_kartu(kartu) == {"pid": 8}
    assert stat.S_IMODE(kartu.stat().st_mode) == 0o600
    assert [berkas.name for berkas in tmp_path.iterdir()] == ["kartu.json"]


def test_kartu_rusak_dianggap_tidak_ada(tmp_path: Path) -> None:
    (tmp_path / "kartu.json").write_text('{"pid": ')
    assert kunci.baca_kartu(tmp_path / "kartu.json") == {}
