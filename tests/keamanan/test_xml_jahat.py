"""Entitas luar dan tawa semiliar di XLSX, DOCX, dan SVG: tidak ada sambungan keluar, pengembangan, atau ledakan memori."""

import io
import json
import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from xml.parsers import expat

import pytest

from inti.galat import GalatAturan
from inti.rules.tabel import Kolom
from inti.services import berkas
from inti.services.lembar import GalatLembar, buka
from mutu.catat import catat
from tests.inti.services.test_berkas_jahat import docx
from tests.inti.services.test_lembar import buku, ganti_anggota

AKAR = Path(__file__).resolve().parents[2]
KENARI = "KENARI-LUAR"
RAHASIA = "/etc/hostname"
TAWA = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ANGGOTA_XLSX = (
    "xl/workbook.xml",
    "xl/sharedStrings.xml",
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
    "[Content_Types].xml",
)
ANGGOTA_DOCX = ("word/document.xml", "word/_rels/document.xml.rels", "docProps/core.xml")


def entitas_luar(alamat: str) -> str:
    return f'<!DOCTYPE a [<!ENTITY x SYSTEM "{alamat}"><!ENTITY % p SYSTEM "{alamat}"> %p;]>'


def tawa() -> str:
    return f'<!DOCTYPE a [<!ENTITY l0 "{KENARI}">{TAWA}]>'


def sisip(naskah: bytes, kepala: str, sebut: str) -> bytes:
    """Kepala berentitas sesudah deklarasi XML, dan entitasnya disebut di dalam unsur pertama yang berisi teks."""
    teks = naskah.decode()
    awal, _, sisa = teks.partition("?>")
    badan = sisa if awal.startswith("<?xml") else teks
    muka = f"{awal}?>" if awal.startswith("<?xml") else ""
    for tutup in ("</t>", "</v>"):
        if tutup in badan:
            return f"{muka}{kepala}{badan.replace(tutup, f'{sebut}{tutup}', 1)}".encode()
    akhir = badan.rfind("</")
    return (
        f"{muka}{kepala}{badan[:akhir]}{sebut}{badan[akhir:]}".encode()
        if akhir > 0
        else f"{muka}{kepala}<a>{sebut}</a>".encode()
    )


def anggota(isi: bytes, nama: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        return arsip.read(nama) if nama in arsip.namelist() else b"<a></a>"


def kasus(alamat: str) -> dict[str, tuple[str, bytes]]:
    """Nama kasus → (nama kiriman, isinya); setiap anggota arsip bergantian memuat ketiga serangan."""
    serangan = {
        "entitas jaringan": (entitas_luar(alamat), "&x;"),
        "entitas berkas": (entitas_luar(f"file://{RAHASIA}"), "&x;"),
        "tawa semiliar": (tawa(), "&l9;"),
    }
    hasil: dict[str, tuple[str, bytes]] = {}
    dasar_xlsx = buku()
    for sebutan, (kepala, sebut) in serangan.items():
        for nama in ANGGOTA_XLSX:
            jahat = sisip(anggota(dasar_xlsx, nama), kepala, sebut)
            hasil[f"xlsx {nama}: {sebutan}"] = ("rekap.xlsx", ganti_anggota(dasar_xlsx, nama, jahat))
        for nama in ANGGOTA_DOCX:
            jahat = sisip(b"<a>isi</a>", kepala, sebut)
            lama = docx()
            isi = ganti_anggota(lama, nama, jahat) if nama == "word/document.xml" else docx((nama, jahat))
            hasil[f"docx {nama}: {sebutan}"] = ("surat.docx", isi)
        svg = (
            f"<?xml version='1.0'?>{kepala}<svg xmlns='http://www.w3.org/2000/svg'><text>{sebut}</text></svg>"
        )
        for nama in ("logo.svg", "logo.png"):
            hasil[f"svg bernama {nama}: {sebutan}"] = (nama, svg.encode())
    return hasil


def baca(nama: str, isi: bytes) -> str:
    """Semua yang dibaca produk dari berkas itu: sebagai lembar impor, dan sebagai bukti yang diunggah."""
    terbaca = ""
    with suppress(GalatAturan):
        terbaca += str(berkas._periksa(nama, isi)[0])
    if nama.endswith(".xlsx"):
        try:
            lembar = buka(isi, excel=True, kolom=[Kolom("nama", "Nama")], lembar="Data")
            terbaca += json.dumps([str(satu.nilai) for satu in lembar.baris()])
        except (GalatLembar, GalatAturan) as galat:
            terbaca += str(galat)
    return terbaca


@contextmanager
def pendengar() -> Iterator[tuple[str, list[str]]]:
    """Peladen di mesin ini; sesudahnya daftar berisi setiap sambungan yang pernah datang (antreannya di inti sistem)."""
    tamu: list[str] = []
    with socket.create_server(("127.0.0.1", 0), backlog=64) as soket:
        yield f"http://127.0.0.1:{soket.getsockname()[1]}/x", tamu
        soket.setblocking(False)
        with suppress(BlockingIOError):
            while True:
                satu, dari = soket.accept()
                satu.close()
                tamu.append(str(dari))


def test_tidak_ada_sambungan_keluar_dan_tidak_ada_yang_mengembang() -> None:
    rahasia = Path(RAHASIA).read_text().strip() if Path(RAHASIA).exists() else ""
    with pendengar() as (alamat, tamu):
        semua = kasus(alamat)
        terbaca = {nama: baca(*isi) for nama, isi in semua.items()}
    mengembang = [n for n, teks in terbaca.items() if teks.count(KENARI) > 1 or (rahasia and rahasia in teks)]
    catat(
        "V1.5.1",
        f"{len(semua)} berkas: {len(tamu)} sambungan keluar, {len(mengembang)} pengembangan",
        lulus=not tamu and not mengembang,
    )
    assert not tamu and not mengembang


def pembaca_longgar(isi: bytes) -> str:
    """Pembanding: expat yang menuruti entitas."""
    keluar: list[str] = []
    pengurai = expat.ParserCreate()

    def luar(konteks: str, dasar: str | None, alamat: str | None, umum: str | None) -> int:
        if alamat and alamat.startswith("http"):
            mesin, _, pintu = alamat.removeprefix("http://").partition("/")[0].partition(":")
            socket.create_connection((mesin, int(pintu)), timeout=5).close()
        return 1

    pengurai.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
    pengurai.ExternalEntityRefHandler = luar
    pengurai.CharacterDataHandler = keluar.append
    pengurai.Parse(isi, True)
    return "".join(keluar)


def test_pembandingnya_pembaca_longgar_menyambung_dan_mengembang() -> None:
    with pendengar() as (alamat, tamu):
        pembaca_longgar(sisip(b"<a>isi</a>", entitas_luar(alamat), "&x;"))
    assert tamu
    kecil = f'<!DOCTYPE a [<!ENTITY l0 "{KENARI}"><!ENTITY l1 "&l0;&l0;">]>'
    assert pembaca_longgar(sisip(b"<a>isi</a>", kecil, "&l1;")).count(KENARI) == 2


NASKAH = """
import json, sys
import django
django.setup()
from tests.keamanan import test_xml_jahat as uji

def angka(nama):
    return int(next(b for b in open("/proc/self/status") if b.startswith(nama)).split()[1]) / 1024

semua = uji.kasus("http://127.0.0.1:9/x")
hasil = {}
for nama, isi in semua.items():
    open("/proc/self/clear_refs", "w").write("5")
    awal = angka("VmRSS")
    uji.baca(*isi)
    hasil[nama] = round(angka("VmHWM") - awal, 1)
print(json.dumps(hasil))
"""
BATAS_MB = 200


@pytest.mark.panjang
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="puncak memori hanya terbaca di Linux")
def test_memorinya_terbatas() -> None:
    keluar = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", NASKAH],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "asn_kinerja.settings", "PYTHONPATH": str(AKAR)},
        cwd=AKAR,
        capture_output=True,
        text=True,
        check=True,
    )
    hasil: dict[str, float] = json.loads(keluar.stdout.splitlines()[-1])
    terbesar = max(hasil.values())
    catat("V1.5.1", f"memori paling banyak +{terbesar:.0f} MB", lulus=terbesar <= BATAS_MB)
    assert terbesar <= BATAS_MB
