"""Halaman umum: dibaca siapa pun, tanpa data pribadi, tanpa skrip, dan sama ringannya untuk seribu dinas."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepegawaian.models import Instansi, Pegawai, UnitKerja
from tests.asn_kinerja import pabrik
from tests.asn_kinerja.pabrik import SEKARANG, dinas, suara
from tests.kepegawaian.pabrik import pegawai
from umpan_balik.models import LaporanSkm, Layanan, Survei, TindakLanjutSkm

pytestmark = pytest.mark.django_db
ALAMAT = "/publik/kota-uji/"


@pytest.fixture(autouse=True)
def _ambang_lima(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ambang 30 suara untuk umum diuji di test_ikm_terbit; di sini susunan halamannya."""
    monkeypatch.setattr("umpan_balik.rules.ikm_terbit.MINIMAL_UMUM", 5)


@pytest.fixture(autouse=True)
def _jam_dan_cache() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(SEKARANG, tick=False):
        yield
    cache.clear()


@pytest.fixture
def kota() -> tuple[Instansi, UnitKerja]:
    return pabrik.kota()


def buka(alamat: str = ALAMAT, client: Client | None = None) -> str:
    jawaban = (client or Client()).get(alamat)
    assert jawaban.status_code == 200
    return str(jawaban.content.decode())


def isi_utama(halaman: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", halaman.split("<main")[1].split("</main>")[0]))


class TestSatuPemda:
    def test_ikm_dengan_huruf_mutu_dan_banyak_responden(self, kota: tuple[Instansi, UnitKerja]) -> None:
        suara(dinas(*kota, "Dinas Kesehatan"), 8)
        halaman = buka()
        assert "Warga menilai layanan Kota Uji baik." in halaman
        assert "80,56" in halaman and "Mutu B, baik" in halaman and "dari 8 responden" in halaman
        assert "Indeks Kepuasan Masyarakat 2026, Januari sampai Oktober" in halaman
        assert "Data sampai 31 Oktober 2026." in halaman
        assert 'href="/survei/kota-uji/"' in halaman, "hitungan suara dihitung, ditahan, dan tidak dihitung"

    def test_kurang_dari_lima_responden_tidak_menulis_angka_apa_pun(
        self, kota: tuple[Instansi, UnitKerja]
    ) -> None:
        suara(dinas(*kota, "Dinas Kesehatan"), 4)
        teks = isi_utama(buka())
        assert "Belum terbit: kurang dari 5 responden" in teks
        assert "80,56" not in teks and "dari 4 responden" not in teks
        assert "belum terbit" in teks

    def test_pemda_tanpa_survei_tetap_berhalaman(self, kota: tuple[Instansi, UnitKerja]) -> None:
        teks = isi_utama(buka())
        assert "Kinerja layanan Kota Uji" in teks
        assert "Belum ada saran yang dijawab" in teks

    def test_tren_digambar_bila_sedikitnya_dua_triwulan_terbit(
        self, kota: tuple[Instansi, UnitKerja]
    ) -> None:
        satu = dinas(*kota, "Dinas Kesehatan")
        suara(satu, 6, tanggal=SEKARANG.date().replace(month=8))
        assert "IKM tiap triwulan" not in buka()
        cache.clear()
        suara(satu, 6, tanggal=SEKARANG.date().replace(month=5))
        halaman = buka()
        assert 'aria-label="IKM tiap triwulan:' in halaman
        assert '<th scope="row">III 2026</th><td>80,56</td>' in halaman

    def test_perubahan_dari_tahun_lalu_ditulis_dengan_kata(self, kota: tuple[Instansi, UnitKerja]) -> None:
        lalu = SEKARANG.date().replace(year=SEKARANG.year - 1, month=8)
        for nama, dulu, kini in (("Naik", 3, 4), ("Turun", 4, 3), ("Tetap", 3, 3)):
            satu = dinas(*kota, f"Dinas {nama}")
            suara(satu, 6, jawaban=[dulu] * 9, tanggal=lalu)
            suara(satu, 6, jawaban=[kini] * 9)
        suara(dinas(*kota, "Dinas Baru"), 6)
        halaman = isi_utama(buka())
        for nama, kata in (
            ("Naik", "naik 25,00"),
            ("Turun", "turun 25,00"),
            ("Tetap", "tetap"),
            ("Baru", "–"),
        ):
            assert re.search(rf"Dinas {nama}(?:(?!Dinas).)* {kata}", halaman), (nama, halaman)

    def test_kepala_tabel_mengurutkan_dan_menyebut_arahnya(self, kota: tuple[Instansi, UnitKerja]) -> None:
        suara(dinas(*kota, "Dinas A"), 5, jawaban=(2,) * 9)
        suara(dinas(*kota, "Dinas B"), 5, jawaban=(4,) * 9)
        semula, menurut_nama = buka(), buka(f"{ALAMAT}?urut=nama")
        assert semula.index("Dinas B") < semula.index("Dinas A")
        assert menurut_nama.index("Dinas A") < menurut_nama.index("Dinas B")
        assert semula.count('aria-sort="descending"') == 1
        assert menurut_nama.count('aria-sort="ascending"') == 1
        assert buka(f"{ALAMAT}?urut=ngawur") == semula

    def test_dinas_yang_dipilih_menampilkan_unsur_dan_unitnya(self, kota: tuple[Instansi, UnitKerja]) -> None:
        satu = dinas(*kota, "Dinas Kesehatan")
        suara(satu, 5)
        suara(dinas(*kota, "Dinas Lain"), 9, jawaban=(2,) * 9)
        teks = isi_utama(buka(f"{ALAMAT}?dinas={satu.pk}"))
        assert "Sembilan unsur layanan, Dinas Kesehatan" in teks
        assert "Kompetensi Pelaksana 3,00" in teks
        assert "Capaian indikator tampil sesudah periode pertama ditutup." in teks

    @pytest.mark.parametrize("nomor", ["0", "abc", "-1", "999999999999999999999", "1 OR 1=1"])
    def test_dinas_yang_tidak_ada_404(self, nomor: str, kota: tuple[Instansi, UnitKerja]) -> None:
        assert Client().get(ALAMAT, {"dinas": nomor}).status_code == 404

    def test_dinas_pemda_lain_404(self, kota: tuple[Instansi, UnitKerja]) -> None:
        asing = dinas(*pabrik.kota("Kota Lain"), "Dinas Kesehatan")
        suara(asing, 5)
        assert Client().get(ALAMAT, {"dinas": asing.pk}).status_code == 404
        assert Client().get("/publik/tidak-ada/").status_code == 404

    def test_saran_tampil_bersama_jawaban_resmi_tanpa_nama_petugas(
        self, kota: tuple[Instansi, UnitKerja]
    ) -> None:
        satu, dua, *_ = suara(dinas(*kota, "Dinas Kesehatan"), 6)
        pabrik.saran(satu, "Antrean <b>lama</b>", "Loket ditambah mulai Desember.")
        pabrik.saran(dua, "Keluhan tertutup", "Dijawab tertutup.", tampil=False)
        halaman = buka()
        assert "Antrean &lt;b&gt;lama&lt;/b&gt;" in halaman
        assert "Loket ditambah mulai Desember." in halaman
        assert "Keluhan tertutup" not in halaman
        assert "Petugas Loket Rahasia" not in halaman

    def test_pemda_contoh_disebut_contoh_walau_di_luar_mode_contoh(
        self, kota: tuple[Instansi, UnitKerja], settings: Any
    ) -> None:
        settings.MODE_CONTOH = False
        assert "Data contoh:" not in buka()
        cache.clear()
        Instansi.objects.update(data_contoh=True)
        assert "Data contoh: orang dan hasil di sini rekaan." in buka()

    def test_pencarian_dinas_mempertahankan_urutan_dan_menyebut_bila_kosong(
        self, kota: tuple[Instansi, UnitKerja]
    ) -> None:
        pabrik.banyak_dinas(*kota, 30)
        halaman = buka(f"{ALAMAT}?urut=nama&q=dinas+001")
        assert halaman.count('<th scope="row"><a href="?dinas=') == 10
        assert 'value="dinas 001"' in halaman and 'name="urut" value="nama"' in halaman
        assert "Tidak ada dinas yang cocok" in buka(f"{ALAMAT}?q=zzz")

    def test_zona_pemda_menentukan_bulan_yang_terbit(self) -> None:
        """1 November pukul 00.30 WITA masih 31 Oktober di WIB: bulan Oktober sudah lewat bagi Mataram."""
        milik, akar = pabrik.kota("Kota Mataram", zona="Asia/Makassar")
        barat, akar_barat = pabrik.kota("Kota Serang", zona="Asia/Jakarta")
        for satu in (dinas(milik, akar, "Dinas A"), dinas(barat, akar_barat, "Dinas A")):
            suara(satu, 6)
        with time_machine.travel("2026-10-31T16:30:00Z", tick=False):
            assert "Data sampai 31 Oktober 2026." in buka("/publik/kota-mataram/")
            assert "Data sampai 30 September 2026." in buka("/publik/kota-serang/")


class TestRingan:
    @pytest.mark.parametrize("besarnya", [60, pytest.param(1000, marks=pytest.mark.panjang)])
    def test_kueri_dan_ukuran_halaman_sama_untuk_sedikit_dan_banyak_dinas(
        self, besarnya: int, kota: tuple[Instansi, UnitKerja]
    ) -> None:
        besar = pabrik.kota("Kota Besar")
        pabrik.banyak_dinas(*kota, 30)
        pabrik.banyak_dinas(*besar, besarnya)
        banyak = {}
        for alamat in (ALAMAT, "/publik/kota-besar/"):
            with CaptureQueriesContext(connection) as kueri:
                halaman = buka(alamat)
            banyak[alamat] = len(kueri)
            assert halaman.count('<th scope="row"><a href="?dinas=') == 25
            assert len(halaman) < 60_000
        assert len(set(banyak.values())) == 1
        assert banyak[ALAMAT] <= 14
        assert f"1–25 dari {besarnya:,} perangkat daerah".replace(",", ".") in halaman
        assert f"Dinas {besarnya - 1:04}" in buka(
            f"/publik/kota-besar/?urut=nama&halaman={-(-besarnya // 25)}"
        )

    def test_tamu_mendapat_halaman_yang_sama_paling_lama_semenit(
        self, kota: tuple[Instansi, UnitKerja]
    ) -> None:
        satu = dinas(*kota, "Dinas Kesehatan")
        suara(satu, 5)
        pertama = Client().get(ALAMAT)
        assert pertama.headers["Cache-Control"] == "public, max-age=60"
        assert "Cookie" in pertama.headers["Vary"]
        assert not pertama.cookies
        suara(satu, 5)
        with (
            time_machine.travel(SEKARANG.replace(second=40), tick=False),
            CaptureQueriesContext(connection) as kueri,
        ):
            kedua = Client().get(ALAMAT)
            assert "dari 5 responden" in kedua.content.decode()
        assert len(kueri) == 0
        assert kedua.headers["Age"] == "40", "peramban tidak menyimpannya semenit lagi"
        with time_machine.travel(SEKARANG.replace(minute=2), tick=False):
            assert "dari 10 responden" in buka()

    def test_pegawai_yang_masuk_selalu_mendapat_halaman_baru_yang_tidak_disimpan(
        self, kota: tuple[Instansi, UnitKerja]
    ) -> None:
        satu = dinas(*kota, "Dinas Kesehatan")
        suara(satu, 5)
        client = Client()
        client.force_login(pegawai(pabrik.kota("Kota Lain")[0], "Ratna Wulandari"))
        jawaban = client.get(ALAMAT)
        assert jawaban.headers["Cache-Control"] == "no-store"
        halaman = jawaban.content.decode()
        assert "Beranda saya" in halaman and "Masuk" not in halaman.split("<main")[0]
        assert "<small>Kota Uji</small>" in halaman, (
            "nama di kepala adalah pemda yang dibaca, bukan pemda sendiri"
        )
        suara(satu, 5)
        assert "dari 10 responden" in buka(client=client)
        assert "Beranda saya" not in buka()

    @pytest.mark.parametrize("cara", ["post", "put", "delete"])
    def test_hanya_untuk_dibaca(self, cara: str, kota: tuple[Instansi, UnitKerja]) -> None:
        for alamat in ("/publik/", ALAMAT, f"{ALAMAT}unduh/"):
            assert getattr(Client(enforce_csrf_checks=False), cara)(alamat).status_code == 405


class TestTanpaDataPribadi:
    def test_nama_dan_nip_pegawai_tidak_ada_di_halaman_dan_unduhan(
        self, kota: tuple[Instansi, UnitKerja]
    ) -> None:
        satu, *_ = suara(dinas(*kota, "Dinas Kesehatan"), 6)
        pabrik.saran(satu, "Bagus", "Terima kasih.")
        semua = (
            buka("/publik/")
            + buka()
            + buka(f"{ALAMAT}?dinas={satu.unit_id}")
            + str(lembar(f"{ALAMAT}unduh/"))
        )
        for orang in Pegawai.objects.all():
            assert orang.nip not in semua and orang.nama not in semua
        assert satu.pelacak not in semua and str(satu.kunci) not in semua


class TestDaftar:
    def test_semua_pemda_menurut_nama_dengan_tautannya(self, kota: tuple[Instansi, UnitKerja]) -> None:
        pabrik.kota("Kabupaten Mamuju", provinsi="Sulawesi Barat", data_contoh=True)
        halaman = buka("/publik/")
        assert halaman.index("Kabupaten Mamuju") < halaman.index("Kota Uji")
        assert 'href="/publik/kota-uji/"' in halaman and "Sulawesi Barat" in halaman
        assert halaman.count("data contoh") == 1

    def test_tanpa_pemda_mengatakan_keadaannya(self) -> None:
        assert "Belum ada pemerintah daerah" in buka("/publik/")

    def test_lima_ratus_pemda_berhalaman_dan_dapat_dicari(self, django_assert_num_queries: Any) -> None:
        Instansi.objects.bulk_create(Instansi(nama=f"Kota {n:03}", slug=f"kota-{n}") for n in range(500))
        with django_assert_num_queries(2):
            halaman = buka("/publik/")
        assert "1–25 dari 500 daerah" in halaman
        assert "Kota 042" in buka("/publik/?q=042")
        assert "Tidak ada daerah yang cocok" in buka("/publik/?q=zzz")


def lembar(alamat: str) -> dict[str, str]:
    """Isi tiap lembar Excel sebagai teks XML, dengan kalimat yang dipakai bersama disisipkan."""
    jawaban = Client().get(alamat)
    assert jawaban.status_code == 200
    with zipfile.ZipFile(io.BytesIO(jawaban.content)) as arsip:
        nama = re.findall(r'<sheet name="([^"]+)"', arsip.read("xl/workbook.xml").decode())
        return {n: arsip.read(f"xl/worksheets/sheet{i}.xml").decode() for i, n in enumerate(nama, start=1)}


class TestUnduh:
    def test_buku_berlembar_keterangan_dinas_tren_dan_saran(self, kota: tuple[Instansi, UnitKerja]) -> None:
        satu, *_ = suara(dinas(*kota, "Dinas Kesehatan"), 6)
        pabrik.saran(satu, "Antrean lama", "Loket ditambah.")
        jawaban = Client().get(f"{ALAMAT}unduh/")
        assert jawaban.headers["Content-Disposition"] == 'attachment; filename="kinerja-kota-uji-2026.xlsx"'
        assert jawaban.headers["Cache-Control"] == "public, max-age=60"
        isi = lembar(f"{ALAMAT}unduh/")
        assert list(isi) == ["Keterangan", "Tiap dinas", "Tren", "Saran warga"]
        assert "<v>80.56</v>" in isi["Tiap dinas"] and "Dinas Kesehatan" in isi["Tiap dinas"]
        assert "Loket ditambah." in isi["Saran warga"]
        assert "Data contoh" not in isi["Keterangan"]

    def test_dinas_yang_dipilih_menambah_indikator_dan_unit(self, kota: tuple[Instansi, UnitKerja]) -> None:
        satu = dinas(*kota, "Dinas Kesehatan")
        suara(satu, 6)
        isi = lembar(f"{ALAMAT}unduh/?dinas={satu.pk}")
        assert list(isi) == [
            "Keterangan",
            "Tiap dinas",
            "Tren",
            "Indikator",
            "Unit",
            "Layanan",
            "Tindak lanjut",
            "Saran warga",
        ]
        assert Client().get(f"{ALAMAT}unduh/?dinas=0").status_code == 404

    @pytest.mark.parametrize(
        "jahat", ["=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "{=1}", "http://x"]
    )
    def test_saran_yang_mirip_rumus_tetap_teks(self, jahat: str, kota: tuple[Instansi, UnitKerja]) -> None:
        satu, *_ = suara(dinas(*kota, "Dinas Kesehatan"), 6)
        pabrik.saran(satu, jahat, jahat)
        xml = lembar(f"{ALAMAT}unduh/")["Saran warga"]
        assert "<f>" not in xml and "hyperlink" not in xml
        assert xml.count('t="inlineStr"') >= 4

    def test_yang_belum_terbit_tidak_ada_di_unduhan(self, kota: tuple[Instansi, UnitKerja]) -> None:
        suara(dinas(*kota, "Dinas Kesehatan"), 20)
        suara(dinas(*kota, "Dinas Kecil"), 3, jawaban=(1,) * 9)
        suara(dinas(*kota, "Dinas Sedang"), 6)
        xml = lembar(f"{ALAMAT}unduh/")["Tiap dinas"]
        kecil = next(b for b in re.findall(r"<row .*?</row>", xml) if "Dinas Kecil" in b)
        assert "belum terbit" in kecil and "<v>" not in kecil

    def test_data_contoh_disebut(self, kota: tuple[Instansi, UnitKerja]) -> None:
        Instansi.objects.update(data_contoh=True)
        assert "Data contoh: orang dan hasil di sini rekaan." in lembar(f"{ALAMAT}unduh/")["Keterangan"]

    @pytest.mark.parametrize("besarnya", [60, pytest.param(1000, marks=pytest.mark.panjang)])
    def test_sedikit_dan_banyak_dinas_dengan_kueri_yang_sama(
        self, besarnya: int, kota: tuple[Instansi, UnitKerja]
    ) -> None:
        besar = pabrik.kota("Kota Besar")
        pabrik.banyak_dinas(*kota, 10)
        pabrik.banyak_dinas(*besar, besarnya)
        banyak = []
        for alamat in (f"{ALAMAT}unduh/", "/publik/kota-besar/unduh/"):
            with CaptureQueriesContext(connection) as kueri:
                isi = lembar(alamat)
            banyak.append(len(kueri))
        assert banyak[0] == banyak[1] <= 14
        assert isi["Tiap dinas"].count("<row ") == besarnya + 1


class TestTindakLanjutDanLaporan:
    def test_warga_membaca_tindak_lanjut_layanan_dan_mengunduh_laporannya(
        self, kota: tuple[Instansi, UnitKerja]
    ) -> None:
        satu = dinas(*kota, "Dinas Kesehatan")
        suara(satu, 12)
        kedua = Layanan.objects.create(instansi=kota[0], unit=satu, nama="Loket rujukan")
        Survei.objects.filter(pk__in=Survei.objects.values("pk")[:5]).update(layanan=kedua)
        admin = pegawai(kota[0], "Admin Rahasia")
        umum = {"unit": satu, "jenis": "triwulan", "mulai": date(2026, 7, 1)}
        TindakLanjutSkm.objects.create(
            instansi=kota[0],
            unsur="waktu",
            rencana="Menambah loket Senin",
            penanggung_jawab="Kepala Bidang",
            tenggat=date(2026, 12, 1),
            dibuat_pada=SEKARANG,
            dibuat_oleh=admin,
            **umum,
        )
        LaporanSkm.objects.create(
            selesai=date(2026, 9, 30),
            isi={},
            sidik="s",
            diterbitkan_pada=SEKARANG,
            diterbitkan_oleh=admin,
            **umum,
        )
        halaman = isi_utama(buka(f"{ALAMAT}?dinas={satu.pk}"))
        for kata in (
            "Menambah loket Senin",
            "Kepala Bidang",
            "Triwulan III 2026, Dinas Kesehatan (PDF)",
            "dengan bobot 0,11: 79,75, pembanding",
            "penerima layanan belum dicatat",
            "Loket rujukan",
        ):
            assert kata in halaman
        assert "Admin Rahasia" not in halaman

    def test_laporan_pemda_lain_tidak_ada(self, kota: tuple[Instansi, UnitKerja]) -> None:
        lain = pabrik.kota("Kota Lain")
        laporan = LaporanSkm.objects.create(
            unit=dinas(*lain, "Dinas Asing"),
            jenis="triwulan",
            mulai=date(2026, 7, 1),
            selesai=date(2026, 9, 30),
            isi={},
            sidik="s",
            diterbitkan_pada=SEKARANG,
            diterbitkan_oleh=pegawai(lain[0], "Orang"),
        )
        assert Client().get(f"{ALAMAT}skm/{laporan.pk}/").status_code == 404
        assert Client().get(f"{ALAMAT}skm/999999/").status_code == 404
