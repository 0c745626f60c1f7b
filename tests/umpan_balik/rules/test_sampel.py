import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.indikator.rules.bantu import SIFAT
from umpan_balik.rules.sampel import UNTUK_TAK_HINGGA, responden_minimal

# Tabel Krejcie dan Morgan dalam lampiran PermenPANRB 14/2017: populasi → responden.
# N = 95 tercetak lain di salinan yang ditemukan; di sini 76, yaitu menurut rumusnya.
TABEL = """
10 10 15 14 20 19 25 24 30 28 35 32 40 36 45 40 50 44 55 48 60 52 65 56 70 59 75 63 80 66 85 70 90 73 95 76
100 80 110 86 120 92 130 97 140 103 150 108 160 113 170 118 180 123 190 127 200 132 210 136 220 140 230 144
240 148 250 152 260 155 270 159 280 162 290 165 300 169 320 175 340 181 360 186 380 191 400 196 420 201
440 205 460 210 480 214 500 217 550 226 600 234 650 242 700 248 750 254 800 260 850 265 900 269 950 274
1000 278 1100 285 1200 291 1300 297 1400 302 1500 306 1600 310 1700 313 1800 317 1900 320 2000 322 2200 327
2400 331 2600 335 2800 338 3000 341 3500 346 4000 351 4500 354 5000 357 6000 361 7000 364 8000 367 9000 368
10000 370 15000 375 20000 377 30000 379 40000 380 50000 381 75000 382
"""
ANGKA = [int(x) for x in TABEL.split()]
BARIS = list(zip(ANGKA[::2], ANGKA[1::2], strict=True))


def test_seluruh_tabel_terbaca() -> None:
    assert len(BARIS) == 89


@pytest.mark.parametrize(("populasi", "responden"), BARIS)
def test_tabel_krejcie_morgan(populasi: int, responden: int) -> None:
    assert responden_minimal(populasi) == responden


@pytest.mark.parametrize(("populasi", "responden"), [(0, 0), (1, 1), (2, 2), (9, 9)])
def test_populasi_kecil_disurvei_seluruhnya(populasi: int, responden: int) -> None:
    assert responden_minimal(populasi) == responden


def test_populasi_tak_hingga() -> None:
    assert responden_minimal(10**12) == UNTUK_TAK_HINGGA


def test_populasi_negatif_ditolak() -> None:
    with pytest.raises(ValueError, match="tidak boleh kurang dari 0"):
        responden_minimal(-1)


@SIFAT
@given(st.integers(0, 10**7), st.integers(0, 10**5))
def test_populasi_lebih_besar_tidak_memerlukan_lebih_sedikit(populasi: int, tambah: int) -> None:
    a, b = responden_minimal(populasi), responden_minimal(populasi + tambah)
    assert a <= b <= UNTUK_TAK_HINGGA
    assert a <= populasi
