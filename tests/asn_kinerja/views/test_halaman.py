"""Halaman tetap dapat dibaca siapa pun, di dalam bingkai yang sesuai; halaman galat mengatakan langkah berikutnya."""

import re

import pytest
from django.test import Client

from tests.kepegawaian import pabrik

pytestmark = pytest.mark.django_db
TETAP = {
    "/bantuan/": "Bantuan dan kontak",
    "/privasi/": "Privasi",
    "/aksesibilitas/": "Pernyataan aksesibilitas",
}


@pytest.fixture
def masuk() -> Client:
    client = Client()
    client.force_login(pabrik.pegawai(pabrik.instansi(kontak="BKPSDM, telepon 0370-123"), "Ratna Wulandari"))
    return client


@pytest.mark.parametrize(("alamat", "judul"), TETAP.items())
def test_tamu_membaca_dalam_bingkai_umum(alamat: str, judul: str) -> None:
    halaman = Client().get(alamat).content.decode()
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", halaman) == [judul]
    assert f"<title>{judul} | ASN Kinerja</title>" in halaman
    assert 'href="/masuk/"' in halaman and 'aria-label="Menu utama"' not in halaman


@pytest.mark.parametrize(("alamat", "judul"), TETAP.items())
def test_pegawai_membaca_dengan_menunya(alamat: str, judul: str, masuk: Client) -> None:
    halaman = masuk.get(alamat).content.decode()
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", halaman) == [judul]
    assert 'aria-label="Menu utama"' in halaman and "aria-current" not in halaman
    if alamat != "/aksesibilitas/":
        assert "BKPSDM, telepon 0370-123" in halaman


@pytest.mark.parametrize("alamat", [*TETAP, "/publik/", "/tidak-ada/"])
def test_bantuan_selalu_tautan_pertama_di_kaki(alamat: str, masuk: Client) -> None:
    for client in (Client(), masuk):
        kaki = client.get(alamat).content.decode().split("<footer")[1]
        assert re.findall(r'href="([^"]+)"', kaki)[0] == "/bantuan/"


@pytest.mark.parametrize("alamat", [*TETAP, "/tidak-ada/"])
def test_halaman_tetap_tanpa_kueri_bagi_tamu(alamat: str, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        Client().get(alamat)


def test_setiap_tautan_di_halaman_tetap_ada_tujuannya(masuk: Client) -> None:
    for client in (Client(), masuk):
        for alamat in TETAP:
            utama = client.get(alamat).content.decode().split("<main")[1].split("</main>")[0]
            for tujuan in re.findall(r'href="(/[^"#]*)"', utama):
                assert client.get(tujuan).status_code == 200, f"{alamat} → {tujuan}"


def test_tamu_melihat_pertanyaan_warga_lebih_dulu_dan_pegawai_sebaliknya(masuk: Client) -> None:
    def urut(client: Client) -> list[str]:
        return re.findall(r"(Saya warga|Saya pegawai)</h2>", client.get("/bantuan/").content.decode())

    assert urut(Client()) == ["Saya warga", "Saya pegawai"]
    assert urut(masuk) == ["Saya pegawai", "Saya warga"]


def test_halaman_yang_tidak_ada_mengatakan_ke_mana_dan_siapa_yang_menolong(masuk: Client) -> None:
    for client in (Client(), masuk):
        jawaban = client.get("/tidak-ada/")
        assert jawaban.status_code == 404
        halaman = jawaban.content.decode()
        assert "Halaman ini tidak ada" in halaman and 'href="/bantuan/"' in halaman


def test_privasi_menyebut_keterangan_diri_lembar_kertas_dan_batas_360(masuk: Client) -> None:
    halaman = masuk.get("/privasi/").content.decode()
    for sebutan in ("setiap malam urutannya diacak", "kode lacak", "kurang dari lima orang", "Lembar kertas"):
        assert sebutan in halaman
    assert 'href="/umpan-balik/siapa-melihat-apa/"' in halaman
    assert 'href="/umpan-balik/siapa-melihat-apa/"' not in Client().get("/privasi/").content.decode()
