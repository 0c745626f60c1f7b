"""Halaman galat: tiap sebab punya kalimat sendiri, kecil, dan tetap tampil saat basis data mati."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError, connection
from django.test import Client
from django.views.defaults import bad_request

from mutu.catat import catat
from tests.indikator import pabrik
from tests.klien import masuk

BATAS = 10_000


@contextmanager
def basis_data_mati() -> Iterator[None]:
    """Tiap kueri dijawab seperti sambungan yang putus."""

    def putus(*_: Any, **__: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(putus):
        yield


@pytest.fixture
def pegawai(db: None) -> Client:
    klien = masuk(pabrik.pemda().ratna)
    klien.raise_request_exception = False
    return klien


@pytest.mark.parametrize("alamat", ["/", "/capaian/", "/hasil/999999/"])
def test_basis_data_mati_menjadi_503_statis_yang_mengatakan_nasib_isian(pegawai: Client, alamat: str) -> None:
    with basis_data_mati():
        jawaban = pegawai.get(alamat)
    isi = jawaban.content.decode()
    utuh = (
        "Yang sudah tersimpan tetap aman" in isi
        and "admin kepegawaian" in isi
        and "OperationalError" not in isi
    )
    lulus = jawaban.status_code == 503 and utuh and len(jawaban.content) <= BATAS
    catat(
        "U45", f"basis data mati di {alamat}: {jawaban.status_code}, {len(jawaban.content)} byte", lulus=lulus
    )
    assert lulus, isi[:500]
    assert jawaban["Retry-After"] == "60"


def test_galat_lain_tetap_500_tanpa_jejak_kode(pegawai: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def rusak(*_: Any, **__: Any) -> None:
        raise RuntimeError("rahasia-dalam")

    monkeypatch.setattr("asn_kinerja.views.beranda.render", rusak)
    jawaban = pegawai.get("/")
    isi = jawaban.content.decode()
    lulus = jawaban.status_code == 500 and "rahasia-dalam" not in isi and len(jawaban.content) <= BATAS
    catat("U45", f"galat lain: {jawaban.status_code}, {len(jawaban.content)} byte, 0 jejak kode", lulus=lulus)
    assert lulus
    assert "mungkin belum tersimpan" in isi


def test_kiriman_terlalu_besar_menjadi_413_dengan_batasnya(pegawai: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    jawaban = pegawai.generic(
        "POST",
        "/umpan-balik/kirim/",
        b"teks=" + b"a" * 5000,
        content_type="application/x-www-form-urlencoded",
    )
    isi = jawaban.content.decode()
    lulus = (
        jawaban.status_code == 413
        and "terlalu besar" in isi
        and "10 MB" in isi
        and len(jawaban.content) <= BATAS
    )
    catat("U45", f"kiriman terlalu besar: {jawaban.status_code}, {len(jawaban.content)} byte", lulus=lulus)
    assert lulus, (jawaban.status_code, isi[:300])


def test_pembanding_tanpa_penanggap_kiriman_besar_tersebut_terpotong(rf: Any, db: None) -> None:
    """Tanpa penanggap kami Django menyebutnya 400: sebab yang keliru."""
    assert bad_request(rf.post("/"), RequestDataTooBig()).status_code == 400
