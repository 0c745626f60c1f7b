"""Tiap kekeliruan yang disisipkan memang mengubah kode, tepat di satu tempat, dan tidak pernah di berkasnya."""

import ast

import pytest

from mutu.mutan import kode_fungsi, mutan_dari


def fungsi(badan: str) -> str:
    return f"def f(a, b):\n    {badan}\n"


def hasil(sumber: str) -> list[str]:
    return [ast.unparse(satu.pohon()).split("\n    ", 1)[-1] for satu in mutan_dari(sumber)]


@pytest.mark.parametrize(
    ("badan", "mutan"),
    [
        ("return a < b", ["return None", "return a <= b"]),
        ("return a >= b", ["return None", "return a > b"]),
        ("return a == b", ["return None", "return a != b"]),
        ("return a in b", ["return None", "return a not in b"]),
        ("return a is None", ["return None", "return a is not None"]),
        ("return a and b", ["return None", "return a or b"]),
        ("return not a", ["return None", "return a"]),
        ("return a + b", ["return None", "return a - b"]),
        ("return a & b", ["return None", "return a | b"]),
        ("return True", ["return None", "return False"]),
        ("return 3", ["return None", "return 4"]),
        ("return D('0.5')", ["return None", "return D('1.5')"]),
        ("raise Galat", ["pass"]),
        ("wajib(a)", ["pass"]),
        ("b = 1 if a else b", ["b = 1 if not a else b", "b = 2 if a else b"]),
        ("return f'{a}' + 'x'", ["return None"]),
        ("return 'kata'", ["return None"]),
        ("return None", []),
        ("'''Hanya uraian.'''", []),
    ],
)
def test_kekeliruan_sebuah_badan_fungsi(badan: str, mutan: list[str]) -> None:
    assert hasil(fungsi(badan)) == mutan


def test_catatan_jenis_penghias_dan_bawaan_argumen_tidak_diganti() -> None:
    assert hasil("@hias(1)\ndef f(a: int | None = 1) -> bool | None:\n    pass\n") == []


def test_tetapan_modul_diganti_dan_isi_kelas_tidak() -> None:
    mutan = mutan_dari("BATAS = 3\nclass K:\n    isi = 4\n    def f(self):\n        return 5\n")
    assert [(m.tetapan, m.fungsi, m.baris) for m in mutan] == [("BATAS", None, 1), ("", 4, 5), ("", 4, 5)]


def test_mutan_dapat_dijalankan_dan_berbeda_dari_asalnya() -> None:
    sumber = fungsi("return a < b or a == 7")
    asal = {kode.co_code for kode in kode_fungsi(compile(sumber, "x", "exec"))}
    for satu in mutan_dari(sumber):
        kode = list(kode_fungsi(compile(satu.pohon(), "x", "exec")))
        assert len(kode) == 1
        assert {kode[0].co_code} != asal or kode[0].co_consts != next(
            kode_fungsi(compile(sumber, "x", "exec"))
        ).co_consts
