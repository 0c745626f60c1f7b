"""Setiap formulir dan alamat diserang: isian acak tidak menjadi 5xx, bidang titipan tidak tersimpan, yang menulis berjejak.

Titipan: tiap formulir dikirim dua kali apa adanya (yang berbeda di antaranya goyah: jam, kode acak), lalu sekali lagi dengan
semua nama bidang semua model. Kembaran kecilnya di tests/test_idor.py.
"""

import os

import pytest

from mutu.catat import catat
from tests.serangan import Pencatat, kelompok
from tests.serangan_acak import PenyerangAcak
from tests.serangan_titipan import Titipan
from tests.test_idor import Kancah, alamat_sendiri, formulir_tampil, kancah  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.panjang]
# Yang di antara mereka melihat hampir semua formulir.
BERFORMULIR = ("admin_bkd", "penilai", "pegawai", "petugas")
BANYAK = int(os.environ.get("KASUS_ACAK", "20000"))
# Kosong berarti semua peran.
PERAN = [peran for peran in os.environ.get("PERAN_TITIPAN", "").split(",") if peran]


def test_isian_acak_tidak_menjadi_galat_peladen(kancah: Kancah) -> None:  # noqa: F811
    with Pencatat() as pencatat:
        formulir = [(p, t, f) for p in BERFORMULIR for _, t, f in formulir_tampil(kancah, p)]
        penyerang = PenyerangAcak(kancah.klien, alamat_sendiri(kancah), formulir)
        penyerang.jalan(BANYAK)
    bersih = not penyerang.galat and not penyerang.bocor
    catat("SC5", f"{penyerang.banyak} permintaan acak, {len(penyerang.galat)} menjadi 5xx, {len(penyerang.bocor)} jejak galat",
          lulus=bersih and penyerang.banyak >= 20_000)  # fmt: skip
    assert bersih, "\n".join([*kelompok(pencatat.galat), *penyerang.galat[:20], *penyerang.bocor])


def test_bidang_titipan_tidak_tersimpan_dan_yang_menulis_berjejak(kancah: Kancah) -> None:  # noqa: F811
    hasil = Titipan(kancah.klien, kancah.asing_tetap())
    semua_peran = PERAN or [peran for peran in kancah.klien if peran != "tamu"]
    for peran in semua_peran:
        hasil.sapu(peran, formulir_tampil(kancah, peran))
    for baris in ("A4", "V8.2.3", "V15.3.3"):
        catat(baris, f"{hasil.formulir} formulir {len(semua_peran)} peran × 3 kiriman, {hasil.berbuah} menulis, "
              f"{len(hasil.bocor)} berubah karena titipan", lulus=not hasil.bocor and hasil.berbuah >= 100)  # fmt: skip
    catat("AU1", f"{hasil.berbuah} kiriman yang menulis, {len(hasil.sunyi)} tanpa jejak; {len(hasil.ganda)} berjejak lebih dari satu",
          lulus=not hasil.sunyi)  # fmt: skip
    assert hasil.berbuah >= 100, hasil.berbuah
    assert not hasil.bocor, "\n".join(hasil.bocor[:30])
    assert not hasil.sunyi, "\n".join(hasil.sunyi[:30])
