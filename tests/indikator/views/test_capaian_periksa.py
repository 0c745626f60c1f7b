"""Memeriksa sebelum mengirim: belum ada yang diajukan, penolakannya sudah dikatakan, dan Ubah mengembalikan isian."""

from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from indikator.models import Realisasi
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db
ISI = {
    "nilai": "90,5",
    "keterangan": "Cerita\nkedua",
    "tautan": "https://contoh.go.id/rekap Rekap",
    "versi": 0,
}


@pytest.fixture
def p() -> Iterator[pabrik.Pemda]:
    kota = pabrik.pemda()
    with time_machine.travel(kota.sekarang, tick=False):
        yield kota


def alamat(p: pabrik.Pemda) -> str:
    tahun = pabrik.tahun(p)
    tw = pabrik.triwulan(p, tahun)
    ik = pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()
    return reverse("indikator:capaian_lapor", args=[tw.pk, ik.pk])


def test_periksa_menampilkan_isian_tanpa_menyimpan_apa_pun(p: pabrik.Pemda) -> None:
    halaman = masuk(p.ratna).post(alamat(p), {**ISI, "aksi": "periksa"}).content.decode()
    assert "Periksa laporan sebelum diajukan" in halaman
    assert "90,5 %" in halaman and "Cerita<br>kedua" in halaman and "Rekap (https://contoh" in halaman
    assert not Realisasi.objects.exists()


def test_yang_akan_ditolak_dikatakan_saat_diperiksa(p: pabrik.Pemda) -> None:
    halaman = masuk(p.ratna).post(alamat(p), {**ISI, "tautan": "", "aksi": "periksa"}).content.decode()
    assert "<title>Galat: " in halaman and "90,5" in halaman
    assert Realisasi.objects.get().status == "draf", "yang ditolak tersimpan sebagai draf"


def test_ubah_mengembalikan_isian_apa_adanya(p: pabrik.Pemda) -> None:
    halaman = masuk(p.ratna).post(alamat(p), {**ISI, "aksi": "ubah"}).content.decode()
    assert 'value="90,5"' in halaman and "Cerita\nkedua</textarea>" in halaman
    assert "<title>Galat: " not in halaman and not Realisasi.objects.exists()


def test_pilihan_skp_tetap_tercentang_saat_diubah(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    satu, lain = (pabrik.skp(p, o, tahun, status="diajukan") for o in (p.ratna, p.budi))
    kirim = {"pilih": [satu.pk], f"versi_{satu.pk}": satu.versi, "aksi": "ubah"}
    halaman = (
        masuk(p.kabid).post(reverse("indikator:periksa_skp_banyak"), kirim, follow=True).content.decode()
    )

    def dicentang(nomor: int) -> bool:
        return "checked" in halaman.split(f'name="pilih" value="{nomor}"')[1].split(">")[0]

    assert dicentang(satu.pk) and not dicentang(lain.pk)
    satu.refresh_from_db()
    assert satu.status == "diajukan"
