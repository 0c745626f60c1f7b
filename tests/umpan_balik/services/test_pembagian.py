"""Beban menilai merata, dan tidak ada yang diminta sia-sia."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.kelompok import Kelompok
from umpan_balik.services.pembagian import Orang, bagi_penilai

SEMUA = {Kelompok.ATASAN: 1, Kelompok.REKAN: 3, Kelompok.BAWAHAN: 3}


def seunit(banyak: int, *, atasan: int = 100) -> list[Orang]:
    kepala = Orang(atasan, None, True, None, None, 9)
    return [kepala, *(Orang(i, atasan, False, 1, 2, 9) for i in range(1, banyak + 1))]


def test_tiap_orang_dinilai_atasannya_dan_lima_rekan() -> None:
    hasil = bagi_penilai(seunit(8), min_n=SEMUA, benih=1)
    per_orang = Counter((p.dinilai, p.kelompok) for p in hasil)
    for i in range(1, 9):
        assert per_orang[i, Kelompok.ATASAN] == 1
        assert per_orang[i, Kelompok.REKAN] == 5
    assert per_orang[100, Kelompok.BAWAHAN] == 5


def test_setiap_rekan_menilai_sebanyak_ia_dinilai() -> None:
    hasil = [p for p in bagi_penilai(seunit(11), min_n=SEMUA, benih=3) if p.kelompok is Kelompok.REKAN]
    assert set(Counter(p.penilai for p in hasil).values()) == {5}
    assert set(Counter(p.dinilai for p in hasil).values()) == {5}


def test_kelompok_yang_takkan_cukup_tidak_diminta() -> None:
    hasil = bagi_penilai(seunit(2), min_n=SEMUA, benih=1)
    assert {p.kelompok for p in hasil} == {Kelompok.ATASAN}


def test_unit_kecil_digabung_dengan_unit_seinduk() -> None:
    kecil = [Orang(i, 50 + i % 2, False, 10 + i % 2, 7, 9) for i in range(1, 5)]
    hasil = [p for p in bagi_penilai(kecil, min_n=SEMUA, benih=1) if p.kelompok is Kelompok.REKAN]
    assert len(hasil) == 4 * 3
    terpisah = [Orang(i, 50 + i % 2, False, 10 + i % 2, 20 + i % 2, 30 + i % 2) for i in range(1, 5)]
    assert not [p for p in bagi_penilai(terpisah, min_n=SEMUA, benih=1) if p.kelompok is Kelompok.REKAN]


def test_kepala_hanya_berekan_dengan_kepala() -> None:
    kepala = [Orang(i, 100, True, 5, None, 9) for i in range(1, 5)]
    staf = [Orang(i, 100, False, 5, None, 9) for i in range(11, 15)]
    for p in bagi_penilai([*kepala, *staf], min_n=SEMUA, benih=1):
        assert (p.dinilai < 10) == (p.penilai < 10)


def test_kelompok_tanpa_bobot_tidak_diminta() -> None:
    hasil = bagi_penilai(seunit(8), min_n={Kelompok.ATASAN: 1}, benih=1)
    assert {p.kelompok for p in hasil} == {Kelompok.ATASAN}


orang_acak = st.lists(
    st.builds(
        lambda i, atasan, kepala, unit: Orang(i, atasan, kepala, unit, unit // 2, unit // 4),
        st.integers(1, 60),
        st.one_of(st.none(), st.integers(1, 60)),
        st.booleans(),
        st.integers(1, 8),
    ),
    max_size=60,
    unique_by=lambda o: o.pegawai_id,
)


@given(orang_acak, st.integers(1, 1000))
def test_tidak_ada_yang_menilai_diri_atau_dua_kali_dan_hasilnya_tetap(orang: list[Orang], benih: int) -> None:
    hasil = bagi_penilai(orang, min_n=SEMUA, benih=benih)
    assert all(p.dinilai != p.penilai for p in hasil)
    assert len({(p.dinilai, p.penilai) for p in hasil}) == len(hasil)
    assert hasil == bagi_penilai(list(reversed(orang)), min_n=SEMUA, benih=benih)


@given(orang_acak, st.integers(1, 1000))
def test_tidak_ada_yang_menilai_lebih_dari_lima_rekan(orang: list[Orang], benih: int) -> None:
    beban = Counter(
        p.penilai for p in bagi_penilai(orang, min_n=SEMUA, benih=benih) if p.kelompok is Kelompok.REKAN
    )
    assert all(n <= 5 for n in beban.values())
