"""Pembaca formulir perayap: isian terbaca seperti di peramban, dan yang kosong benar-benar diisi."""

from tests.e2e.pakai.formulir import PENDEK, TEKS, baca

HALAMAN = (
    '<form method="post"><input name="judul"><textarea name="alasan">\n</textarea><textarea name="lama">\nSudah\nada</textarea>'
    '<select name="pilih"><option value="">Pilih<option value="a">A<option value="b" selected>B</select>'
    '<input type="checkbox" name="setuju" value="ya" checked><input type="date" name="sejak" value="2026-12-31">'
    '<button name="aksi" value="simpan">Simpan</button></form>'
)


def test_baris_kosong_pertama_bukan_isi_kotak_tulisan() -> None:
    bidang = baca(HALAMAN)[0].bidang
    assert bidang["alasan"].nilai == [""] and bidang["lama"].nilai == ["Sudah\nada"]


def test_yang_kosong_diisi_dan_yang_terisi_dibiarkan() -> None:
    terisi = baca(HALAMAN)[0].terisi("2026-11-18")
    assert terisi["judul"] == [PENDEK] and terisi["alasan"] == [TEKS]
    assert terisi["lama"] == ["Sudah\nada"] and terisi["pilih"] == ["b"] and terisi["sejak"] == ["2026-12-31"]


def test_satu_bidang_yang_terpasang_diganti_tiap_kali() -> None:
    formulir = baca(HALAMAN)[0]
    biasa = formulir.terisi("2026-11-18")
    diganti = [
        {n: isi.get(n) for n in biasa if isi.get(n) != biasa[n]} for isi in formulir.diganti("2026-11-18")
    ]
    assert diganti == [
        {"lama": ["Sudah\nada lagi"]},
        {"pilih": ["a"]},
        {"setuju": None},
        {"sejak": ["2027-01-01"]},
    ]
