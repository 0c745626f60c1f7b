"""Temuan wapiti yang diulang dengan kata acak sebelum dianggap temuan."""

import re
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from mutu.pindai.alat import Sasaran

ACAK = "kataacak\0"
# Berbeda tiap halaman walau isinya sama.
BERGANTI = re.compile(r'nonce="[^"]*"')


def semu(temuan: Mapping[str, Any], ke: Sasaran) -> bool:
    """Benar bila muatan suntikan LDAP-nya dijawab persis seperti kata acak yang juga memuat huruf NUL.

    wapiti menganggap saringannya tersuntik bila muatan bernul dijawab lain daripada kata biasa. Di sini NUL sendiri yang
    ditolak (inti/middleware.py), apa pun kata di depannya.
    """
    tujuan = str(temuan.get("http_request", "")).split(" ", 2)
    nama = temuan.get("parameter")
    if (
        temuan.get("jenis") != "LDAP Injection"
        or temuan.get("method") != "GET"
        or not nama
        or len(tujuan) < 3
    ):
        return False
    bagian = urlsplit(tujuan[1])
    isi = dict(parse_qsl(bagian.query, keep_blank_values=True))
    if "\0" not in isi.get(nama, ""):
        return False
    muatan, acak = (_jawaban(ke, bagian.path, isi | {nama: satu}, satu) for satu in (isi[nama], ACAK))
    return muatan == acak


def _jawaban(ke: Sasaran, jalur: str, isi: Mapping[str, str], kata: str) -> tuple[int, str]:
    """Status dan isi halaman tanpa kata yang dikirim."""
    permintaan = urllib.request.Request(f"{ke.alamat}{jalur}?{urlencode(isi)}", headers={"Cookie": ke.kuki})
    try:
        with urllib.request.urlopen(permintaan, timeout=20) as jawaban:
            status, badan = jawaban.status, jawaban.read()
    except urllib.error.HTTPError as galat:
        status, badan = galat.code, galat.read()
    naskah = BERGANTI.sub("", badan.decode("utf-8", "replace"))
    return status, naskah.replace(urlencode({"": kata})[1:], "").replace(kata, "")
