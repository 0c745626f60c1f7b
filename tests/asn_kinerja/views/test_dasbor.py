"""Dasbor: tiap peran melihat cakupannya saja, tiap angka bertautan ke daftarnya, dan segelintir orang tidak terbaca."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from asn_kinerja.queries.dasbor import isi
from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, Pemberitahuan
from kepegawaian.models import LetakUnit
from kepegawaian.permissions import Akses, Izin
from penilaian.models import RekapKelompok, RekapUnit
from penilaian.queries.dasbor import Langkah
from penilaian.services import ingatkan_unit as layanan
from penilaian.services.ingatkan_unit import ingatkan_unit
from tests.asn_kinerja import dunia_dasbor
from tests.asn_kinerja.dunia_dasbor import DuaDinas
from tests.klien import masuk
from tests.penilaian import pabrik
from tests.penilaian.pabrik import SEKARANG, SESUDAH

pytestmark = pytest.mark.django_db


def teks(klien: Client, alamat: str) -> str:
    jawaban = klien.get(alamat)
    assert jawaban.status_code == 200, alamat
    utama = jawaban.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", utama))


def buku(klien: Client, alamat: str) -> dict[str, list[list[Any]]]:
    jawaban = klien.get(alamat)
    assert jawaban.status_code == 200 and "spreadsheetml" in jawaban.headers["Content-Type"]
    isi_buku = CalamineWorkbook.from_filelike(io.BytesIO(jawaban.content))
    return {n: isi_buku.get_sheet_by_name(n).to_python() for n in isi_buku.sheet_names}


class TestBerjalan:
    @pytest.fixture(autouse=True)
    def _jam(self) -> Iterator[None]:
        with time_machine.travel(SEKARANG, tick=False):
            yield

    @pytest.fixture
    def kota(self) -> DuaDinas:
        return dunia_dasbor.berjalan()

    def test_bkd_melihat_semua_dinas_yang_terlambat_di_atas_dan_admin_dinas_hanya_unitnya(
        self, kota: DuaDinas
    ) -> None:
        d = kota.d
        LetakUnit.objects.filter(unit=kota.lain).update(nama='=HYPERLINK("http://x","Dinas Dua")')
        klien = masuk(kota.berperan("admin_bkd"))
        jawaban = klien.get("/dasbor/")
        halaman = jawaban.content.decode()
        assert [b.nama for b in jawaban.context["laman"]][:2] == ["Pemerintah Kota Uji", "Dinas Satu"]
        assert [p["nilai"] for p in jawaban.context["petak"]] == ["2", "3", "2", "2"]
        assert 'aria-label="Bagian orang yang selesai tiap langkah: SKP disetujui 3 dari 7, 43 %' in halaman
        assert halaman.count("Mengapa angka ini?") == 3, "keberatan belum ada angkanya"
        alamat = f"/dasbor/tertinggal/?periode={d.triwulan.pk}&unit={d.dinas.pk}&langkah=skp"
        assert alamat.replace("&", "&amp;") in halaman
        daftar = teks(klien, alamat)
        assert "Staf 3" in daftar and "Staf 4" in daftar and "Staf 1" not in daftar
        assert "1–3 dari 3 orang" in daftar
        satu = teks(klien, f"/dasbor/?dinas={d.dinas.pk}")
        assert "Triwulan III 2026, Dinas Satu" in satu and "1–1 dari 1 unit" in satu
        lembar = buku(klien, "/dasbor/unduh/")
        assert lembar["Kelengkapan"] == [
            ["Unit", "Orang", "SKP disetujui", "Laporan lengkap", "Rating ditetapkan", "Terlambat"],
            ["Pemerintah Kota Uji", 1, 0, 0, 0, "SKP disetujui, laporan lengkap"],
            ["Dinas Satu", 5, 2, 1, 1, "SKP disetujui, laporan lengkap"],
            ['=HYPERLINK("http://x","Dinas Dua")', 1, 1, 1, 1, ""],
            ["Semua yang Anda baca", 7, 3, 2, 2, "SKP disetujui, laporan lengkap"],
        ], "nama yang mirip rumus tetap teks"
        assert lembar["Aspek indikator"][1:] == [
            ["Kuantitas", 3],
            ["Kualitas", 1],
            ["Waktu", 1],
            ["Biaya", 0],
        ]
        # Admin dinas: dinasnya dipilih sendiri, dinas lain tidak ada baginya.
        admin = masuk(kota.berperan("admin_dinas", d.dinas))
        milik = teks(admin, f"/dasbor/?dinas={kota.lain.pk}")
        assert "Triwulan III 2026, Dinas Satu" in milik and "HYPERLINK" not in milik
        for alamat in (
            f"/dasbor/tertinggal/?periode={d.triwulan.pk}&unit={kota.lain.pk}&langkah=skp",
            f"/dasbor/tertinggal/?periode={d.triwulan.pk}&unit={d.dinas.pk}&langkah=ngawur",
            "/dasbor/tertinggal/?periode=abc&langkah=skp",
            f"/dasbor/tertinggal/?periode={d.tahun.pk}&langkah=skp",
        ):
            assert admin.get(alamat).status_code == 404, alamat
        for siapa in (d.staf[0], kota.berperan("petugas_layanan", d.dinas)):
            for alamat in ("/dasbor/", "/dasbor/unduh/", "/dasbor/tertinggal/", "/dasbor/banding/"):
                assert masuk(siapa).get(alamat).status_code == 403, alamat
        tetangga = pabrik.dunia("Kota Tetangga", staf=1)
        assert "Dinas Satu" in teks(masuk(pabrik.admin(tetangga)), "/dasbor/")
        assert masuk(pabrik.admin(tetangga, tetangga.staf[0])).get(alamat).status_code != 500

    def test_pengingat_kepada_yang_harus_bertindak_sekali_sehari(self, kota: DuaDinas) -> None:
        d = kota.d
        admin = kota.berperan("admin_dinas", d.dinas)
        isian = {"periode": d.triwulan.pk, "unit": d.dinas.pk, "langkah": "skp"}
        for _ in range(2):
            jawaban = masuk(admin).post("/dasbor/ingatkan/", isian | {"dinas": d.dinas.pk}, follow=True)
            assert "Pengingat dikirim kepada 3 orang" in jawaban.content.decode()
        kabar = Pemberitahuan.objects.filter(kunci__startswith="ingat_unit:")
        assert {(k.penerima_id, k.judul) for k in kabar} == {
            (d.staf[3].pk, "Ajukan SKP"),
            (d.kepala.pk, "Ajukan SKP"),
            (d.kepala.pk, "Setujui SKP tim Anda"),  # Staf 3 sudah mengajukan
        }
        assert kabar.count() == 3 and Jejak.objects.filter(aksi="pengingat.dikirim").count() == 2
        masuk(admin).post("/dasbor/ingatkan/", isian | {"langkah": "nilai"})
        assert set(kabar.filter(judul="Tetapkan rating tim Anda").values_list("penerima_id", flat=True)) <= {
            d.kepala.pk,
            d.instansi.pegawai.get(nama="Sekda Utama").pk,
        }, "yang dinilai tidak dikabari tentang ratingnya"

    def test_yang_boleh_mengingatkan_hanya_pengatur_pegawai_di_wilayahnya(
        self, kota: DuaDinas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        d = kota.d
        pimpinan, lain = kota.berperan("pimpinan", d.dinas), kota.berperan("admin_dinas", kota.lain)
        isi_pesan: dict[str, Any] = {
            "periode": d.triwulan,
            "langkah": Langkah.SKP,
            "kelompok_id": d.dinas.pk,
            "dinas_id": None,
            "sekarang": SEKARANG,
        }
        isian = {"periode": d.triwulan.pk, "unit": d.dinas.pk, "langkah": "skp"}
        assert masuk(pimpinan).post("/dasbor/ingatkan/", isian).status_code == 403
        assert "Ingatkan" not in teks(
            masuk(pimpinan), f"/dasbor/tertinggal/?periode={d.triwulan.pk}&unit={d.dinas.pk}&langkah=skp"
        )
        assert masuk(lain).post("/dasbor/ingatkan/", isian).status_code == 404
        assert masuk(lain).get("/dasbor/ingatkan/").status_code == 405
        with pytest.raises(TidakBerhak):
            ingatkan_unit(oleh=pimpinan, **isi_pesan)
        with pytest.raises(GalatAturan, match="Tidak ada yang tertinggal"):
            ingatkan_unit(oleh=lain, **isi_pesan)
        assert not Pemberitahuan.objects.exists()
        # Kembaran: tanpa pemeriksaan izin, orang yang sama mengabari dinas yang bukan wilayahnya.
        semua = Akses(d.instansi.pk, {Izin.KELOLA_PEGAWAI: frozenset({None})})
        monkeypatch.setattr(layanan, "akses", lambda *_, **__: semua)
        assert ingatkan_unit(oleh=lain, **isi_pesan).dikabari == 3

    def test_banyaknya_kueri_sama_untuk_dua_dan_dua_belas_dinas(self, kota: DuaDinas) -> None:
        d, klien = kota.d, masuk(kota.berperan("admin_bkd"))
        alamat = f"/dasbor/tertinggal/?periode={d.triwulan.pk}&langkah=nilai"

        def hitung() -> list[int]:
            banyak = []
            for satu in ("/dasbor/", alamat):
                klien.get(satu)
                with CaptureQueriesContext(connection) as kueri:
                    assert klien.get(satu).status_code == 200
                banyak.append(len(kueri))
            return banyak

        sedikit = hitung()
        for nomor in range(30):
            unit = pabrik.dinas_baru(d.instansi, d.akar, f"Dinas Lain {nomor:02}")
            pabrik.tempatkan(pabrik.orang(d.instansi, f"Kepala {nomor}"), unit, d.jabatan, kepala=True)
        assert hitung() == sedikit
        assert "1–25 dari 33 perangkat daerah" in teks(klien, "/dasbor/")


class TestDitutup:
    @pytest.fixture(autouse=True)
    def _jam(self) -> Iterator[None]:
        with time_machine.travel(SESUDAH, tick=False):
            yield

    def test_sebaran_banding_dan_tren_menurut_hak_membaca(self, monkeypatch: pytest.MonkeyPatch) -> None:
        kota = dunia_dasbor.ditutup()
        d = kota.d
        periode = f"?periode={d.triwulan.pk}"
        pimpinan = masuk(kota.berperan("pimpinan", d.dinas))
        lembar = buku(pimpinan, f"/dasbor/unduh/{periode}")
        assert lembar["Sebaran predikat"][1:] == [
            ["Sangat Kurang", 0],
            ["Kurang", 0],
            ["Butuh Perbaikan", 1],
            ["Baik", 6],
            ["Sangat Baik", 5],
            ["Tanpa predikat", 1],
        ]
        assert "13 pegawai, 1 tanpa predikat" in teks(pimpinan, f"/dasbor/{periode}")
        # Admin dinas tidak membaca hasil orang: yang segelintir, dan yang dapat dikurangkan, disimpan.
        admin = masuk(kota.berperan("admin_dinas", d.dinas))
        halaman = teks(admin, f"/dasbor/{periode}")
        assert (
            "Tidak ditulis supaya segelintir orang tidak terbaca: Butuh Perbaikan, Sangat Baik, Tanpa predikat"
            in halaman
        )
        assert buku(admin, f"/dasbor/unduh/{periode}")["Sebaran predikat"][1:] == [
            ["Sangat Kurang", 0],
            ["Kurang", 0],
            ["Baik", 6],
            ["Butuh Perbaikan", "disimpan"],
            ["Sangat Baik", "disimpan"],
            ["Tanpa predikat", "disimpan"],
        ]
        kecil = masuk(kota.berperan("admin_dinas", kota.lain))
        assert "Tidak ditampilkan supaya predikat seseorang" in teks(kecil, f"/dasbor/{periode}")
        # Kembaran: tanpa perlindungan, satu-satunya orang di Dinas Dua terbaca.
        with monkeypatch.context() as tanpa:
            tanpa.setattr("penilaian.queries.dasbor.hasil.sebaran_terbit", dict)
            assert ["Baik", 1] in buku(kecil, f"/dasbor/unduh/{periode}")["Sebaran predikat"]
        assert admin.get("/dasbor/banding/").status_code == 403

        for nama, rata, baik in (("Triwulan I 2026", "80.00", 6), ("Triwulan II 2026", "92.50", 9)):
            lalu = type(d.triwulan).objects.get(pk=d.triwulan.pk)
            lalu.pk, lalu.nama = None, nama
            bulan = 1 if nama.endswith(" I 2026") else 4
            lalu.mulai = d.triwulan.mulai.replace(month=bulan)
            lalu.selesai = d.triwulan.mulai.replace(month=bulan + 2, day=28)
            lalu.save()
            for jenis, objek in (("seluruh", 0), ("dinas", d.dinas.pk)):
                RekapKelompok.objects.create(
                    periode=lalu,
                    jenis=jenis,
                    objek_id=objek,
                    sebutan="",
                    jumlah=12,
                    jumlah_lengkap=12,
                    rata_hasil=rata,
                    predikat={"baik": baik},
                )
        bkd = masuk(kota.berperan("pimpinan"))
        jawaban = bkd.get("/dasbor/banding/")
        b = jawaban.context["b"]
        assert [(s.hasil.nama, s.hasil.jumlah, s.hasil.persen_baik, s.setara) for s in b.baris] == [
            ("Dinas Dua", 1, 100, ""),
            ("Dinas Satu", 13, 85, "Baik"),
            ("Pemerintah Kota Uji", 1, 0, ""),
        ]
        assert [(nama, str(n)) for nama, n in b.tren_capaian] == [
            ("I 26", "80.00"),
            ("II 26", "92.50"),
            ("III 26", "95.00"),
        ]
        assert [str(n) for _, n in b.tren_baik] == ["50", "75", "80"]  # 6/12, 9/12, 12/15
        assert (
            'aria-label="Capaian: Triwulan I 2026 80,00; Triwulan II 2026 92,50; Triwulan III 2026 95,00"'
            in (jawaban.content.decode())
        )
        urut = bkd.get("/dasbor/banding/?urut=capaian").context["baris"]
        assert next(s.hasil.nama for s, _ in urut) == "Dinas Satu"
        isi_buku = buku(bkd, "/dasbor/banding/unduh/")
        assert isi_buku["Perangkat daerah"][2][:6] == ["Dinas Satu", 13, 0, 95, "Baik", 11]
        assert [baris[0] for baris in isi_buku["Tren"][1:]] == [
            "Triwulan I 2026",
            "Triwulan II 2026",
            "Triwulan III 2026",
        ]
        # Pimpinan satu dinas melihat unitnya dan tren dinas itu saja.
        satu = pimpinan.get("/dasbor/banding/")
        assert satu.context["b"].nama_tren == "Dinas Satu" and not satu.context["b"].per_dinas
        assert "Dinas Dua" not in teks(pimpinan, "/dasbor/banding/")


def test_putusan_keberatan_tidak_menggerakkan_sebaran_yang_disimpan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Yang tidak membaca hasil orang melihat angka saat ditutup: gerak satu orang tidak terbaca dari bedanya."""
    kota = dunia_dasbor.berjalan()
    d = kota.d
    predikat = {"baik": 20, "sangat_baik": 6}
    RekapUnit.objects.create(
        instansi=d.instansi,
        periode=d.triwulan,
        dinas=d.dinas,
        jumlah=26,
        jumlah_lengkap=26,
        predikat=predikat,
    )
    milik = Akses(d.instansi.pk, {Izin.BACA_KEMAJUAN: frozenset({d.dinas.pk})})
    d.triwulan.status = "ditutup"

    def sebaran() -> list[tuple[str, int]]:
        angka = isi.dasbor(
            milik=milik, periode=d.triwulan, semua=[d.triwulan], dinas_id=d.dinas.pk, sekarang=SESUDAH
        )
        return [satu for satu in angka.sebaran.predikat if satu[1]]

    baris = RekapKelompok(
        periode=d.triwulan, jenis="unit", objek_id=d.dinas.pk, sebutan="", jumlah=26, jumlah_lengkap=26
    )
    baris.predikat = predikat
    baris.save()
    sebelum = sebaran()
    RekapKelompok.objects.update(predikat={"baik": 19, "sangat_baik": 7})
    assert sebaran() == sebelum == [("Baik", 20), ("Sangat Baik", 6)]
    # Kembaran: dari rekap yang ikut putusan, geraknya terbaca.
    monkeypatch.setattr(isi, "_baca_hasil", lambda *_: True)
    assert sebaran() == [("Baik", 19), ("Sangat Baik", 7)]
