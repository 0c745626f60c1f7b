"""Contoh umpan balik harus disunting: bagian kosong, bunyi contoh, dan tulisan yang sama ditolak dengan kalimat biasa."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.berakhlak import NILAI
from penilaian.rules.umpan_rhk import (
    CONTOH_NILAI,
    CONTOH_RHK,
    TulisanLain,
    belum_diisi,
    contoh_untuk,
    kata,
    masih_contoh,
    periksa,
    serupa,
)

SEMUA = [*CONTOH_RHK, *(c for tiga in CONTOH_NILAI.values() for c in tiga)]
SUNGGUH = "Antrean akta turun dari tiga hari menjadi satu hari sejak loket dibagi dua. Catat caranya untuk kecamatan."


def satu(teks: str, *, lain: list[TulisanLain] | None = None, nama: str = "Ratna Wulandari") -> str:
    return periksa({"rhk_1": ("Akta terbit", teks)}, nama=nama, sapaan="Ratna", lain=lain or []).get(
        "rhk_1", ""
    )


def test_tiap_nilai_dan_rhk_punya_tiga_contoh_yang_semuanya_berbagian_kosong() -> None:
    assert set(CONTOH_NILAI) == {str(n.kode) for n in NILAI}
    assert all(len(contoh_untuk(n)) == 3 for n in ("", *CONTOH_NILAI))
    assert all(belum_diisi(c.teks) for c in SEMUA)
    assert len({c.teks for c in SEMUA}) == len(SEMUA) == 24


@pytest.mark.parametrize("contoh", SEMUA, ids=lambda c: c.teks[:30])
def test_contoh_yang_ditempel_apa_adanya_atau_hanya_dihapus_kurungnya_ditolak(contoh) -> None:
    assert satu(contoh.teks).startswith("Ganti [")
    tanpa = re.sub(r"\[[^\]]*\]", "", contoh.teks)
    assert "masih bunyi contohnya" in satu(tanpa)
    isi = iter(["loket", "dibagi", "dua", "sejak", "Agustus", "dan", "antrean", "turun", "separuh"] * 3)
    diisi = re.sub(r"\[[^\]]*\]", lambda _: " ".join(next(isi) for _ in range(4)), contoh.teks)
    assert satu(diisi) == ""


@pytest.mark.parametrize(
    ("teks", "kosong"),
    [
        ("Baik saat [contoh peristiwa].", ["[contoh peristiwa]"]),
        ("Baik saat [Contoh  Peristiwa].", ["[Contoh  Peristiwa]"]),
        ("Laporan [lihat lampiran 3] rapi dan lengkap.", []),
        ("Tanpa kurung.", []),
    ],
)
def test_hanya_bagian_contoh_yang_disebut_kosong(teks: str, kosong: list[str]) -> None:
    assert belum_diisi(teks) == kosong


@pytest.mark.parametrize(
    ("milik", "orang_lain", "sama"),
    [
        (SUNGGUH, SUNGGUH, True),
        (SUNGGUH.upper(), SUNGGUH, True),
        ("Ratna, " + SUNGGUH, "Yohanes, " + SUNGGUH, True),  # mengganti nama saja
        (SUNGGUH.replace("akta", "KTP"), SUNGGUH, True),  # mengganti satu kata
        ("Sangat rapi.", "Sangat teliti.", False),
        ("Rapat mingguan Anda pimpin dengan tenang dan selesai tepat waktu.", SUNGGUH, False),
    ],
)
def test_tulisan_yang_sama_untuk_orang_lain_ditolak_dengan_namanya(
    milik: str, orang_lain: str, sama: bool
) -> None:
    kalimat = satu(milik, lain=[TulisanLain("Yohanes Tukan", "Yohanes", orang_lain)])
    assert ("sama dengan yang Anda tulis untuk Yohanes" in kalimat) is sama


def test_satu_tulisan_tidak_untuk_dua_pokok_orang_yang_sama() -> None:
    hasil = periksa(
        {"rhk_1": ("Akta terbit", SUNGGUH), "rhk_2": ("Arsip tertata", SUNGGUH), "rhk_3": ("Kosong", "  ")},
        nama="Ratna",
        sapaan="Ratna",
        lain=[],
    )
    assert list(hasil) == ["rhk_2"] and "“Akta terbit”" in hasil["rhk_2"]


def test_nama_dan_tanda_baca_saja_bukan_umpan_balik() -> None:
    assert satu("Ratna...") == "Tulis dengan kata, bukan tanda baca atau nama saja."


@given(st.text(max_size=80), st.text(max_size=80))
def test_sifat_tulisan_selalu_serupa_dengan_dirinya_dan_tambahan_kata_lain_tidak_pernah_menambah_serupa(
    teks: str, tambahan: str
) -> None:
    milik = kata(teks)
    if milik:
        assert serupa(milik, milik)
        assert serupa(milik, milik + kata(tambahan))
    assert not masih_contoh("satu dua tiga empat lima enam tujuh")


@pytest.mark.parametrize(
    ("milik", "sendiri", "masih"),
    [(0, 0, True), (0, 2, True), (0, 3, False), (-1, 2, False)],
    ids=["separuh tepat", "dua kata sendiri", "tiga kata sendiri", "kurang dari separuh"],
)
def test_separuh_kata_contoh_dengan_kurang_dari_tiga_kata_sendiri_masih_contoh(
    milik: int, sendiri: int, masih: bool
) -> None:
    tetap = [list(kata(re.sub(r"\[[^\]]*\]", " ", c.teks)).elements()) for c in SEMUA]
    contoh = max((satu for satu in tetap if len(satu) % 2 == 0), key=len)
    diambil = contoh[: len(contoh) // 2 + milik] + ["loket", "antrean", "arsip"][:sendiri]
    assert masih_contoh(" ".join(diambil)) is masih
