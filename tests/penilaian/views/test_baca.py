"""Hasil unit, kebijakan, dan prakiraan: terbaca menurut cakupan, dengan angka yang sama."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from kepegawaian.models import Peran, UnitKerja
from penilaian.models import Hasil, RekapUnit
from penilaian.services import kebijakan as layanan_kebijakan
from penilaian.services import penutupan
from tests.konfirmasi import sahkan
from tests.penilaian import acak, pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def jam() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(pabrik.SEKARANG, tick=False) as jalan:
        yield jalan


def tutup(d: pabrik.Dunia) -> None:
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SEKARANG)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SEKARANG)


def buka(client: Client, siapa: Any, **saring: Any) -> Any:
    client.force_login(siapa)
    return client.get(reverse("penilaian:hasil_unit"), saring)


def test_rekap_sama_dengan_yang_dihitung_dari_hasil(client: Client) -> None:
    d = pabrik.dunia(staf=0)
    acak.isi(d, orang=30, benih=3)
    tutup(d)
    pabrik.admin(d)
    penuh = buka(client, d.kepala).context
    banyak = Hasil.objects.count()
    assert sum(b.jumlah for b in penuh["tabel"]) == banyak == penuh["laman"].paginator.count > 20
    pimpinan = pabrik.orang(d.instansi, "Pimpinan")
    for dinas in UnitKerja.objects.filter(instansi=d.instansi):
        Peran.objects.create(pegawai=pimpinan, jenis="pimpinan", unit=dinas, sejak=pabrik.AWAL)
    dari_hasil = buka(client, pimpinan).context["tabel"]
    for rekap, hitung in zip(penuh["tabel"], dari_hasil, strict=True):
        assert (rekap.unit_id, rekap.jumlah, rekap.lengkap, rekap.predikat) == (
            hitung.unit_id,
            hitung.jumlah,
            hitung.lengkap,
            hitung.predikat,
        )
        for nama in ("rata_hasil", "rata_perilaku", "rata_akhir"):
            kiri, kanan = getattr(rekap, nama), getattr(hitung, nama)
            assert kiri == (None if kanan is None else kanan.quantize(Decimal("0.01"), "ROUND_HALF_UP"))
    assert RekapUnit.objects.count() == len(penuh["tabel"])


def test_pimpinan_hanya_membaca_cabangnya(client: Client) -> None:
    d = pabrik.dunia(staf=4)
    bidang = UnitKerja.objects.create(
        instansi=d.instansi,
        induk=d.dinas,
        dinas=d.dinas,
        nama="Bidang Data",
        jenis="bidang",
        sejak=pabrik.AWAL,
    )
    pabrik.tambah_staf(d, "Anggota Bidang", unit=bidang)
    tutup(d)
    kabid = pabrik.orang(d.instansi, "Kepala Bidang")
    Peran.objects.create(pegawai=kabid, jenis="pimpinan", unit=bidang, sejak=pabrik.AWAL)
    konteks = buka(client, kabid).context
    assert [(b.nama, b.jumlah) for b in konteks["tabel"]] == [("Bidang Data", 1)]
    assert [h.pegawai.nama for h in konteks["laman"]] == ["Anggota Bidang"]
    assert buka(client, kabid, unit=d.dinas.pk).context["laman"].paginator.count == 1
    assert buka(client, d.staf[0]).status_code == 403


def test_saringan_hasil_unit(client: Client) -> None:
    d = pabrik.dunia(staf=3)
    pabrik.admin(d)
    assert "Belum ada periode yang ditutup" in buka(client, d.kepala).content.decode()
    tutup(d)
    assert buka(client, d.kepala, cari="Staf 2").context["laman"].paginator.count == 1
    assert buka(client, d.kepala, predikat="tidak_lengkap").context["laman"].paginator.count == 5
    assert "Tidak ada orang yang cocok" in buka(client, d.kepala, predikat="sangat_baik").content.decode()
    assert buka(client, d.kepala, unit="bukan angka", periode="x").status_code == 200


@pytest.mark.parametrize("halaman", ["hasil_unit", "penutupan", "beranda"])
def test_jumlah_kueri_sama_untuk_sedikit_dan_banyak_orang(
    client: Client, halaman: str, django_assert_max_num_queries: Any
) -> None:
    kueri = []
    for nama, orang in (("Kota Kecil", 6), ("Kota Besar", 60)):
        d = pabrik.dunia(nama, staf=0)
        acak.isi(d, orang=orang, benih=len(kueri) + 20)
        pabrik.admin(d)
        if halaman == "hasil_unit":
            tutup(d)
        client.force_login(d.kepala)
        sahkan(client, d.kepala)
        alamat = {
            "hasil_unit": reverse("penilaian:hasil_unit"),
            "penutupan": reverse("penilaian:penutupan", args=[d.triwulan.pk]),
            "beranda": "/",
        }[halaman]
        with django_assert_max_num_queries(60) as catatan:
            assert client.get(alamat).status_code == 200
        kueri.append(len(catatan))
    assert kueri[0] == kueri[1]


def test_kebijakan_terbaca_dengan_contoh_dan_hanya_milik_instansinya(client: Client) -> None:
    d, lain = pabrik.dunia(staf=1), pabrik.dunia("Kota Lain", staf=1)
    client.force_login(d.staf[0])
    assert "Capaian, versi 1" in client.get(reverse("penilaian:kebijakan")).content.decode()
    isi = client.get(reverse("penilaian:kebijakan_rinci", args=[d.kebijakan.pk])).content.decode()
    for kata in ("Hasil kerja 60 %, perilaku kerja 40 %.", "Contoh hitung", "Keberatan paling lama 14 hari"):
        assert kata in isi
    assert client.get(reverse("penilaian:kebijakan_rinci", args=[lain.kebijakan.pk])).status_code == 404


def test_versi_baru_tampil_di_atas(client: Client) -> None:
    d = pabrik.dunia(staf=1)
    layanan_kebijakan.tetapkan(
        instansi=d.instansi,
        nama="Capaian",
        penjelasan="Bobot hasil naik.",
        dasar_hukum="",
        aturan={"bobot_hasil": "0.7"},
        pemahaman_wajib=True,
        tinjauan_indikator=True,
        tawaran_studi=False,
        hari_keberatan=14,
        oleh=None,
        sekarang=pabrik.SEKARANG,
    )
    client.force_login(d.staf[0])
    assert [k.versi for k in client.get(reverse("penilaian:kebijakan")).context["daftar"]] == [1, 2]


def test_prakiraan_menyebut_yang_ditunggu_dan_tidak_membaca_360(client: Client) -> None:
    d = pabrik.dunia(staf=2)
    s = pabrik.skp(d, d.staf[0], {"bobot": 60}, {"bobot": 40, "nama": "Indikator kedua"})
    pabrik.lapor(d, s.indikator.get(kode="IK1"), Decimal(95), status="diajukan", versi=2)
    pabrik.jawab(d, d.staf[0], d.kepala, "atasan", 1)
    client.force_login(d.staf[0])
    isi = client.get(reverse("penilaian:prakiraan", args=[d.triwulan.pk])).content.decode()
    for kata in (
        "95,00",
        "Bobot yang terhitung 60 dari 100",
        "57,00 sampai 105,00",
        "belum diserahkan, bobot 40",
    ):
        assert kata in isi
    assert "50,00" not in isi, "jawaban atasan (1, menjadi 50) tidak boleh terbaca"
    client.force_login(d.staf[1])
    kosong = client.get(reverse("penilaian:prakiraan", args=[d.triwulan.pk])).content.decode()
    assert "Belum ada yang dapat diperkirakan" in kosong


def test_prakiraan_periode_tertutup_dialihkan_ke_hasil(client: Client, jam: time_machine.Traveller) -> None:
    d = pabrik.dunia(staf=1)
    tutup(d)
    jam.shift(timedelta(hours=1))
    client.force_login(d.staf[0])
    assert client.get(reverse("penilaian:prakiraan", args=[d.triwulan.pk])).url.startswith("/hasil/")
