"""Beranda dan pemberitahuan: yang paling mendesak di atas, milik sendiri saja, sama ringannya untuk banyak orang."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inti.models import KotakKeluar, Pemberitahuan
from inti.services import kotak
from kepegawaian.models import Instansi, Pegawai, Peran
from penilaian.services import penutupan
from tests.klien import masuk
from tests.penilaian import pabrik
from tests.penilaian.pabrik import SEKARANG, Dunia

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _jam() -> Iterator[None]:
    with time_machine.travel(SEKARANG, tick=False):
        yield


@pytest.fixture
def d() -> Dunia:
    return pabrik.dunia()


def buka(client: Client, alamat: str = "/") -> str:
    jawaban = client.get(alamat)
    assert jawaban.status_code == 200
    return str(jawaban.content.decode())


def banyak_kueri(client: Client, alamat: str = "/") -> int:
    client.get(alamat)
    with CaptureQueriesContext(connection) as kueri:
        buka(client, alamat)
    return len(kueri)


def kueri_tanpa_simpanan(client: Client, alamat: str = "/") -> int:
    client.get(alamat)
    cache.clear()
    with CaptureQueriesContext(connection) as kueri:
        buka(client, alamat)
    return len(kueri)


class TestBeranda:
    def test_tamu_diminta_masuk_dan_kembali_ke_beranda(self) -> None:
        assert Client().get("/").headers["Location"] == "/masuk/?next=/"

    def test_salam_nama_sapaan_dan_yang_paling_mendesak(self, d: Dunia) -> None:
        Pegawai.objects.filter(pk=d.staf[0].pk).update(nama="I Made Astawa")
        halaman = buka(masuk(d.staf[0]))
        assert "Selamat pagi, Made." in halaman
        tugas = re.findall(r'<h3><a href="([^"]+)">([^<]+)</a></h3>', halaman)
        assert tugas, "pegawai tanpa SKP pada periode berjalan diminta sesuatu"
        panel = halaman.split('class="btn btn-kunyit" href="')[1].split('"')[0]
        assert panel == tugas[0][0], "tombol panel membuka tugas pertama"
        assert halaman.count('class="mendesak"') == 1
        assert f"Yang paling dekat: {tugas[0][1][0].lower()}{tugas[0][1][1:]}." in halaman

    def test_tautan_pertama_di_isi_adalah_tugas_paling_mendesak(self, d: Dunia) -> None:
        halaman = buka(masuk(d.staf[0]))
        utama = halaman.split("<main")[1]
        pertama = re.findall(r'<a [^>]*href="([^"]+)"', utama)[0]
        assert pertama == re.findall(r'<h3><a href="([^"]+)"', utama)[0]

    def test_tanpa_tugas_mengatakan_tidak_ada_yang_menunggu(self) -> None:
        sepi = Instansi.objects.create(nama="Kota Sepi", slug="kota-sepi")
        halaman = buka(masuk(pabrik.orang(sepi, "Ratna Wulandari")))
        assert "Tidak ada yang menunggu Anda saat ini." in halaman
        assert "btn-kunyit" not in halaman
        assert "Anda belum ditempatkan di unit mana pun." in halaman

    def test_jam_dan_salam_menurut_zona_instansi(self) -> None:
        timur = Instansi.objects.create(nama="Kota Jayapura", slug="jayapura", zona="Asia/Jayapura")
        halaman = buka(masuk(pabrik.orang(timur, "Yohana Wanggai")))
        assert "Selamat siang, Yohana." in halaman  # 09.00 WIB = 11.00 WIT
        assert "Senin, 5 Oktober 2026 pukul 11.00 WIT" in halaman

    def test_hitungan_menu_sama_dengan_tugasnya(self, d: Dunia) -> None:
        s = pabrik.skp(d, d.staf[0], {}, {})
        assert s.indikator.count() == 2
        halaman = buka(masuk(d.staf[0]))
        assert re.search(r"Lapor capaian</span> <span class=\"hitung\">2<", halaman)
        assert "2 dari 2 indikator belum diserahkan" in halaman

    @pytest.mark.parametrize(("mode", "contoh"), [(False, False), (True, False), (False, True)])
    def test_data_contoh_disebut_di_halaman_pegawai(
        self, mode: bool, contoh: bool, d: Dunia, settings: Any
    ) -> None:
        settings.MODE_CONTOH = mode
        Instansi.objects.filter(pk=d.instansi.pk).update(data_contoh=contoh)
        assert ("Data contoh: orang" in buka(masuk(d.staf[0]))) is (mode or contoh)

    def test_penilai_dan_sebabnya_tertulis(self, d: Dunia) -> None:
        halaman = buka(masuk(d.staf[0]))
        assert "Kepala Dinas Satu" in halaman
        assert "<b>Mengapa beliau?</b> Analis sejak 1 Januari 2025" in halaman
        assert 'href="/bukan-atasan-saya/"' in halaman

    def test_penilai_melihat_timnya_pengelola_pintu_dasbor_dan_semua_hasil_terakhirnya(
        self, d: Dunia
    ) -> None:
        cache.clear()
        pabrik.lapor(d, pabrik.skp(d, d.staf[0]).indikator.get(), 50, status="diajukan")
        kepala = buka(masuk(d.kepala))
        assert 'href="/papan/">Papan tim</a>' in kepala
        assert re.search(
            r'aria-label="Orang tiap tingkat risiko: Sulit tercapai 1 orang; Perlu perhatian 2 orang', kepala
        )
        assert "Buka dasbor" not in kepala
        staf = buka(masuk(d.staf[0]))
        assert "Tim Anda" not in staf and "Hasil terakhir" not in staf
        pabrik.admin(d, d.staf[1])
        assert 'href="/dasbor/">Buka dasbor</a>' in buka(masuk(d.staf[1]))
        satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
        assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)
        assert "Hasil terakhir" in buka(masuk(d.staf[0]))

    def test_kueri_tiap_peran_sama_untuk_sepuluh_dan_dua_ratus_orang(self) -> None:
        kecil, besar = pabrik.dunia("Kota Kecil", staf=10), pabrik.dunia("Kota Besar", staf=200)
        anggaran = {"pegawai": 17, "penilai": 20, "admin_bkd": 18, "admin_dinas": 18, "pimpinan": 18}
        for kota in (kecil, besar):
            for nomor, siapa in enumerate(kota.staf):
                s = pabrik.skp(kota, siapa, status="disetujui" if nomor % 2 == 0 else "diajukan")
                pabrik.lapor(kota, s.indikator.get(), 90, status="diajukan" if nomor % 3 else "disetujui")
            for nomor, peran in enumerate(("admin_bkd", "admin_dinas", "pimpinan"), start=1):
                unit = kota.dinas if peran == "admin_dinas" else None
                Peran.objects.create(
                    pegawai=kota.staf[nomor * 2], jenis=peran, unit=unit, sejak=date(2025, 1, 1)
                )
        for nomor, peran in enumerate(anggaran):
            siapa = [
                x.kepala if peran == "penilai" else x.staf[max(0, nomor - 1) * 2] for x in (kecil, besar)
            ]
            sedikit, banyak = (kueri_tanpa_simpanan(masuk(satu)) for satu in siapa)
            assert sedikit == banyak, peran
            assert banyak <= anggaran[peran], peran


def test_hak_yang_dicabut_hilang_pada_halaman_berikutnya(d: Dunia) -> None:
    """Ingatan halaman tidak pernah melampaui halamannya."""
    pabrik.admin(d, d.staf[1])
    klien = masuk(d.staf[1])
    assert "Buka dasbor" in buka(klien) and klien.get("/dasbor/").status_code == 200
    Peran.objects.filter(pegawai=d.staf[1]).delete()
    assert "Buka dasbor" not in buka(klien)
    assert klien.get("/dasbor/").status_code == 403


class TestKaki:
    def tulis(self, menit: float, **lain: Any) -> None:
        isi = {"jenis": "tugas", "kunci": "k", "muatan": {}, "dibuat": SEKARANG - timedelta(minutes=menit)}
        KotakKeluar.objects.create(**(isi | lain))

    def test_antrean_lancar_bila_tidak_ada_tugas_yang_lama_menunggu(self, d: Dunia) -> None:
        self.tulis(1.5)
        self.tulis(90, kunci="terkirim", dikirim=SEKARANG)
        self.tulis(90, kunci="surel", jenis="surel")
        assert "Antrean: lancar." in buka(masuk(d.staf[0]))

    def test_tugas_yang_tertahan_disebut_sejak_kapan(self, d: Dunia) -> None:
        self.tulis(15)
        assert "Antrean: tertahan sejak 5 Oktober 2026 pukul 08.45 WIB." in buka(masuk(d.staf[0]))


class TestPemberitahuan:
    def beri(self, siapa: Pegawai, judul: str, saat: datetime = SEKARANG, **lain: Any) -> None:
        isi = {"isi": "Buka halamannya.", "tautan": "/skp/", "kunci": f"{siapa.pk}:{judul}"} | lain
        kotak.beri_tahu(
            penerima_id=siapa.pk, instansi_id=siapa.instansi_id, judul=judul, sekarang=saat, **isi
        )

    def test_kosong_mengatakan_apa_yang_akan_muncul(self, d: Dunia) -> None:
        halaman = buka(masuk(d.staf[0]), "/pemberitahuan/")
        assert "Belum ada pemberitahuan" in halaman
        assert "Tandai semua" not in halaman
        assert 'aria-label="Pemberitahuan, semua sudah dibaca"' in halaman

    def test_terbaru_di_atas_milik_sendiri_saja_dan_lolos_dari_html(self, d: Dunia) -> None:
        self.beri(d.staf[0], "Lama", SEKARANG - timedelta(days=2))
        self.beri(d.staf[0], "Baru <i>miring</i>")
        self.beri(d.staf[1], "Milik orang lain")
        halaman = buka(masuk(d.staf[0]), "/pemberitahuan/")
        assert halaman.index("Baru &lt;i&gt;miring") < halaman.index("Lama")
        assert "Milik orang lain" not in halaman
        assert 'aria-label="Pemberitahuan, 2 belum dibaca"' in halaman

    def test_menandai_dibaca_hanya_lewat_kiriman_dan_hanya_milik_sendiri(self, d: Dunia) -> None:
        self.beri(d.staf[0], "Satu")
        self.beri(d.staf[1], "Dua")
        client = masuk(d.staf[0])
        assert client.get("/pemberitahuan/dibaca/").status_code == 405
        assert Pemberitahuan.objects.filter(dibaca=None).count() == 2
        for _ in range(2):
            assert client.post("/pemberitahuan/dibaca/").headers["Location"] == "/pemberitahuan/"
        assert list(Pemberitahuan.objects.filter(dibaca=None).values_list("penerima_id", flat=True)) == [
            d.staf[1].pk
        ]
        assert "belum dibaca" not in buka(client, "/pemberitahuan/")

    def test_tanpa_tanda_csrf_ditolak(self, d: Dunia) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(d.staf[0])
        assert client.post("/pemberitahuan/dibaca/").status_code == 403

    def test_banyak_pemberitahuan_berhalaman_dengan_kueri_yang_sama(self, d: Dunia) -> None:
        self.beri(d.staf[0], "Satu")
        client = masuk(d.staf[0])
        sedikit = banyak_kueri(client, "/pemberitahuan/")
        for nomor in range(60):
            self.beri(d.staf[0], f"Kabar {nomor}")
        assert banyak_kueri(client, "/pemberitahuan/") == sedikit
        assert "1–25 dari 61 pemberitahuan" in buka(client, "/pemberitahuan/")
        assert "51–61 dari 61" in buka(client, "/pemberitahuan/?halaman=3")
        assert "51–61 dari 61" in buka(client, "/pemberitahuan/?halaman=99")
        assert "1–25 dari 61" in buka(client, "/pemberitahuan/?halaman=abc")
