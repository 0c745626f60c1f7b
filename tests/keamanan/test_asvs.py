"""Daftar ASVS: setiap baris berstatus jujur, setiap bukti yang disebutnya ada, dan halamannya sama dengan datanya."""

import re
from collections import Counter
from pathlib import Path

from mutu.asvs import BERKAS, HALAMAN, baca, halaman
from mutu.catat import catat

AKAR = Path(__file__).resolve().parents[2]
STATUS = {"terpenuhi", "sebagian", "belum", "tidak berlaku"}


def test_setiap_bukti_yang_disebut_ada() -> None:
    hilang = []
    for baris in baca():
        for bukti in baris.bukti:
            berkas, _, uji = bukti.partition("::")
            tempat = AKAR / berkas
            if not tempat.exists() or (
                uji and not re.search(rf"def {uji}\(", tempat.read_text(encoding="utf-8"))
            ):
                hilang.append(f"{baris.id}: {bukti}")
    assert not hilang, hilang


def test_setiap_baris_lengkap_dan_jumlahnya_sama_dengan_asvs_5() -> None:
    semua = baca()
    assert len({b.id for b in semua}) == len(semua)
    # ASVS 5.0.0: 70 persyaratan tingkat 1 dan 183 tingkat 2; sepuluh tingkat 3 kami ambil karena penting di sini.
    assert Counter(b.tingkat for b in semua) == {1: 70, 2: 183, 3: 10}
    for baris in semua:
        assert baris.status in STATUS and baris.persyaratan, baris.id
        assert baris.bukti or baris.status == "tidak berlaku", baris.id
        assert baris.keterangan or baris.status == "terpenuhi", f"{baris.id}: status ini perlu alasan"


def test_halamannya_sama_dengan_datanya() -> None:
    """Perbarui dengan: python -m mutu.asvs"""
    assert BERKAS.exists()
    naskah = HALAMAN.read_text(encoding="utf-8")
    assert naskah == halaman(naskah), "docs/keamanan.md usang; jalankan python -m mutu.asvs"


def test_hitungannya_tercatat() -> None:
    berlaku = [b for b in baca() if b.status != "tidak berlaku" and b.tingkat < 3]
    menurut = Counter(b.status for b in berlaku)
    catat(
        "V",
        f"{len(berlaku)} persyaratan berlaku: {menurut['terpenuhi']} terpenuhi, {menurut['sebagian']} sebagian, {menurut['belum']} belum",
        lulus=menurut["belum"] == 0 and menurut["sebagian"] == 0,
    )
    assert len(berlaku) > 180
