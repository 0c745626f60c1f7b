"""Usul perbaikan data, telepon, dan pilihan kabar di layar."""

from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepegawaian.models import Pegawai, PerbaikanData
from kepegawaian.services import perbaikan
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import KENARI, Kota
from tests.kepegawaian.pabrik import SEKARANG
from tests.konfirmasi import sahkan

PDF = b"%PDF-1.4\n%%EOF\n"
USUL = {"bidang": "gelar_belakang", "isi": "S.KM.", "alasan": "Ijazah baru"}


@pytest.fixture(autouse=True)
def _jam() -> object:
    with time_machine.travel(SEKARANG, tick=False):
        yield


def sebagai(siapa: Pegawai) -> Client:
    client = Client()
    client.force_login(siapa)
    sahkan(client, siapa)
    return client


def buat(siapa: Pegawai, bidang: str = "nama", isi: str = "Nama Baru", berkas: bool = False) -> PerbaikanData:
    return perbaikan.ajukan(
        pegawai=siapa,
        bidang=bidang,
        isi=isi,
        alasan="Salah ketik",
        bukti=SimpleUploadedFile("sk.pdf", b"%PDF-1.4\n%%EOF\n") if berkas else None,
        oleh=siapa,
        sekarang=SEKARANG,
    )


def test_usul_dari_profil_sampai_diterima(kota: Kota) -> None:
    staf, admin = sebagai(kota.staf), sebagai(kota.admin_dinas)
    assert 'href="/perbaikan-data/usul/"' in staf.get("/profil/").content.decode()
    for _ in range(2):
        assert staf.post("/perbaikan-data/usul/", USUL).headers["Location"] == "/perbaikan-data/"
    lain = staf.post("/perbaikan-data/usul/", USUL | {"isi": "M.Kes."}).content.decode()
    assert "jadi yang ini belum dikirim. Tunggu sampai 9 Maret 2026" in lain and 'value="M.Kes."' in lain
    usul = PerbaikanData.objects.get()
    saya = staf.get("/perbaikan-data/").content.decode()
    assert "lencana--diajukan" in saya and "9 Maret 2026 pukul 23.59 WIB" in saya
    assert "Putuskan usul perbaikan data" in admin.get("/").content.decode()
    rinci = f"/perbaikan-data/{usul.pk}/"
    assert "S.KM." in admin.get(rinci).content.decode()
    assert admin.post(rinci, {"putusan": "terima", "terima-catatan": "Selamat"}).status_code == 302
    kota.staf.refresh_from_db()
    assert kota.staf.gelar_belakang == "S.KM."
    assert "Diterima oleh Sari Admin" in staf.get("/perbaikan-data/").content.decode()
    lagi = admin.post(rinci, {"putusan": "tolak", "tolak-alasan": "Ragu"})
    assert lagi.status_code == 200 and "sudah diputus" in lagi.content.decode()


@pytest.mark.parametrize(
    ("beda", "kata"),
    [
        ({"isi": "", "bidang": "nama"}, "Tulis isi yang seharusnya"),
        ({"bidang": "nip", "isi": "12345"}, "18 angka"),
        ({"alasan": ""}, "Tulis sebabnya"),
        ({"bidang": ""}, "Pilih data yang keliru"),
    ],
)
def test_usul_yang_salah_kembali_dengan_ketikannya(kota: Kota, beda: dict[str, str], kata: str) -> None:
    kiriman = USUL | {"alasan": "Ijazah Universitas Mataram"} | beda
    isi = sebagai(kota.staf).post("/perbaikan-data/usul/", kiriman).content.decode()
    assert kata in isi and "<title>Galat: " in isi
    for nilai in kiriman.values():
        assert nilai in isi
    assert not PerbaikanData.objects.exists()


def test_berkas_palsu_disebut_di_bidangnya(kota: Kota) -> None:
    kiriman = USUL | {"bukti": SimpleUploadedFile("sk.pdf", b"MZ bukan pdf")}
    isi = sebagai(kota.staf).post("/perbaikan-data/usul/", kiriman).content.decode()
    assert "bukan PDF" in isi and "S.KM." in isi


def tanda(isi: str) -> str:
    return isi.split('name="berkas_titipan" value="')[1].split('"')[0]


def test_berkas_pada_usul_yang_ditolak_tetap_ikut(kota: Kota) -> None:
    staf = sebagai(kota.staf)
    kiriman = {**USUL, "alasan": "", "bukti": SimpleUploadedFile("sk.pdf", PDF)}
    pertama = staf.post("/perbaikan-data/usul/", kiriman).content.decode()
    assert "sk.pdf" in pertama and "Isian dan berkas Anda tetap ada" in pertama
    kedua = staf.post("/perbaikan-data/usul/", {**USUL, "alasan": "", "berkas_titipan": tanda(pertama)})
    assert tanda(kedua.content.decode()) == tanda(pertama), "tombol Kembali peramban tetap membawa berkasnya"
    assert staf.post("/perbaikan-data/usul/", USUL | {"berkas_titipan": tanda(pertama)}).status_code == 302
    bukti = PerbaikanData.objects.get().bukti
    assert bukti is not None and bukti.nama == "sk.pdf"
    with bukti.isi.open() as isi:
        assert isi.read() == PDF
    assert not list(Path(settings.MEDIA_ROOT).glob("bukti/titipan/*")), "isinya tidak tertinggal dua kali"


def test_berkas_titipan_dapat_dilepas_dan_diganti(kota: Kota) -> None:
    staf = sebagai(kota.staf)
    kiriman = {**USUL, "alasan": "", "bukti": SimpleUploadedFile("sk.pdf", PDF)}
    ada = tanda(staf.post("/perbaikan-data/usul/", kiriman).content.decode())
    ganti = {"berkas_titipan": ada, "alasan": "", "bukti": SimpleUploadedFile("ijazah.pdf", PDF)}
    isi = staf.post("/perbaikan-data/usul/", USUL | ganti).content.decode()
    assert "ijazah.pdf" in isi and "sk.pdf" not in isi
    assert (
        staf.post("/perbaikan-data/usul/", {**USUL, "berkas_titipan": ada, "lepas_berkas": "ya"}).status_code
        == 302
    )
    assert PerbaikanData.objects.get().bukti is None


def test_berkas_yang_ditolak_tidak_ditahan_dan_milik_orang_lain_tidak_terbawa(kota: Kota) -> None:
    staf = sebagai(kota.staf)
    palsu = USUL | {"bukti": SimpleUploadedFile("sk.pdf", b"MZ bukan pdf")}
    assert "berkas_titipan" not in staf.post("/perbaikan-data/usul/", palsu).content.decode()
    ada = tanda(
        staf.post(
            "/perbaikan-data/usul/", {**USUL, "alasan": "", "bukti": SimpleUploadedFile("sk.pdf", PDF)}
        ).content.decode()
    )
    lain = sebagai(kota.kabid)
    assert lain.post("/perbaikan-data/usul/", USUL | {"berkas_titipan": ada}).status_code == 302
    assert PerbaikanData.objects.get().bukti is None


def test_berkas_titipan_hanya_sejam(kota: Kota) -> None:
    staf = sebagai(kota.staf)
    with time_machine.travel(SEKARANG, tick=False) as jam:
        kiriman = {**USUL, "alasan": "", "bukti": SimpleUploadedFile("sk.pdf", PDF)}
        ada = tanda(staf.post("/perbaikan-data/usul/", kiriman).content.decode())
        jam.shift(3601)
        isi = staf.post(
            "/perbaikan-data/usul/", {**USUL, "alasan": "", "berkas_titipan": ada}
        ).content.decode()
    assert "sk.pdf" not in isi


def test_usul_dan_buktinya_tertutup_bagi_yang_lain(kota: Kota, seberang: Kota) -> None:
    usul = buat(kota.staf, berkas=True)
    pabrik.peran(kota.kadis_lain, "admin_dinas", kota.dinas_lain)
    harap = {
        "staf": (403, 200),
        "rekan": (403, 404),
        "kabid": (403, 404),
        "kadis_lain": (404, 404),
        "auditor": (403, 404),
        "admin_dinas": (200, 200),
        "admin_bkd": (200, 200),
    }
    for nama, (rinci, bukti) in harap.items():
        client = sebagai(getattr(kota, nama))
        assert client.get(f"/perbaikan-data/{usul.pk}/").status_code == rinci, nama
        jawaban = client.get(f"/perbaikan-data/{usul.pk}/bukti/")
        assert jawaban.status_code == bukti, nama
        if bukti == 200:
            assert b"".join(jawaban.streaming_content).startswith(b"%PDF")  # type: ignore[arg-type]
            for tutup in jawaban._resource_closers:
                tutup()
            assert jawaban["Content-Disposition"].startswith("attachment")
            assert "sandbox" in jawaban["Content-Security-Policy"]
    assert sebagai(seberang.admin_bkd).get(f"/perbaikan-data/{usul.pk}/").status_code == 404


def test_pemda_lain_tidak_ada_di_daftar_usul(kota: Kota, seberang: Kota) -> None:
    buat(seberang.staf)
    for siapa in (kota.admin_dinas, kota.admin_bkd):
        for jalur in ("/perbaikan-data/masuk/", "/perbaikan-data/masuk/?status=semua", "/"):
            assert KENARI not in sebagai(siapa).get(jalur).content.decode()
    assert KENARI in sebagai(seberang.admin_dinas).get("/perbaikan-data/masuk/").content.decode()


def test_usul_sendiri_pengelola_tidak_diputus_dirinya(kota: Kota) -> None:
    usul = buat(kota.admin_bkd)
    client = sebagai(kota.admin_bkd)
    assert "diputus pengelola lain" in client.get(f"/perbaikan-data/{usul.pk}/").content.decode()
    assert client.post(f"/perbaikan-data/{usul.pk}/", {"putusan": "terima"}).status_code == 403


def test_kabar_dan_telepon_tersimpan_dan_tampil_di_profil(kota: Kota) -> None:
    client = sebagai(kota.staf)
    assert "Tugas dan tenggat, Hasil dan keputusan" in client.get("/profil/").content.decode()
    client.post("/profil/kabar/", {"lainnya": "on", "cara": "harian"})
    client.post("/profil/telepon/", {"telepon": "0812 345 678"})
    isi = client.get("/profil/").content.decode()
    assert (
        "Kabar lain (ringkasan tiap pagi)" in isi and "Tugas dan tenggat" not in isi and "0812 345 678" in isi
    )
    salah = client.post("/profil/telepon/", {"telepon": "di rumah"}).content.decode()
    assert "di rumah" in salah and "dengan angka" in salah


@pytest.mark.parametrize("jalur", ["/perbaikan-data/masuk/", "/perbaikan-data/masuk/?status=semua", "/"])
def test_kueri_daftar_usul_tetap_pada_10_dan_100(kota: Kota, jalur: str) -> None:
    client = sebagai(kota.admin_dinas)
    client.get(jalur)
    banyak = []
    for jumlah in (10, 90):
        for n in range(jumlah):
            siapa = pabrik.pegawai(kota.instansi, f"Orang {n}")
            pabrik.tempatkan(siapa, kota.bidang)
            PerbaikanData.objects.create(
                pegawai=siapa,
                unit=kota.bidang,
                bidang="nama",
                alasan="x",
                diajukan=SEKARANG,
                tenggat=SEKARANG,
            )
        with CaptureQueriesContext(connection) as kueri:
            assert client.get(jalur).status_code == 200
        banyak.append(len(kueri))
    assert banyak[0] == banyak[1], banyak
