"""Sasaran yang gagal, habis waktu, atau tidak mencatat apa pun tidak pernah tampak lulus dan tidak menghentikan yang lain."""

import json
import sys
from pathlib import Path

import pytest

from mutu import jalan
from mutu.batas import Baris
from mutu.catat import LINGKUNGAN, catat
from mutu.jalan import Hasil, Sasaran

KE = {"tanggal": "2026-11-22", "perintah": "make mutu ARGS=K1"}
MENCATAT = """python -c 'from mutu.catat import catat; catat("{}", "{}", lulus={})'"""


def baris(id_baris: str = "K1", *ukur: str, detik: int = 30) -> Baris:
    return Baris(id=id_baris, janji="", batas="b", ukur=ukur, detik=detik)


def catatan(nilai: str, *, lulus: bool = True, id_baris: str = "K1") -> dict[str, object]:
    return {"id": id_baris, "nilai": nilai, "lulus": lulus}


@pytest.mark.parametrize(
    ("hasil", "nilai", "lulus"),
    [
        ([Hasil(catatan=[catatan("3 dari 3")])], "3 dari 3", True),
        (
            [Hasil(catatan=[catatan("3 dari 3"), catatan("2 dari 3", lulus=False)])],
            "3 dari 3; 2 dari 3",
            False,
        ),
        ([Hasil(catatan=[catatan("sama"), catatan("sama")])], "sama", True),
        (
            [Hasil(catatan=[catatan("a")]), Hasil(sebab="berhenti dengan kode 1")],
            "a; berhenti dengan kode 1",
            False,
        ),
        ([Hasil(lulus=4, semua=4)], "4 dari 4 uji lulus", True),
        ([Hasil(sebab="1 uji belum lulus: test_x", lulus=3, semua=4)], None, False),
        ([Hasil(lulus=2, semua=2), Hasil(lulus=3, semua=3)], "5 dari 5 uji lulus", True),
        ([Hasil(sebab="dihentikan sesudah 5 detik")], "dihentikan sesudah 5 detik", False),
        ([Hasil()], "sasarannya selesai tanpa mencatat angka", False),
        ([Hasil(catatan=[catatan("bukan milik K1", id_baris="K2")])], None, False),
    ],
)
def test_nilai_sebuah_baris(hasil: list[Hasil], nilai: str | None, lulus: bool) -> None:
    didapat = jalan.nilai_dari(baris(), hasil, **KE)
    assert didapat.lulus is lulus
    assert nilai is None or didapat.nilai == nilai


def test_sasaran_bersama_dijalankan_sekali_dengan_batas_terpanjang() -> None:
    dua = [baris("K1", "tests/a.py", detik=5), baris("K2", "tests/a.py", "tests/b.py", detik=9)]
    assert jalan.sasaran_dari(dua) == {Sasaran("tests/a.py", False): 9, Sasaran("tests/b.py", False): 9}


@pytest.mark.parametrize(
    ("ukur", "panjang", "tanda"),
    [
        ("tests/proses/test_antrean_mati.py", True, "panjang"),
        ("tests/proses tests/mutu/test_buku.py", True, "panjang"),
        ("tests/mutu/test_buku.py", True, "not panjang"),
        ("tests/proses/test_antrean_mati.py", False, "not panjang"),
        ("tests/a.py::test_b", True, ""),
    ],
)
def test_saringan_pytest_menurut_barisnya(ukur: str, panjang: bool, tanda: str) -> None:
    perintah = Sasaran(ukur, panjang).perintah(Path("l.xml"), basis_baru=False)
    assert perintah[:3] == [sys.executable, "-m", "pytest"]
    assert perintah[3 : 3 + len(ukur.split())] == ukur.split()
    assert perintah[perintah.index("-m", 3) + 1] == tanda
    assert "--create-db" not in perintah
    assert "--create-db" in Sasaran(ukur, panjang).perintah(Path("l.xml"), basis_baru=True)


def test_yang_gagal_dan_yang_habis_waktu_tidak_menghentikan_yang_lain() -> None:
    daftar = [
        baris("K1", "python -c 'raise SystemExit(3)'"),
        baris("K2", "python -c 'import time; time.sleep(60)'", detik=1),
        baris("K3", MENCATAT.format("K3", "7 dari 7", True)),
    ]
    nilai = [n for sebagian in jalan.ukur(daftar, daftar, tanggal="2026-11-22") for n in sebagian]
    assert [(n.id, n.lulus, n.nilai) for n in nilai] == [
        ("K1", False, "berhenti dengan kode 3"),
        ("K2", False, "dihentikan sesudah 1 detik"),
        ("K3", True, "7 dari 7"),
    ]


def test_baris_lain_dengan_sasaran_yang_sama_ikut_dinilai_sesudah_semua_sasarannya() -> None:
    satu, dua = MENCATAT.format("K2", "a", True), MENCATAT.format("K2", "b", True)
    daftar = [baris("K1", satu), baris("K2", satu), baris("K3", satu, dua)]
    assert [[n.id for n in n_] for n_ in jalan.ukur(daftar[:1], daftar, tanggal="")] == [["K1", "K2"]]
    assert [[n.id for n in n_] for n_ in jalan.ukur(daftar[2:], daftar, tanggal="")] == [["K1", "K2"], ["K3"]]


def test_laporan_pytest_menghitung_yang_gagal_dan_yang_dilewati(tmp_path: Path) -> None:
    laporan = tmp_path / "l.xml"
    laporan.write_text(
        '<testsuites><testsuite><testcase name="a"/><testcase name="b"><failure/></testcase>'
        '<testcase name="c"><skipped/></testcase></testsuite></testsuites>'
    )
    hasil = Hasil(sebab="berhenti dengan kode 1")
    jalan.baca_laporan(laporan, hasil)
    assert (hasil.semua, hasil.lulus, hasil.sebab) == (3, 1, "1 uji belum lulus: b")
    laporan.write_text('<testsuite><testcase name="c"><skipped/></testcase></testsuite>')
    dilewati = Hasil()
    jalan.baca_laporan(laporan, dilewati)
    assert dilewati.sebab == "semua ujinya dilewati"


def test_lingkungan_di_depan_sasaran_dan_beberapa_uji_sekaligus(monkeypatch: pytest.MonkeyPatch) -> None:
    satu = Sasaran("KASUS_SIFAT=20000 tests/a.py::test_b tests/c.py::test_d", True)
    perintah = satu.perintah(Path("l.xml"), basis_baru=False)
    assert perintah[3:5] == ["tests/a.py::test_b", "tests/c.py::test_d"]
    monkeypatch.delenv("KASUS_SIFAT", raising=False)
    assert satu.env() == {"KASUS_SIFAT": "20000"}
    monkeypatch.setenv("KASUS_SIFAT", "5")
    assert satu.env() == {}


def test_yang_diperkecil_menyebutnya_dan_tidak_lulus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ULANG", raising=False)
    satu = Baris(id="K1", janji="", batas="240 dari 240", pengubah=("ULANG",))
    penuh = [Hasil(catatan=[catatan("240 dari 240")])]
    assert jalan.perintah_ulang(satu) == "make mutu ARGS=K1"
    assert jalan.nilai_dari(satu, penuh, **KE).lulus
    monkeypatch.setenv("ULANG", "3")
    assert jalan.perintah_ulang(satu) == "ULANG=3 make mutu ARGS=K1"
    assert jalan.perintah_ulang(baris()) == "make mutu ARGS=K1", "yang tidak memakainya tidak menyebutnya"
    sedikit = jalan.nilai_dari(satu, [Hasil(catatan=[catatan("36 dari 36")])], **KE)
    assert (sedikit.nilai, sedikit.lulus) == ("36 dari 36; diperkecil dengan ULANG=3", False)


def test_catatan_hanya_ditulis_bila_diminta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LINGKUNGAN, raising=False)
    catat("K1", "tidak tersimpan", lulus=True)
    berkas = tmp_path / "c.jsonl"
    assert jalan.baca_catatan(berkas) == []
    monkeypatch.setenv(LINGKUNGAN, str(berkas))
    catat("K1", "½ detik", lulus=False)
    assert [json.loads(satu) for satu in berkas.read_text().splitlines()] == [catatan("½ detik", lulus=False)]
