"""Kiriman dari situs lain: setiap alamat menolak POST tanpa token dan dengan token orang lain, tanpa menulis apa pun.

Halaman warga tidak memakai sesi dan tidak menitipkan kuki, jadi tidak ada wewenang yang dapat ditumpangi; daftarnya di sini.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from kepegawaian.models import Peran
from mutu.catat import catat
from tests.kepegawaian import pabrik
from tests.sapuan import BUKAN_DATA, MENULIS, menyapu

PANJANG = pytest.mark.panjang
# Kiriman warga: tanpa akun dan tanpa kuki; penjaganya kode kunjungan, tanda berumur, dan penghitung alat.
TANPA_TOKEN = {
    "umpan_balik:lacak",
    "umpan_balik:lacak_nilai",
    "umpan_balik:lacak_profil",
    "umpan_balik:lacak_tarik",
    "umpan_balik:musyawarah_dukung",
    "umpan_balik:musyawarah_usulkan",
    "umpan_balik:survei",
    "umpan_balik:survei_berkode",
    "umpan_balik:survei_kios",
}
UMPAMA = {
    "slug": "kota",
    "jenis": "pegawai",
    "kode": "AAAA",
    "token": "t" * 22,
    "ukuran": "a4",
    "bentuk": "evaluasi",
}


def semua_pola() -> dict[str, URLPattern]:
    def jalan(pola: list[URLPattern | URLResolver], ruang: str) -> dict[str, URLPattern]:
        hasil: dict[str, URLPattern] = {}
        for satu in pola:
            if isinstance(satu, URLResolver):
                hasil |= jalan(satu.url_patterns, f"{satu.namespace}:" if satu.namespace else ruang)
            else:
                hasil[f"{ruang}{satu.name}"] = satu
        return hasil

    return jalan(get_resolver().url_patterns, "")


def alamat(nama: str, pola: URLPattern) -> str:
    for argumen in (
        {k: UMPAMA.get(k, 1) for k in pola.pattern.converters},
        dict.fromkeys(pola.pattern.converters, "palsu"),
    ):
        try:
            return reverse(nama, kwargs=argumen)
        except NoReverseMatch:
            continue
    raise AssertionError(nama)


def serang(klien: Client, tujuan: str, token: str) -> tuple[int, list[str]]:
    """Kode jawaban dan tabel yang ditulis."""
    tertulis: list[str] = []

    def jalan(lanjut, sql, *lain):  # type: ignore[no-untyped-def]
        if cocok := MENULIS.match(str(sql)):
            tertulis.append(cocok.group(1))
        return lanjut(sql, *lain)

    with connection.execute_wrapper(jalan):
        jawaban = klien.post(
            tujuan,
            {"csrfmiddlewaretoken": token} if token else {},
            headers={"Origin": "http://jahat.example"},
        )
    return jawaban.status_code, [t for t in tertulis if t not in BUKAN_DATA]


@pytest.fixture
def admin(db: None, settings: Any) -> Iterator[Client]:
    """Pengelola yang masuk; kuki CSRF-nya sendiri ada, seperti di peramban korban."""
    settings.CSRF_FAILURE_VIEW = (
        "tests.sapuan.csrf_pendek"  # halamannya sendiri diuji tests/kepegawaian/views/test_lanjut.py
    )
    kota = pabrik.instansi()
    orang = pabrik.pegawai(kota, "Siti Rahma")
    pabrik.peran(orang, Peran.Jenis.ADMIN_BKD)
    klien = Client(enforce_csrf_checks=True, raise_request_exception=False)
    klien.force_login(orang)
    klien.cookies[settings.CSRF_COOKIE_NAME] = _get_new_csrf_string()
    with menyapu():
        yield klien


# Tiap kali: seperempat alamat; pengecualiannya sendiri selalu dibaca dari semua alamat.
@pytest.mark.parametrize(
    ("token", "tiap"),
    [("orang lain", 4), pytest.param("orang lain", 1, marks=PANJANG), pytest.param("", 1, marks=PANJANG)],
)
def test_tanpa_token_dan_dengan_token_orang_lain_setiap_alamat_menolak(
    admin: Client, token: str, tiap: int
) -> None:
    lolos, banyak, dikecualikan = [], 0, set()
    for nomor, (nama, pola) in enumerate(semua_pola().items()):
        if getattr(pola.callback, "csrf_exempt", False):
            dikecualikan.add(nama)
            continue
        if nomor % tiap:
            continue
        banyak += 1
        kode, tertulis = serang(admin, alamat(nama, pola), token and _get_new_csrf_string())
        if kode != 403 or tertulis:
            lolos.append(f"{nama}: {kode} {tertulis}")
    cara = f"token {token}" if token else "tanpa token"
    catat(
        "V3.5.1",
        f"{banyak} alamat ({cara}), {len(lolos)} lolos; {len(dikecualikan)} halaman warga tanpa sesi dikecualikan",
        lulus=not lolos,
    )
    assert banyak > 200 // tiap
    assert not lolos, "\n".join(lolos)
    assert dikecualikan == TANPA_TOKEN


def test_kembarannya_satu_halaman_yang_dikecualikan_ketahuan(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    pola = semua_pola()["kepegawaian:profil"]
    tujuan = reverse("kepegawaian:profil")
    assert serang(admin, tujuan, "")[0] == 403
    monkeypatch.setattr(pola.callback, "csrf_exempt", True, raising=False)
    assert serang(admin, tujuan, "")[0] != 403
