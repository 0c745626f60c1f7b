"""Formulir di halaman jadi diisi kembali: yang bernama sama terisi, selebihnya tidak berubah sehuruf pun."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inti.rules.isi_kembali import isi_kembali

HALAMAN = """<!doctype html><p>Satu &amp; dua</p><form method="get" action="/b/"><input name="alasan" value="cari"></form>
<form method="post" action="/b/" data-draf="x"><input type="hidden" name="csrfmiddlewaretoken" value="baru">
<input name="nama" value="lama"><textarea name="alasan">
lama</textarea><select name="jenis"><option value="a" selected>A<option value="b">B</select>
<input type="radio" name="pilih" value="1" checked><input type="radio" name="pilih" value="2">
<input type="checkbox" name="setuju"><input type="password" name="sandi"><input type="file" name="berkas">
<details><summary>Lagi</summary><input name="catatan" value=""></details>
<button name="aksi" value="simpan">Simpan</button></form><script>if (1 < 2) { x("</p>") }</script>"""
ISIAN = [
    ("nama", 'Siti "Ani" <b>'),
    ("alasan", "Baris satu.\nBaris dua & tiga"),
    ("jenis", "b"),
    ("pilih", "2"),
    ("setuju", "on"),
    ("catatan", "ada"),
    ("berkas_siap", "17"),
    ("aksi", "ajukan"),
    ("csrfmiddlewaretoken", "lama"),
    ("sandi", "rahasia"),
]


def isi(isian: list[tuple[str, str]], tujuan: str = "/b/") -> str | None:
    return isi_kembali(HALAMAN, halaman="/a/", tujuan=tujuan, isian=isian, sisipan="<p>Kabar</p>")


@pytest.mark.parametrize(
    "bagian",
    [
        '<input name="nama" value="Siti &quot;Ani&quot; &lt;b&gt;">',
        '<textarea name="alasan">\nBaris satu.\nBaris dua &amp; tiga</textarea>',
        '<option value="a">A<option value="b" selected>B',
        '<input type="radio" name="pilih" value="1"><input type="radio" name="pilih" value="2" checked>',
        '<input type="checkbox" name="setuju" checked>',
        '<form method="post" action="/b/" data-draf="x" data-draf-terikat><p>Kabar</p>'
        '<input type="hidden" name="berkas_siap" value="17">',
        '<details open><summary>Lagi</summary><input name="catatan" value="ada">',
        '<input type="password" name="sandi"><input type="file" name="berkas">',
        'name="csrfmiddlewaretoken" value="baru"',
        '<button name="aksi" value="simpan">',
        '<form method="get" action="/b/"><input name="alasan" value="cari"></form>',
        "<p>Satu &amp; dua</p>",
        '<script>if (1 < 2) { x("</p>") }</script>',
    ],
)
def test_tiap_jenis_isian(bagian: str) -> None:
    assert bagian in (isi(ISIAN) or "")


def test_yang_tidak_dicentang_saat_dikirim_menjadi_tidak_dicentang() -> None:
    hasil = isi([("nama", "Siti")]) or ""
    assert '<input type="radio" name="pilih" value="1">' in hasil
    assert '<option value="a" selected>' in hasil, "yang tidak ikut terkirim dibiarkan"


@pytest.mark.parametrize(("tujuan", "nama"), [("/lain/", "nama"), ("/b/", "tidak_ada")])
def test_formulir_yang_tidak_ada_tidak_ditebak(tujuan: str, nama: str) -> None:
    assert isi([(nama, "Siti")], tujuan) is None


def test_alamat_nisbi_tombol_dan_kendali_di_luar_formulir() -> None:
    halaman = (
        '<form id="f" method="post"><button formaction="../b/">B</button></form><input form="f" name="nama">'
    )
    for tujuan in ("/a/c/", "/a/b/"):
        hasil = isi_kembali(halaman, halaman="/a/c/", tujuan=tujuan, isian=[("nama", "Siti")])
        assert hasil is not None and '<input form="f" name="nama" value="Siti">' in hasil


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_isian_apa_pun_tidak_keluar_dari_kendalinya(teks: str) -> None:
    hasil = isi([("nama", teks), ("alasan", teks)]) or ""
    assert hasil.count("<form") == 2 and hasil.count("<script") == 1 and hasil.count("<textarea") == 1
    assert hasil.count("<input") == HALAMAN.count("<input")


def test_isian_senama_dipasang_menurut_urutannya_dan_yang_terakhir_dipakai_seterusnya() -> None:
    halaman = '<form method="post">' + '<input name="butir">' * 3 + "</form>"
    hasil = isi_kembali(halaman, halaman="/", tujuan="/", isian=[("butir", "satu"), ("butir", "dua")])
    assert hasil == (
        '<form method="post"><input name="butir" value="satu"><input name="butir" value="dua">'
        '<input name="butir" value="dua"></form>'
    )


def test_formulir_yang_paling_banyak_mengenal_isiannya_yang_diisi() -> None:
    satu = '<form method="POST"><input name="a"></form>'
    dua = '<form method="post" action=""><input name="a"><input name="b"></form>'
    for halaman in (satu + dua, dua + satu):
        hasil = isi_kembali(halaman, halaman="/x/", tujuan="/x/", isian=[("a", "1"), ("b", "2")]) or ""
        assert satu in hasil
        assert '<input name="a" value="1"><input name="b" value="2">' in hasil


def test_hanya_rincian_yang_membungkus_isian_yang_dibuka() -> None:
    halaman = (
        '<form method="post"><details><p>x</p></details><details open><input name="a"></details>'
        '<details><details><input name="b"></details><input name="c"></details></form>'
    )

    def hasil(*isian: tuple[str, str]) -> str:
        return isi_kembali(halaman, halaman="/", tujuan="/", isian=isian) or ""

    assert hasil(("a", "1")) == halaman.replace('name="a"', 'name="a" value="1"')
    assert hasil(("b", "")) == halaman.replace('name="b"', 'name="b" value=""'), "isian kosong tidak membuka"
    assert hasil(("c", "1")) == halaman.replace('name="c"', 'name="c" value="1"').replace(
        "<details><details>", "<details open><details>"
    )
    assert "<details open><details open>" in hasil(("b", "1"))


def test_beberapa_pilihan_sekaligus_dan_kotak_bernilai() -> None:
    halaman = (
        '<form method="post"><select name="s" multiple><option value="1"><option value="2" selected>'
        '<option value="3"></select><input type="checkbox" name="k" value="x" checked>'
        '<input type="checkbox" name="k" value="y"></form>'
    )
    isian = [("s", "1"), ("s", "3"), ("k", "y")]
    assert isi_kembali(halaman, halaman="/", tujuan="/", isian=isian) == (
        '<form method="post"><select name="s" multiple><option value="1" selected><option value="2">'
        '<option value="3" selected></select><input type="checkbox" name="k" value="x">'
        '<input type="checkbox" name="k" value="y" checked></form>'
    )


def test_letak_kendali_benar_walau_naskahnya_berbaris_baris() -> None:
    halaman = '<p>\n\n</p>\n  <form\n method="post">\n<input\n name="a"></form>\n'
    hasil = isi_kembali(halaman, halaman="/", tujuan="/", isian=[("a", "1")])
    assert hasil == halaman.replace('<input\n name="a">', '<input name="a" value="1">')
