"""Komponen halaman: kata, ikon, dan penamaan untuk pembaca layar."""

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from inti.templatetags import inti_rangka
from inti.templatetags.daftar_ikon import ALIAS, IKON
from inti.templatetags.inti_komponen import CAP, STATUS


def tampil(templat: str, **konteks: object) -> str:
    return engines["django"].from_string(templat).render(konteks)


def test_sepuluh_kata_status_masing_masing_dengan_kata_ikon_dan_kelas() -> None:
    assert len(STATUS) == 10
    gambar = set()
    for kode, (kata, _) in STATUS.items():
        hasil = tampil("{% lencana kode %}", kode=kode)
        assert f"lencana--{kode.replace('_', '-')}" in hasil
        assert hasil.endswith(f"</svg>{kata}</span>")
        gambar.add(hasil.split("<svg")[1])
    assert len(gambar) == 10  # dalam cetakan abu-abu pun kesepuluhnya berbeda


def test_kata_status_kesebelas_ditolak() -> None:
    with pytest.raises(ValueError, match="sepuluh kata status"):
        tampil('{% lencana "menunggu" %}')


def test_cap_menerima_predikat_dan_rating_tetapi_tidak_status() -> None:
    assert "Butuh Perbaikan" in tampil('{% cap "butuh_perbaikan" besar=True %}')
    assert tampil('{% cap "di_atas" %}') == tampil('{% cap "di_atas_ekspektasi" %}')
    with pytest.raises(ValueError):
        tampil('{% cap "draf" %}')


def test_ikon_tersembunyi_dari_pembaca_layar_dan_yang_tidak_ada_ditolak() -> None:
    assert 'aria-hidden="true"' in tampil('{% ikon "target" %}')
    assert tampil('{% ikon "umpan_balik" %}') == tampil('{% ikon "umpan-balik" %}')
    with pytest.raises(ValueError, match="daftar_ikon"):
        tampil('{% ikon "naga" %}')


def test_setiap_alias_ikon_menunjuk_gambar_yang_ada() -> None:
    assert {nama for nama in ALIAS.values() if nama not in IKON} == set()
    assert {kata for _, kata in STATUS.values() if kata not in IKON} == set()


def test_kartu_dinamai_judulnya_dan_isinya_tidak_diloloskan_dua_kali() -> None:
    hasil = tampil("{% kartu judul=j %}<p>{{ teks }}</p>{% endkartu %}", j="Umpan <balik>", teks="A & <b>")
    assert 'aria-labelledby="h-umpan-balik"' in hasil and 'id="h-umpan-balik"' in hasil
    assert "Umpan &lt;balik&gt;" in hasil
    assert "<p>A &amp; &lt;b&gt;</p>" in hasil


def test_rekam_menyimpan_potongan_untuk_kartu() -> None:
    hasil = tampil(
        '{% rekam as t %}<a href="#">{{ n }}</a>{% endrekam %}{% kartu judul="X" aksi=t %}{% endkartu %}',
        n="<7>",
    )
    assert '<a href="#">&lt;7&gt;</a></div>' in hasil


def test_aksi_kartu_dari_teks_biasa_dilolosi() -> None:
    assert "&lt;script&gt;" in tampil('{% kartu judul="X" aksi=a %}{% endkartu %}', a="<script>")


@pytest.mark.parametrize(
    ("jenis", "kelas"),
    [("info", '"pesan"'), ("baik", "pesan--baik"), ("awas", "pesan--awas"), ("stop", "pesan--stop")],
)
def test_pesan_berkelas_menurut_jenisnya(jenis: str, kelas: str) -> None:
    hasil = tampil("{% pesan jenis %}{{ isi }}{% endpesan %}", jenis=jenis, isi="A & B")
    assert kelas in hasil and "<p>A &amp; B</p>" in hasil and "<svg" in hasil


def test_kepala_laman_satu_h1_dengan_remah_dan_tombol() -> None:
    hasil = tampil(
        '{% remah "Beranda" "/" "SKP" as r %}'
        "{% kepala_laman judul=j remah=r %}<a>Cetak</a>{% endkepala_laman %}",
        j="SKP <1>",
    )
    assert hasil.count("<h1>") == 1 and "<h1>SKP &lt;1&gt;</h1>" in hasil
    assert '<a href="/">Beranda</a> / SKP</nav>' in hasil
    assert '<div class="aksi"><a>Cetak</a></div>' in hasil


def test_kepala_laman_tanpa_tombol_tidak_meninggalkan_wadah_kosong() -> None:
    assert "aksi" not in tampil('{% kepala_laman judul="X" %} {% endkepala_laman %}')


def test_kemajuan_menulis_angkanya_dalam_kata() -> None:
    hasil = tampil('{% kemajuan 6214 8540 label="Pegawai dihitung" satuan="pegawai" %}')
    assert 'value="6214" max="8540" aria-label="Pegawai dihitung"' in hasil
    assert "6.214 dari 8.540 pegawai (73 %)" in hasil


def test_matriks_menandai_tepat_satu_sel_dari_tabel_yang_diberikan() -> None:
    urut = ("di_bawah", "sesuai", "di_atas")
    tabel = {(h, p): "kurang" for h in urut for p in urut} | {("di_atas", "sesuai"): "baik"}
    hasil = tampil('{% matriks t hasil="di_atas" perilaku="sesuai" %}', t=tabel)
    assert hasil.count("di-sini") == 1
    assert '<td class="di-sini">Baik<small>Anda di sini</small></td>' in hasil
    assert tampil("{% matriks t %}", t=tabel).count("di-sini") == 0


def test_predikat_dan_status_tidak_berbagi_kode() -> None:
    assert not set(STATUS) & set(CAP)


def _halaman(alamat: str, nomor: int, banyak: int = 171) -> str:
    laman = Paginator(range(banyak), 7).page(nomor)
    permintaan = RequestFactory().get(alamat)
    return tampil('{% halaman laman benda="pegawai" %}', laman=laman, request=permintaan)


def test_nomor_halaman_mempertahankan_saringan_di_alamat() -> None:
    hasil = _halaman("/?q=nik&aspek=a&aspek=b&halaman=3", 3)
    assert "15–21 dari 171 pegawai" in hasil
    assert "?q=nik&amp;aspek=a&amp;aspek=b&amp;halaman=4" in hasil
    assert hasil.count('aria-current="page"') == 1


def test_daftar_satu_halaman_hanya_menyebut_jumlahnya() -> None:
    hasil = _halaman("/", 1, banyak=5)
    assert "1–5 dari 5 pegawai" in hasil and "<ul>" not in hasil


def test_daftar_kosong_tidak_bernomor_halaman() -> None:
    assert _halaman("/", 1, banyak=0).strip() == ""


def test_halaman_sebagai_include_sama_dengan_tagnya() -> None:
    laman = Paginator(range(171), 7).page(3)
    permintaan = RequestFactory().get("/?q=nik")
    include = tampil('{% include "komponen/halaman.html" %}', laman=laman, request=permintaan)
    assert "?q=nik&amp;halaman=4" in include


def test_pita_contoh_mengikuti_konteks_lalu_pengaturan(settings: object) -> None:
    assert "Data contoh: orang dan hasil di sini rekaan." in tampil("{% pita_contoh %}", mode_contoh=True)
    assert "Data contoh" not in tampil("{% pita_contoh %}", mode_contoh=False)
    settings.MODE_CONTOH = True  # type: ignore[attr-defined]
    assert "Data contoh" in tampil("{% pita_contoh %}")


@pytest.mark.parametrize(
    ("tingkat", "jenis"),
    [
        (constants.SUCCESS, "baik"),
        (constants.WARNING, "awas"),
        (constants.ERROR, "stop"),
        (constants.INFO, "info"),
    ],
)
def test_tingkat_pesan_django_menjadi_jenis_pesan(tingkat: int, jenis: str) -> None:
    pesan = Message(tingkat, "Isi")
    assert inti_rangka.jenis_pesan(pesan) == jenis


@pytest.mark.parametrize(
    ("tanda", "alamat"),
    [
        ("urungkan:/skp/1/batal/", "/skp/1/batal/"),
        ("", ""),
        ("urungkan://jahat.example/", ""),
        ("urungkan:https://x", ""),
    ],
)
def test_tombol_batalkan_hanya_ke_alamat_sendiri(tanda: str, alamat: str) -> None:
    assert inti_rangka.urungkan(Message(constants.SUCCESS, "Isi", extra_tags=tanda)) == alamat


def test_pesan_yang_dapat_dibatalkan_tampil_sebagai_toast_dengan_formulir() -> None:
    pesan = [
        Message(constants.SUCCESS, "Dikembalikan.", extra_tags="urungkan:/batal/"),
        Message(constants.ERROR, "Terkunci."),
    ]
    hasil = tampil('{% include "komponen/pemberitahuan.html" %}', messages=pesan)
    assert '<form method="post" action="/batal/">' in hasil
    assert 'pesan--stop" role="alert"' in hasil
