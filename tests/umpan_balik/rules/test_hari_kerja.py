"""Jam menjawab warga: akhir pekan, libur, 23.59, tiga zona, pergantian tahun, dan tahun kabisat."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umpan_balik.rules.hari_kerja import (
    HARI_BACA,
    HARI_JAWAB,
    HARI_RENCANA,
    TERLAMA,
    Batas,
    Jam,
    batas,
    hari_kerja,
    hari_masuk,
    lewat,
    sesudah_hari_kerja,
)

WIB, WITA, WIT = (ZoneInfo(f"Asia/{kota}") for kota in ("Jakarta", "Makassar", "Jayapura"))
NATAL = {date(2026, 12, 24), date(2026, 12, 25)}
TAHUN_BARU = {date(2027, 1, 1)}
LEBARAN = {date(2026, 3, 18) + timedelta(n) for n in range(8)}


@pytest.mark.parametrize(
    ("masuk", "libur", "baca", "rencana", "jawab"),
    [
        # Senin biasa.
        ("2026-11-16", set(), "2026-11-19", "2026-11-23", "2026-11-30"),
        # Jumat: akhir pekan tidak dihitung.
        ("2026-11-20", set(), "2026-11-25", "2026-11-27", "2026-12-04"),
        # Sabtu dan Minggu sama dengan Jumat sebelumnya.
        ("2026-11-21", set(), "2026-11-25", "2026-11-27", "2026-12-04"),
        ("2026-11-22", set(), "2026-11-25", "2026-11-27", "2026-12-04"),
        # Natal dengan cuti bersama, lalu tahun baru: melewati tahun.
        ("2026-12-23", NATAL | TAHUN_BARU, "2026-12-30", "2027-01-04", "2027-01-11"),
        # Masuk tepat di hari libur.
        ("2026-12-25", NATAL | TAHUN_BARU, "2026-12-30", "2027-01-04", "2027-01-11"),
        # Libur yang jatuh di hari Minggu tidak menambah apa pun.
        ("2026-11-16", {date(2026, 11, 22)}, "2026-11-19", "2026-11-23", "2026-11-30"),
        # Libur panjang Idulfitri delapan hari kalender.
        ("2026-03-17", LEBARAN, "2026-03-30", "2026-04-01", "2026-04-08"),
        # 29 Februari 2028, Selasa.
        ("2028-02-28", set(), "2028-03-02", "2028-03-06", "2028-03-13"),
        # Hari terakhir bulan 31 hari dan tahun.
        ("2026-12-31", TAHUN_BARU, "2027-01-06", "2027-01-08", "2027-01-15"),
    ],
)
def test_batas_tiga_lima_sepuluh(masuk: str, libur: set[date], baca: str, rencana: str, jawab: str) -> None:
    hasil = batas(date.fromisoformat(masuk), Jam(), libur)
    assert hasil == Batas(*(date.fromisoformat(h) for h in (baca, rencana, jawab)))


@pytest.mark.parametrize("zona", [WIB, WITA, WIT])
@pytest.mark.parametrize(
    ("geser", "terlambat"),
    [
        (timedelta(hours=-1), False),
        (timedelta(seconds=-1), False),
        (timedelta(milliseconds=-1), False),
        (timedelta(0), True),
        (timedelta(milliseconds=1), True),
        (timedelta(seconds=1), True),
        (timedelta(hours=1), True),
    ],
)
def test_hari_batas_habis_pada_tengah_malam_zona_pemda(
    zona: ZoneInfo, geser: timedelta, terlambat: bool
) -> None:
    hari = date(2026, 12, 31)
    tengah_malam = datetime(2027, 1, 1, tzinfo=zona).astimezone(UTC)
    assert lewat(hari, tengah_malam + geser, zona) is terlambat


def test_pukul_23_59_wib_sudah_besok_di_wita_dan_wit() -> None:
    saat = datetime(2026, 11, 20, 23, 59, 59, tzinfo=WIB)
    assert [hari_masuk(saat, z).day for z in (WIB, WITA, WIT)] == [20, 21, 21]
    with pytest.raises(ValueError, match="zona"):
        hari_masuk(datetime(2026, 11, 20, 23, 59), WIB)


@pytest.mark.parametrize("jam", [(0, 5, 10), (5, 3, 10), (3, 11, 10), (3, 5, 61)])
def test_jam_yang_tidak_menaik_ditolak(jam: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError):
        Jam(*jam)


HARI = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(mulai=HARI, banyak=st.integers(1, 60), libur=st.sets(HARI, max_size=20))
def test_batas_hari_kerja_dan_tepat_sebanyak_itu(mulai: date, banyak: int, libur: set[date]) -> None:
    akhir = sesudah_hari_kerja(mulai, banyak, libur)
    rentang = [mulai + timedelta(n) for n in range(1, (akhir - mulai).days + 1)]
    assert hari_kerja(akhir, libur)
    assert sum(hari_kerja(h, libur) for h in rentang) == banyak


@given(mulai=HARI, libur=st.sets(HARI, max_size=20), tambah=HARI)
def test_libur_yang_lupa_dicatat_tidak_pernah_melonggarkan_janji(
    mulai: date, libur: set[date], tambah: date
) -> None:
    assert sesudah_hari_kerja(mulai, 10, libur) <= sesudah_hari_kerja(mulai, 10, libur | {tambah})


def test_jam_bawaan_menurut_sp4n_lapor() -> None:
    """Dibaca 3, berencana 5, dijawab 10 hari kerja; yang ditulis daerah paling lama 60."""
    assert (Jam().baca, Jam().rencana, Jam().jawab) == (HARI_BACA, HARI_RENCANA, HARI_JAWAB) == (3, 5, 10)
    assert Jam(1, 1, 60).jawab == TERLAMA == 60
    for salah in ((0, 5, 10), (4, 3, 10), (3, 11, 10), (3, 5, 61)):
        with pytest.raises(ValueError, match="harus menaik, 1 sampai 60"):
            Jam(*salah)
