"""Kata setempat: yang tertebak lebih dahulu di kantor ditolak, kalimat panjang yang memuatnya tidak."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError

from kepegawaian.sandi import KataSetempat

ORANG = SimpleNamespace(instansi=SimpleNamespace(nama="Kota Serang"))


@pytest.mark.parametrize(
    "sandi",
    [
        "Kinerja2026!",
        "asn-kinerja-1",
        "BKDSerang#2026",
        "PuskesmasSerang1",
        "Rahasia.123",
        "P E G A W A I 2026",
        "DinasKota99ab",
    ],
)
def test_sandi_yang_hanya_kata_kantor_ditolak_dengan_jalan_keluar(sandi: str) -> None:
    with pytest.raises(ValidationError, match="Tambahkan beberapa kata lain"):
        KataSetempat().validate(sandi, ORANG)


@pytest.mark.parametrize(
    "sandi",
    [
        "perahu-kelapa-lonceng",
        "contoh-kinerja-2026",
        "rahasia-warung-kopi",
        "$$##@@!!&&%%",
        "山川草木花鳥風月春夏",
    ],
)
def test_sandi_lain_diterima(sandi: str) -> None:
    KataSetempat().validate(sandi, ORANG)


def test_tanpa_orangnya_dan_tanpa_nama_pemda_tetap_terbaca() -> None:
    KataSetempat().validate("SerangSerang", None)
    with pytest.raises(ValidationError):
        KataSetempat().validate("SerangSerang", ORANG)


def test_pemeriksanya_terpasang() -> None:
    assert KataSetempat in {type(satu) for satu in get_default_password_validators()}
