"""Alamat klien tidak dapat dikarang."""

import pytest
from django.test import RequestFactory

from inti.klien import alamat


def minta(terusan: str | None, asal: str = "203.0.113.7") -> str:
    kepala = {} if terusan is None else {"HTTP_X_FORWARDED_FOR": terusan}
    return alamat(RequestFactory().get("/", REMOTE_ADDR=asal, **kepala))


def test_tanpa_proksi_seribu_kepala_karangan_tetap_satu_klien(settings: object) -> None:
    settings.SECURE_PROXY_SSL_HEADER = None  # type: ignore[attr-defined]
    assert {minta(f"198.51.{n // 250}.{n % 250}") for n in range(1000)} == {"203.0.113.7"}


def test_di_belakang_proksi_hanya_butir_yang_ditulis_proksi(settings: object) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # type: ignore[attr-defined]
    karangan = {minta(f"198.51.100.{n % 250}, 192.0.2.{n % 250}, 203.0.113.9") for n in range(1000)}
    assert karangan == {"203.0.113.9"}


@pytest.mark.parametrize("terusan", [None, "", " , "])
def test_kepala_kosong_kembali_ke_alamat_sambungan(settings: object, terusan: str | None) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # type: ignore[attr-defined]
    assert minta(terusan) == "203.0.113.7"
