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


TEMUAN_LDAP = {"jenis": "LDAP Injection", "method": "GET", "parameter": "q", "level": 4}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("beda", "muatan", "hasil"),
    [
        ({}, "*))\0nosuchvalue", True),
        ({}, "*)(cn=*", False),
        ({"jenis": "SQL Injection"}, "*))\0nosuchvalue", False),
    ],
)
def test_temuan_ldap_yang_hanya_penolakan_huruf_nul_bukan_temuan(
    live_server: Any, beda: dict[str, str], muatan: str, hasil: bool
) -> None:
    alamat = f"/publik/?{urlencode({'q': muatan})}"
    temuan = TEMUAN_LDAP | beda | {"http_request": f"GET {alamat} HTTP/1.1\nhost: x"}
    assert semu(temuan, Sasaran(live_server.url, "tamu", "", Path(), Path())) is hasil


def test_jawaban_yang_berbeda_menurut_muatannya_tetap_temuan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Penyaring yang sungguh menafsirkan muatannya menjawabnya lain daripada kata acak."""
    monkeypatch.setattr("mutu.pindai.ulang._jawaban", lambda ke, jalur, isi, kata: (200, kata[:1]))
    alamat = f"/publik/?{urlencode({'q': '*))' + chr(0)})}"
    temuan = TEMUAN_LDAP | {"http_request": f"GET {alamat} HTTP/1.1"}
    assert semu(temuan, Sasaran("", "tamu", "", Path(), Path())) is False
