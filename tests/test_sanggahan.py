"""Setiap penolakan hak di layanan punya uji yang menjaganya, dan uji itu punya kembaran yang jatuh tanpa pagarnya.

Kembarannya sendiri berjalan di sebelah uji aslinya (tests/kembaran.py). Di sini hanya kelengkapan daftarnya.
"""

import os
import re

import pytest

from tests.kembaran import baca, daftar
from tests.pagar import AKAR, Pagar, Tempat, semua_tempat

# Bila uji ini jatuh karena penolakan baru: tulis ujinya, lalu satu baris di tests/<aplikasi>/sanggahan.txt.
# ASN_TULIS_TABEL=1 mencatatnya dahulu sebagai “belum”.
TULIS = "belum punya kembaran; tambahkan di sanggahan.txt di bawah uji yang menjaganya"


def tercatat() -> set[str]:
    return {pagar.sebutan for semua in daftar().uji.values() for pagar in semua}


def tulis_belum(lepas: set[str]) -> None:
    """Catat sebagai utang yang terlihat; dibayar dengan memindahkannya ke bawah uji yang menjaganya."""
    for sebutan in sorted(lepas):
        with (AKAR / "tests" / sebutan.split("/")[0] / "sanggahan.txt").open("a") as berkas:
            berkas.write(f"belum {sebutan}\n")


def test_setiap_penolakan_di_layanan_punya_kembaran_atau_alasan() -> None:
    ada = {str(satu) for satu in semua_tempat()}
    assert len(ada) > 150, "pencarinya tidak menemukan penolakan"
    lepas = ada - tercatat() - set(daftar().berlapis) - daftar().belum
    if lepas and os.environ.get("ASN_TULIS_TABEL"):
        tulis_belum(lepas)
    assert not lepas, f"{sorted(lepas)} {TULIS}"
    assert not (lunas := daftar().belum & tercatat()), f"sudah punya kembaran: {sorted(lunas)}"
    assert all(daftar().berlapis.values()), "yang berlapis menyebut pagar yang menolaknya lebih dahulu"
    # Yang sudah tidak ada di layanan tidak tinggal di daftar; kunci dan kendala diperiksa saat kembarannya berjalan.
    bukan_izin = re.compile(r"^(db|pemicu):|:(kunci|selalu|tetapan)$|:(kolom|panggil) ")
    izin = {s for s in tercatat() if not bukan_izin.search(s)}
    assert not (usang := (izin | set(daftar().berlapis) | daftar().belum) - ada), sorted(usang)


def test_setiap_uji_di_daftar_ada_pada_berkasnya() -> None:
    for nama in daftar().uji:
        berkas, *_, fungsi = nama.split("[")[0].split("::")
        assert f"def {fungsi}(" in (AKAR / "tests" / berkas).read_text(), nama


def test_daftar_terbaca_bersama_cara_alasan_dan_tanda_panjangnya() -> None:
    isi = baca(
        "# judul\n\na.py::test_x\n    b.py:f:tolak | juga c.py:g:wajib (panjang)\nberlapis b.py:h:wajib | sebab\nbelum d.py:k:tolak\n"
    )
    (pagar,) = isi.uji["a.py::test_x"]
    assert pagar == Pagar("b.py:f:tolak", "juga c.py:g:wajib")
    assert isi.panjang == {pagar} and isi.berlapis == {"b.py:h:wajib": "sebab"}
    assert isi.belum == {"d.py:k:tolak"}


def test_pagar_yang_sudah_berganti_nama_tidak_diam_diam_dilewati(monkeypatch: pytest.MonkeyPatch) -> None:
    for sebutan in (
        "pelatihan/permissions.py:wajib_pemilik:tolak#3",
        "pelatihan/permissions.py:wajib_pemilik:kunci",
        "pelatihan/permissions.py:rekomendasi_untuk:kolom pemilik",
    ):
        with pytest.raises((IndexError, AssertionError)):
            Pagar(sebutan).matikan(monkeypatch)


def test_tempat_yang_senama_dibedakan_nomornya() -> None:
    assert str(Tempat("a.py", "f", "tolak", 0)) == "a.py:f:tolak"
    assert str(Tempat("a.py", "f", "tolak", 1)) == "a.py:f:tolak#1"
