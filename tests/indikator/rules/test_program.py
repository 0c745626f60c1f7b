import io
import json
from pathlib import Path

import pytest

from indikator.rules.program import DaftarKeliru, jalankan


def _hitung(teks: str) -> dict[str, object]:
    if teks == "satu":
        raise ValueError("Satu sebab.")
    if teks == "dua":
        raise DaftarKeliru(["Sebab pertama.", "Sebab kedua."])
    return {"isi": teks}


def _jalan(*argumen: str, masuk: str = "") -> tuple[int, str, str]:
    keluar, galat = io.StringIO(), io.StringIO()
    kode = jalankan(
        argumen,
        cara_pakai="Cara pakai: coba FILE",
        hitung=_hitung,
        masuk=io.StringIO(masuk),
        keluar=keluar,
        galat=galat,
    )
    return kode, keluar.getvalue(), galat.getvalue()


def test_hasil_dicetak_sebagai_json(tmp_path: Path) -> None:
    berkas = tmp_path / "isi.txt"
    berkas.write_text("\ufeffhalo – é", encoding="utf-8")
    kode, keluar, galat = _jalan(str(berkas))
    assert (kode, json.loads(keluar), galat) == (0, {"isi": "halo – é"}, "")
    assert keluar == '{\n  "isi": "halo – é"\n}\n', "menjorok dua spasi, huruf apa adanya"


def test_tanda_kurang_membaca_masukan_standar() -> None:
    kode, keluar, _ = _jalan("-", masuk="\ufeffdari pipa")
    assert (kode, json.loads(keluar)) == (0, {"isi": "dari pipa"})


@pytest.mark.parametrize(
    ("isi", "pesan"), [("satu", "Satu sebab.\n"), ("dua", "Sebab pertama.\nSebab kedua.\n")]
)
def test_masukan_yang_ditolak_keluar_dua_dengan_sebabnya(isi: str, pesan: str) -> None:
    assert _jalan("-", masuk=isi) == (2, "", pesan)


@pytest.mark.parametrize("argumen", [(), ("a", "b")])
def test_cara_pakai_yang_keliru_keluar_dua(argumen: tuple[str, ...]) -> None:
    assert _jalan(*argumen) == (2, "", "Cara pakai: coba FILE\n")


@pytest.mark.parametrize("bantuan", ["-h", "--help"])
def test_bantuan_keluar_nol(bantuan: str) -> None:
    assert _jalan(bantuan) == (0, "Cara pakai: coba FILE\n", "")


@pytest.mark.parametrize("nama", ["tidak-ada.json", ".", "nama\0aneh"])
def test_berkas_yang_tidak_terbuka_disebut_namanya(nama: str) -> None:
    kode, keluar, galat = _jalan(nama)
    assert (kode, keluar) == (2, "")
    assert galat.startswith(f"Berkas {nama} tidak dapat dibuka.")


def test_berkas_bukan_utf8_ditolak(tmp_path: Path) -> None:
    berkas = tmp_path / "latin.txt"
    berkas.write_bytes(b"caf\xe9")
    kode, _, galat = _jalan(str(berkas))
    assert kode == 2
    assert "bukan teks UTF-8" in galat
