"""Pencarian himpunan pelatihan: sama dengan mencoba semuanya."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pelatihan.rules.pilihan import Calon, mutu, nama, pilih
from tests.indikator.rules.bantu import SIFAT

BANYAK_KEBUTUHAN = 5


@st.composite
def calon(draw: st.DrawFn) -> Calon:
    jawab = draw(st.integers(0, 2**BANYAK_KEBUTUHAN - 1))
    return Calon(
        jawab,
        jawab & draw(st.integers(0, 2**BANYAK_KEBUTUHAN - 1)),
        draw(st.integers(0, 12)),
        draw(st.booleans()),
        draw(st.sampled_from("ABC")),
        draw(st.integers(1, 99)),
    )


CALON = st.lists(calon(), max_size=9, unique_by=lambda c: c.id)
NILAI = st.lists(st.integers(1, 6), min_size=BANYAK_KEBUTUHAN, max_size=BANYAK_KEBUTUHAN)


def coba_semua(semua: list[Calon], nilai: list[int], sisa: int, banyak: int) -> tuple[Calon, ...]:
    """Tiap himpunan yang muat ditimbang; tidak ada yang dipangkas."""
    boleh = [c for c in semua if c.jawab and c.jp > 0]
    muat = [h for n in range(1, banyak + 1) for h in combinations(boleh, n) if sum(c.jp for c in h) <= sisa]
    if not muat:
        return ()
    teratas = max(mutu(h, nilai) for h in muat)
    return min((h for h in muat if mutu(h, nilai) == teratas), key=nama)


@SIFAT
@given(CALON, NILAI, st.integers(0, 30), st.integers(1, 4))
def test_pilihan_sama_dengan_mencoba_semua_himpunan(
    semua: list[Calon], nilai: list[int], sisa: int, banyak: int
) -> None:
    terpilih = pilih(semua, nilai, sisa_jp=sisa, banyak=banyak)
    assert nama(terpilih) == nama(coba_semua(semua, nilai, sisa, banyak))
    assert sum(c.jp for c in terpilih) <= sisa


def test_yang_rakus_kalah_dari_yang_tepat() -> None:
    """Satu pelatihan besar menjawab 5; dua yang lebih kecil, yang sama-sama muat, menjawab 6."""
    besar = Calon(0b0011, 0, 18, False, "Besar", 1)
    kiri, kanan = Calon(0b0101, 0, 10, False, "Kiri", 2), Calon(0b1010, 0, 10, False, "Kanan", 3)
    assert pilih([besar, kiri, kanan], [3, 2, 1, 1], sisa_jp=20, banyak=3) == (kiri, kanan)
    assert pilih([besar, kiri, kanan], [3, 2, 1, 1], sisa_jp=19, banyak=3) == (besar,)


def test_satu_pelatihan_yang_menjawab_semua_mengalahkan_dua() -> None:
    satu = Calon(0b11, 0b00, 20, False, "Satu", 1)
    dua = [Calon(0b01, 0b01, 2, False, "A", 2), Calon(0b10, 0b10, 2, False, "B", 3)]
    assert pilih([satu, *dua], [1, 1], sisa_jp=20, banyak=3) == (satu,)


def test_bentuk_yang_cocok_memutus_yang_sama_banyak() -> None:
    cocok, lebih_singkat = Calon(1, 1, 16, False, "A", 1), Calon(1, 0, 4, True, "B", 2)
    assert pilih([lebih_singkat, cocok], [7], sisa_jp=20, banyak=3) == (cocok,)


def test_mutu_himpunan_kosong_paling_rendah_dan_banyak_nol_tidak_memilih() -> None:
    satu = Calon(1, 0, 4, False, "A", 1)
    assert mutu([], [7]) == (0, 0, 0, 0, 0)
    assert pilih([satu], [7], sisa_jp=9, banyak=0) == ()
    assert pilih([satu], [7], sisa_jp=4, banyak=1) == (satu,)
    assert pilih([satu], [7], sisa_jp=3, banyak=1) == ()
    assert pilih([replace(satu, jp=0)], [7], sisa_jp=3, banyak=1) == ()


def test_sebidang_lalu_jp_lalu_judul_memutus_yang_sama() -> None:
    biasa = Calon(1, 1, 4, False, "B", 2)
    assert pilih([biasa, replace(biasa, jp=9, sebidang=True, id=1)], [7], sisa_jp=9, banyak=2)[0].id == 1
    assert pilih([biasa, replace(biasa, jp=3, id=1)], [7], sisa_jp=9, banyak=2)[0].id == 1
    assert pilih([biasa, replace(biasa, judul="A", id=9)], [7], sisa_jp=9, banyak=2)[0].id == 9
