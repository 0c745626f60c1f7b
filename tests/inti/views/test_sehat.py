"""Halaman hidup: benar saat semuanya hidup, 503 saat basis data mati, tidak pernah disimpan perantara."""

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client


@pytest.mark.django_db
def test_hidup_menjawab_200_tanpa_menyentuh_sesi(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        jawaban = client.get("/sehat/")
    assert (jawaban.status_code, jawaban.content) == (200, b"sehat\n")
    assert "no-store" in jawaban.headers["Cache-Control"]


@pytest.mark.django_db
def test_basis_data_mati_menjawab_503_dengan_kalimat(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def mati() -> None:
        raise OperationalError("sandi: rahasia")

    monkeypatch.setattr(connection, "cursor", mati)
    jawaban = client.get("/sehat/")
    assert jawaban.status_code == 503
    assert jawaban.content == b"basis data tidak menjawab\n"


@pytest.mark.django_db
def test_pemantau_tanpa_https_tidak_dialihkan(client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/sehat/").status_code == 200
    assert client.get("/bantuan/").status_code == 301
