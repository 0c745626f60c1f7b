"""Halaman impor: perjalanan lengkap tanpa JavaScript, siapa boleh membuka apa, dan kata-katanya."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from inti.models import Impor
from kepegawaian.models import Pegawai
from tests.kepegawaian import faktor, pabrik
from tests.kepegawaian.conftest import KENARI, Kota
from tests.kepegawaian.impor import alat
from tests.kepegawaian.impor.alat import teks_csv
from tests.kepegawaian.pabrik import SEKARANG
from tests.klien import masuk

KEPALA = ("NIP", "Nama")
BERKAS = teks_csv(KEPALA, ("198609262015051001", "Budi Santoso"))
BURUK = teks_csv(KEPALA, ("198609262015051001", "Budi"), ("1,98012E+17", "=HYPERLINK(1)"))


@pytest.fixture(autouse=True)
def _jam() -> Iterator[None]:
    with time_machine.travel(SEKARANG, tick=False):
        yield


def kirim(client: Client, isi: bytes, nama: str = "pegawai.csv", jenis: str = "pegawai") -> Any:
    return client.post(f"/impor/{jenis}/", {"berkas": SimpleUploadedFile(nama, isi)})


def isi(jawaban: Any) -> str:
    assert jawaban.status_code == 200, jawaban
    return re.sub(r"\s+", " ", jawaban.content.decode())


def test_dari_unggah_sampai_dibatalkan_tanpa_javascript(kota: Kota) -> None:
    client = masuk(kota.admin_bkd)
    jawaban = kirim(client, BERKAS)
    impor = Impor.objects.get()
    alamat = f"/impor/{impor.pk}/"
    assert jawaban.headers["Location"] == alamat
    menunggu = isi(client.get(alamat))
    assert "Menunggu dibaca" in menunggu and 'http-equiv="refresh"' in menunggu and "<noscript>" in menunggu
    alat.kerjakan(impor)
    pratinjau = isi(client.get(alamat))
    assert "Belum ada yang berubah." in pratinjau and "Budi Santoso" in pratinjau
    assert f'href="{alamat}terapkan/"' in pratinjau
    konfirmasi = client.get(f"{alamat}terapkan/")
    assert konfirmasi.headers["Location"].startswith("/konfirmasi/"), "sandi diminta sekali lagi"
    assert client.post(f"{alamat}terapkan/").headers["Location"].startswith("/konfirmasi/")
    impor.refresh_from_db()
    assert impor.status == "siap"
    faktor.konfirmasi(client, pabrik.SANDI)
    assert "<b>1</b> pegawai ditambah" in isi(client.get(f"{alamat}terapkan/"))
    for _ in range(2):
        assert client.post(f"{alamat}terapkan/").headers["Location"] == alamat
    assert "Sedang diterapkan" in isi(client.get(alamat))
    alat.kerjakan(impor)
    hasil = isi(client.get(alamat))
    assert "1 baru, 0 berubah" in hasil and "belum bersandi" in hasil and "Batalkan impor ini" in hasil
    assert "dihapus" in isi(client.get(f"{alamat}batalkan/"))
    client.post(f"{alamat}batalkan/")
    alat.kerjakan(impor)
    assert "Semua baris kembali seperti sebelum impor" in isi(client.get(alamat))
    assert not Pegawai.objects.filter(nama="Budi Santoso").exists()


def test_kemajuan_disegarkan_sepotong_lalu_halaman_dimuat_ulang(kota: Kota) -> None:
    client = masuk(kota.admin_bkd)
    kirim(client, BERKAS)
    impor = Impor.objects.get()
    Impor.objects.update(status="dibaca", terbaca=500, total=1_000)
    potongan = isi(client.get(f"/impor/{impor.pk}/", headers={"HX-Request": "true"}))
    assert "<html" not in potongan and "50 % dibaca" in potongan and 'value="500" max="1000"' in potongan
    Impor.objects.update(status="diunggah")
    alat.kerjakan(impor)
    assert client.get(f"/impor/{impor.pk}/", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_impor_yang_terhenti_menyebut_sebabnya_dan_dapat_dicoba_lagi(kota: Kota) -> None:
    client = masuk(kota.admin_bkd)
    kirim(client, BERKAS)
    impor = Impor.objects.get()
    Impor.objects.update(status="terhenti", sebab="OperationalError: cakram penuh", percobaan=3)
    halaman = isi(client.get(f"/impor/{impor.pk}/"))
    assert "Sudah tiga kali dicoba" in halaman and "Tidak ada data yang berubah" in halaman
    assert "OperationalError: cakram penuh" in halaman
    assert client.post(f"/impor/{impor.pk}/ulangi/").status_code == 302
    assert alat.kerjakan(impor).status == "siap"


def test_ada_yang_ditolak_tombol_terapkan_tidak_ada_dan_barisnya_dapat_diunduh(kota: Kota) -> None:
    client = masuk(kota.admin_bkd)
    kirim(client, BURUK)
    impor = alat.kerjakan(Impor.objects.get())
    halaman = isi(client.get(f"/impor/{impor.pk}/"))
    assert "Periksa dan terapkan" not in halaman and "Unduh baris yang ditolak" in halaman
    assert client.get(f"/impor/{impor.pk}/terapkan/").headers["Location"] == f"/impor/{impor.pk}/"
    jawaban = client.get(f"/impor/{impor.pk}/ditolak/")
    assert "attachment" in jawaban.headers["Content-Disposition"]
    berkas = b"".join(jawaban.streaming_content)
    baris = CalamineWorkbook.from_filelike(io.BytesIO(berkas)).get_sheet_by_index(0).to_python()
    assert baris[0][0] == "Baris asal" and baris[0][-1] == "Yang perlu diperbaiki"
    assert baris[1][:3] == [3, "1,98012E+17", "=HYPERLINK(1)"]
    assert "NIP: Tertulis 1,98012E+17" in baris[1][-1]
    client.post(f"/impor/{impor.pk}/tinggalkan/")
    kirim(client, berkas, "perbaikan.xlsx")
    assert Impor.objects.latest("pk").pk != impor.pk
    assert alat.kerjakan(Impor.objects.latest("pk")).ditolak == 1, "kolom tambahan kita tidak dianggap asing"


def test_saringan_keadaan_dan_halaman(kota: Kota) -> None:
    baris = [(f"199001012015051{n:03d}", f"Orang {n}") for n in range(1, 61)]
    impor = alat.pratinjau("pegawai", teks_csv(KEPALA, *baris, ("1,98012E+17", "Rusak")), kota.admin_bkd)
    client = masuk(kota.admin_bkd)
    semua = isi(client.get(f"/impor/{impor.pk}/"))
    assert "Semua (61)" in semua and "Baru (60)" in semua and "Ditolak (1)" in semua
    assert "Rusak" in semua and "Orang 1<" not in semua, "yang ditolak tampil lebih dahulu"
    assert "1–50 dari 61 baris" in isi(client.get(f"/impor/{impor.pk}/?keadaan=semua"))
    ditolak = isi(client.get(f"/impor/{impor.pk}/?keadaan=ditolak"))
    assert "Rusak" in ditolak and "Orang 1<" not in ditolak
    assert "Orang 60" in isi(client.get(f"/impor/{impor.pk}/?keadaan=baru&halaman=2"))


def test_banyak_kueri_halaman_tetap(kota: Kota) -> None:
    client, hitung = masuk(kota.admin_bkd), []
    for banyak in (3, 60):
        baris = [(f"199001012015051{n:03d}", f"Orang {n}") for n in range(1, banyak + 1)]
        impor = alat.pratinjau("pegawai", teks_csv(KEPALA, *baris), kota.admin_bkd)
        with CaptureQueriesContext(connection) as rinci:
            client.get(f"/impor/{impor.pk}/")
        with CaptureQueriesContext(connection) as mulai:
            client.get("/impor/")
        hitung.append((len(rinci), len(mulai)))
        alat.tinggalkan(impor, kota.admin_bkd)
    assert hitung[0] == hitung[1] and max(hitung[0]) <= 16, hitung


@pytest.mark.parametrize(
    ("nama", "isi_berkas", "kalimat"),
    [
        ("data.pdf", b"%PDF-1.4", "bukan lembar kerja"),
        ("data.xlsm", b"PK\x03\x04", "Simpan sebagai .xlsx tanpa makro"),
        ("data.xls", b"\xd0\xcf\x11\xe0", "berbentuk .xls"),
        ("data.csv", b"", "kosong"),
        ("data.csv", b"MZ\x90\x00", "bukan teks CSV"),
        ("data.xlsx", b"bukan zip", "bukan buku Excel yang utuh"),
    ],
)
def test_unggahan_yang_keliru_kembali_ke_formulir(
    kota: Kota, nama: str, isi_berkas: bytes, kalimat: str
) -> None:
    halaman = isi(kirim(masuk(kota.admin_bkd), isi_berkas, nama))
    assert kalimat in halaman and "<title>Galat: Impor pegawai" in halaman
    assert 'href="#id_berkas"' in halaman
    assert not Impor.objects.exists()


def test_tanpa_berkas_disebut(kota: Kota) -> None:
    assert "Pilih berkas .xlsx atau .csv." in isi(masuk(kota.admin_bkd).post("/impor/pegawai/"))


def test_berkas_yang_tidak_terbaca_menyebut_baris_dan_kolom(kota: Kota) -> None:
    impor = alat.pratinjau("pegawai", teks_csv(["NIP"], ["1"]), kota.admin_bkd)
    halaman = isi(masuk(kota.admin_bkd).get(f"/impor/{impor.pk}/"))
    assert "Berkas ini belum dapat dibaca" in halaman and "Tambahkan kolomnya" in halaman


def test_impor_yang_berjalan_ditunjukkan_kepada_yang_boleh(kota: Kota) -> None:
    alat.unggah("pegawai", BERKAS, kota.admin_dinas)
    impor = Impor.objects.get()
    assert kirim(masuk(kota.admin_bkd), BERKAS).headers["Location"] == f"/impor/{impor.pk}/"
    alat.tinggalkan(impor, kota.admin_dinas)
    alat.unggah("pegawai", BERKAS, kota.admin_bkd)
    halaman = isi(kirim(masuk(kota.admin_dinas), BERKAS))
    assert "Masih ada impor sejenis dari Dewi Pusat" in halaman


@pytest.mark.parametrize("jenis", ["unit", "jabatan", "pegawai", "penempatan"])
def test_templat_berpetunjuk_dan_ekspor_dapat_diunduh(kota: Kota, seberang: Kota, jenis: str) -> None:
    client = masuk(kota.admin_bkd)
    assert "urutannya bebas" in isi(client.get(f"/impor/{jenis}/"))
    templat = b"".join(client.get(f"/impor/{jenis}/templat/").streaming_content)
    buku = CalamineWorkbook.from_filelike(io.BytesIO(templat))
    assert buku.sheet_names[1] == "Petunjuk"
    assert len(buku.get_sheet_by_index(0).to_python()) == 1
    for bentuk in ("xlsx", "csv"):
        jawaban = client.get(f"/impor/{jenis}/ekspor/?bentuk={bentuk}")
        assert f"{jenis}-2026-03-02.{bentuk}" in jawaban.headers["Content-Disposition"]
        assert KENARI.encode() not in b"".join(jawaban.streaming_content)


def test_siapa_boleh_membuka_apa(kota: Kota, seberang: Kota) -> None:
    impor = alat.pratinjau("pegawai", BERKAS, kota.admin_bkd)
    alamat = [
        "/impor/",
        "/impor/pegawai/",
        "/impor/pegawai/templat/",
        "/impor/pegawai/ekspor/",
        f"/impor/{impor.pk}/",
        f"/impor/{impor.pk}/ditolak/",
        f"/impor/{impor.pk}/terapkan/",
        f"/impor/{impor.pk}/batalkan/",
    ]
    for satu in alamat:
        assert masuk(kota.staf).get(satu).status_code == 403, satu
        assert masuk(kota.auditor).get(satu).status_code == 403, satu
    for satu in alamat[4:]:
        assert masuk(seberang.admin_bkd).get(satu).status_code == 404, satu
        assert masuk(kota.admin_dinas).get(satu).status_code == 404, satu
    for satu in ("tinggalkan", "ulangi"):
        assert masuk(seberang.admin_bkd).post(f"/impor/{impor.pk}/{satu}/").status_code == 404
        assert masuk(kota.admin_bkd).get(f"/impor/{impor.pk}/{satu}/").status_code == 405
    assert masuk(kota.admin_bkd).get("/impor/gaji/").status_code == 404
    assert Client().get("/impor/").status_code == 302


def test_halaman_awal_memuat_riwayat_milik_sendiri(kota: Kota) -> None:
    assert "Belum ada impor" in isi(masuk(kota.admin_dinas).get("/impor/"))
    alat.pratinjau("pegawai", BERKAS, kota.admin_bkd)
    assert "Belum ada impor" in isi(masuk(kota.admin_dinas).get("/impor/"))
    assert "Menunggu keputusan" in isi(masuk(kota.admin_bkd).get("/impor/"))


def test_isi_sel_tidak_menjadi_html(kota: Kota) -> None:
    jahat = '"><svg/onload=x>{{7*7}}'
    impor = alat.pratinjau(
        "pegawai", teks_csv(KEPALA, ("1,98012E+17", jahat)), kota.admin_bkd, nama=f"{jahat}.csv"
    )
    halaman = isi(masuk(kota.admin_bkd).get(f"/impor/{impor.pk}/"))
    assert "<svg/onload" not in halaman and "&lt;svg/onload=x&gt;{{7*7}}" in halaman
