"""Setiap kode peristiwa di layanan punya kata biasa; kode baru tanpa kata menggagalkan uji."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from asn_kinerja.rules.jejak import JENIS, KATA, TANPA_NAMA, kata, pelaku, sidik_pendek
from kepegawaian.models import LaporanAtasan, PerbaikanData
from pelatihan.models import Rekomendasi
from umpan_balik.models import UsulPenilai

AKAR = Path(__file__).resolve().parents[3]
APLIKASI = ["inti", "kepegawaian", "indikator", "umpan_balik", "penilaian", "pelatihan"]
KODE = re.compile(r"[a-z_0-9]+\.(?!zip$|pdf$|csv$|xlsx$)[a-z_0-9]+")
AWALAN = {kode.partition(".")[0] for kode in KATA}
MENURUT_PILIHAN = {
    "laporan_atasan": LaporanAtasan.Keputusan.values,
    "perbaikan_data": PerbaikanData.Keputusan.values,
    "rekomendasi": [Rekomendasi.Status.DISETUJUI, Rekomendasi.Status.DITUTUP],
    "evaluasi": ["ditetapkan", "disimpan"],
    "usul_penilai": [UsulPenilai.Status.DISETUJUI, UsulPenilai.Status.DITOLAK],
}


def layanan() -> Iterator[ast.AST]:
    berkas = [p for app in APLIKASI for p in (AKAR / app / "services").rglob("*.py")]
    assert len(berkas) > 30
    for satu in berkas:
        yield from ast.walk(ast.parse(satu.read_text()))


def kode_di_layanan() -> set[str]:
    """Semua tetapan yang diberikan sebagai `aksi=`, dan semua tetapan lain yang berawalan jenis peristiwa."""
    hasil = set()
    for simpul in layanan():
        if isinstance(simpul, ast.keyword) and simpul.arg == "aksi":
            hasil |= {
                s.value
                for s in ast.walk(simpul.value)
                if isinstance(s, ast.Constant) and isinstance(s.value, str)
            }
        elif isinstance(simpul, ast.Constant) and isinstance(simpul.value, str):
            cocok = KODE.fullmatch(simpul.value) and simpul.value.partition(".")[0] in AWALAN | JENIS.keys()
            hasil |= {simpul.value} if cocok else set()
    return {kode for kode in hasil if KODE.fullmatch(kode)}


def test_setiap_kode_di_layanan_punya_kata() -> None:
    ada = kode_di_layanan()
    assert {"skp.diajukan", "penempatan.ditetapkan", "peran.dicabut", "masuk.berhasil"} <= ada, (
        "pencarinya tumpul"
    )
    assert sorted(ada - KATA.keys()) == []


def test_kode_yang_disusun_dari_pilihan_pun_punya_kata() -> None:
    disusun = {
        bagian.value.partition(".")[0]
        for simpul in layanan()
        if isinstance(simpul, ast.JoinedStr)
        for bagian in simpul.values[:1]
        if isinstance(bagian, ast.Constant) and re.fullmatch(r"[a-z_]+\.", str(bagian.value))
    }
    assert disusun <= MENURUT_PILIHAN.keys(), "awalan baru: sebut pilihannya di sini"
    wajib = {f"{awal}.{satu}" for awal, pilihan in MENURUT_PILIHAN.items() for satu in pilihan}
    assert sorted(wajib - KATA.keys()) == []


def test_setiap_jenis_benda_di_layanan_punya_nama() -> None:
    ada = {
        simpul.value.value
        for simpul in layanan()
        if isinstance(simpul, ast.keyword)
        and simpul.arg == "objek_jenis"
        and isinstance(simpul.value, ast.Constant)
    }
    assert len(ada) > 15
    assert sorted(ada - JENIS.keys()) == []


def test_kode_asing_tetap_terbaca() -> None:
    assert kata("cuti_besar.diajukan") == "cuti besar diajukan"


@pytest.mark.parametrize("aksi", sorted(TANPA_NAMA))
def test_yang_dijanjikan_tanpa_nama_tidak_disebut_pelakunya(aksi: str) -> None:
    assert aksi in KATA
    assert pelaku(aksi, "Ratna Wulandari") == "Seorang pegawai"
    assert pelaku("skp.diajukan", "Ratna Wulandari") == "Ratna Wulandari"


def test_sidik_pendek_berkelompok_empat() -> None:
    assert sidik_pendek("0123456789abcdef" * 4) == "0123 4567 89ab cdef"
