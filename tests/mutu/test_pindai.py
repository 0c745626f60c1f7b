"""Yang diuji sqlmap: tiap parameter tiap alamat sekali, sebagai peran pertama yang melihatnya."""

from pathlib import Path

from mutu.pindai.__main__ import belum_diuji
from mutu.pindai.alat import Sasaran
from mutu.pindai.jelajah import Jelajah, Kiriman


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
