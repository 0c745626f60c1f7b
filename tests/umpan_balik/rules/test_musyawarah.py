"""Batas dukungan: satu alat sekali, satu jaringan dua puluh kali, selebihnya ditahan dengan sebabnya."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umpan_balik.rules.musyawarah import DUKUNG_SEJARINGAN, sebab_memeriksa, sebab_menahan


@pytest.mark.parametrize(
    ("sealat", "sejaringan", "sebab"),
    [(0, 0, ""), (0, 19, ""), (1, 1, "Alat yang sama"), (0, 20, "Lebih dari 20"), (1, 20, "Alat yang sama")],
)
def test_sebab(sealat: int, sejaringan: int, sebab: str) -> None:
    hasil = sebab_menahan(sealat=sealat, sejaringan=sejaringan)
    assert hasil.startswith(sebab) and bool(hasil) == bool(sebab)


@given(st.lists(st.text("ab", min_size=1, max_size=6), max_size=80))
def test_satu_jaringan_tidak_pernah_dihitung_lebih_dari_batasnya(alat: list[str]) -> None:
    """Apa pun nama alat yang dikarang."""
    dihitung: list[str] = []
    for satu in alat:
        if not sebab_menahan(sealat=dihitung.count(satu), sejaringan=len(dihitung)):
            dihitung.append(satu)
    assert len(dihitung) == min(DUKUNG_SEJARINGAN, len(set(alat))) == len(set(dihitung))


def test_usul_keempat_dari_satu_alat_diberi_tanda_dan_hitungan_mustahil_ditolak() -> None:
    assert sebab_memeriksa(2) == "" and sebab_memeriksa(3)
    with pytest.raises(ValueError):
        sebab_menahan(sealat=2, sejaringan=1)
