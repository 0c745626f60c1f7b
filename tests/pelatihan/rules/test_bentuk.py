"""Dua puluh lima bentuk SIASN: kode, jalur, dan cara membaca sebutan penyelenggara."""

import pytest

from pelatihan.rules.bentuk import BENTUK, klasikal, kode_dari_teks


def test_dua_puluh_lima_kode_dan_yang_nonklasikal_persis_daftarnya() -> None:
    assert list(BENTUK) == list(range(1, 26))
    assert {k for k in BENTUK if not klasikal(k)} == {10, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25}


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ("Diklat Struktural", 1),
        ("diklat  fungsional", 2),
        ("PELATIHAN TEKNIS", 3),
        ("Pelatihan Manajerial", 5),
        ("Pelatihan Jarak Jauh", 17),
        ("Komunitas Belajar (Community Of Practices)", 23),
        ("Bimbingan Di Tempat Kerja", 24),
        ("Bimbingan Teknis", 8),
        ("Pelatihan struktural kepemimpinan", 1),
        ("Pelatihan Fungsional Auditor", 2),
        ("Lokakarya SAKIP", 4),
        ("Sosial kultural", 6),
        ("Bimtek SPBE", 8),
        ("E learning antikorupsi", 16),
        ("Pertukaran pegawai", 21),
        ("Nonklasikal", 25),
        ("1", 1),
        ("14", 14),
        ("25", 25),
        ("26", 13),
        ("0", 13),
        ("Studi banding ke luar", 13),
        ("", 13),
    ],
)
def test_sebutan_menjadi_kode(teks: str, kode: int) -> None:
    assert kode_dari_teks(teks) == kode


def test_kode_di_luar_daftar_ditolak() -> None:
    with pytest.raises(ValueError, match="1 sampai 25"):
        klasikal(26)
    with pytest.raises(ValueError, match="1 sampai 25"):
        klasikal(0)
