"""Temuan wapiti yang diulang dengan kata acak sebelum dianggap temuan."""

import html
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
JENIS_BADAN = "application/x-www-form-urlencoded"


def semu(temuan: Mapping[str, Any], ke: Sasaran) -> bool:
    """Benar bila muatan suntikan LDAP-nya dijawab persis seperti kata acak yang juga memuat huruf NUL.

    wapiti membandingkan halaman yang dibuangi muatannya; di sini huruf NUL ditolak pada alamat dan dibuang dari isian
    (inti/middleware.py), jadi halamannya berbeda walau tidak ada yang tersuntik.
    """
    kepala, _, badan = str(temuan.get("http_request", "")).replace("\r\n", "\n").partition("\n\n")
    cara, _, sisa = kepala.partition(" ")
    nama = temuan.get("parameter")
    if temuan.get("jenis") != "LDAP Injection" or cara not in {"GET", "POST"} or not nama:
        return False
    bagian = urlsplit(sisa.split(" ", 1)[0])
    isi = dict(parse_qsl(badan if cara == "POST" else bagian.query, keep_blank_values=True))
    if "\0" not in isi.get(nama, ""):
        return False
    muatan, acak = (_jawaban(ke, cara, bagian.path, isi | {nama: satu}, satu) for satu in (isi[nama], ACAK))
    return muatan == acak


def _jawaban(ke: Sasaran, cara: str, jalur: str, isi: Mapping[str, str], kata: str) -> tuple[int, str]:
    """Status dan isi halaman tanpa kata yang dikirim, juga yang sudah tanpa huruf NUL."""
    tanya, badan = (urlencode(isi), None) if cara == "GET" else ("", urlencode(isi).encode())
    permintaan = urllib.request.Request(
        f"{ke.alamat}{jalur}" + (f"?{tanya}" if tanya else ""),
        data=badan,
        headers={"Cookie": ke.kuki, "Referer": f"{ke.alamat}{jalur}", "Content-Type": JENIS_BADAN},
    )
    try:
        with urllib.request.urlopen(permintaan, timeout=20) as jawaban:
            status, terima = jawaban.status, jawaban.read()
    except urllib.error.HTTPError as galat:
        status, terima = galat.code, galat.read()
    naskah = BERGANTI.sub("", terima.decode("utf-8", "replace"))
    for bentuk in (kata, kata.replace("\0", "")):
        for tulisan in (urlencode({"": bentuk})[1:], html.escape(bentuk), bentuk):
            naskah = naskah.replace(tulisan, "")
    return status, naskah
