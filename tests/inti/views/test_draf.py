"""Pintu ketikan: orang lain dan orang luar tidak masuk, bentuk yang aneh tidak menjadi galat peladen."""

import json

import pytest
from django.test import Client

from inti.models import Draf
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db
ISI = {"keterangan": ["<script>alert(1)</script> Perekaman"]}


@pytest.fixture
def p() -> pabrik.Pemda:
    return pabrik.pemda()


def kirim(klien: Client, **ganti: str) -> int:
    data = {
        "kunci": "capaian:1:2",
        "dasar": "0",
        "utas": "a" * 32,
        "penulis": "b" * 32,
        "langkah": "1",
        "versi": "0",
        "isi": json.dumps(ISI),
    }
    return int(klien.post("/draf/", data | ganti).status_code)


def test_ketikan_tersimpan_dan_tampil_kembali_sebagai_teks_biasa(p: pabrik.Pemda) -> None:
    klien = masuk(p.ratna)
    assert kirim(klien) == 200
    isi = klien.get("/draf/", {"kunci": "capaian:1:2"}).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Perekaman" in isi and "<script>" not in isi
    assert "Pakai tulisan ini" in isi


def test_orang_lain_melihat_kosong_dan_tidak_dapat_membuang(p: pabrik.Pemda) -> None:
    kirim(masuk(p.ratna))
    budi = masuk(p.budi)
    assert "Perekaman" not in budi.get("/draf/", {"kunci": "capaian:1:2"}).content.decode()
    assert budi.post("/draf/buang/", {"id": Draf.objects.get().pk}).status_code == 404
    assert masuk(p.ratna).post("/draf/buang/", {"id": Draf.objects.get().pk}).status_code == 204


def test_yang_sudah_keluar_dijawab_403_bukan_dibawa_ke_halaman_masuk(p: pabrik.Pemda) -> None:
    """Pengalihan akan dititipkan sebagai tulisan tertinggal dan menggeser formulir yang sebenarnya."""
    assert kirim(Client()) == 403
    assert Client().get("/draf/").status_code == 403
    assert Client().post("/draf/buang/", {"id": "1"}).status_code == 403


@pytest.mark.parametrize(
    "ganti",
    [
        {"isi": "bukan json"},
        {"isi": "[1, 2]"},
        {"isi": '{"a": "teks"}'},
        {"isi": '{"a": [1]}'},
        {"kunci": "../../etc"},
        {"kunci": ""},
        {"utas": "bukan heksa"},
        {"penulis": ""},
        {"langkah": "-1"},
        {"versi": "9" * 12},
    ],
)
def test_bentuk_yang_tidak_dikenal_ditolak_tanpa_menyimpan(p: pabrik.Pemda, ganti: dict[str, str]) -> None:
    assert kirim(masuk(p.ratna), **ganti) == 400
    assert not Draf.objects.exists()


def test_yang_terlalu_panjang_ditolak(p: pabrik.Pemda) -> None:
    assert kirim(masuk(p.ratna), isi=json.dumps({"a": ["x" * 70_000]})) == 413
