"""Log penolakan: satu baris, siapa, apa, dari mana, berzona; tanpa rahasia dan tanpa baris sisipan."""

import logging
import re
from datetime import datetime

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve

from inti.tolakan import catat_penolakan
from mutu.catat import catat
from tests.kepegawaian import faktor, pabrik

BENTUK = r"ditolak \d{3} [A-Z]+ \S.* pegawai=\S+ alamat=\S+ permintaan=\w+"


def tulis(jalur: str, kode: int, caplog: pytest.LogCaptureFixture, **lain: str) -> list[str]:
    permintaan = RequestFactory().get(jalur, **lain)
    try:
        permintaan.resolver_match = resolve(permintaan.path_info)
    except Exception:
        permintaan.resolver_match = None
    caplog.clear()
    with caplog.at_level(logging.WARNING, logger="keamanan"):
        catat_penolakan(permintaan, HttpResponse(status=kode), "abc123")
    return [satu.getMessage() for satu in caplog.records if satu.name == "keamanan"]


def test_yang_diterima_tidak_dicatat_yang_ditolak_sebaris(caplog: pytest.LogCaptureFixture) -> None:
    assert tulis("/bantuan/", 200, caplog) == []
    assert tulis("/pegawai/7/", 404, caplog) == [
        "ditolak 404 GET kepegawaian:pegawai_rinci pk=7 pegawai=- alamat=127.0.0.1 permintaan=abc123"
    ]


@pytest.mark.parametrize(
    "jalur",
    [
        "/kata-sandi/pulih/7/cq1x2y-0123456789abcdef0123456789abcdef/",
        "/tidak-ada/rahasia0123456789abcdef0123456789/?sandi=rahasia-sekali",
        "/pegawai/7/?q=198609262015051001",
    ],
)
def test_rahasia_dan_isi_tanya_tidak_ikut(jalur: str, caplog: pytest.LogCaptureFixture) -> None:
    (baris,) = tulis(jalur, 403, caplog)
    assert not re.search("0123456789abcdef|rahasia-sekali|198609262015051001", baris)


SISIPAN = (
    "/a\r\nditolak 200 GET x/",
    "/a\x1b[31m/",
    "/a\u2028b/",
    "/a pegawai=1/",
    "/a\x0bditolak/",
    "/a\x85ditolak/",
    "/a%0d%0aditolak 403/",
    "/a\u202editolak/",
    "/a\tpermintaan=0/",
    "/a\x00b/",
)


def test_baris_sisipan_tidak_menjadi_baris_log(caplog: pytest.LogCaptureFixture) -> None:
    lolos = []
    for sisipan in SISIPAN:
        for alamat in ("1.2.3.4\nditolak", "1.2.3.4 permintaan=palsu"):
            baris = tulis(sisipan, 404, caplog, REMOTE_ADDR=alamat)
            utuh = len(baris) == 1 and re.fullmatch(BENTUK, baris[0]) and baris[0].isprintable()
            if not utuh or any(
                baris[0].count(kunci) != 1 for kunci in ("pegawai=", "alamat=", "permintaan=")
            ):
                lolos.append((sisipan, baris))
    catat(
        "V16.4.1",
        f"{2 * len(SISIPAN)} sisipan di alamat dan asal kiriman, {len(lolos)} menjadi baris log",
        lulus=not lolos,
    )
    assert not lolos


def test_jam_log_menyebut_selisih_zonanya_dan_log_bawaan_tidak_mengulang() -> None:
    bentuk = settings.LOGGING["formatters"]["baris"]["datefmt"]
    assert datetime.now().astimezone().strftime(bentuk)[-5] in "+-"
    # Jam WIB tidak tertukar dengan jam WIT.
    assert logging.getLogger("django.request").level == logging.ERROR


@pytest.mark.django_db
def test_siapa_yang_ditolak_dan_percobaan_masuk_yang_gagal_tercatat(caplog: pytest.LogCaptureFixture) -> None:
    kota = pabrik.instansi()
    orang = pabrik.pegawai(kota, "Ratna Wulandari", sandi=pabrik.SANDI)
    klien = Client()
    klien.force_login(orang)
    with caplog.at_level(logging.WARNING, logger="keamanan"):
        klien.get("/jejak/")
        Client().get("/jejak/")
        Client().post("/masuk/", {"nip": orang.nip, "sandi": "keliru-sekali-lagi"})
    baris = [satu.getMessage() for satu in caplog.records if satu.name == "keamanan"]
    assert [b.split(" permintaan=")[0] for b in baris] == [
        f"ditolak 403 GET jejak pegawai={orang.pk} alamat=127.0.0.1",
        "ditolak 302 GET jejak pegawai=- alamat=127.0.0.1",
        "ditolak 200 POST account_login pegawai=- alamat=127.0.0.1",
    ]
    assert orang.nip not in caplog.text and "keliru-sekali" not in caplog.text


@pytest.mark.django_db
def test_kode_faktor_kedua_dan_sandi_konfirmasi_yang_keliru_tercatat(
    caplog: pytest.LogCaptureFixture,
) -> None:
    orang = pabrik.pegawai(pabrik.instansi(), "Ratna Wulandari", sandi=pabrik.SANDI)
    rahasia = faktor.pasang(orang)
    klien = Client()
    faktor.masuk_dengan_sandi(klien, orang, pabrik.SANDI)
    with caplog.at_level(logging.WARNING, logger="keamanan"):
        klien.post("/faktor-kedua/kode/", {"code": "000000"})
        klien.post("/faktor-kedua/kode/", {"code": ""})
        klien.post("/faktor-kedua/kode/", {"code": faktor.kode(rahasia)})
        klien.post("/konfirmasi/", {"sandi": "keliru-sekali-lagi"})
    baris = [satu.getMessage() for satu in caplog.records if satu.name == "keamanan"]
    assert [b.split(" alamat=")[0] for b in baris] == [
        "ditolak 200 POST mfa_authenticate pegawai=-",
        f"ditolak 200 POST account_reauthenticate pegawai={orang.pk}",
    ]
    assert "000000" not in caplog.text and "keliru-sekali" not in caplog.text
