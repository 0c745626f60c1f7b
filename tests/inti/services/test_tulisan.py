"""Tulisan bebas di batas panjangnya."""

import pytest

from inti.galat import GalatAturan
from inti.services.tulisan import berukuran


@pytest.mark.parametrize(("teks", "jadi"), [("abc", "abc"), ("  abcd \n", "abcd"), ("abcde", "abcde")])
def test_di_dalam_batas_kembali_tanpa_spasi_tepi(teks: str, jadi: str) -> None:
    assert berukuran(teks, sekurangnya=3, paling_banyak=5) == jadi


@pytest.mark.parametrize(
    ("teks", "paling_banyak", "pesan"),
    [
        (" ab ", None, "Tulis catatannya sekurangnya 3 huruf; ini 2."),
        ("ab", 5, "Tulis catatannya 3 sampai 5 huruf; ini 2."),
        ("abcdef", 5, "Tulis catatannya 3 sampai 5 huruf; ini 6."),
    ],
)
def test_di_luar_batas_ditolak_di_bidangnya_dengan_panjangnya(
    teks: str, paling_banyak: int | None, pesan: str
) -> None:
    with pytest.raises(GalatAturan) as galat:
        berukuran(teks, sekurangnya=3, paling_banyak=paling_banyak, apa="catatannya", bidang="catatan")
    assert (galat.value.pesan, galat.value.bidang) == (pesan, "catatan")


def test_pesannya_ikut_tampil() -> None:
    with pytest.raises(GalatAturan, match=r"ini 0\. Pengusulnya membacanya\.$"):
        berukuran("", sekurangnya=3, pesan="Pengusulnya membacanya.")
