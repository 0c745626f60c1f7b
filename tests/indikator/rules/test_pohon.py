"""Aturan pohon kinerja: capaian simpul, gulungan, dan celah."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.pohon import Angka, Celah, beda_mencolok, celah_orang, celah_rhk, gulung
from tests.indikator.rules.bantu import SIFAT


@pytest.mark.parametrize(
    ("angka", "capaian", "lengkap"),
    [
        (Angka(), None, True),
        (Angka(2, 0), None, False),
        (Angka(2, 1, D(30), D(2700)), D(90), False),
        (Angka(2, 2, D(100), D(9850)), D("98.5"), True),
        # Yang dilaporkan nol tetap dihitung: nol bukan kosong.
        (Angka(1, 1, D(40), D(0)), D(0), True),
    ],
)
def test_capaian_simpul_dari_bobot_yang_terlapor_saja(angka: Angka, capaian: D | None, lengkap: bool) -> None:
    assert (angka.capaian, angka.lengkap) == (capaian, lengkap)


def test_gulungan_menimbang_tiap_rhk_sebesar_bobotnya_di_skp_pemiliknya() -> None:
    # Contoh docs/aturan/pohon.md: 60 × 110 dan 40 × 80 dan 100 × 95.
    hasil = gulung([Angka(1, 1, D(60), D(6600)), Angka(1, 1, D(40), D(3200)), Angka(2, 1, D(100), D(9500))])
    assert (hasil.wajib, hasil.terlapor, hasil.capaian) == (4, 3, D("96.5"))


def test_cabang_kosong_tidak_bercapaian_nol() -> None:
    assert gulung([]).capaian is None


@pytest.mark.parametrize("isi", [(1, 2), (0, 1), (1, -1)])
def test_terlapor_melebihi_wajib_ditolak(isi: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="terlapor"):
        Angka(*isi)


def test_bobot_negatif_ditolak() -> None:
    with pytest.raises(ValueError, match="Bobot"):
        Angka(1, 1, D(-1), D(0))


def _angka(isi: tuple[int, int, int, int]) -> Angka:
    wajib, kurang, bobot, capaian = isi
    terlapor = max(wajib - kurang, 0)
    dipakai = D(bobot) / 100 if terlapor else D(0)
    return Angka(wajib, terlapor, dipakai, dipakai * capaian)


ANGKA = st.tuples(st.integers(1, 5), st.integers(0, 5), st.integers(1, 10_000), st.integers(0, 120)).map(
    _angka
)
DAFTAR = st.lists(ANGKA, min_size=1, max_size=8)


@SIFAT
@given(DAFTAR, st.integers(0, 8))
def test_menggulung_bertahap_atau_terbalik_sama_dengan_sekaligus(daftar: list[Angka], potong: int) -> None:
    assert gulung([gulung(daftar[potong:]), gulung(daftar[:potong])]) == gulung(daftar)
    assert gulung(reversed(daftar)) == gulung(daftar)


@SIFAT
@given(DAFTAR)
def test_capaian_cabang_di_antara_yang_terendah_dan_tertinggi(daftar: list[Angka]) -> None:
    ada = [a.capaian for a in daftar if a.capaian is not None]
    hasil = gulung(daftar).capaian
    if not ada:
        assert hasil is None
    else:
        assert hasil is not None
        assert min(ada) - D("1e-20") <= hasil <= max(ada) + D("1e-20")


@pytest.mark.parametrize(
    ("kepala", "pendukung", "celah"),
    [(True, 0, Celah.TIDAK_DIDUKUNG), (True, 1, None), (False, 0, None), (False, 3, None)],
)
def test_rhk_kepala_tanpa_pendukung_bercelah(kepala: bool, pendukung: int, celah: Celah | None) -> None:
    assert celah_rhk(kepala=kepala, pendukung=pendukung) is celah


@pytest.mark.parametrize(
    ("puncak", "rhk", "tertaut", "celah"),
    [
        (False, 2, 0, Celah.TIDAK_MENDUKUNG),
        (False, 1, 0, Celah.TIDAK_MENDUKUNG),
        (False, 2, 1, None),
        (False, 0, 0, None),
        (True, 2, 0, None),
    ],
)
def test_orang_tanpa_satu_pun_tautan_bercelah_kecuali_puncak(
    puncak: bool, rhk: int, tertaut: int, celah: Celah | None
) -> None:
    assert celah_orang(puncak=puncak, rhk=rhk, tertaut=tertaut) is celah


@pytest.mark.parametrize(
    ("sendiri", "cabang", "tanda"),
    [
        (D(105), D(95), 1),
        (D("104.994"), D(95), 0),
        (D("104.995"), D(95), 1),
        (D(85), D(95), -1),
        (D(95), D(95), 0),
        (None, D(95), 0),
        (D(95), None, 0),
    ],
)
def test_beda_dengan_cabang_ditandai_mulai_sepuluh(sendiri: D | None, cabang: D | None, tanda: int) -> None:
    assert beda_mencolok(sendiri, cabang) == tanda
