"""Manifes cadangan dan umurnya, tanpa basis data."""

from datetime import UTC, datetime, timedelta

import pytest

from inti.rules.cadangan import (
    IsiBerkas,
    IsiTabel,
    Manifes,
    beda_tabel,
    dibuang,
    jalur_aman,
    nama_cadangan,
    terlambat,
)

KINI = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
MANIFES = Manifes(
    dibuat="2026-11-22T23:30:00+00:00",
    kode="abc",
    postgres=17,
    migrasi=("inti.0001_initial",),
    dump=IsiBerkas(3, "d"),
    tabel={"a": IsiTabel(2, "x"), "b": IsiTabel(0, "y")},
    berkas={"bukti/1/aa": IsiBerkas(5, "z")},
    hilang=("bukti/1/bb",),
)


def test_manifes_kembali_persis_sama() -> None:
    assert Manifes.dari_teks(MANIFES.ke_teks()) == MANIFES and MANIFES.ukuran == 8


@pytest.mark.parametrize(("lama", "baru"), [('"bentuk": 1', '"bentuk": 9'), ("bukti/1/aa", "../../etc/x")])
def test_manifes_asing_ditolak(lama: str, baru: str) -> None:
    with pytest.raises(ValueError, match=r"dikenal|keluar"):
        Manifes.dari_teks(MANIFES.ke_teks().replace(lama, baru))


@pytest.mark.parametrize(
    ("jalur", "aman"), [("a/b", True), ("/a", False), ("a/../b", False), ("", False), ("a..b", True)]
)
def test_jalur_tidak_pernah_keluar_dari_foldernya(jalur: str, aman: bool) -> None:
    assert jalur_aman(jalur) is aman


def test_yang_terlama_dibuang_dan_nama_lain_tidak_disentuh() -> None:
    nama = [nama_cadangan(KINI + timedelta(days=n)) for n in range(5)]
    ada = [*nama, "catatan.txt", ".asn-20260101T000000Z.sebagian", "asn-lama"]
    assert dibuang(ada, simpan=3) == nama[:2]
    assert dibuang(ada, simpan=9) == []
    with pytest.raises(ValueError, match="satu"):
        dibuang(ada, simpan=0)


def test_tiap_beda_tabel_disebut() -> None:
    ada = {"a": IsiTabel(2, "x"), "b": IsiTabel(0, "y")}
    assert beda_tabel(MANIFES.tabel, ada) == []
    assert beda_tabel(MANIFES.tabel, ada | {"a": IsiTabel(3, "q")}) == [
        "tabel a berisi 3 baris, seharusnya 2"
    ]
    assert beda_tabel(MANIFES.tabel, ada | {"a": IsiTabel(2, "q")}) == ["isi tabel a berbeda"]
    assert beda_tabel(MANIFES.tabel, {"c": IsiTabel(0, "")}) == [
        "tabel a tidak ada",
        "tabel b tidak ada",
        "tabel c tidak ada dalam manifes",
    ]


@pytest.mark.parametrize(
    ("umur", "alarm"), [(None, True), (timedelta(hours=26), False), (timedelta(hours=26, seconds=1), True)]
)
def test_alarm_sesudah_dua_puluh_enam_jam(umur: timedelta | None, alarm: bool) -> None:
    assert terlambat(KINI - umur if umur is not None else None, sekarang=KINI) is alarm
