"""Konfirmasi ulang sebelum tindakan peka, dan tulisan yang bertahan saat sesi habis."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kepegawaian.models import LaporanAtasan, PerbaikanData, SesiMasuk
from kepegawaian.services.percobaan import BATAS_AKUN
from kepegawaian.tulisan import BATAS_BYTE
from tests.clamd import EICAR, clamd_tiruan
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.faktor import konfirmasi, masuk_dengan_sandi
from tests.kepegawaian.pabrik import SANDI, SEKARANG

ALASAN = 'Saya pindah ke "Seksi Rujukan" <sejak> Februari & SK-nya menyusul.\nBaris kedua.'
LAPOR = "/bukan-atasan-saya/"


@pytest.fixture(autouse=True)
def jam() -> object:
    with time_machine.travel(SEKARANG, tick=False) as jam:
        yield jam


@pytest.fixture
def staf(client: Client, kota: Kota) -> Client:
    masuk_dengan_sandi(client, kota.staf, SANDI)
    return client


def isian_kirim_lagi(teks: str) -> tuple[str, dict[str, list[str]]]:
    """Alamat dan isian formulir "Kirim lagi" seperti yang dikirim peramban."""
    formulir = re.search(r'<form method="post" action="([^"]+)">(.*?)</form>', teks, re.S)
    assert formulir, teks
    isian: dict[str, list[str]] = {}
    for nama, isi in re.findall(r'<textarea name="([^"]+)"[^>]*>\n(.*?)</textarea>', formulir[2], re.S):
        isian.setdefault(unescape(nama), []).append(unescape(isi))
    assert "csrfmiddlewaretoken" in formulir[2]
    return unescape(formulir[1]), isian


def test_konfirmasi_mengganti_kunci_sesi_dan_berlaku_sepuluh_menit(
    staf: Client, jam: time_machine.Traveller
) -> None:
    sebelum = staf.session.session_key
    assert staf.get("/surel/").headers["Location"] == "/konfirmasi/?next=%2Fsurel%2F", (
        "masuk saja belum cukup"
    )
    konfirmasi(staf, SANDI)
    assert staf.session.session_key != sebelum and not type(staf.session)().exists(sebelum)
    assert SesiMasuk.objects.get(selesai__isnull=True).kunci == staf.session.session_key
    assert staf.get("/surel/").status_code == 200
    jam.shift(timedelta(minutes=11))
    assert staf.get("/surel/").status_code == 302


def test_sandi_keliru_ditolak_dan_sepuluh_kali_berhenti(staf: Client) -> None:
    for _ in range(BATAS_AKUN):
        jawaban = staf.post("/konfirmasi/", {"sandi": "keliru"})
        assert "Kata sandi belum cocok" in jawaban.content.decode() and jawaban.status_code == 200
    jawaban = staf.post("/konfirmasi/", {"sandi": SANDI})
    assert jawaban.status_code == 429 and int(jawaban.headers["Retry-After"]) > 0
    assert staf.get("/surel/").status_code == 302


@pytest.mark.parametrize(
    "tujuan", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", "abc"]
)
def test_sesudah_konfirmasi_hanya_ke_situs_ini(staf: Client, tujuan: str) -> None:
    assert staf.post("/konfirmasi/", {"sandi": SANDI, "next": tujuan}).headers["Location"] == "/"


def test_konfirmasi_yang_lewat_saat_mengirim_tidak_menghilangkan_isian(
    staf: Client, kota: Kota, jam: time_machine.Traveller
) -> None:
    konfirmasi(staf, SANDI)
    assert staf.get("/surel/").status_code == 200
    jam.shift(timedelta(minutes=11))
    jawaban = staf.post("/surel/", {"surel": "baru@contoh.go.id"})
    assert jawaban.headers["Location"] == "/konfirmasi/?next=%2Ftulisan%2F"
    staf.post("/konfirmasi/", {"sandi": SANDI, "next": "/tulisan/"})
    alamat, isian = isian_kirim_lagi(staf.get("/tulisan/").content.decode())
    assert (alamat, isian) == ("/surel/", {"surel": ["baru@contoh.go.id"]})
    assert staf.post(alamat, isian).headers["Location"] == "/profil/"
    assert staf.get("/tulisan/").headers["Location"] == "/", "sudah terkirim, jadi tidak ditawarkan lagi"


def test_laporan_kedua_yang_berbeda_kembali_dengan_ketikannya(staf: Client, kota: Kota) -> None:
    isian = {"usulan": str(kota.kadis.pk), "alasan": ALASAN}
    for _ in range(2):
        assert staf.post(LAPOR, isian).status_code == 302, "kiriman yang sama berakhir sama"
    lain = staf.post(LAPOR, isian | {"alasan": "Diketik di tab lain."}).content.decode()
    assert "masih menunggu putusan" in lain and "Diketik di tab lain." in lain
    assert LaporanAtasan.objects.count() == 1


def kirim_sesudah_habis(client: Client, jam: time_machine.Traveller, **isi: object) -> object:
    jam.shift(timedelta(hours=13))
    return client.post(LAPOR, {"usulan": "1", "alasan": ALASAN} | isi)


def test_tulisan_saat_sesi_habis_utuh_sesudah_masuk_lagi(
    staf: Client, kota: Kota, jam: time_machine.Traveller
) -> None:
    jawaban = kirim_sesudah_habis(staf, jam, usulan=str(kota.kadis.pk))
    assert jawaban.headers["Location"] == "/masuk/?next=%2Ftulisan%2F"
    assert not LaporanAtasan.objects.exists()
    assert "kami simpan sejam" in staf.get(jawaban.headers["Location"]).content.decode()
    jawaban = staf.post("/masuk/", {"nip": kota.staf.nip, "sandi": SANDI, "next": "/tulisan/"})
    assert jawaban.headers["Location"] == "/tulisan/"
    teks = staf.get("/tulisan/").content.decode()
    assert "Tulisan Anda masih ada" in teks and "<sejak>" not in teks
    alamat, isian = isian_kirim_lagi(teks)
    assert alamat == LAPOR and isian["alasan"] == [ALASAN]
    staf.post(alamat, isian)
    laporan = LaporanAtasan.objects.get()
    assert laporan.alasan.replace("\r\n", "\n") == ALASAN and laporan.usulan_id == kota.kadis.pk


def test_tulisan_bertahan_juga_bila_baris_sesinya_sudah_hilang(
    staf: Client, kota: Kota, jam: time_machine.Traveller
) -> None:
    """Dikeluarkan dari perangkat lain: yang tersisa kuki perangkat bertanda tangan."""
    SesiMasuk.objects.get()
    type(staf.session)(staf.session.session_key).delete()
    jawaban = staf.post(LAPOR, {"alasan": ALASAN})
    assert jawaban.headers["Location"] == "/masuk/?next=%2Ftulisan%2F"
    staf.post("/masuk/", {"nip": kota.staf.nip, "sandi": SANDI, "next": "/tulisan/"})
    assert "Baris kedua." in staf.get("/tulisan/").content.decode()


def test_orang_lain_yang_masuk_di_perangkat_itu_tidak_melihatnya(
    staf: Client, kota: Kota, jam: time_machine.Traveller
) -> None:
    kirim_sesudah_habis(staf, jam)
    staf.post("/masuk/", {"nip": kota.rekan.nip, "sandi": SANDI, "next": "/tulisan/"})
    jawaban = staf.get("/tulisan/", follow=True)
    assert "Baris kedua." not in jawaban.content.decode()
    assert "tulisan" not in staf.session, "dibuang, bukan disimpan untuk nanti"


def test_tulisan_hanya_sejam(staf: Client, kota: Kota, jam: time_machine.Traveller) -> None:
    kirim_sesudah_habis(staf, jam)
    jam.shift(timedelta(minutes=59))
    staf.post("/masuk/", {"nip": kota.staf.nip, "sandi": SANDI})
    assert staf.get("/tulisan/").status_code == 200
    jam.shift(timedelta(minutes=2))
    assert staf.get("/tulisan/").status_code == 302


def test_rahasia_dan_isi_berkas_tidak_pernah_disimpan(
    staf: Client, kota: Kota, jam: time_machine.Traveller
) -> None:
    kirim_sesudah_habis(
        staf,
        jam,
        sandi_baru="rahasia-sekali",
        csrfmiddlewaretoken="a" * 32,
        kode="123456",
        bukti=SimpleUploadedFile("rekap januari.pdf", b"ISI-BERKAS"),
    )
    isi = str(staf.session["tulisan"])
    assert ALASAN.split("\n")[1] in isi and "rekap januari.pdf" in isi
    for rahasia in ("rahasia-sekali", "a" * 32, "123456", "ISI-BERKAS"):
        assert rahasia not in isi
    staf.post("/masuk/", {"nip": kota.staf.nip, "sandi": SANDI})
    assert "Ikut terkirim: rekap januari.pdf" in staf.get("/tulisan/").content.decode()


def test_berkas_yang_tidak_dapat_ditahan_perlu_dipilih_lagi(
    staf: Client, kota: Kota, jam: time_machine.Traveller, settings: Any
) -> None:
    settings.BERKAS_MAKS_BYTE = 3
    kirim_sesudah_habis(staf, jam, bukti=SimpleUploadedFile("rekap.pdf", b"ISI-BERKAS"))
    staf.post("/masuk/", {"nip": kota.staf.nip, "sandi": SANDI})
    assert "Berkas perlu dipilih lagi sesudah terkirim: rekap.pdf" in staf.get("/tulisan/").content.decode()


def test_sesudah_masuk_halaman_yang_sama_terisi_dan_berkasnya_ikut_terkirim(
    staf: Client, kota: Kota, jam: time_machine.Traveller
) -> None:
    usul = "/perbaikan-data/usul/"
    asal = {"Referer": f"http://testserver{usul}"}
    pdf = SimpleUploadedFile("ijazah.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    jam.shift(timedelta(hours=13))
    jawaban = staf.post(
        usul, {"bidang": "gelar_belakang", "isi": "S.Kep.", "alasan": ALASAN, "bukti": pdf}, headers=asal
    )
    masuk = jawaban.headers["Location"]
    assert masuk == "/masuk/?next=%2Fperbaikan-data%2Fusul%2F"
    staf.post("/masuk/", {"nip": kota.staf.nip, "sandi": SANDI, "next": usul})
    teks = unescape(staf.get(usul).content.decode())
    assert ALASAN in teks and 'value="S.Kep."' in teks and "Berkas yang ikut terkirim: ijazah.pdf" in teks
    tanda = re.search('name="tulisan_titipan" value="([0-9a-f]+)"', teks)
    assert tanda is not None
    isian = {"bidang": "gelar_belakang", "isi": "S.Kep.", "alasan": ALASAN, "tulisan_titipan": tanda[1]}
    staf.post(usul, isian)
    assert PerbaikanData.objects.get().bukti.nama == "ijazah.pdf"
    assert not list(Path(default_storage.path("bukti/titipan")).iterdir()), "yang tertahan dibuang"
    assert "tulisan" not in staf.session


def test_formulir_yang_tidak_ada_lagi_dibawa_ke_halaman_tulisan_sekali(
    staf: Client, kota: Kota, jam: time_machine.Traveller
) -> None:
    jam.shift(timedelta(hours=13))
    staf.post(LAPOR, {"alasan": ALASAN}, headers={"Referer": "http://testserver/profil/"})
    staf.post("/masuk/", {"nip": kota.staf.nip, "sandi": SANDI, "next": "/profil/"})
    assert staf.get("/profil/").headers["Location"] == "/tulisan/"
    assert staf.get("/profil/").status_code == 200
    assert ALASAN in unescape(staf.get("/tulisan/").content.decode())


def test_tulisan_raksasa_tidak_menumpuk_di_peladen(staf: Client, jam: time_machine.Traveller) -> None:
    jawaban = kirim_sesudah_habis(staf, jam, alasan="x" * BATAS_BYTE)
    assert "tulisan" not in staf.session
    assert jawaban.headers["Location"].startswith("/masuk/?next=")


def test_tamu_tanpa_kuki_perangkat_tidak_dapat_menitipkan_apa_pun(client: Client, db: None) -> None:
    jawaban = client.post(LAPOR, {"alasan": ALASAN})
    assert jawaban.headers["Location"].startswith("/masuk/?next=") and "tulisan" not in client.session
    client.cookies["perangkat"] = "palsu:buatan:sendiri"
    client.post(LAPOR, {"alasan": ALASAN})
    assert "tulisan" not in client.session


def test_membuang_tulisan(staf: Client, kota: Kota, jam: time_machine.Traveller) -> None:
    kirim_sesudah_habis(staf, jam)
    staf.post("/masuk/", {"nip": kota.staf.nip, "sandi": SANDI})
    staf.post("/tulisan/")
    assert staf.get("/tulisan/").status_code == 302


def test_tombol_tanpa_isian_kembali_ke_halaman_asalnya(staf: Client, jam: time_machine.Traveller) -> None:
    jam.shift(timedelta(hours=13))
    jawaban = staf.post("/pemberitahuan/dibaca/", headers={"Referer": "http://testserver/pemberitahuan/"})
    assert jawaban.headers["Location"] == "/masuk/?next=%2Fpemberitahuan%2F"


def test_token_csrf_lama_menampilkan_isian_untuk_dikirim_lagi(kota: Kota) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(kota.staf, backend="kepegawaian.backend.NipBackend")
    jawaban = client.post(LAPOR, {"alasan": ALASAN}, headers={"Sec-Fetch-Site": "same-origin"})
    assert jawaban.status_code == 403
    alamat, isian = isian_kirim_lagi(jawaban.content.decode())
    assert (alamat, isian["alasan"]) == (LAPOR, [ALASAN])
    asing = client.post(LAPOR, {"alasan": ALASAN}, headers={"Sec-Fetch-Site": "cross-site"})
    assert asing.status_code == 403 and "Baris kedua" not in asing.content.decode()


def test_berkas_terjangkit_yang_tertahan_ditolak_saat_dikirim_lagi(
    staf: Client, kota: Kota, jam: time_machine.Traveller, settings: Any
) -> None:
    """Yang tertahan tidak pernah diberikan kepada siapa pun; pintunya sama dengan berkas lain."""
    usul, isian = "/perbaikan-data/usul/", {"bidang": "gelar_belakang", "isi": "S.Kep.", "alasan": ALASAN}
    jam.shift(timedelta(hours=13))
    pdf = SimpleUploadedFile("ijazah.pdf", b"%PDF-1.4\n" + EICAR)
    staf.post(usul, isian | {"bukti": pdf}, headers={"Referer": f"http://testserver{usul}"})
    staf.post("/masuk/", {"nip": kota.staf.nip, "sandi": SANDI, "next": usul})
    tanda = re.search('name="tulisan_titipan" value="([0-9a-f]+)"', staf.get(usul).content.decode())
    assert tanda is not None
    with clamd_tiruan() as pemindai:
        settings.CLAMD_URL = pemindai.alamat
        jawaban = staf.post(usul, isian | {"tulisan_titipan": tanda[1]}).content.decode()
    assert "pemindai antivirus menemukan" in jawaban and ALASAN in unescape(jawaban)
    assert not PerbaikanData.objects.exists()
