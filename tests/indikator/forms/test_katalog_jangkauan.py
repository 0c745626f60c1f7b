"""Centang jangkauan menjadi baris, dan kembali."""

from hypothesis import given
from hypothesis import strategies as st

from indikator.forms.katalog.indikator import gabung, pecah
from indikator.queries.katalog import MasukanJangkauan as J

JENIS = st.sets(st.sampled_from(["jpt", "fungsional", "pelaksana"])).map(sorted)
IDS = st.sets(st.integers(1, 6), max_size=4).map(sorted)


@given(JENIS, IDS, IDS)
def test_centang_yang_disimpan_terbaca_kembali_sama(
    jenis: list[str], jabatan: list[int], unit: list[int]
) -> None:
    assert pecah(gabung(jenis, jabatan, unit)) == (jenis, jabatan, unit)


def test_setiap_jabatan_berlaku_di_setiap_unit_yang_dicentang() -> None:
    assert gabung(["pelaksana"], [7], [1, 2]) == [
        J(jenis_jabatan="pelaksana", unit_id=1),
        J(jenis_jabatan="pelaksana", unit_id=2),
        J(jabatan_id=7, unit_id=1),
        J(jabatan_id=7, unit_id=2),
    ]


def test_tanpa_centang_tanpa_baris() -> None:
    assert gabung([], [], []) == []


def test_gabungan_khusus_tidak_dipaksa_menjadi_centang() -> None:
    assert pecah([J(jabatan_id=7, unit_id=1), J(jenis_jabatan="pelaksana")]) is None
