"""Kiriman terlalu besar ditolak sebelum dibaca; berkas besar bergiliran, dan gilirannya selalu kembali."""

import threading
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from inti.besar import BESAR, SERENTAK, BesarKirimanMiddleware

JUTA = 1 << 20


class TidakBolehDibaca:
    """Isi kiriman yang dibaca berarti penolakannya tidak dini."""

    def read(self, *_: int) -> bytes:
        raise AssertionError("dibaca")

    readline = read


def kiriman(**meta: Any) -> HttpRequest:
    return RequestFactory().post("/bukti/unggah/", **meta)


def tidak_sampai(_: HttpRequest) -> HttpResponse:
    raise AssertionError("sampai ke halaman")


@pytest.mark.parametrize(
    "meta",
    [
        {"CONTENT_LENGTH": str(55 * JUTA + 1)},
        {"CONTENT_LENGTH": str(2 << 30)},
        {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"},
    ],
)
def test_terlalu_besar_atau_tidak_mengaku_ditolak_tanpa_dibaca(meta: dict[str, str]) -> None:
    with pytest.raises(RequestDataTooBig):
        BesarKirimanMiddleware(tidak_sampai)(kiriman(**meta, **{"wsgi.input": TidakBolehDibaca()}))


def test_halaman_penolakannya_413_dan_tercatat(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    jawaban = client.post("/masuk/", CONTENT_LENGTH=str(2 << 30))
    assert jawaban.status_code == 413
    assert "Kiriman ini terlalu besar" in jawaban.content.decode()
    assert any("ditolak 413" in r.getMessage() for r in caplog.records if r.name == "keamanan")


@pytest.mark.parametrize("besar", ["", "bukan-angka", "-5", str(BESAR), str(55 * JUTA)])
def test_yang_wajar_diteruskan(besar: str) -> None:
    jawaban = BesarKirimanMiddleware(lambda _: HttpResponse("sampai"))(kiriman(CONTENT_LENGTH=besar))
    assert jawaban.content == b"sampai"


class TestGiliran:
    def test_yang_besar_bergiliran_yang_kecil_tetap_lewat(self) -> None:
        di_dalam, lepas = threading.Barrier(SERENTAK + 1), threading.Event()

        def lambat(request: HttpRequest) -> HttpResponse:
            if request.META["CONTENT_LENGTH"] == str(9 * JUTA):
                di_dalam.wait(5)
                lepas.wait(5)
            return HttpResponse("sampai")

        pintu = BesarKirimanMiddleware(lambat)
        regu = [
            threading.Thread(target=pintu, args=(kiriman(CONTENT_LENGTH=str(9 * JUTA)),))
            for _ in range(SERENTAK)
        ]
        for utas in regu:
            utas.start()
        di_dalam.wait(5)
        try:
            penuh = pintu(kiriman(CONTENT_LENGTH=str(5 * JUTA)))
            kecil = pintu(kiriman(CONTENT_LENGTH="1000"))
        finally:
            lepas.set()
            for utas in regu:
                utas.join()
        assert (penuh.status_code, kecil.content) == (503, b"sampai")
        assert 2 <= int(penuh.headers["Retry-After"]) <= 6
        assert "Tunggu sebentar" in penuh.content.decode()
        assert pintu(kiriman(CONTENT_LENGTH=str(5 * JUTA))).content == b"sampai"

    def test_galat_di_dalam_tetap_mengembalikan_giliran(self) -> None:
        def rusak(_: HttpRequest) -> HttpResponse:
            raise ValueError

        pintu = BesarKirimanMiddleware(rusak)
        for _ in range(SERENTAK + 1):
            with pytest.raises(ValueError):
                pintu(kiriman(CONTENT_LENGTH=str(5 * JUTA)))

    def test_formulir_biasa_mendapat_halaman_dengan_langkahnya(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pintu = BesarKirimanMiddleware(tidak_sampai)
        for _ in range(SERENTAK):
            pintu._giliran.acquire()
        jawaban = pintu(kiriman(CONTENT_LENGTH=str(5 * JUTA), HTTP_ACCEPT="text/html,*/*"))
        assert jawaban.status_code == 503
        assert "tekan tombol kembali" in jawaban.content.decode()
