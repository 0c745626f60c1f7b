"""Tiap batas yang tertulis di kode dicoba pada batas−1, batas, dan batas+1; batas baru tanpa baris menggagalkan uji."""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError

from mutu.catat import catat
from tests.keamanan.batas import kerja, umum, warga
from tests.keamanan.batas.bukan import BUKAN
from tests.keamanan.batas.dasar import ARAH, Batas, Dunia
from tests.keamanan.batas.temukan import semua, tetapan
from tests.pagar import APLIKASI

KELOMPOK = {
    "umum": umum.BATAS,
    "rencana": kerja.RENCANA,
    "kerja": kerja.BATAS,
    "pembinaan": kerja.PEMBINAAN,
    "warga": warga.BATAS,
}
# Dunia yang dipakai tiap kelompok; dua dunia berkota senama tidak dapat berdampingan.
DUNIA = {"umum": ("kota",), "rencana": ("s",), "kerja": ("b",), "warga": ("kota",)}
# Dipakai sebagai bawaan argumen, jadi sudah tetap sebelum pembandingnya menggeser tetapannya.
BAWAAN_ARGUMEN = {
    "indikator/rules/angka.py:DESIMAL_TERBANYAK",
    "indikator/rules/kebijakan.py:NILAI_TERTINGGI",
    "inti/services/lembar/__init__.py:BARIS_MAKS",
}
# Digeser sedetik, yang berubah awal jendelanya, bukan lamanya.
BUKAN_GESER = {"kepegawaian/services/pulih.py:JENDELA"}
KODE = {"max_length", "min_length", "max_value", "min_value"}


def penyimpangan(dunia: Dunia, daftar: list[Batas]) -> list[str]:
    """Batas yang jawabannya bukan yang tertulis."""
    hasil = []
    for satu in daftar:
        try:
            jawab: object = satu.jawaban(dunia, satu.nilai)
        except Exception as galat:  # satu yang rusak tidak menutupi yang lain
            jawab = repr(galat)[:300]
        if jawab != ARAH[satu.arah]:
            hasil.append(f"{satu.kunci} ({satu.arah} {satu.nilai}): {jawab}")
    return hasil


def geser(satu: Batas, tambal: pytest.MonkeyPatch) -> None:
    """Longgarkan tetapannya satu satuan di setiap modul aplikasi yang memegangnya."""
    berkas, nama = satu.tetapan
    lonjong = satu.lain(satu.nilai)
    bagian = satu.kunci.partition("[")[2].rstrip("]")
    if berkas == "asn_kinerja/settings.py":
        tambal.setattr(settings, nama, lonjong)
        return
    lama = getattr(importlib.import_module(berkas.removesuffix(".py").replace("/", ".")), nama)
    baru: Any = lonjong
    if isinstance(lama, dict):
        baru = lama | {bagian: lonjong}
    elif hasattr(lama, "tiap_15_menit"):
        baru = replace(lama, **{bagian: lonjong})
    kena = 0
    for sebutan, modul in list(sys.modules.items()):
        if sebutan.split(".")[0] in APLIKASI and vars(modul).get(nama) == lama:
            tambal.setattr(modul, nama, baru)
            kena += 1
    assert kena, satu.kunci


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kelompok", [pytest.param(k, marks=[pytest.mark.panjang] if k == "umum" else []) for k in KELOMPOK]
)
def test_batas_kurang_satu_batas_dan_batas_tambah_satu(kelompok: str) -> None:
    daftar = KELOMPOK[kelompok]
    salah = penyimpangan(Dunia(*DUNIA.get(kelompok, ())), daftar)
    catat(
        "V2.3.2",
        f"{kelompok}: {len(daftar)} batas × 3 besaran, {len(salah)} bukan seperti tertulis",
        lulus=not salah,
    )
    assert not salah, "\n".join(salah)


@pytest.mark.django_db
@pytest.mark.panjang
@pytest.mark.parametrize("kelompok", KELOMPOK)
def test_pembandingnya_tiap_batas_yang_bergeser_satu_ketahuan(
    kelompok: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    luput, dunia = [], Dunia(*DUNIA.get(kelompok, ()))
    for satu in KELOMPOK[kelompok]:
        if satu.tetapan[0] + ":" + satu.tetapan[1] in BAWAAN_ARGUMEN | BUKAN_GESER:
            continue
        tertulis = satu.nilai
        with monkeypatch.context() as tambal:
            geser(satu, tambal)
            # Yang lolos dari layanan lalu ditolak kolomnya bukan lagi jawaban yang tertulis.
            with suppress(DatabaseError):
                if satu.jawaban(dunia, tertulis) == ARAH[satu.arah]:
                    luput.append(satu.kunci)
    catat(
        "V2.3.2",
        f"pembanding {kelompok}: {len(luput)} pergeseran satu satuan yang luput",
        lulus=not luput,
    )
    assert not luput, "\n".join(luput)


def test_setiap_tetapan_yang_berbunyi_batas_ada_di_tabel_atau_beralasan() -> None:
    diukur = {":".join(satu.tetapan) for daftar in KELOMPOK.values() for satu in daftar}
    ada = semua()
    tanpa = sorted(ada - diukur - BUKAN)
    catat("V2.3.2", f"{len(ada)} tetapan, {len(diukur)} diukur, {len(tanpa)} tanpa baris", lulus=not tanpa)
    assert not tanpa, f"tambahkan ke tests/keamanan/batas: {tanpa}"
    assert not (usang := BUKAN - ada), f"sudah tidak ada: {sorted(usang)}"
    assert not diukur & BUKAN
    assert len(diukur) >= 120


def test_pembandingnya_tetapan_baru_terbaca() -> None:
    naskah = "MUAT_TERBANYAK = 5\nUMUR: Final = timedelta(days=3)\nA_MAKS, NAMA = 4, 'x'\nB_MAKS = 50 * MEGA\nc = 4"
    assert list(tetapan(naskah)) == ["MUAT_TERBANYAK", "UMUR", "A_MAKS", "B_MAKS"]


# --- formulir ---


def formulir() -> Iterator[tuple[str, str, forms.Field]]:
    """Semua bidang semua formulir yang menyebut panjang atau besarnya."""
    for aplikasi in APLIKASI:
        try:
            paket = importlib.import_module(f"{aplikasi}.forms")
        except ModuleNotFoundError:
            continue
        nama = [f"{paket.__name__}.{m.name}" for m in pkgutil.iter_modules(getattr(paket, "__path__", []))]
        for modul in (paket, *map(importlib.import_module, nama)):
            for kelas in vars(modul).values():
                if (
                    isinstance(kelas, type)
                    and issubclass(kelas, forms.BaseForm)
                    and kelas.__module__ == modul.__name__
                ):
                    for bidang, isi in getattr(kelas, "base_fields", {}).items():
                        yield f"{modul.__name__}.{kelas.__name__}", bidang, isi


def ditolak(bidang: forms.Field, isi: object) -> bool:
    """Ditolak karena panjang atau besarnya; sebab lain (bukan NIP, bukan surel) bukan urusan ukuran ini."""
    try:
        bidang.clean(isi)
    except ValidationError as galat:
        return bool({satu.code for satu in galat.error_list} & KODE)
    return False


def coba_bidang(bidang: forms.Field) -> list[tuple[str, tuple[bool, ...], tuple[bool, ...]]]:
    """(batas, ditolak menurut tulisannya, ditolak sesungguhnya) pada batas−1, batas, batas+1."""
    hasil = []
    for batas, seharusnya in (
        ("max_length", (False, False, True)),
        ("min_length", (True, False, False)),
        ("max_value", (False, False, True)),
        ("min_value", (True, False, False)),
    ):
        n = getattr(bidang, batas, None)
        if n is None or isinstance(bidang, forms.FileField):
            continue
        besaran = [n - 1, n, n + 1]
        awal = "https://a.id/" if isinstance(bidang, forms.URLField) else ""
        isi = [awal + "u" * (k - len(awal)) if batas.endswith("length") else f"{k}" for k in besaran]
        hasil.append((f"{batas} {n}", seharusnya, tuple(ditolak(bidang, satu) for satu in isi)))
    return hasil


def test_batas_tiap_bidang_formulir() -> None:
    semua_nya = [
        (f"{kelas}.{bidang}", *satu) for kelas, bidang, isi in formulir() for satu in coba_bidang(isi)
    ]
    salah = [s for s in semua_nya if s[2] != s[3]]
    catat(
        "V2.3.2",
        f"formulir: {len(semua_nya)} batas bidang × 3 besaran, {len(salah)} bukan seperti tertulis",
        lulus=not salah and len(semua_nya) >= 200,
    )
    assert not salah, salah
    assert len(semua_nya) >= 200


def test_pembandingnya_bidang_yang_longgar_ketahuan() -> None:
    longgar = forms.CharField(max_length=10)
    longgar.validators = []
    ((_, seharusnya, sesungguhnya),) = coba_bidang(longgar)
    assert seharusnya != sesungguhnya
