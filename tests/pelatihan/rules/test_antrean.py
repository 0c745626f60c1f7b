"""Daftar tunggu: kebutuhan, lalu JP tahun ini, lalu waktu mendaftar; urutan masukan tidak berpengaruh."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pelatihan.rules.antrean import Antre, urutkan

AWAL = datetime(2026, 10, 1, tzinfo=UTC)


def antre(nomor: int, celah: str, jp: int, menit: int) -> Antre:
    return Antre(nomor, Decimal(celah), jp, AWAL + timedelta(minutes=menit))


def test_contoh_di_halaman_aturan() -> None:
    daftar = [
        antre(1, "0.20", 0, 0),
        antre(2, "0.40", 14, 1),
        antre(3, "0.40", 6, 30),
        antre(4, "0.40", 6, 5),
        antre(5, "0", 0, 0),
    ]
    assert [a.id for a in urutkan(daftar)] == [4, 3, 2, 1, 5]


_ANTRE = st.builds(
    antre,
    st.integers(1, 50),
    st.sampled_from(["0", "0.1", "0.5", "1"]),
    st.integers(0, 40),
    st.integers(0, 60),
)


@given(
    st.lists(_ANTRE, max_size=8, unique_by=lambda a: a.id).flatmap(
        lambda d: st.tuples(st.just(d), st.permutations(d))
    )
)
def test_urutannya_tidak_bergantung_pada_urutan_masuk(pasangan: tuple[list[Antre], list[Antre]]) -> None:
    daftar, kocok = pasangan
    assert urutkan(kocok) == urutkan(daftar)


@given(_ANTRE, st.lists(_ANTRE, max_size=12))
def test_kebutuhan_yang_lebih_besar_tidak_pernah_memundurkan(satu: Antre, lain: list[Antre]) -> None:
    lain = [a for a in lain if a.id != satu.id]
    lebih = Antre(satu.id, satu.celah + Decimal("0.1"), satu.jp, satu.didaftar)
    letak = [a.id for a in urutkan([*lain, satu])].index(satu.id)
    assert [a.id for a in urutkan([*lain, lebih])].index(satu.id) <= letak
