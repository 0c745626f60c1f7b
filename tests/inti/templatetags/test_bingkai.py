"""Bingkai, halaman galat, dan berkas statis: janji yang berlaku untuk semua halaman."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import engines
from django.test import RequestFactory

from inti.views import galeri

TEMPLAT = Path(settings.BASE_DIR) / "templates"
STATIS = Path(settings.BASE_DIR) / "static"
SEMUA = sorted(TEMPLAT.rglob("*.html"))
KATA_TERLARANG = re.compile(r"tidak valid|invalid\b|\boops\b|\bmaaf\b|\berror\b", re.IGNORECASE)


def render(nama: str, **konteks: object) -> str:
    return engines["django"].get_template(nama).render(konteks)


@pytest.mark.parametrize("nama", ["413.html", "500.html", "503.html"])
def test_halaman_gangguan_statis_kecil_dan_tanpa_konteks(nama: str) -> None:
    isi = (TEMPLAT / nama).read_text()
    assert "{%" not in isi and "{{" not in isi
    assert len(isi.encode()) <= 10_000
    for berkas in re.findall(r'(?:href|src)="/static/([^"]+)"', isi):
        assert finders.find(berkas), berkas
    assert "tersimpan" in isi and "admin" in isi


@pytest.mark.parametrize("nama", ["400.html", "403.html", "403_csrf.html", "404.html", "penuh.html"])
def test_halaman_galat_tampil_tanpa_konteks_apa_pun(nama: str) -> None:
    isi = render(nama)
    assert isi.count("<h1>") == 1 and 'lang="id"' in isi
    assert len(isi.encode()) <= 10_000
    assert re.search(r"tersimpan|disimpan|berubah|isian", isi)


def test_halaman_403_menyebut_alasan_bila_ada_dan_meloloskannya() -> None:
    assert "Hanya &lt;penilai&gt;." in render("403.html", exception="Hanya <penilai>.")


@pytest.mark.parametrize("nama", ["dasar.html", "dasar_publik.html", "dasar_masuk.html", "dasar_warga.html"])
def test_bingkai_tampil_tanpa_konteks_dan_memuat_pita_contoh_bila_diminta(nama: str) -> None:
    kosong, contoh = render(nama, mode_contoh=False), render(nama, mode_contoh=True)
    assert "Data contoh" not in kosong and "Data contoh: orang dan hasil di sini rekaan." in contoh
    for isi in (kosong, contoh):
        badan = isi[isi.index("<body") :]
        assert re.search(r"<a [^>]+>", badan).group(0) == '<a class="lewati" href="#isi">'  # type: ignore[union-attr]
        assert 'id="isi"' in isi and isi.count("<main") == 1


def test_halaman_warga_tanpa_skrip_bootstrap_dan_huruf() -> None:
    isi = render("dasar_warga.html")
    assert "<script" not in isi and "bootstrap" not in isi and "woff2" not in isi
    assert isi.count('rel="stylesheet"') == 1


def test_menu_ponsel_empat_butir_lalu_menu_lengkap_tanpa_skrip() -> None:
    butir = [
        {"judul": f"Butir {i}", "url": f"/{i}/", "ikon": "target", "aktif": i == 1, "hitung": 0}
        for i in range(6)
    ]
    isi = render("dasar.html", menu=[{"judul": "Kinerja saya", "butir": butir}], menu_bawah=butir)
    bawah = isi[isi.index('class="bilah-bawah"') :]
    assert re.findall(r'href="([^"]+)"', bawah) == ["/0/", "/1/", "/2/", "/3/", "#menu-utama"]
    assert 'id="menu-utama"' in isi
    assert isi.count('aria-current="page"') == 2


@pytest.mark.parametrize("templat", SEMUA, ids=lambda p: str(p.relative_to(TEMPLAT)))
def test_templat_tanpa_gaya_sebaris_skrip_sebaris_dan_kata_terlarang(templat: Path) -> None:
    isi = re.sub(r"{% comment %}.*?{% endcomment %}", "", templat.read_text(), flags=re.DOTALL)
    assert not re.search(r'\sstyle="|\son[a-z]+="|<style|javascript:', isi)
    # Blok data JSON tidak pernah dijalankan peramban; yang dilarang adalah skrip sebaris.
    assert not re.search(r'<script(?![^>]*\s(?:src=|type="application/json"))', isi)
    assert not re.search(r'(?:src|href)="https?://', isi), "tidak memuat apa pun dari situs lain"
    teks = re.sub(r"<[^>]+>|{%.*?%}|{{.*?}}", " ", isi, flags=re.DOTALL)
    assert not KATA_TERLARANG.search(teks)
    assert isi.count("\n") <= 150


def test_galeri_menampilkan_setiap_komponen() -> None:
    sumber = "".join(p.read_text() for p in (TEMPLAT / "galeri").glob("*.html"))
    bingkai = {
        "merek",
        "tombol_tema",
        "tautan_kaki",
        "kain_lurik",
        "pita_contoh",
        "pemberitahuan",
        "keadaan_pasang",
    }
    for komponen in (TEMPLAT / "komponen").glob("*.html"):
        nama = komponen.stem
        if nama in bingkai or nama.startswith("rangka_"):
            continue
        tag = nama.removeprefix("grafik_")
        assert (
            f"komponen/{nama}.html" in sumber
            or re.search(rf"{{% (?:grafik_)?{tag}\b", sumber)
            or nama == "galat_ringkas"
        ), nama


@pytest.mark.parametrize("alamat", ["/galeri/", "/galeri/?galat=1", "/galeri/?q=x&aspek=waktu"])
def test_galeri_tampil(alamat: str, monkeypatch: pytest.MonkeyPatch) -> None:
    permintaan = RequestFactory().get(alamat)

    def render_tanpa_pemroses(_permintaan: object, nama: str, konteks: dict[str, object]) -> str:
        return render(nama, **konteks, request=permintaan, mode_contoh=True)

    monkeypatch.setattr(galeri, "render", render_tanpa_pemroses)
    isi = str(galeri.galeri(permintaan))
    assert ("Galat: Galeri komponen" in isi) == ("galat" in alamat)
    assert isi.count("<h1>") == 1
    semua_id = re.findall(r'\sid="([^"]+)"', isi)
    assert len(semua_id) == len(set(semua_id))


def test_dua_salinan_warna_gelap_sama() -> None:
    css = (STATIS / "token.css").read_text()
    blok = re.findall(r"color-scheme: dark;(.*?)}", css, flags=re.DOTALL)
    assert len(blok) == 2
    assert blok[0].split() == blok[1].split()


def test_berkas_css_hanya_merujuk_berkas_yang_ada() -> None:
    for css in STATIS.rglob("*.css"):
        for rujukan in re.findall(r'url\("?([^")]+)"?\)', css.read_text()):
            if not rujukan.startswith("data:"):
                assert (css.parent / rujukan).exists(), f"{css.name}: {rujukan}"
        assert "sourceMappingURL" not in css.read_text(), css.name


def test_setiap_berkas_pihak_ketiga_punya_lisensi() -> None:
    isi = {p.name for p in (STATIS / "vendor").iterdir()}
    for awalan, berkas in (
        ("bootstrap", "bootstrap.min.css"),
        ("htmx", "htmx.min.js"),
        ("plus-jakarta-sans", "plus-jakarta-sans-latin-wght-normal.woff2"),
    ):
        assert berkas in isi and f"{awalan}.LICENSE.txt" in isi
