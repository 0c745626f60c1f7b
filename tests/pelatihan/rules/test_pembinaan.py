"""Perjalanan rencana pembinaan: tabel lengkap keadaan × perbuatan, dan nasibnya saat periode berikutnya ditutup."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelatihan.rules.pembinaan import (
    AKHIR,
    HARI_MENYUSUN,
    LENCANA,
    PELAKU,
    PEMICU,
    SASARAN_TERBANYAK,
    TABEL,
    Keadaan,
    Pelaku,
    Perbuatan,
    berikut,
    boleh,
    putusan,
    sesudah_penutupan,
    wajib_dibina,
)

# Tiap baris: keadaan → perbuatan dan akibatnya; yang tidak tertulis ditolak.
HARAPAN = {
    "belum_disusun": {
        "susun": "belum_disusun",
        "jadwalkan": "belum_disusun",
        "tetapkan": "berjalan",
        "teruskan": "diteruskan",
        "batalkan": "dibatalkan",
    },
    "berjalan": {
        "susun": "berjalan",
        "jadwalkan": "berjalan",
        "catat": "berjalan",
        "bukti": "berjalan",
        "ajukan": "ditinjau",
        "penuhi": "terpenuhi",
        "lanjutkan": "berjalan",
        "teruskan": "diteruskan",
        "batalkan": "dibatalkan",
    },
    "ditinjau": {
        "catat": "ditinjau",
        "penuhi": "terpenuhi",
        "lanjutkan": "berjalan",
        "teruskan": "diteruskan",
        "batalkan": "dibatalkan",
    },
    "terpenuhi": {},
    "diteruskan": {},
    "dibatalkan": {},
}


def test_empat_belas_hari_menyusun_dan_paling_banyak_sepuluh_sasaran() -> None:
    """Janjinya di docs/aturan/pembinaan.md."""
    assert (HARI_MENYUSUN, SASARAN_TERBANYAK) == (14, 10)


def test_tabel_perpindahan_sama_dengan_yang_ditulis_tangan() -> None:
    for keadaan, perbuatan in product(Keadaan, Perbuatan):
        baru = berikut(keadaan.value, perbuatan)
        assert (baru and baru.value) == HARAPAN[keadaan.value].get(perbuatan.value), (keadaan, perbuatan)


def test_yang_berakhir_tidak_berpindah_lagi_dan_tiap_keadaan_punya_kata() -> None:
    assert not [k for k, _ in TABEL if k in AKHIR]
    assert set(LENCANA) == set(Keadaan)


@pytest.mark.parametrize("perbuatan", list(Perbuatan))
def test_tiap_perbuatan_hanya_oleh_pelakunya(perbuatan: Perbuatan) -> None:
    untuk = [k for k in Keadaan if berikut(k, perbuatan)]
    for keadaan, siapa in product(untuk, Pelaku):
        assert boleh(keadaan, perbuatan, frozenset({siapa})) is (siapa is PELAKU[perbuatan])


@pytest.mark.parametrize(
    ("predikat", "dibina"),
    [
        ("sangat_baik", False),
        ("baik", False),
        ("butuh_perbaikan", True),
        ("kurang", True),
        ("sangat_kurang", True),
        ("", False),
    ],
)
def test_butuh_perbaikan_ke_bawah_dibina(predikat: str, dibina: bool) -> None:
    assert wajib_dibina(predikat) is dibina


@pytest.mark.parametrize(
    ("keadaan", "ada_sasaran", "predikat", "nasib"),
    [
        ("berjalan", True, "baik", "teruskan"),
        ("ditinjau", True, "sangat_baik", "teruskan"),
        ("belum_disusun", False, "baik", "batalkan"),
        ("belum_disusun", True, "baik", "teruskan"),
        ("belum_disusun", False, "kurang", "teruskan"),
        ("belum_disusun", False, "", "batalkan"),
        ("terpenuhi", True, "kurang", None),
        ("diteruskan", True, "kurang", None),
        ("dibatalkan", False, "kurang", None),
    ],
)
def test_nasib_saat_periode_berikutnya_ditutup(
    keadaan: str, ada_sasaran: bool, predikat: str, nasib: str | None
) -> None:
    hasil = sesudah_penutupan(keadaan, ada_sasaran=ada_sasaran, predikat=predikat)
    assert (hasil and hasil.value) == nasib


@given(st.lists(st.sampled_from(["belum", "tercapai"])), st.sampled_from([*PEMICU, "baik", "sangat_baik"]))
def test_rencana_bersasaran_tidak_pernah_hilang_sebelum_semuanya_tercapai(
    hasil: list[str], predikat: str
) -> None:
    akibat = putusan(hasil)
    assert (akibat is Perbuatan.PENUHI) == (bool(hasil) and "belum" not in hasil)
    if akibat is Perbuatan.LANJUTKAN and hasil:
        assert sesudah_penutupan("berjalan", ada_sasaran=True, predikat=predikat) is Perbuatan.TERUSKAN
