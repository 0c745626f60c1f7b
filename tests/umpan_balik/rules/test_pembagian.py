"""Beban menilai merata, dan tidak ada yang diminta sia-sia."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.kelompok import Kelompok
from umpan_balik.rules.pembagian import Batas, Orang, bagi_penilai, pengganti

SEMUA = {Kelompok.ATASAN: Batas(1, 1), Kelompok.REKAN: Batas(3, 5), Kelompok.BAWAHAN: Batas(3, 5)}


def seunit(banyak: int, *, atasan: int = 100) -> list[Orang]:
    kepala = Orang(atasan, None, True, None, None, 9)
    return [kepala, *(Orang(i, atasan, False, 1, 2, 9) for i in range(1, banyak + 1))]


def test_tiap_orang_dinilai_atasannya_dan_lima_rekan() -> None:
    hasil = bagi_penilai(seunit(8), batas=SEMUA, benih=1)
    per_orang = Counter((p.dinilai, p.kelompok) for p in hasil)
    for i in range(1, 9):
        assert per_orang[i, Kelompok.ATASAN] == 1
        assert per_orang[i, Kelompok.REKAN] == 5
    assert per_orang[100, Kelompok.BAWAHAN] == 5


def test_setiap_rekan_menilai_sebanyak_ia_dinilai() -> None:
    hasil = [p for p in bagi_penilai(seunit(11), batas=SEMUA, benih=3) if p.kelompok is Kelompok.REKAN]
    assert set(Counter(p.penilai for p in hasil).values()) == {5}
    assert set(Counter(p.dinilai for p in hasil).values()) == {5}


def test_kelompok_yang_takkan_cukup_tidak_diminta() -> None:
    hasil = bagi_penilai(seunit(2), batas=SEMUA, benih=1)
    assert {p.kelompok for p in hasil} == {Kelompok.ATASAN}


def test_unit_kecil_digabung_dengan_unit_seinduk() -> None:
    kecil = [Orang(i, 50 + i % 2, False, 10 + i % 2, 7, 9) for i in range(1, 5)]
    hasil = [p for p in bagi_penilai(kecil, batas=SEMUA, benih=1) if p.kelompok is Kelompok.REKAN]
    assert len(hasil) == 4 * 3
    terpisah = [Orang(i, 50 + i % 2, False, 10 + i % 2, 20 + i % 2, 30 + i % 2) for i in range(1, 5)]
    assert not [p for p in bagi_penilai(terpisah, batas=SEMUA, benih=1) if p.kelompok is Kelompok.REKAN]


def test_unit_kecil_digabung_seinduk_dahulu_bukan_sedinas() -> None:
    kecil = [Orang(i, 50 + i % 4, False, 10 + i % 4, 7 + i % 2, 9) for i in range(1, 9)]
    hasil = bagi_penilai(kecil, batas=SEMUA, benih=1)
    assert len(hasil) == 8 * 3
    assert all(p.dinilai % 2 == p.penilai % 2 for p in hasil)
    semua = [*kecil, Orang(20, 60, False, 30, 40, 9)]
    umum = {"kelompok": Kelompok.REKAN, "beban": {}, "benih": 1}
    assert pengganti(semua, dinilai=1, kecuali=[5], **umum) in (3, 7)
    assert pengganti(semua, dinilai=1, kecuali=[3, 5, 7], **umum) in (2, 4, 6, 8, 20)


def test_penilai_orang_berikutnya_dalam_urutan_tetap_menurut_benih() -> None:
    """Pembagian yang sudah dikirim harus dapat dihitung ulang persis, juga sesudah kodenya berubah."""
    orang = [Orang(i, 100, False, 1, 2, 9) for i in range(1, 6)]
    urut = sorted(range(1, 6), key=lambda i: hashlib.sha256(f"7:{i}".encode()).hexdigest())
    hasil = bagi_penilai(orang, batas={Kelompok.REKAN: Batas(1, 2)}, benih=7)
    assert {(p.dinilai, p.penilai) for p in hasil} == {
        (urut[i], urut[(i + geser) % 5]) for i in range(5) for geser in (1, 2)
    }
    assert [(p.dinilai, p.penilai) for p in hasil] == sorted((p.dinilai, p.penilai) for p in hasil)


@pytest.mark.parametrize(("bawahan", "diminta"), [(2, 0), (3, 3), (5, 5), (6, 5)])
def test_bawahan_diminta_sejak_cukup_dan_paling_banyak_lima(bawahan: int, diminta: int) -> None:
    hasil = bagi_penilai(seunit(bawahan), batas={Kelompok.BAWAHAN: Batas(3, 5)}, benih=1)
    assert len(hasil) == diminta
    assert {p.dinilai for p in hasil} <= {100}


def test_yang_diminta_tidak_kurang_dari_minimumnya_dan_bawaannya_lima() -> None:
    assert (Batas(3).diminta, Batas(8).diminta, Batas(3, 4).diminta) == (5, 8, 4)


def test_atasan_di_luar_daftar_tidak_diminta_dan_tidak_dinilai() -> None:
    tanpa_atasan = seunit(4)[1:]
    hasil = bagi_penilai(tanpa_atasan, batas=SEMUA, benih=1)
    assert {p.kelompok for p in hasil} == {Kelompok.REKAN}


def test_sisa_yang_setingkat_cukup_banyak_berlingkar_sendiri() -> None:
    tingkat = [*["ahli"] * 4, *["a", "b", "c", "d"]]
    orang = [Orang(i, 100, False, 1, 2, 9, t) for i, t in enumerate(tingkat)]
    for p in bagi_penilai(orang, batas=SEMUA, benih=2):
        assert (p.dinilai < 4) == (p.penilai < 4)


def test_sisa_yang_sedikit_ikut_lingkar_terkecil() -> None:
    tingkat = [*["ahli"] * 5, *["pelaksana"] * 4, "sendiri"]
    orang = [Orang(i, 100, False, 1, 2, 9, t) for i, t in enumerate(tingkat)]
    hasil = [p for p in bagi_penilai(orang, batas=SEMUA, benih=2) if p.dinilai == 9]
    assert {p.penilai for p in hasil} == {5, 6, 7, 8}


def test_kepala_hanya_berekan_dengan_kepala() -> None:
    kepala = [Orang(i, 100, True, 5, None, 9) for i in range(1, 5)]
    staf = [Orang(i, 100, False, 5, None, 9) for i in range(11, 15)]
    for p in bagi_penilai([*kepala, *staf], batas=SEMUA, benih=1):
        assert (p.dinilai < 10) == (p.penilai < 10)


def test_kelompok_tanpa_bobot_tidak_diminta() -> None:
    hasil = bagi_penilai(seunit(8), batas={Kelompok.ATASAN: Batas(1, 1)}, benih=1)
    assert {p.kelompok for p in hasil} == {Kelompok.ATASAN}


def test_rekan_dicari_di_antara_yang_setingkat_dan_sisanya_tidak_keluar_dari_unit() -> None:
    seunit_ = [
        Orang(i, 100, False, 1, 2, 9, "fungsional/ahli" if i < 6 else "pelaksana/") for i in range(1, 12)
    ]
    for p in bagi_penilai(seunit_, batas=SEMUA, benih=4):
        assert (p.dinilai < 6) == (p.penilai < 6)
    campur = [Orang(i, 100, False, 1, 2, 9, "ahli" if i < 3 else "pelaksana") for i in range(1, 8)]
    hasil = Counter(p.dinilai for p in bagi_penilai(campur, batas=SEMUA, benih=4))
    assert set(hasil.values()) == {5}, "dua orang ahli ikut lingkar pelaksana seunit"


def test_pengganti_setingkat_seunit_dahulu_lalu_yang_bebannya_ringan() -> None:
    unit = [Orang(i, 100, False, 1, 2, 9, "ahli" if i < 4 else "pelaksana") for i in range(1, 7)]
    tetangga = [Orang(i, 101, False, 3, 2, 9, "ahli") for i in range(21, 24)]
    umum = {"dinilai": 1, "kelompok": Kelompok.REKAN, "benih": 1}
    semua = [*unit, *tetangga]
    assert pengganti(semua, kecuali=[], beban={2: 5, 3: 4}, **umum) == 3
    assert pengganti(semua, kecuali=[2, 3], beban={4: 2, 5: 1, 6: 2}, **umum) == 5
    assert pengganti(semua, kecuali=range(2, 7), beban={22: 0, 21: 1, 23: 1}, **umum) == 22
    assert pengganti(semua, kecuali=[*range(2, 7), 21, 22, 23], beban={}, **umum) is None
    assert pengganti(semua, kecuali=[], beban={}, dinilai=99, kelompok=Kelompok.REKAN, benih=1) is None
    assert pengganti(semua, kecuali=[], beban={}, dinilai=1, kelompok=Kelompok.ATASAN, benih=1) is None


def test_pengganti_bawahan_hanya_bawahan_dan_rekan_bukan_bawahan() -> None:
    semua = [Orang(1, None, True, 5, None, 9), *(Orang(i, 1, False, 5, None, 9) for i in range(2, 5))]
    bawahan = pengganti(semua, dinilai=1, kelompok=Kelompok.BAWAHAN, kecuali=[2], beban={3: 1}, benih=1)
    assert bawahan == 4
    assert pengganti(semua, dinilai=1, kelompok=Kelompok.REKAN, kecuali=[], beban={}, benih=1) is None


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
    hasil = bagi_penilai(orang, batas=SEMUA, benih=benih)
    assert all(p.dinilai != p.penilai for p in hasil)
    assert len({(p.dinilai, p.penilai) for p in hasil}) == len(hasil)
    assert hasil == bagi_penilai(list(reversed(orang)), batas=SEMUA, benih=benih)


@given(orang_acak, st.integers(1, 1000))
def test_tidak_ada_yang_menilai_lebih_dari_lima_rekan(orang: list[Orang], benih: int) -> None:
    beban = Counter(
        p.penilai for p in bagi_penilai(orang, batas=SEMUA, benih=benih) if p.kelompok is Kelompok.REKAN
    )
    assert all(n <= 5 for n in beban.values())
