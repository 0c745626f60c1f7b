"""Kata sandi baru lewat surel: jawaban sama, sekali pakai, tautan mati oleh waktu dan penggantian."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inti.models import Jejak, KotakKeluar, Pemberitahuan
from kepegawaian.models import Pegawai
from kepegawaian.services import pulih
from kepegawaian.services.percobaan import BATAS_PASANGAN
from kepegawaian.tasks import kirim_tautan_sandi
from kepegawaian.views.sandi import TERKIRIM
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.faktor import masuk_dengan_sandi, pasang
from tests.kepegawaian.pabrik import SANDI, SEKARANG

BARU = "perahu-kelapa-lonceng"
ASING = "199901012020121001"


@pytest.fixture(autouse=True)
def jam() -> object:
    with time_machine.travel(SEKARANG, tick=False) as jam:
        yield jam


@pytest.fixture
def staf(kota: Kota) -> Pegawai:
    kota.staf.email = "ratna@contoh.go.id"
    kota.staf.save()
    return kota.staf


def minta(client: Client, nip: str) -> object:
    return client.post("/kata-sandi/pulih/", {"nip": nip})


def tautan(staf: Pegawai) -> str:
    assert kirim_tautan_sandi(nip=staf.nip)
    isi = KotakKeluar.objects.filter(jenis="surel").latest("pk").muatan["isi"]
    ketemu = re.search(r"https?://[^/]+(/kata-sandi/pulih/\d+/[^/\s]+/)", isi)
    assert ketemu, isi
    return ketemu[1]


def pasang_baru(client: Client, alamat: str, sandi: str = BARU) -> object:
    return client.post(alamat, {"sandi_baru": sandi, "sandi_ulang": sandi})


def test_jawaban_dan_pekerjaannya_sama_dikenal_atau_tidak(kota: Kota, staf: Pegawai) -> None:
    kota.rekan.is_active = False
    kota.rekan.save()
    rekaman = []
    for nip in (staf.nip, ASING, kota.rekan.nip, kota.kabid.nip):
        client = Client()
        with CaptureQueriesContext(
            connection,
        ) as kueri:
            jawaban = minta(client, nip)
        bentuk = [re.sub(r"'[^']*'|\d+", "?", k["sql"]) for k in kueri.captured_queries]
        halaman = client.get(jawaban.headers["Location"]).content.decode()  # type: ignore[attr-defined]
        assert TERKIRIM in halaman and "ratna@" not in halaman
        rekaman.append((jawaban.status_code, bentuk))  # type: ignore[attr-defined]
    assert all(satu == rekaman[0] for satu in rekaman)
    assert KotakKeluar.objects.filter(jenis="tugas").count() == 4
    assert not KotakKeluar.objects.filter(jenis="surel").exists(), (
        "surelnya disusun kemudian, bukan di permintaan"
    )


def test_permintaan_tidak_menyentuh_data_pegawai(staf: Pegawai) -> None:
    with CaptureQueriesContext(connection) as kueri:
        minta(Client(), staf.nip)
    assert not [k["sql"] for k in kueri.captured_queries if "kepegawaian_pegawai" in k["sql"]]


def test_hanya_pegawai_aktif_bersurel_yang_dikirimi(kota: Kota, staf: Pegawai) -> None:
    kota.rekan.email, kota.rekan.is_active = "rekan@contoh.go.id", False
    kota.rekan.save()
    for nip in (ASING, kota.rekan.nip, kota.kabid.nip):
        assert kirim_tautan_sandi(nip=nip) is False
    assert not KotakKeluar.objects.filter(jenis="surel").exists()


def test_tautan_membuat_sandi_baru_sekali_dan_pemiliknya_dikabari(client: Client, staf: Pegawai) -> None:
    masih_masuk = Client()
    masuk_dengan_sandi(masih_masuk, staf, SANDI)
    alamat = tautan(staf)
    assert "Buat kata sandi baru" in client.get(alamat).content.decode()
    assert pasang_baru(client, alamat).headers["Location"] == "/masuk/"  # type: ignore[attr-defined]
    staf.refresh_from_db()
    assert staf.check_password(BARU)
    assert masih_masuk.get("/").status_code == 302, "perangkat lama keluar"
    assert Jejak.objects.filter(aksi="sandi.dibuat_lewat_surel", objek_id=staf.pk).count() == 1
    assert Pemberitahuan.objects.filter(penerima_id=staf.pk, judul__contains="lewat surel").exists()
    ulang = pasang_baru(Client(), alamat, "kereta-bambu-selatan")
    assert ulang.headers["Location"] == "/kata-sandi/pulih/"  # type: ignore[attr-defined]
    staf.refresh_from_db()
    assert staf.check_password(BARU), "tautan yang sama tidak berlaku dua kali"


def test_tautan_mati_sesudah_enam_puluh_menit_dan_sesudah_sandi_diganti(
    client: Client, staf: Pegawai, jam: time_machine.Traveller
) -> None:
    alamat = tautan(staf)
    jam.shift(timedelta(minutes=59))
    assert client.get(alamat).status_code == 200
    jam.shift(timedelta(minutes=2))
    assert client.get(alamat).headers["Location"] == "/kata-sandi/pulih/"
    alamat = tautan(staf)
    staf.set_password(BARU)
    staf.save()
    assert client.get(alamat).status_code == 302


def test_tautan_mati_sesudah_alamat_surel_diganti(client: Client, staf: Pegawai) -> None:
    alamat = tautan(staf)
    staf.email = "lain@contoh.go.id"
    staf.save()
    assert client.get(alamat).status_code == 302


def test_token_seratus_dua_puluh_delapan_bit_dan_tidak_dapat_dipindahkan(
    client: Client, staf: Pegawai, kota: Kota
) -> None:
    alamat = tautan(staf)
    acak = alamat.rstrip("/").rsplit("-", 1)[-1]
    assert re.fullmatch(r"[0-9a-f]{32}", acak), "32 angka heksadesimal = 128 bit"
    pindah = alamat.replace(f"/{staf.pk}/", f"/{kota.kadis.pk}/")
    for palsu in (
        pindah,
        alamat[:-2] + ("0" if alamat[-2] != "0" else "1") + "/",
        "/kata-sandi/pulih/999999/a-b/",
    ):
        assert client.get(palsu).headers["Location"] == "/kata-sandi/pulih/"


def test_sandi_lemah_ditolak_tanpa_menghabiskan_tautan(client: Client, staf: Pegawai) -> None:
    alamat = tautan(staf)
    jawaban = pasang_baru(client, alamat, staf.nip)
    assert "memuat NIP" in jawaban.content.decode()  # type: ignore[attr-defined]
    assert pasang_baru(client, alamat).status_code == 302  # type: ignore[attr-defined]


def test_permintaan_dibatasi_dan_surelnya_satu_per_sepuluh_menit(staf: Pegawai) -> None:
    client = Client()
    for _ in range(BATAS_PASANGAN):
        assert minta(client, staf.nip).status_code == 302  # type: ignore[attr-defined]
    assert minta(client, staf.nip).status_code == 429  # type: ignore[attr-defined]
    assert KotakKeluar.objects.filter(jenis="tugas").count() == 1


def test_faktor_kedua_tetap_diminta_sesudah_sandi_dipulihkan(client: Client, staf: Pegawai) -> None:
    pasang(staf)
    pasang_baru(client, tautan(staf))
    assert masuk_dengan_sandi(client, staf, BARU).headers["Location"] == "/faktor-kedua/kode/"


def test_bila_kabarnya_tidak_dapat_ditulis_sandinya_tidak_berubah(staf: Pegawai) -> None:
    alamat = tautan(staf)
    with (
        patch.object(pulih, "beri_tahu_sandi", side_effect=RuntimeError("kotak penuh")),
        pytest.raises(RuntimeError),
    ):
        pasang_baru(Client(), alamat)
    staf.refresh_from_db()
    assert staf.check_password(SANDI)
