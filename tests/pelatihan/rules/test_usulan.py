"""Perjalanan usulan: hanya perpindahan yang tertulis, hanya pelakunya, dan setiap keadaan dapat diakhiri."""

from itertools import product

import pytest

from pelatihan.models import Usulan
from pelatihan.rules.usulan import (
    AKHIR,
    BERKURSI,
    BERSESI,
    LENCANA,
    PELAKU,
    TABEL,
    TERBUKA,
    Keadaan,
    Pelaku,
    Perbuatan,
    berikut,
    boleh,
)

# Ditulis dari uraian di docs/aturan/usul_pelatihan.md, tidak disalin dari programnya.
TERTULIS = """
diajukan     setujui=disetujui tolak=ditutup tarik=ditutup
disetujui    rencanakan=direncanakan tolak_bkd=ditutup tarik=ditutup
direncanakan daftar=terdaftar antre=menunggu tolak_bkd=ditutup tarik=ditutup
menunggu     naik=terdaftar batal_daftar=direncanakan tarik=ditutup
terdaftar    batal_daftar=direncanakan catat_hadir=hadir catat_tidak_hadir=ditutup tarik=ditutup
hadir        unggah=diperiksa urungkan_hadir=terdaftar
diperiksa    kembalikan=hadir verifikasi=selesai
selesai
ditutup      urungkan_hadir=terdaftar
"""


def tertulis() -> dict[tuple[str, str], str]:
    hasil = {}
    for baris in TERTULIS.strip().splitlines():
        keadaan, *isi = baris.split()
        hasil |= {(keadaan, p): menjadi for p, menjadi in (satu.split("=") for satu in isi)}
    return hasil


def test_semua_sel_keadaan_kali_perbuatan_sesuai_yang_tertulis() -> None:
    harapan = tertulis()
    for keadaan, perbuatan in product(Keadaan, Perbuatan):
        assert berikut(keadaan, perbuatan) == harapan.get((keadaan.value, perbuatan.value)), (
            keadaan,
            perbuatan,
        )
    assert len(TABEL) == len(harapan)


@pytest.mark.parametrize(
    ("perbuatan", "siapa"),
    [
        ("setujui", {"penilai"}),
        ("tolak", {"penilai"}),
        ("rencanakan", {"bkd"}),
        ("tolak_bkd", {"bkd"}),
        ("daftar", {"pemilik", "bkd"}),
        ("antre", {"pemilik", "bkd"}),
        ("naik", {"sistem"}),
        ("batal_daftar", {"pemilik", "bkd"}),
        ("catat_hadir", {"bkd"}),
        ("catat_tidak_hadir", {"bkd"}),
        ("urungkan_hadir", {"bkd"}),
        ("unggah", {"pemilik"}),
        ("kembalikan", {"bkd"}),
        ("verifikasi", {"bkd"}),
        ("tarik", {"pemilik"}),
    ],
)
def test_tiap_perbuatan_hanya_oleh_pelakunya(perbuatan: str, siapa: set[str]) -> None:
    satu = Perbuatan(perbuatan)
    assert {p.value for p in PELAKU[satu]} == siapa
    dari = next(k for k, p in TABEL if p is satu)
    for pelaku in Pelaku:
        assert boleh(dari, satu, frozenset({pelaku})) is (pelaku.value in siapa)


def test_dari_setiap_keadaan_terbuka_ada_jalan_ke_akhir() -> None:
    sampai = set(AKHIR)
    while baru := {k for (k, _), ke in TABEL.items() if ke in sampai} - sampai:
        sampai |= baru
    assert sampai == set(Keadaan)
    assert set(TERBUKA) | AKHIR == set(Keadaan)
    assert set(BERKURSI) < set(BERSESI)


def test_kode_di_basis_data_dan_di_layar_sama_dengan_di_aturan() -> None:
    assert [s.value for s in Usulan.Status] == [k.value for k in Keadaan]
    assert set(LENCANA) == set(Keadaan)
