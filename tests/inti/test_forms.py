"""Bidang angka, tanggal, dan tenggat: dibaca seperti orang Indonesia menulisnya."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from inti.forms import AngkaField, TanggalField, TenggatField, baca_angka
from inti.rules.format import angka

CONTOH = "Isi dengan angka, misalnya 98,7."


def galat(bidang: forms.Field, tulisan: str) -> list[str]:
    with pytest.raises(forms.ValidationError) as terjadi:
        bidang.clean(tulisan)
    return terjadi.value.messages


@pytest.mark.parametrize(
    ("tulisan", "hasil"),
    [
        ("1.234,5", "1234.5"),
        ("98,7", "98.7"),
        ("98.7", "98.7"),
        ("98,70", "98.70"),
        # Titik yang diikuti tepat tiga angka adalah pemisah ribuan.
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("12.345", "12345"),
        # Kecuali diawali nol, atau yang di depan titik lebih dari tiga angka.
        ("0.123", "0.123"),
        ("1234.567", "1234.567"),
        ("12.34", "12.34"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        (",5", "0.5"),
        ("  7  ", "7"),
        ("98,7 %", "98.7"),
        ("-3", "-3"),
        ("−3,5", "-3.5"),
        ("0", "0"),
    ],
)
def test_angka_dibaca_menurut_kebiasaan_indonesia(tulisan: str, hasil: str) -> None:
    bersih = AngkaField().clean(tulisan)
    assert isinstance(bersih, Decimal)
    assert str(bersih) == hasil


@pytest.mark.parametrize(
    "tulisan",
    [
        "NaN",
        "sNaN",
        "Infinity",
        "-inf",
        "1e400",
        "1e5",
        "1_000",
        "٣,٥",
        "sembilan",
        "9o,7",
        "1,234.5",
        "1.23,4",
        "1,2,3",
        "12 34",
        "--5",
        "5-",
        "-",
        "%",
        "5,",
        "Rp 5.000",
        "0x10",
    ],
)
def test_tulisan_yang_bukan_angka_atau_tidak_jelas_ditolak(tulisan: str) -> None:
    assert galat(AngkaField(), tulisan) == [CONTOH]


@pytest.mark.parametrize(
    ("bidang", "tulisan", "pesan"),
    [
        (AngkaField(), "", "Isi angkanya, misalnya 98,7."),
        (AngkaField(), "   ", "Isi angkanya, misalnya 98,7."),
        (AngkaField(decimal_places=2), "1,234", "Paling banyak 2 angka di belakang koma."),
        (
            AngkaField(max_digits=6, decimal_places=2),
            "1234567",
            "Angka ini terlalu panjang. Paling banyak 6 angka.",
        ),
        (
            AngkaField(max_digits=6, decimal_places=2),
            "12345",
            "Angka ini terlalu besar. Paling banyak 4 angka di depan koma.",
        ),
        (AngkaField(max_value=Decimal("100")), "100,5", "Isi paling besar 100."),
        (AngkaField(min_value=Decimal("0.5")), "0,4", "Isi paling kecil 0,5."),
    ],
)
def test_batas_disebut_dengan_angka_bergaya_indonesia(bidang: forms.Field, tulisan: str, pesan: str) -> None:
    assert galat(bidang, tulisan) == [pesan]


def test_pesan_batas_dari_formulirnya_sendiri_dipakai() -> None:
    bidang = AngkaField(max_value=Decimal(100), error_messages={"max_value": "Bobot paling besar 100."})
    assert galat(bidang, "101") == ["Bobot paling besar 100."]


def test_boleh_kosong_menjadi_none_bukan_nol() -> None:
    assert AngkaField(required=False).clean("") is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False))
def test_yang_kita_cetak_dapat_diketik_kembali_tanpa_berubah(nilai: Decimal) -> None:
    assert Decimal(baca_angka(angka(nilai))) == nilai
    assert AngkaField().clean(str(AngkaField().prepare_value(nilai))) == nilai


def test_isian_lama_ditulis_berkoma_tanpa_nol_di_ekor() -> None:
    class Satu(forms.Form):
        nilai = AngkaField()

    tampil = str(Satu(initial={"nilai": Decimal("1234.5000")})["nilai"])
    assert 'value="1234,5"' in tampil
    assert 'inputmode="decimal"' in tampil and 'type="text"' in tampil


def test_yang_diketik_tampil_kembali_persis_sesudah_ditolak() -> None:
    class Satu(forms.Form):
        nilai = AngkaField()

    form = Satu({"nilai": "1,234.5"})
    assert not form.is_valid()
    assert 'value="1,234.5"' in str(form["nilai"])


@pytest.mark.parametrize("tulisan", ["2026-12-31", "31-12-2026", "31/12/2026"])
def test_tanggal_dari_pemilih_atau_diketik(tulisan: str) -> None:
    assert TanggalField().clean(tulisan) == date(2026, 12, 31)


@pytest.mark.parametrize("tulisan", ["31-02-2026", "12/31/2026", "besok", "99999-01-01"])
def test_tanggal_yang_tidak_ada_di_kalender_ditolak(tulisan: str) -> None:
    assert galat(TanggalField(), tulisan) == ["Isi tanggal yang ada di kalender, misalnya 31-12-2026."]


def test_tenggat_memakai_zona_yang_sedang_berlaku() -> None:
    with timezone.override(ZoneInfo("Asia/Makassar")):
        saat = TenggatField().clean("2026-12-31T23:59")
    assert saat.astimezone(UTC) == datetime(2026, 12, 31, 15, 59, tzinfo=UTC)


def test_tenggat_boleh_diketik_dengan_titik_jam() -> None:
    with timezone.override(ZoneInfo("Asia/Jakarta")):
        assert TenggatField().clean("31-12-2026 23.59") == TenggatField().clean("2026-12-31T23:59")
    assert galat(TenggatField(), "31-12-2026") == ["Isi tanggal dan jam, misalnya 31-12-2026 23.59."]
