"""Turunan paket dipaku: pemasangan besok sama dengan yang diuji hari ini."""

import re
from importlib.metadata import distributions
from pathlib import Path

from inti.layanan.pasang import AKAR, PAKET, TERTANAM, TURUNAN

DIPAKU = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==([^\s;#]+)", re.MULTILINE)
# Dibawa venv sendiri.
BAWAAN = {"pip", "setuptools", "wheel"}


def baku(nama: str) -> str:
    return re.sub(r"[-_.]+", "-", nama).lower()


def isi(berkas: str) -> str:
    return (Path(AKAR) / berkas).read_text(encoding="utf-8")


def dipaku(*berkas: str) -> dict[str, str]:
    return {baku(nama): versi for satu in berkas for nama, versi in DIPAKU.findall(isi(satu))}


def test_setiap_paket_terpasang_dipaku_pada_versi_itu() -> None:
    terpasang = {baku(d.metadata["Name"]): d.version for d in distributions()}
    paku = dipaku(*PAKET["uji"], TERTANAM, TURUNAN)
    beda = {n: (v, paku.get(n, "tidak dipaku")) for n, v in terpasang.items() if paku.get(n) != v}
    assert {n for n in beda if n not in BAWAAN} == set(), beda


def test_turunan_dipakai_dan_tidak_mengulang_yang_langsung() -> None:
    assert f"-c {TURUNAN}" in isi("requirements.txt")
    langsung = dipaku(*PAKET["uji"], TERTANAM)
    assert not langsung.keys() & dipaku(TURUNAN).keys()
    for nama in (*PAKET["uji"], TERTANAM):
        lepas = re.findall(r"^[A-Za-z][\w.\[\]-]*\s*(?:[<>~]|==[^\s#]*\*).*$", isi(nama), re.MULTILINE)
        assert not lepas, f"{nama}: {lepas}"
