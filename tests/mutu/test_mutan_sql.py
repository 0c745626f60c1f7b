"""Kekeliruan dalam SQL mengubah tepat satu tempat, dan tidak di komentar, kutipan, atau nama parameter."""

import pytest
from django.utils.functional import SimpleLazyObject

from mutu.mutan import mutan_dari
from mutu.mutan_sql import gantian_sql
from mutu.mutasi import baca_setara, kunci
from mutu.pasang import AKAR, Termuat


@pytest.mark.parametrize(
    ("sql", "sesudah"),
    [
        ("SELECT a FROM b WHERE x <= y", ["SELECT a FROM b WHERE x < y"]),
        (
            "SELECT a FROM b WHERE x = y AND z IS NULL",
            [
                "SELECT a FROM b WHERE x <> y AND z IS NULL",
                "SELECT a FROM b WHERE x = y OR z IS NULL",
                "SELECT a FROM b WHERE x = y AND z IS NOT NULL",
            ],
        ),
        ("SELECT sum(a) FROM b LIMIT 1", ["SELECT max(a) FROM b LIMIT 1", "SELECT sum(a) FROM b LIMIT 2"]),
        ("SELECT a FROM b -- x = y AND 3", []),
        ("SELECT 'x = 3', %(a1)s FROM b", []),
        ("SELECT round(round(a, 20), 2) FROM b", ["SELECT round(round(a, 20), 3) FROM b"]),
        ("UPDATE a SET b = c", []),
        ("SELECT a LEFT JOIN b", ["SELECT a JOIN b"]),
        (" x = y", []),
    ],
)
def test_kekeliruan_sepenggal_sql(sql: str, sesudah: list[str]) -> None:
    assert [baru for _, _, baru in gantian_sql(sql)] == sesudah


def test_sql_yang_disambung_diganti_di_tempat_sambungannya() -> None:
    sumber = 'A = f"""SELECT x FROM t WHERE y = 1 {B}"""\nC = 3\n'
    mutan = [m for m in mutan_dari(sumber) if m.teks]
    assert [m.kode for m in mutan] == [sumber.splitlines()[0]] * 2
    ruang = {"SQL": "WITH q AS (SELECT x FROM t WHERE y = 1 AND z) SELECT 1 FROM q", "LAIN": "SELECT 2"}
    termuat = Termuat({}, [], [(ruang, nama) for nama in ruang])
    assert termuat.pasang(mutan[0], AKAR / "tidak_ada.py")
    assert ruang["SQL"] == "WITH q AS (SELECT x FROM t WHERE y <> 1 AND z) SELECT 1 FROM q"
    assert ruang["LAIN"] == "SELECT 2"


def test_benda_malas_yang_menolak_dihitung_tidak_menghentikan_pencarian_fungsi() -> None:
    def menolak() -> object:
        raise RuntimeError("tidak boleh dihitung")

    malas = SimpleLazyObject(menolak)
    berkas = AKAR / "mutu" / "pasang.py"
    assert len(Termuat.kini([berkas]).fungsi[str(berkas)]) >= 5
    with pytest.raises(RuntimeError, match="tidak boleh dihitung"):
        isinstance(malas, type(menolak))


def test_dua_mutan_serupa_di_satu_baris_dibedakan() -> None:
    mutan = mutan_dari("def f(a):\n    return g(1, 1)\n")
    assert [m.apa for m in mutan] == ["mengembalikan None", "1 menjadi 2", "1 menjadi 2 (2)"]


def test_daftar_setara_hanya_menyebut_mutan_yang_ada() -> None:
    berkas = {satu.split(" ¦ ")[0] for satu in baca_setara()}
    ada = {kunci(nama, m) for nama in berkas for m in mutan_dari((AKAR / nama).read_text(encoding="utf-8"))}
    assert baca_setara() - ada == set()
