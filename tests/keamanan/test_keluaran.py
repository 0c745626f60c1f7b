"""Kenari di setiap kolom teks kota uji, lalu semua halaman dan unduhan dibuka: tidak satu pun menjadi HTML, templat, atau rumus."""

import csv
import io
import re
import zipfile
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.template import engines
from django.urls import NoReverseMatch, reverse

from mutu.catat import catat
from tests.idor import semua_model
from tests.test_idor import DILEWATI, Kancah, kancah, semua_alamat  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.panjang]
KENARI = '=1+1"><svg/onload=x>{{7*7}}#panic("x")'
PALING_PENDEK = len('=1+1"><svg/onload=x>')
PERAN = ("admin_bkd", "penilai", "pegawai", "petugas", "tamu")
TANYA = {"q": KENARI, "format": "csv", "bentuk": "csv"}
MENTAH = re.compile(rb"<svg/onload|onload=x(?:&gt;|>)49")
RUMUS = re.compile(r"[=+\-@\t\r\n\x00＝＋－＠]")
ANGKA = re.compile(r"[+-]?[\d.,]+ ?%?$|[+-]\d\d:\d\d$|-+$")
# Pengenal dan tanda: bukan tulisan orang, dan berbentuk tetap.
PENGENAL = re.compile(
    r"nip|nik|slug|kode|token|kunci|sidik|acak|password|zona|path|isi$|jalur|sha|alamat_web|telepon|surel|email|tautan|^nilai$|^jenis$|^objek_jenis$"
)


def tanam() -> int:
    """Banyaknya kolom yang memuat kenari; pemicu pembeku dilepas selama menanam."""
    banyak = 0
    for model in semua_model():
        tabel = model._meta.db_table
        for satu in model._meta.fields:
            if not isinstance(satu, models.CharField | models.TextField) or satu.choices or satu.unique:
                continue
            panjang = satu.max_length or 4_000
            if panjang < PALING_PENDEK or PENGENAL.search(satu.name):
                continue
            try:
                with transaction.atomic(), connection.cursor() as kursor:
                    kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    kursor.execute(f'ALTER TABLE "{tabel}" DISABLE TRIGGER USER')
                    kursor.execute(
                        f'UPDATE "{tabel}" SET "{satu.column}" = left(%s || "{satu.column}", %s) WHERE "{satu.column}" <> \'\'',
                        [KENARI, panjang],
                    )
                    ada = kursor.rowcount
                    kursor.execute(f'ALTER TABLE "{tabel}" ENABLE TRIGGER USER')
            except DatabaseError:
                continue
            banyak += ada > 0
    return banyak


def rumus_xlsx(isi: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(isi)) as buku:
        return sum(len(re.findall(rb"<f[ >]", buku.read(n))) for n in buku.namelist() if "/worksheets/" in n)


def rumus_csv(isi: bytes) -> int:
    teks = isi.decode("utf-8-sig")
    pembaca = csv.reader(io.StringIO(teks, newline=""), delimiter=";" if ";" in teks.splitlines()[0] else ",")
    return sum(1 for baris in pembaca for sel in baris if RUMUS.match(sel) and not ANGKA.match(sel))


def periksa(jawaban: Any) -> tuple[str, str]:
    """(jenis isi, penyimpangan)."""
    isi = b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content
    jenis = jawaban.headers.get("Content-Type", "")
    if jawaban.status_code >= 500:
        return jenis, f"{jawaban.status_code}"
    if "spreadsheetml" in jenis:
        return "xlsx", f"{n} rumus" if (n := rumus_xlsx(isi)) else ""
    if "csv" in jenis and jawaban.status_code == 200:
        return "csv", f"{n} rumus" if (n := rumus_csv(isi)) else ""
    if ("html" in jenis or "xml" in jenis) and (bocor := MENTAH.search(isi)):
        return "html", isi[max(0, bocor.start() - 60) : bocor.end() + 20].decode("utf-8", "replace")
    return jenis.split(";")[0].removeprefix("text/"), ""


def test_kenari_tidak_menjadi_html_templat_atau_rumus(
    kancah: Kancah,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with transaction.atomic():
        kolom = tanam()
        hitung: dict[str, int] = {}
        salah: list[str] = []
        terlihat = 0
        for nama, argumen in semua_alamat():
            if nama in DILEWATI:
                continue
            try:
                alamat = reverse(nama, kwargs=kancah.sendiri.get(nama) if argumen else None)
            except NoReverseMatch:
                continue
            for peran in PERAN:
                # Peran yang melihat paling banyak juga mengetik kenari di saringan dan meminta CSV.
                for tanya in ({}, TANYA) if peran == "admin_bkd" else ({},):
                    jawaban = kancah.klien[peran].get(alamat, tanya)
                    jenis, beda = periksa(jawaban)
                    hitung[jenis] = hitung.get(jenis, 0) + (jawaban.status_code == 200)
                    if not jawaban.streaming:
                        terlihat += b"svg/onload" in jawaban.content
                    if beda:
                        salah.append(f"{peran} {alamat} {tanya}: {beda}")
        # Pembanding: tanpa peloloskan huruf di templat, kenari yang sama harus terlihat mentah.
        monkeypatch.setattr(engines["django"].engine, "autoescape", False)
        tanpa = periksa(kancah.klien["pegawai"].get(reverse("kepegawaian:profil")))[1]
        transaction.set_rollback(True)
    html = [s for s in salah if "rumus" not in s]
    ringkas = ", ".join(f"{n} {j}" for j, n in sorted(hitung.items()) if n)
    catat(
        "V1.2.1",
        f"kenari di {kolom} kolom, {terlihat} jawaban memuatnya, {len(html)} mentah ({ringkas})",
        lulus=not html,
    )
    catat(
        "X1",
        f"{hitung.get('xlsx', 0)} buku Excel dan {hitung.get('csv', 0)} CSV, {len(salah) - len(html)} sel rumus",
        lulus=len(salah) == len(html),
    )
    assert kolom > 60 and terlihat > 100 and tanpa
    assert not salah, "\n".join(salah[:30])
