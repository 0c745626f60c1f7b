"""Ruas letak: potong, sambung, lingkaran, dan perangkat daerah, dibandingkan dengan hitungan hari demi hari."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepegawaian.rules.letak import DALAM_MAKS, Ruas, di_bawah, isi_dinas, lingkaran, pada, ubah_mulai

NOL = date(2026, 1, 1)
PANJANG = 20


def hari(n: int) -> date:
    return NOL + timedelta(days=n)


def ruas(unit: int, induk: int | None, *, dinas: int | None = None, mulai: int = 0, nama: str = "") -> Ruas:
    return Ruas(unit, induk, dinas, nama or f"Unit {unit}", "", hari(mulai), None, "", unit)


def test_nama_baru_tidak_menghapus_pindah_yang_sudah_dijadwalkan() -> None:
    satu = ubah_mulai([ruas(1, 10)], hari(10), dasar="SK 1", isi={"induk": 20})
    dua = ubah_mulai(satu, hari(5), dasar="SK 2", isi={"nama": "Baru"})
    assert [(r.sejak, r.induk, r.nama, r.dasar) for r in dua] == [
        (hari(0), 10, "Unit 1", ""),
        (hari(5), 10, "Baru", "SK 2"),
        (hari(10), 20, "Baru", "SK 1"),
    ]


def test_pindah_lebih_awal_berhenti_pada_pindah_berikutnya() -> None:
    satu = ubah_mulai([ruas(1, 10)], hari(10), dasar="", isi={"induk": 20})
    dua = ubah_mulai(satu, hari(5), dasar="", isi={"induk": 30})
    assert [(r.sejak, r.sampai, r.induk) for r in dua] == [
        (hari(0), hari(4), 10),
        (hari(5), hari(9), 30),
        (hari(10), None, 20),
    ]


def test_mengembalikan_menyambung_ruas_seperti_semula() -> None:
    semula = [ruas(1, 10)]
    pindah = ubah_mulai(semula, hari(10), dasar="SK", isi={"induk": 20})
    assert ubah_mulai(pindah, hari(10), dasar="", isi={"induk": 10}) == semula


def test_puncak_pohon_tidak_berdinas() -> None:
    susunan = {1: [ruas(1, None)], 2: [ruas(2, 1)], 3: [ruas(3, 2)]}
    hasil = isi_dinas(susunan, [1, 2, 3], hari(0), perangkat=frozenset())
    assert {unit: [r.dinas for r in daftar] for unit, daftar in hasil.items()} == {2: [2], 3: [2]}


def test_lingkaran_yang_baru_terjadi_nanti_ikut_ditemukan() -> None:
    # 2 dijadwalkan pindah ke bawah 1 pada hari ke-10; memindahkan 1 ke bawah 2 sejak hari ke-3 baru melingkar saat itu.
    susunan = {0: [ruas(0, None)], 1: ubah_mulai([ruas(1, 0)], hari(3), dasar="", isi={"induk": 2})}
    susunan[2] = ubah_mulai([ruas(2, 0)], hari(10), dasar="", isi={"induk": 1})
    assert lingkaran(susunan, 1, hari(3)) == hari(10)
    assert lingkaran(susunan | {2: [ruas(2, 0)]}, 1, hari(3)) is None


def test_dinas_cabang_mengikuti_pindah_hanya_selama_di_bawahnya() -> None:
    susunan = {
        0: [ruas(0, None)],
        1: [ruas(1, 0, dinas=1)],
        2: [ruas(2, 0, dinas=2)],
        3: ubah_mulai([ruas(3, 1, dinas=1)], hari(5), dasar="", isi={"induk": 2}),
        # 4 ikut 3 sampai hari ke-8, lalu kembali langsung di bawah dinas 1.
        4: ubah_mulai([ruas(4, 3, dinas=1)], hari(9), dasar="", isi={"induk": 1}),
    }
    akhir = susunan | isi_dinas(susunan, [3], hari(5), perangkat=frozenset())
    dinas = {u: [getattr(pada(akhir[u], hari(n)), "dinas", None) for n in (4, 5, 8, 9)] for u in (3, 4)}
    assert dinas == {3: [1, 2, 2, 2], 4: [1, 2, 2, 1]}


pindah = st.tuples(st.integers(1, 5), st.integers(0, 5), st.integers(0, PANJANG))


@settings(max_examples=200, deadline=None)
@given(langkah=st.lists(pindah, max_size=6), perangkat=st.frozensets(st.integers(1, 5)))
def test_sesudah_pindah_acak_ruas_tetap_sambung_dan_dinas_benar_tiap_hari(
    langkah: list[tuple[int, int, int]], perangkat: frozenset[int]
) -> None:
    susunan = {0: [ruas(0, None)]} | {u: [ruas(u, 0, dinas=u)] for u in range(1, 6)}
    acuan = {u: [None if u == 0 else 0] * (PANJANG + 1) for u in susunan}
    for unit, induk, mulai in langkah:
        if unit == induk:
            continue
        baru = susunan | {unit: ubah_mulai(susunan[unit], hari(mulai), dasar="", isi={"induk": induk})}
        if lingkaran(baru, unit, hari(mulai)) is not None:
            continue
        lama = acuan[unit][mulai]
        for n in range(mulai, PANJANG + 1):  # sampai pindah terjadwal berikutnya
            if acuan[unit][n] != lama:
                break
            acuan[unit][n] = induk
        susunan = baru | isi_dinas(baru, [unit], hari(mulai), perangkat=perangkat)
    # Yang tak pernah dipindah tidak dihitung ulang, jadi dibandingkan hanya bila perangkatnya pun sejak awal.
    for n in range(PANJANG + 1):
        for unit in susunan:
            kini = pada(susunan[unit], hari(n))
            assert kini is not None and kini.induk == acuan[unit][n]
            assert kini.dinas == dinas_lambat(acuan, unit, n, perangkat)
    for daftar in susunan.values():
        for satu, dua in pairwise(daftar):
            assert satu.sampai == dua.sejak - timedelta(days=1) and satu.isi != dua.isi


def dinas_lambat(
    acuan: dict[int, list[int | None]], unit: int, n: int, perangkat: frozenset[int]
) -> int | None:
    induk = acuan[unit][n]
    if induk is None:
        return None
    if unit in perangkat or acuan[induk][n] is None:
        return unit
    return dinas_lambat(acuan, induk, n, perangkat)


@pytest.mark.parametrize(
    ("lama", "baru", "hasil"),
    [
        ("", "SK 1", "SK 1"),
        ("SK 1", "", "SK 1"),
        ("SK 1", "  ", "SK 1"),
        ("SK 1", "SK 2", "SK 1; SK 2"),
        ("SK 1; SK 2", " SK 2 ", "SK 1; SK 2"),
        ("a" * 58, "b" * 60, f"{'a' * 58}; {'b' * 60}"),
        ("a" * 59, "b" * 60, "b" * 60),
        ("a", "b" * 130, "b" * 120),
    ],
)
def test_dasar_digabung_tanpa_mengulang_dan_paling_panjang_120_huruf(
    lama: str, baru: str, hasil: str
) -> None:
    semula = [replace(ruas(1, 10), dasar=lama)]
    (satu,) = ubah_mulai(semula, hari(0), dasar=baru, isi={"induk": 20})
    assert satu.dasar == hasil


def test_ruas_yang_sudah_berakhir_tidak_ikut_berubah_dan_yang_berakhir_hari_itu_ikut() -> None:
    dua = ubah_mulai([ruas(1, 10)], hari(5), dasar="", isi={"induk": 20})
    assert [(r.sejak, r.sampai, r.induk) for r in ubah_mulai(dua, hari(5), dasar="", isi={"induk": 30})] == [
        (hari(0), hari(4), 10),
        (hari(5), None, 30),
    ]
    assert [(r.sejak, r.sampai, r.induk) for r in ubah_mulai(dua, hari(4), dasar="", isi={"induk": 30})] == [
        (hari(0), hari(3), 10),
        (hari(4), hari(4), 30),
        (hari(5), None, 20),
    ]


def test_ruas_hanya_memuat_hari_pertama_sampai_terakhirnya() -> None:
    satu = replace(ruas(1, None, mulai=3), sampai=hari(5))
    assert [satu.memuat(hari(n)) for n in range(2, 7)] == [False, True, True, True, False]
    assert pada([satu], hari(6)) is None


def test_dua_belas_tingkat_di_atas_unit_masih_ditelusuri() -> None:
    """Perangkat daerahnya unit tepat di bawah akar, walau dua belas tingkat di atasnya."""
    susunan = {0: [ruas(0, None)]} | {n: [ruas(n, n - 1)] for n in range(1, 13)}
    hasil = isi_dinas(susunan, [12], hari(0), perangkat=frozenset())
    assert [r.dinas for r in hasil[12]] == [1]
    assert DALAM_MAKS == 12


def test_di_bawah_unit_hanya_yang_sudah_ada_pada_hari_itu() -> None:
    susunan = {1: [ruas(1, None)], 2: [ruas(2, 1)], 3: [ruas(3, 2, mulai=5)], 4: [ruas(4, None)]}
    assert di_bawah(susunan, [1], hari(4)) == {1, 2}
    assert di_bawah(susunan, [1], hari(5)) == {1, 2, 3}
    assert di_bawah(susunan, [2, 4], hari(5)) == {2, 3, 4}
