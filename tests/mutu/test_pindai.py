"""Yang diuji sqlmap: tiap parameter tiap alamat sekali, sebagai peran pertama yang melihatnya."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from mutu.pindai.__main__ import belum_diuji
from mutu.pindai.alat import Sasaran
from mutu.pindai.jelajah import Jelajah, Kiriman
from mutu.pindai.ulang import semu


def jelajah(*kiriman: Kiriman) -> Jelajah:
    return Jelajah("", "", {satu.bentuk: satu for satu in kiriman})


def test_tiap_parameter_sekali_dan_yang_baru_bagi_peran_kedua_tetap_diuji() -> None:
    peran = {
        "pegawai": jelajah(
            Kiriman("POST", "/lapor/7/", {"csrfmiddlewaretoken": "a", "nilai": "1", "baris-0-isi": "b"}),
            Kiriman("GET", "/daftar/", {"q": "a"}),
        ),
        "admin bkd": jelajah(
            Kiriman("POST", "/lapor/9/?dari=1", {"nilai": "1", "alasan": "x", "baris-1-isi": "b"}),
            Kiriman("GET", "/daftar/", {"q": "a", "halaman": "2"}),
        ),
    }
    ke = {nama: Sasaran("", nama, "", Path(), Path()) for nama in peran}
    assert [(s.peran, k.cara, k.jalur, p) for s, k, p in belum_diuji(peran, ke)] == [
        ("pegawai", "GET", "/daftar/", ["q"]),
        ("admin bkd", "GET", "/daftar/", ["halaman"]),
        ("pegawai", "POST", "/lapor/7/", ["nilai", "baris-0-isi"]),
        ("admin bkd", "POST", "/lapor/9/?dari=1", ["alasan"]),
    ]


TEMUAN_LDAP = {"jenis": "LDAP Injection", "level": 4}
BERNUL = "*)(&))\0nosuchvalue"


def temuan(cara: str, jalur: str, nama: str, muatan: str, **beda: str) -> dict[str, Any]:
    """Temuan seperti yang ditulis wapiti."""
    isi = urlencode({nama: muatan})
    permintaan = {
        "GET": f"GET {jalur}?{isi} HTTP/1.1\nhost: x",
        "POST": f"POST {jalur} HTTP/1.1\nhost: x\n\n{isi}",
    }[cara]
    return TEMUAN_LDAP | {"method": cara, "parameter": nama, "http_request": permintaan} | beda


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("satu", "hasil"),
    [
        (temuan("GET", "/publik/", "q", BERNUL), True),
        (temuan("POST", "/lacak/", "kode", BERNUL), True),
        (temuan("GET", "/publik/", "q", "*)(cn=*"), False),
        (temuan("GET", "/publik/", "q", BERNUL, jenis="SQL Injection"), False),
    ],
)
def test_temuan_ldap_yang_hanya_huruf_nul_bukan_temuan(
    live_server: Any, satu: dict[str, Any], hasil: bool
) -> None:
    assert semu(satu, Sasaran(live_server.url, "tamu", "", Path(), Path())) is hasil


@pytest.mark.parametrize("cara", ["GET", "POST"])
def test_jawaban_yang_berbeda_menurut_muatannya_tetap_temuan(
    monkeypatch: pytest.MonkeyPatch, cara: str
) -> None:
    """Penyaring yang sungguh menafsirkan muatannya menjawabnya lain daripada kata acak."""
    monkeypatch.setattr("mutu.pindai.ulang._jawaban", lambda ke, cara, jalur, isi, kata: (200, kata[:1]))
    assert semu(temuan(cara, "/lacak/", "kode", BERNUL), Sasaran("", "tamu", "", Path(), Path())) is False
