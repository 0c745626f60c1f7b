"""Uji tentang urutan uji: tidak ada yang hilang, dan yang lama mulai di awal tiap pekerja."""

import pytest

from tests.urutan import BERAT, berkas, sebar

LAMA = sorted(BERAT, key=lambda n: -BERAT[n])


@pytest.mark.parametrize("pekerja", [1, 2, 3, 8])
@pytest.mark.parametrize("ringan", [0, 1, 7, 500])
def test_semua_uji_tetap_dijalankan_tepat_sekali(pekerja: int, ringan: int) -> None:
    semua = [f"tests/a/test_{n}.py::test_x" for n in range(ringan)] + [
        f"{n}::test_{k}" for n in LAMA for k in "ab"
    ]
    assert sorted(sebar(semua, pekerja)) == list(range(len(semua)))
    assert sebar(semua[:3], pekerja) is not None


def test_dua_yang_terlama_mulai_bersamaan_di_dua_pekerja() -> None:
    semua = [f"tests/a/test_{n}.py::test_x" for n in range(200)] + [f"{n}::test_a" for n in reversed(LAMA)]
    urut = [berkas(semua[n]) for n in sebar(semua, 2)]
    assert {urut[0], urut[len(semua) // 2]} == set(LAMA[:2])


def test_uji_satu_berkas_lama_tetap_berurutan() -> None:
    semua = [f"{LAMA[2]}::test_{k}" for k in "abc"] + [f"tests/a/test_{n}.py::test_x" for n in range(50)]
    letak = [sebar(semua, 2).index(n) for n in range(3)]
    assert letak == list(range(letak[0], letak[0] + 3))


def test_berkas_yang_disebut_memang_ada(pytestconfig: pytest.Config) -> None:
    assert [n for n in BERAT if not (pytestconfig.rootpath / n).is_file()] == []
