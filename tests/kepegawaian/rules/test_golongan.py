"""Golongan resmi menurut status."""

import pytest

from kepegawaian.rules.golongan import daftar, periksa


def test_daftar_resmi_pns_dan_pppk() -> None:
    pns, pppk = daftar("PNS"), daftar("PPPK")
    assert len(pns) == 17 and pns["IV/e"] == "IV/e, Pembina Utama" and pns["II/c"] == "II/c, Pengatur"
    assert len(pppk) == 17 and "IX" in pppk and not set(pns) & set(pppk)
    assert daftar("HONORER") == {}


@pytest.mark.parametrize(
    ("tulisan", "status", "hasil"),
    [("III/a", "PNS", "III/a"), (" IX ", "PPPK", "IX"), ("", "PNS", ""), ("  ", "PPPK", "")],
)
def test_golongan_yang_benar_dirapikan(tulisan: str, status: str, hasil: str) -> None:
    assert periksa(tulisan, status=status) == hasil


@pytest.mark.parametrize(
    ("tulisan", "status"),
    [("IX", "PNS"), ("III/a", "PPPK"), ("V/a", "PNS"), ("III/A", "PNS"), ("XVIII", "PPPK"), ("9", "PPPK")],
)
def test_golongan_status_lain_ditolak_dan_disebut_daftarnya(tulisan: str, status: str) -> None:
    with pytest.raises(ValueError, match=f"bukan golongan {status}"):
        periksa(tulisan, status=status)
