"""Kalender catatan harian."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.harian import HARI_DITAMPILKAN, KeadaanHari, jalur_hari, periksa_hari

SENIN = date(2026, 11, 2)
hari = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_keadaan_tiap_hari() -> None:
    jalur = {h.hari: h for h in jalur_hari(hari_ini=SENIN, dibuka=SENIN, terisi={date(2026, 10, 31)})}
    assert jalur[SENIN].keadaan is KeadaanHari.KOSONG and jalur[SENIN].dibuka
    assert jalur[date(2026, 11, 1)].keadaan is KeadaanHari.LIBUR
    assert jalur[date(2026, 10, 31)].keadaan is KeadaanHari.TERISI, "Sabtu yang dicatat bukan libur"
    assert jalur[date(2026, 10, 30)].keadaan is KeadaanHari.KOSONG
    assert jalur[date(2026, 10, 24)].keadaan is KeadaanHari.LIBUR, "Sabtu"


@pytest.mark.parametrize(("mundur", "sampai"), [(0, 0), (13, 0), (14, 14), (20, 20)])
def test_jalur_berakhir_hari_ini_selama_yang_dibuka_masih_termuat(mundur: int, sampai: int) -> None:
    jalur = jalur_hari(hari_ini=SENIN, dibuka=SENIN - timedelta(days=mundur), terisi=())
    assert (len(jalur), jalur[-1].hari) == (14, SENIN - timedelta(days=sampai))


@given(hari, st.integers(0, 400))
def test_empat_belas_hari_berurutan_yang_selalu_memuat_hari_yang_dibuka(kini: date, mundur: int) -> None:
    dibuka = kini - timedelta(days=mundur)
    jalur = jalur_hari(hari_ini=kini, dibuka=dibuka, terisi=())
    assert len(jalur) == HARI_DITAMPILKAN
    assert [h.hari for h in jalur] == [jalur[0].hari + timedelta(days=n) for n in range(HARI_DITAMPILKAN)]
    assert [h.hari for h in jalur if h.dibuka] == [dibuka]
    assert jalur[-1].hari <= kini


def test_besok_ditolak() -> None:
    periksa_hari(SENIN, hari_ini=SENIN)
    with pytest.raises(ValueError, match="belum terjadi"):
        periksa_hari(SENIN + timedelta(days=1), hari_ini=SENIN)
