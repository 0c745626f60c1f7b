"""Halaman umpan balik bernama: pembacanya disebut sebelum dikirim, dan tidak ada orang lain yang membaca."""

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.klien import masuk
from tests.umpan_balik.conftest import SEKARANG, Kota
from tests.umpan_balik.langsung import buat_rencana, kirim
from umpan_balik.models import LaporanUmpanBalik, PermintaanUmpanBalik, UmpanBalik
from umpan_balik.queries.beranda import tugas_untuk

pytestmark = pytest.mark.django_db
ISI = {
    "pokok": "nilai:harmonis",
    "jenis": "pujian",
    "teks": "Rapat berjalan tepat waktu.",
    "pembaca": "atasan",
}
BAGIAN = ("permintaan", "diterima", "diberikan", "tim")


def bagian(klien: Client, nama: str) -> str:
    return klien.get(reverse("umpan_balik:daftar"), {"bagian": nama}).content.decode()


def test_cari_pilih_baca_siapa_yang_membaca_lalu_kirim(kota: Kota) -> None:
    klien, penerima, url = masuk(kota.anggota[1]), kota.anggota[2], reverse("umpan_balik:kirim")
    hasil = klien.get(url, {"cari": "Anggota2"}).content.decode()
    assert f"?untuk={penerima.pk}" in hasil and kota.anggota[1].nama not in hasil.split("<main", 1)[1]
    isi = klien.get(url, {"untuk": penerima.pk}).content.decode()
    assert "Hanya Anggota2" in isi and f"{penerima.nama}, Anda, dan {kota.kabid.nama}" in isi
    assert "selama 24 jam" in isi and f'data-draf="umpan-balik:{penerima.pk}"' in isi
    kurang = klien.post(f"{url}?untuk={penerima.pk}", {**ISI, "penerima": penerima.pk, "pembaca": ""})
    assert (
        "Pilih siapa yang boleh membaca." in kurang.content.decode()
        and ISI["teks"] in kurang.content.decode()
    )
    klien.post(f"{url}?untuk={penerima.pk}", {**ISI, "penerima": penerima.pk})
    for orang, tempat in ((penerima, "diterima"), (kota.kabid, "tim"), (kota.anggota[1], "diberikan")):
        assert "Rapat berjalan" in bagian(masuk(orang), tempat)
    assert "Tentang nilai Harmonis" in bagian(masuk(penerima), "diterima")


def test_yang_pribadi_tidak_terbaca_atasan_admin_dan_orang_lain(kota: Kota) -> None:
    kirim(kota, teks="Coba bicara lebih pelan di loket.")
    for orang in (kota.kabid, kota.kadis, kota.anggota[3], kota.admin):
        klien = masuk(orang)
        assert not any("lebih pelan" in bagian(klien, nama) for nama in BAGIAN)
    baris = UmpanBalik.objects.get()
    for nama in ("langsung_ubah", "langsung_lapor", "langsung_tarik", "langsung_tanggapi"):
        jawaban = masuk(kota.admin).post(reverse(f"umpan_balik:{nama}", args=[baris.pk]), {})
        assert jawaban.status_code == 404


def test_orang_instansi_lain_tidak_ada(kota: Kota, kota_lain: Kota) -> None:
    klien, url = masuk(kota.anggota[1]), reverse("umpan_balik:kirim")
    asing = kota_lain.anggota[0]
    r = buat_rencana(kota_lain)
    for tanya in (
        {"untuk": asing.pk},
        {"tentang": f"rhk:{r.rhk.pk}"},
        {"tentang": f"laporan:{r.laporan.pk}"},
    ):
        assert "Untuk siapa?" in klien.get(url, tanya).content.decode()
    jawaban = klien.post(url, {**ISI, "penerima": asing.pk})
    assert jawaban.status_code == 200 and not UmpanBalik.objects.exists()


def test_dari_halaman_rhk_penerima_dan_pokoknya_sudah_terisi(kota: Kota) -> None:
    r = buat_rencana(kota)
    tentang = f"laporan:{r.laporan.pk}"
    isi = masuk(kota.kabid).get(reverse("umpan_balik:kirim"), {"tentang": tentang}).content.decode()
    assert kota.anggota[1].nama in isi and f'value="{tentang}" selected' in isi


def test_alamat_rhk_tidak_membuka_nama_pemiliknya_bagi_yang_tidak_tersambung(kota: Kota) -> None:
    r, klien = buat_rencana(kota), masuk(kota.anggota[4])
    for tentang in (f"rhk:{r.rhk.pk}", f"laporan:{r.laporan.pk}", "rhk:999999", "nilai:loyal"):
        isi = klien.get(reverse("umpan_balik:kirim"), {"tentang": tentang}).content.decode()
        assert "Untuk siapa?" in isi and kota.anggota[1].nama not in isi


def test_diubah_ditarik_dan_sesudah_sehari_dijelaskan(kota: Kota) -> None:
    baris = kirim(kota)
    klien, url = masuk(kota.anggota[2]), reverse("umpan_balik:langsung_ubah", args=[baris.pk])
    assert "17 November 2026 pukul 10.00 WIB" in klien.get(url).content.decode()
    klien.post(url, {"jenis": "saran", "teks": "Bicaralah lebih pelan.", "pembaca": "penerima"})
    assert "diubah 16 November 2026" in bagian(masuk(kota.anggota[1]), "diterima")
    with time_machine.travel(SEKARANG.replace(day=18), tick=False):
        lewat = masuk(kota.anggota[2]).get(url, follow=True)
        assert "tidak dapat diubah lagi" in lewat.content.decode()
    klien.post(reverse("umpan_balik:langsung_tarik", args=[baris.pk]))
    assert "Teksnya sudah dihapus" in bagian(klien, "diberikan")
    assert "lebih pelan" not in bagian(masuk(kota.anggota[1]), "diterima")


def test_minta_jawab_dan_tidak_dapat_menjawab(kota: Kota) -> None:
    r = buat_rencana(kota)
    peminta, url = masuk(kota.anggota[1]), reverse("umpan_balik:minta")
    halaman = peminta.get(
        url, {"pokok": f"rhk:{r.rhk.pk}", "cari": "Adi", "orang": kota.admin.pk}
    ).content.decode()
    assert kota.anggota[2].nama in halaman and f'value="{kota.admin.pk}"' in halaman
    peminta.post(
        url,
        {
            "pokok": f"rhk:{r.rhk.pk}",
            "penjawab": [kota.anggota[3].pk, kota.admin.pk],
            "pesan": "Yang mana sulit dibaca?",
        },
    )
    satu = PermintaanUmpanBalik.objects.get(penjawab=kota.anggota[3])
    dua = PermintaanUmpanBalik.objects.get(penjawab=kota.admin)
    penjawab = masuk(kota.anggota[3])
    assert "Yang mana sulit dibaca?" in bagian(penjawab, "permintaan")
    (tugas,) = [t for t in tugas_untuk(pegawai=kota.anggota[3], sekarang=SEKARANG) if "permintaan" in t.url]
    assert (tugas.jumlah, tugas.tenggat.day) == (1, 30)
    jawab = f"{reverse('umpan_balik:kirim')}?minta={satu.pk}"
    assert f'value="rhk:{r.rhk.pk}" selected' in penjawab.get(jawab).content.decode()
    penjawab.post(jawab, {**ISI, "penerima": kota.anggota[1].pk, "pokok": f"rhk:{r.rhk.pk}"})
    masuk(kota.admin).post(reverse("umpan_balik:minta_tolak", args=[dua.pk]))
    isi = bagian(peminta, "permintaan")
    assert "Dijawab" in isi and "Tidak dapat menjawab" in isi
    for klien in (masuk(kota.anggota[4]), peminta):
        assert klien.post(reverse("umpan_balik:minta_tolak", args=[satu.pk])).status_code == 404
    assert penjawab.post(reverse("umpan_balik:minta_batal", args=[satu.pk])).status_code == 404


def test_laporan_hanya_dibaca_admin_bkd(kota: Kota) -> None:
    baris = kirim(kota, teks="Anda memang tidak berguna di sini.")
    url = reverse("umpan_balik:langsung_lapor", args=[baris.pk])
    assert "admin BKD membaca isi" in masuk(kota.anggota[1]).get(url).content.decode()
    masuk(kota.anggota[1]).post(url, {"alasan": "Menghina saya di depan orang."})
    lain = masuk(kota.anggota[1]).post(url, {"alasan": "Mengancam saya juga."}).content.decode()
    assert "sudah Anda laporkan" in lain and "Mengancam saya juga." in lain
    laporan = LaporanUmpanBalik.objects.get()
    daftar, rinci = (
        reverse("umpan_balik:langsung_laporan"),
        reverse("umpan_balik:langsung_putus", args=[laporan.pk]),
    )
    for orang in (kota.kabid, kota.anggota[2], kota.petugas):
        assert {masuk(orang).get(alamat).status_code for alamat in (daftar, rinci)} == {403}
        assert tugas_untuk(pegawai=orang, sekarang=SEKARANG) == []
    admin = masuk(kota.admin)
    (tugas,) = tugas_untuk(pegawai=kota.admin, sekarang=SEKARANG)
    assert (tugas.judul, tugas.url) == ("Putuskan 1 umpan balik yang dilaporkan", daftar)
    assert kota.anggota[1].nama in admin.get(daftar).content.decode()
    assert "tidak berguna" in admin.get(rinci).content.decode()
    admin.post(rinci, {"putusan": "disembunyikan", "catatan": "Isinya menghina pribadi."})
    assert tugas_untuk(pegawai=kota.admin, sekarang=SEKARANG) == []
    assert "tidak berguna" not in bagian(masuk(kota.anggota[1]), "diterima")
    assert "Isinya menghina pribadi." in bagian(masuk(kota.anggota[2]), "diberikan")


def test_jumlah_kueri_tiap_bagian_tetap(kota: Kota) -> None:
    def isi(banyak: int) -> dict[str, int]:
        semua = [
            UmpanBalik(
                instansi=kota.instansi,
                penerima=kota.anggota[1],
                jenis="pujian",
                nilai="harmonis",
                teks=f"Teks ke-{i} yang cukup panjang.",
                terbaca_atasan=True,
                ditulis_pada=SEKARANG,
                ditulis_oleh=kota.anggota[2 + i % 3],
            )
            for i in range(banyak)
        ]
        UmpanBalik.objects.bulk_create(semua)
        hasil = {}
        for nama, orang in zip(BAGIAN, (1, 1, 2, 0), strict=True):
            klien = masuk(kota.kabid if orang == 0 else kota.anggota[orang])
            bagian(klien, nama)
            with CaptureQueriesContext(connection) as rekam:
                bagian(klien, nama)
            hasil[nama] = len(rekam)
        return hasil

    sedikit = isi(1)
    assert isi(30) == sedikit and max(sedikit.values()) <= 15
    assert "Halaman umpan balik" in bagian(masuk(kota.anggota[1]), "diterima")
