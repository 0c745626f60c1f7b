"""Pindah di tengah periode: penilai lama menilai masanya, cuti keluar dari hari, dan hasil menyebut keduanya."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from indikator.models import SKP, IndikatorKinerja
from inti.models import Pemberitahuan
from kepegawaian.models import Pegawai, Penempatan
from penilaian.models import Evaluasi, Hasil, Jeda
from penilaian.services import penutupan
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db
ISIAN = {"rating_hasil": "sesuai", "rating_perilaku": "sesuai", "versi": "0"}


@pytest.fixture(autouse=True)
def jam() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(pabrik.SEKARANG, tick=False) as jalan:
        yield jalan


def pindah(d: pabrik.Dunia, siapa: Pegawai, hari: date) -> tuple[Penempatan, Penempatan]:
    """Pindah ke dinas lain mulai `hari`; SKP lama 80, SKP baru 110."""
    lama = Penempatan.objects.get(pegawai=siapa)
    pabrik.lapor(d, pabrik.skp(d, siapa).indikator.get(), Decimal(80))
    lama.sampai = date.fromordinal(hari.toordinal() - 1)
    lama.save()
    lain = pabrik.dinas_baru(d.instansi, d.akar, "Dinas Dua")
    kepala = pabrik.orang(d.instansi, "Kepala Dinas Dua")
    pabrik.tempatkan(kepala, lain, d.jabatan, kepala=True)
    baru = pabrik.tempatkan(siapa, lain, d.jabatan, sejak=hari)
    indikator = pabrik.skp(d, siapa).indikator.get()
    pabrik.lapor(d, indikator, Decimal(110))
    return lama, baru


def masuk(client: Client, siapa: Pegawai) -> Client:
    client.force_login(siapa)
    return client


def test_penilai_lama_menilai_ruasnya_dan_hasilnya_digabung_menurut_hari(client: Client) -> None:
    d = pabrik.dunia(staf=2)
    staf = d.staf[0]
    lama, baru = pindah(d, staf, date(2026, 8, 15))
    daftar = reverse("penilaian:ruas", args=[d.triwulan.pk])
    satu = reverse("penilaian:ruas_nilai", args=[d.triwulan.pk, lama.pk])
    assert masuk(client, d.staf[1]).get(satu).status_code == 403
    assert client.get(daftar).status_code == 200
    masuk(client, d.kepala)
    assert staf.nama in client.get(daftar).content.decode()
    isi = client.get(satu).content.decode()
    assert "45 hari" in isi and "80,00" in isi
    tanpa_alasan = client.post(satu, ISIAN | {"aksi": "tetapkan"})
    assert tanpa_alasan.status_code == 200, "berbeda dari usul angka tanpa alasan"
    isian = ISIAN | {"aksi": "tetapkan", "rating_hasil": "di_bawah"}
    contoh = client.post(satu, isian | {"nilai_loyal": "Menjaga [contoh peristiwa]."})
    assert "Ganti [contoh peristiwa]" in contoh.content.decode()
    assert client.post(satu, isian | {"nilai_loyal": "Menjaga data warga dari penelepon luar."}).url == daftar
    ruas = Evaluasi.objects.get(penempatan=lama)
    assert (ruas.status, ruas.ditetapkan_oleh) == ("ditetapkan", d.kepala)
    kepala_baru = Pegawai.objects.get(nama="Kepala Dinas Dua")
    Evaluasi.objects.create(
        instansi=d.instansi,
        periode=d.triwulan,
        pegawai=staf,
        penempatan=baru,
        status="ditetapkan",
        rating_hasil="sesuai",
        rating_perilaku="sesuai",
        ditetapkan_pada=pabrik.SEKARANG,
        ditetapkan_oleh=kepala_baru,
    )
    tutupan = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=tutupan.pk, sekarang=pabrik.SESUDAH)
    hasil = Hasil.objects.get(pegawai=staf)
    assert (hasil.nilai_hasil, hasil.rating_hasil) == (Decimal("95.33"), "sesuai")
    assert (hasil.dinas.nama, hasil.penilai) == ("Dinas Dua", kepala_baru)
    nilai_ruas = [(r["unit"], r.get("penilai", {}).get("nama"), r["utama"]) for r in hasil.rincian["ruas"]]
    assert nilai_ruas == [("Dinas Satu", d.kepala.nama, False), ("Dinas Dua", None, True)]
    halaman = masuk(client, staf).get(reverse("penilaian:hasil_rinci", args=[hasil.pk])).content.decode()
    assert "strip--hari" in halaman
    assert "Loyal (Dinas Satu)" in halaman and "Menjaga data warga dari penelepon luar." in halaman
    assert "45 hari: Dinas Satu" in halaman and "47 hari: Dinas Dua" in halaman
    assert "Gabungan menurut hari" in halaman and "95,33" in halaman


def test_cuti_panjang_dicatat_sekali_dapat_dibatalkan_dan_beku_sesudah_ditutup(client: Client) -> None:
    d = pabrik.dunia(staf=2)
    pabrik.admin(d)
    alamat = reverse("penilaian:jeda")
    assert masuk(client, d.staf[1]).get(alamat).status_code == 403
    masuk(client, d.kepala)
    isi = {
        "nip": d.staf[0].nip,
        "jenis": "cuti",
        "sejak": "2026-07-01",
        "sampai": "2026-08-10",
        "dasar": "SK 9",
    }
    for _ in range(2):
        assert client.post(alamat, isi).status_code == 302
    assert Jeda.objects.count() == 1
    bentrok = client.post(alamat, isi | {"sejak": "2026-08-10", "sampai": "2026-08-20"})
    assert "sudah punya cuti atau pelatihan" in bentrok.content.decode()
    assert "Periksa angkanya" in client.post(alamat, isi | {"nip": "1"}).content.decode()
    tutupan = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=tutupan.pk, sekarang=pabrik.SESUDAH)
    ruas = Hasil.objects.get(pegawai=d.staf[0]).rincian["ruas"]
    assert [(r["jeda"], r["utama"]) for r in ruas] == [(41, True)]
    batal = reverse("penilaian:jeda_batalkan", args=[Jeda.objects.get().pk])
    assert "sudah ditutup" in client.post(batal, follow=True).content.decode()
    assert Jeda.objects.get().dibatalkan_pada is None


@pytest.mark.parametrize(("hari", "jumlah"), [(date(2026, 8, 20), 1), (date(2026, 7, 10), 0)])
def test_yang_pensiun_dinilai_bila_cukup_lama_dan_tidak_dikabari(hari: date, jumlah: int) -> None:
    d = pabrik.dunia(staf=1)
    staf = d.staf[0]
    Penempatan.objects.filter(pegawai=staf).update(sampai=hari)
    Pegawai.objects.filter(pk=staf.pk).update(is_active=False, hari_terakhir=hari, sebab_berhenti="pensiun")
    tutupan = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=tutupan.pk, sekarang=pabrik.SESUDAH)
    hasil = Hasil.objects.filter(pegawai=staf)
    assert hasil.count() == jumlah
    if jumlah:
        assert hasil.get().rincian["ruas"][0]["berhenti"] == "pensiun"
        assert hasil.get().penilai == d.kepala
    assert not Pemberitahuan.objects.filter(penerima_id=staf.pk).exists()


def test_pejabat_fungsional_melihat_angka_kreditnya_beserta_asalnya(client: Client) -> None:
    d = pabrik.dunia(staf=1)
    staf = d.staf[0]
    d.jabatan.jenjang = "Ahli Muda"
    d.jabatan.save()
    pabrik.lapor(d, pabrik.skp(d, staf).indikator.get(), Decimal(100))
    pabrik.jawab(d, staf, d.kepala, "atasan", 4)
    pabrik.nilai(d, staf)
    tutupan = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=tutupan.pk, sekarang=pabrik.SESUDAH)
    d.jabatan.jenjang = "Ahli Utama"
    d.jabatan.save()
    hasil = Hasil.objects.get(pegawai=staf)
    halaman = masuk(client, staf).get(reverse("penilaian:hasil_rinci", args=[hasil.pk])).content.decode()
    assert "Koefisien Ahli Muda 25,00 setahun × 100 % (Baik) × 92 dari 365 hari = 6,30" in halaman


def test_penilai_plt_pada_hari_terakhir_ruas_yang_menilai(client: Client) -> None:
    d = pabrik.dunia(staf=2)
    lama, _ = pindah(d, d.staf[0], date(2026, 8, 15))
    plt = d.staf[1]
    pabrik.tempatkan(plt, d.dinas, d.jabatan, jenis="plt", kepala=True, sejak=date(2026, 8, 10))
    satu = reverse("penilaian:ruas_nilai", args=[d.triwulan.pk, lama.pk])
    assert masuk(client, plt).get(satu).status_code == 200
    assert masuk(client, d.kepala).get(satu).status_code == 403
    assert SKP.objects.filter(pegawai=d.staf[0]).count() == 2
    assert IndikatorKinerja.objects.filter(skp__penempatan=lama).count() == 1
