"""Yang terbit tidak pernah menunjuk segelintir orang, juga dengan mengurangkan; tiap pagar punya pembanding tanpa pagar."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umpan_balik.rules.ikm_masa import Masa, deret, masa_pada
from umpan_balik.rules.ikm_terbit import (
    HITUNGAN,
    NOL,
    bertentangan,
    hitungan,
    masa_terbit,
    minimal_umum,
    segelintir,
    tambah,
    terkumpul,
    yang_terbit,
)

UNSUR = HITUNGAN - 1


def vektor(n: int, jawab: int | None = None) -> tuple[int, ...]:
    """n responden; unsur terakhir dijawab `jawab` orang, yang lain dijawab semua, semuanya bernilai 3."""
    banyak = [n] * UNSUR if jawab is None else [n] * (UNSUR - 1) + [jawab]
    return (n, *banyak, *(3 * satu for satu in banyak))


@pytest.mark.parametrize(
    ("populasi", "minimal"),
    [(None, 30), (0, 30), (100_000, 30), (33, 30), (31, 29), (10, 10), (3, 5), (1, 5)],
)
def test_ambang_umum_tiga_puluh_atau_sampelnya_tidak_pernah_di_bawah_lima(
    populasi: int | None, minimal: int
) -> None:
    assert minimal_umum(populasi) == minimal


kiriman = st.lists(
    st.integers(0, 12).flatmap(lambda n: st.builds(vektor, st.just(n), st.integers(0, n))), max_size=12
)


def terbaca(angka: Sequence[tuple[int, ...]]) -> bool:
    """Apakah pengamat yang membandingkan dua terbitan berturut-turut melihat jawaban satu sampai empat orang."""
    return any(
        segelintir(a - b for a, b in zip(hitungan(kini), hitungan(lalu), strict=True))
        for lalu, kini in zip([NOL, *angka], angka, strict=False)
    )


@given(kiriman)
def test_angka_yang_diamati_tiap_bulan_tidak_memperlihatkan_tambahan_segelintir_orang(
    kiriman: list[tuple[int, ...]],
) -> None:
    assert not terbaca([terkumpul(kiriman[:n]) for n in range(1, len(kiriman) + 1)])


def test_pembanding_tanpa_penundaan_satu_suara_terbaca() -> None:
    """Uji di atas dapat gagal: angka yang dihitung langsung memperlihatkan suara ke-31 beserta seluruh jawabannya."""
    tiga_puluh, satu = vektor(30), vektor(1)
    langsung = [tiga_puluh, tambah((tiga_puluh, satu))]
    assert terbaca(langsung)
    assert not terbaca([terkumpul([tiga_puluh]), terkumpul([tiga_puluh, satu])])
    assert terkumpul([tiga_puluh, satu]) == tiga_puluh


@pytest.mark.parametrize("jawab", [1, 4])
def test_kiriman_menunggu_bila_satu_unsur_dijawab_segelintir_orang(jawab: int) -> None:
    assert terkumpul([vektor(9, jawab)]) == NOL
    assert terkumpul([vektor(9, jawab), vektor(5)]) == tambah((vektor(9, jawab), vektor(5)))
    assert terkumpul([vektor(9, 0)]) == vektor(9, 0)


@given(st.dictionaries(st.integers(0, 6), st.integers(0, 40), max_size=6), st.integers(-8, 8))
def test_induk_yang_tertunda_tidak_membuka_sisa(banyak: dict[int, int], geser: int) -> None:
    """Induk dapat lebih kecil daripada jumlah anaknya karena penundaannya sendiri; selisihnya tetap tidak menunjuk orang."""
    induk = (max(0, sum(banyak.values()) + geser),)
    terbit = yang_terbit({k: (n,) for k, n in banyak.items()}, induk=induk)
    if terbit:
        assert not segelintir([induk[0] - sum(banyak[k] for k in terbit)])


@given(st.lists(st.integers(0, 12), min_size=12, max_size=12))
def test_tahun_dikurangi_masa_di_dalamnya_tidak_menunjuk_segelintir_orang(bulan: list[int]) -> None:
    terbit = masa_terbit([(n,) for n in bulan])
    panjang = {"tahun": 12, "semester": 6, "triwulan": 3, "bulan": 1}
    urut = list(panjang)
    for jenis, nomor in terbit:
        awal = nomor * panjang[jenis]
        jumlah = sum(bulan[awal : awal + panjang[jenis]])
        assert jumlah >= 5
        if jenis == "bulan":
            continue
        bawah = urut[urut.index(jenis) + 1]
        anak = [k for j, k in terbit if j == bawah and awal <= k * panjang[bawah] < awal + panjang[jenis]]
        tampak = sum(sum(bulan[k * panjang[bawah] : (k + 1) * panjang[bawah]]) for k in anak)
        assert not anak or not segelintir([jumlah - tampak])


def masa(**isi: range) -> set[tuple[str, int]]:
    return {("tahun", 0)} | {(jenis, n) for jenis, semua in isi.items() for n in semua}


@pytest.mark.parametrize(
    ("bulan", "terbit"),
    [
        ([5] * 12, masa(semester=range(2), triwulan=range(4), bulan=range(12))),
        ([10] * 6 + [0] * 6, masa(semester=range(1), triwulan=range(2), bulan=range(6))),
        ([0] * 6 + [10] * 6, masa(semester=range(1, 2), triwulan=range(2, 4), bulan=range(6, 12))),
        # Enam tiap semester, tiga tiap triwulan: yang kurang dari lima tidak terbit.
        ([1] * 12, masa(semester=range(2))),
        # Satu orang di semester II terbaca dari tahun dikurangi semester I, jadi keduanya tidak terbit.
        ([10] * 6 + [1] + [0] * 5, masa()),
        ([4] + [0] * 11, set()),
        ([5] + [0] * 11, masa(semester=range(1), triwulan=range(1), bulan=range(1))),
    ],
)
def test_masa_yang_terbit_dari_tahun_ke_bawah(bulan: list[int], terbit: set[tuple[str, int]]) -> None:
    assert masa_terbit([(n,) for n in bulan]) == terbit


def test_kelompok_terbit_mulai_minimal_miliknya_sendiri() -> None:
    banyak = {"a": (9,), "b": (30,), "c": (10,)}
    assert yang_terbit(banyak, minimal={"a": 10, "c": 10}) == {"b", "c"}
    assert yang_terbit(banyak) == {"a", "b", "c"}
    assert yang_terbit({}, induk=(9,)) == set()


def test_yang_terkecil_ikut_disimpan_supaya_sisanya_tidak_terbaca() -> None:
    assert yang_terbit({"a": (20,), "b": (6,), "c": (4,)}) == {"a"}
    assert yang_terbit({"a": (20,), "b": (6,)}, induk=(30,)) == {"a"}
    assert yang_terbit({"a": (20,), "b": (6,)}, induk=(31,)) == {"a", "b"}


def test_hitungan_yang_panjangnya_berbeda_ditolak() -> None:
    with pytest.raises(ValueError, match="zip"):
        yang_terbit({"a": (9, 9), "b": (9,)})
    with pytest.raises(ValueError, match="zip"):
        tambah([NOL, (1, 2)])
    with pytest.raises(ValueError, match="zip"):
        masa_terbit([(9,)] * 11 + [(9, 9)])
    with pytest.raises(ValueError, match="zip"):
        bertentangan(Masa("bulan", date(2026, 7, 1)), (9,), {Masa("triwulan", date(2026, 7, 1)): (9, 9)})


def test_lima_suara_sudah_boleh_diumumkan() -> None:
    assert terkumpul([vektor(4)]) == NOL
    assert terkumpul([vektor(5)]) == vektor(5)
    assert terkumpul([vektor(4), vektor(1), vektor(6)]) == tambah([vektor(4), vektor(1), vektor(6)])


def test_laporan_lama_yang_bertentangan_tidak_menahan_masa_yang_tidak_bersangkutan() -> None:
    tahun, q3 = Masa("tahun", date(2026, 1, 1)), Masa("triwulan", date(2026, 7, 1))
    lain = Masa("bulan", date(2027, 2, 1))
    assert not bertentangan(lain, (3,), {tahun: (73,), q3: (71,)})
    assert bertentangan(tahun, (73,), {lain: (3,), q3: (71,)})


def test_laporan_yang_bertentangan_dengan_laporan_lain() -> None:
    q3, juli, agustus = (
        Masa("triwulan", date(2026, 7, 1)),
        *(Masa("bulan", date(2026, b, 1)) for b in (7, 8)),
    )
    assert not bertentangan(q3, (71,), {juli: (35,)})
    assert bertentangan(q3, (71,), {juli: (35,), agustus: (33,)}), "September 3 orang"
    assert bertentangan(agustus, (33,), {juli: (35,), q3: (71,)}), "urutan terbit tidak mengubahnya"
    september = Masa("bulan", date(2026, 9, 1))
    assert bertentangan(q3, (71,), {juli: (35,), september: (33,)}), "bulan terakhirnya pun di dalamnya"
    assert not bertentangan(q3, (68,), {juli: (35,), agustus: (33,)})
    tahun = Masa("tahun", date(2026, 1, 1))
    assert bertentangan(tahun, (73,), {q3: (71,), juli: (35,)}), "yang diperiksa bagian terbesarnya"
    assert not bertentangan(tahun, (76,), {q3: (71,), juli: (35,)})


@pytest.mark.parametrize(
    ("jenis", "nama", "pendek", "selesai", "sebelumnya"),
    [
        ("bulan", "Februari 2024", "Feb 24", date(2024, 2, 29), "Januari 2024"),
        ("triwulan", "Triwulan I 2024", "I 2024", date(2024, 3, 31), "Triwulan IV 2023"),
        ("semester", "Semester I 2024", "I 2024", date(2024, 6, 30), "Semester II 2023"),
        ("tahun", "Tahun 2024", "2024", date(2024, 12, 31), "Tahun 2023"),
    ],
)
def test_masa_kalender(jenis: str, nama: str, pendek: str, selesai: date, sebelumnya: str) -> None:
    satu = masa_pada(jenis, date(2024, 2, 17))
    assert (satu.nama, satu.pendek, satu.selesai, satu.sebelumnya.nama) == (nama, pendek, selesai, sebelumnya)
    assert deret(satu, 3) == [satu.sebelumnya.sebelumnya, satu.sebelumnya, satu]
    assert deret(satu, 1) == [satu]


@pytest.mark.parametrize(("jenis", "banyak"), [("bulan", 12), ("triwulan", 4), ("semester", 2), ("tahun", 1)])
def test_masa_setahun_bernomor_dari_nol_dan_menutup_tahun_tanpa_celah(jenis: str, banyak: int) -> None:
    setahun = deret(masa_pada(jenis, date(2027, 12, 31)), banyak)
    assert [m.urutan for m in setahun] == list(range(banyak))
    assert (setahun[0].mulai, setahun[-1].selesai) == (date(2027, 1, 1), date(2027, 12, 31))
    assert all(b.mulai - a.selesai == timedelta(days=1) for a, b in pairwise(setahun))


def test_masa_menolak_hari_di_tengah_dan_jenis_asing() -> None:
    with pytest.raises(ValueError, match="hari pertama"):
        Masa("triwulan", date(2026, 8, 1))
    with pytest.raises(ValueError, match="tidak dikenal"):
        masa_pada("pekan", date(2026, 8, 1))
