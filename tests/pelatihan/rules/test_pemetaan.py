"""Pemetaan dibaca dua arah, dan tabelnya menolak baris yang ganda, asing, atau di luar 1–100."""

import pytest

from pelatihan.rules.pemetaan import (
    AWALAN,
    CUKUP_MELATIH,
    LEBUR,
    Hubungan,
    Peta,
    periksa,
)

SUMBER = "nilai:a"
KOMPETENSI = f"{AWALAN}integritas"
DAFTAR = {"sumber": {SUMBER: "Panduan A"}, "sasaran": {KOMPETENSI: "Integritas"}}


def peta(kekuatan: int, sasaran: str = KOMPETENSI) -> Peta:
    return Peta((Hubungan(SUMBER, sasaran, kekuatan),))


def test_kompetensi_yang_dibicarakan_beserta_kekuatannya() -> None:
    assert [(k, str(w)) for k, w in peta(60).kompetensi(SUMBER)] == [("integritas", "0.6")]
    assert peta(60).kompetensi("lain") == ()
    assert peta(60, "bidang:lain").kompetensi(SUMBER) == ()


def test_terkait_dua_arah_hanya_bila_cukup_melatih() -> None:
    cukup = peta(CUKUP_MELATIH)
    assert cukup.terkait(SUMBER) == {KOMPETENSI} and cukup.terkait(KOMPETENSI) == {SUMBER}
    assert peta(CUKUP_MELATIH - 1).terkait(SUMBER) == frozenset()
    satu_arah = peta(CUKUP_MELATIH, "bidang:lain")
    assert satu_arah.terkait(SUMBER) == {"bidang:lain"} and satu_arah.terkait("bidang:lain") == frozenset()


@pytest.mark.parametrize(
    ("kekuatan", "bercelah", "lebur"),
    [
        (LEBUR, {"integritas"}, True),
        (LEBUR - 1, {"integritas"}, False),
        (LEBUR, {"lain"}, False),
        (LEBUR, set(), False),
    ],
)
def test_dilebur_bila_kuat_dan_kompetensinya_bercelah(kekuatan: int, bercelah: set[str], lebur: bool) -> None:
    assert peta(kekuatan).dilebur(SUMBER, bercelah) is lebur


@pytest.mark.parametrize("kekuatan", [1, 100])
def test_kekuatan_di_tepinya_diterima(kekuatan: int) -> None:
    satu = Hubungan(SUMBER, KOMPETENSI, kekuatan)
    assert periksa([satu], **DAFTAR) == (satu,)


@pytest.mark.parametrize(
    ("daftar", "pesan"),
    [
        ([Hubungan(SUMBER, KOMPETENSI, 0)], "1 sampai 100"),
        ([Hubungan(SUMBER, KOMPETENSI, 101)], "1 sampai 100"),
        (
            [Hubungan(SUMBER, KOMPETENSI, 5), Hubungan(SUMBER, KOMPETENSI, 9)],
            "“Panduan A” ke “Integritas” tertulis dua kali",
        ),
        ([Hubungan("karangan", KOMPETENSI, 5)], "tidak ada di daftar"),
        ([Hubungan(SUMBER, "karangan", 5)], "tidak ada di daftar"),
        ([Hubungan(KOMPETENSI, SUMBER, 5)], "tidak ada di daftar"),
        ([Hubungan(f"{SUMBER}x", KOMPETENSI, 5)], "tidak ada di daftar"),
        ([Hubungan(SUMBER, f"{KOMPETENSI}x", 5)], "tidak ada di daftar"),
    ],
)
def test_baris_yang_tidak_mungkin_ditolak(daftar: list[Hubungan], pesan: str) -> None:
    with pytest.raises(ValueError, match=pesan):
        periksa(daftar, **DAFTAR)
