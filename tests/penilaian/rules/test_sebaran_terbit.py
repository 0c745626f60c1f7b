"""Sebaran yang terbit tidak menunjuk segelintir orang, tidak juga bila jumlahnya dikurangi."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.rules.sebaran_terbit import MINIMAL, sebaran_terbit


@pytest.mark.parametrize(
    ("banyak", "terbit"),
    [
        ([0, 0, 5, 20, 6], [0, 0, 5, 20, 6]),
        ([0, 0, 2, 3, 20], [0, 0, None, None, 20]),  # 2 + 3 = 5 tersimpan bersama
        ([0, 1, 6, 20, 8], [0, None, None, 20, 8]),  # satu orang saja terbaca dari jumlahnya, jadi 6 ikut
        ([0, 0, 1, 20, 0], []),
        ([0, 5, 20, 0, 0], [0, 5, 20, 0, 0]),
        ([0, 0, 0, 20, 0], []),  # semua satu predikat: predikat tiap orang terbaca
        ([1, 1, 1, 1, 0], []),
        ([0, 0, 0, 0, 0], []),
    ],
)
def test_yang_terlalu_sedikit_disimpan(banyak: list[int], terbit: list[int | None]) -> None:
    assert list(sebaran_terbit(dict(enumerate(banyak))).values()) == terbit


def test_bilangan_negatif_ditolak() -> None:
    with pytest.raises(ValueError, match="negatif"):
        sebaran_terbit({"baik": -1})


@settings(max_examples=60)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_yang_tersimpan_selalu_nol_atau_paling_sedikit_lima_orang(banyak: list[int]) -> None:
    hasil = sebaran_terbit(dict(enumerate(banyak)))
    if not hasil:
        return
    tampak = [n for n in hasil.values() if n is not None]
    sisa = sum(banyak) - sum(tampak)
    assert sisa == 0 or sisa >= MINIMAL
    assert all(n == 0 or n >= MINIMAL for n in tampak)
    assert sum(n > 0 for n in tampak) >= 1 and max(tampak) < sum(banyak)
    assert all(n is None or n == banyak[k] for k, n in hasil.items())


def test_kembaran_tanpa_ikut_disimpan_membuka_satu_orang() -> None:
    banyak = {"kurang": 1, "butuh": 6, "baik": 20}
    bocor = {k: n if n >= MINIMAL else None for k, n in banyak.items()}
    assert sum(banyak.values()) - sum(n for n in bocor.values() if n) == 1
    rapat = sebaran_terbit(banyak)
    assert sum(banyak.values()) - sum(n for n in rapat.values() if n) >= MINIMAL
