"""Isi beranda: urut menurut tenggat, kalimat yang benar, tonggak di sekitar hari ini."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from asn_kinerja.queries import beranda
from indikator.models import Periode
from indikator.queries.periode import periode_sekitar
from inti.tugas import Tugas
from tests.penilaian import pabrik

WIB = ZoneInfo("Asia/Jakarta")
SEKARANG = datetime(2026, 12, 14, 9, 12, tzinfo=WIB)


@pytest.fixture(autouse=True)
def _zona() -> Any:
    with timezone.override(WIB):
        yield


def tugas(judul: str, tenggat: datetime, **lain: Any) -> Tugas:
    return Tugas(judul=judul, uraian="Uraian.", url="/x/", tombol="Buka", tenggat=tenggat, **lain)


class TestTugas:
    def test_tugas_semua_aplikasi_diurutkan_menurut_tenggat_lalu_judul(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hari = timedelta(days=1)
        sumber = [
            [tugas("C", SEKARANG + hari), tugas("A", SEKARANG + 3 * hari)],
            [tugas("B", SEKARANG + hari)],
            [tugas("Lewat", SEKARANG - 9 * hari)],
            [],
        ]
        monkeypatch.setattr(beranda, "SUMBER_TUGAS", [lambda isi=isi, **_: isi for isi in sumber])
        urut = beranda.semua_tugas(pegawai=None, sekarang=SEKARANG)  # type: ignore[arg-type]
        assert [t.judul for t in urut] == ["Lewat", "B", "C", "A"]

    def test_semua_aplikasi_menyumbang(self) -> None:
        asal = [s.__module__.split(".")[0] for s in beranda.SUMBER_TUGAS]
        assert asal == ["kepegawaian", "indikator", "umpan_balik", "penilaian", "pelatihan"]

    def test_baris_memuat_tenggat_lengkap_dan_yang_pertama_mendesak(self) -> None:
        malam = datetime(2026, 12, 18, 23, 59, tzinfo=WIB)
        satu, dua = beranda.baris_tugas([tugas("A", malam), tugas("B", malam)], sekarang=SEKARANG)
        assert satu["ket"] == "Uraian. Tenggat 18 Desember 2026 pukul 23.59 WIB (4 hari lagi)."
        assert (satu["mendesak"], dua["mendesak"]) == (True, False)

    def test_yang_lewat_disebut_terlambat_kecuali_sudah_berkeadaan_lain(self) -> None:
        lewat = SEKARANG - timedelta(hours=1)
        baris = beranda.baris_tugas(
            [tugas("A", lewat), tugas("B", lewat, status="perlu_perbaikan"), tugas("C", SEKARANG)],
            sekarang=SEKARANG,
        )
        assert [b["status"] for b in baris] == ["terlambat", "perlu_perbaikan", ""]

    def test_hitungan_menu_menjumlahkan_tugas_sejenis(self) -> None:
        hitung = beranda.hitung_menu(
            [
                tugas("A", SEKARANG, menu="indikator:capaian", jumlah=2),
                tugas("B", SEKARANG, menu="indikator:capaian", jumlah=3),
                tugas("C", SEKARANG),
            ]
        )
        assert hitung == {"indikator:capaian": 5}


class TestKalimat:
    @pytest.mark.parametrize(
        ("jam", "salam"),
        [
            (0, "pagi"),
            (10, "pagi"),
            (11, "siang"),
            (14, "siang"),
            (15, "sore"),
            (18, "sore"),
            (19, "malam"),
            (23, "malam"),
        ],
    )
    def test_salam_menurut_jam(self, jam: int, salam: str) -> None:
        assert beranda.sapaan(jam) == f"Selamat {salam}"

    @pytest.mark.parametrize(
        ("banyak", "kata"), [(1, "Satu"), (4, "Empat"), (10, "Sepuluh"), (11, "11"), (120, "120")]
    )
    def test_banyaknya_ditulis_dengan_kata_sampai_sepuluh(self, banyak: int, kata: str) -> None:
        teks = beranda.ringkasan([tugas("Perbaiki bukti", SEKARANG)] * banyak)
        assert teks == f"{kata} hal menunggu Anda. Yang paling dekat: perbaiki bukti."

    def test_singkatan_di_awal_judul_tidak_dikecilkan(self) -> None:
        assert beranda.ringkasan([tugas("SKP 2026 perlu perbaikan", SEKARANG)]).endswith(
            ": SKP 2026 perlu perbaikan."
        )

    def test_tanpa_tugas(self) -> None:
        assert beranda.ringkasan([]) == "Tidak ada yang menunggu Anda saat ini."

    @pytest.mark.parametrize(
        ("jarak", "hasil"),
        [
            (timedelta(days=4), (4, "hari lagi")),
            (timedelta(hours=15), (1, "hari lagi")),  # besok dini hari
            (timedelta(hours=14, minutes=40), (14, "jam lagi")),
            (timedelta(minutes=59), (59, "menit lagi")),
            (timedelta(0), (0, "menit lagi")),
            (-timedelta(minutes=5), (5, "menit terlewat")),
            (-timedelta(hours=9), (9, "jam terlewat")),
            (-timedelta(hours=10), (1, "hari terlewat")),
            (-timedelta(days=30), (30, "hari terlewat")),
        ],
    )
    def test_sisa_waktu_menurut_kalender_setempat(self, jarak: timedelta, hasil: tuple[int, str]) -> None:
        assert beranda.sisa_waktu(SEKARANG + jarak, sekarang=SEKARANG) == hasil


@pytest.mark.django_db
class TestTonggak:
    @pytest.fixture
    def d(self) -> pabrik.Dunia:
        return pabrik.dunia()

    def tonggak(self, d: pabrik.Dunia, pada: date) -> list[tuple[str, str, str]]:
        periode = periode_sekitar(d.instansi, pada)
        return [(t.judul, t.ket, t.keadaan) for t in beranda.tonggak_tahun(periode=periode, pada=pada)]

    def test_yang_lewat_kini_dan_nanti_berurutan_dengan_tanggal_penuh(self, d: pabrik.Dunia) -> None:
        assert self.tonggak(d, date(2026, 10, 3)) == [
            ("SKP 2026 disetujui", "2 Oktober 2026", "lewat"),
            ("Laporan Triwulan III 2026", "tenggat 4 Oktober 2026", "kini"),
            ("Hasil Triwulan III 2026 tampil", "10 Oktober 2026", ""),
        ]

    def test_pada_hari_tenggatnya_tonggak_itu_masih_kini(self, d: pabrik.Dunia) -> None:
        assert self.tonggak(d, date(2026, 10, 4))[1][2] == "kini"

    def test_bila_semua_lewat_tidak_ada_yang_kini(self, d: pabrik.Dunia) -> None:
        assert {t[2] for t in self.tonggak(d, date(2026, 12, 1))} == {"lewat"}

    def test_paling_banyak_empat_dan_yang_kini_selalu_ikut(self, d: pabrik.Dunia) -> None:
        for nomor, nama in enumerate(("I", "II", "III")):
            Periode.objects.create(
                instansi=d.instansi,
                induk=d.tahun,
                kebijakan=d.kebijakan,
                jenis="bulanan",
                nama=f"Bulan {nama}",
                mulai=date(2026, 10 + nomor, 1),
                selesai=date(2026, 10 + nomor, 28),
                status="diproses",
                **{
                    b: datetime(2026, 11 + nomor // 2, 5 + nomor, tzinfo=WIB)
                    for b in (
                        "tenggat_skp",
                        "tenggat_lapor",
                        "tenggat_umpan_balik",
                        "tenggat_nilai",
                        "tutup_pada",
                    )
                },
            )
        for hari in (date(2026, 10, 3), date(2026, 11, 1), date(2026, 12, 6)):
            isi = self.tonggak(d, hari)
            assert len(isi) == 4
            assert [t[2] for t in isi].count("kini") == 1

    def test_tahun_lalu_yang_masih_diproses_ikut_pada_januari(self, d: pabrik.Dunia) -> None:
        """8 Januari: triwulan terakhir tahun lalu belum ditutup, tahun baru belum dibuka."""
        assert [p.nama for p in periode_sekitar(d.instansi, date(2027, 1, 8))] == [
            "Tahun 2026",
            "Triwulan III 2026",
        ]

    def test_draf_dan_instansi_lain_tidak_ikut(self, d: pabrik.Dunia) -> None:
        lain = pabrik.dunia("Kota Lain")
        Periode.objects.filter(pk=d.triwulan.pk).update(status="draf")
        assert [p.nama for p in periode_sekitar(d.instansi, date(2026, 10, 3))] == ["Tahun 2026"]
        assert lain.instansi.pk != d.instansi.pk


@pytest.mark.django_db
class TestAtasan:
    def test_penilai_dan_sebabnya_dalam_dua_kueri(self, django_assert_num_queries: Any) -> None:
        d = pabrik.dunia()
        with django_assert_num_queries(2):
            atasan = beranda.atasan(pegawai=d.staf[0], pada=pabrik.SEKARANG.date())
        assert atasan.orang is not None and atasan.orang.nama == "Kepala Dinas Satu"
        assert "Analis sejak 1 Januari 2025" in atasan.alasan

    def test_belum_ditempatkan_dan_tanpa_pejabat_mengatakan_siapa_yang_dapat_menolong(self) -> None:
        d = pabrik.dunia()
        baru = pabrik.orang(d.instansi, "Orang Baru")
        puncak = d.akar.penempatan.get().pegawai
        for siapa in (baru, puncak):
            atasan = beranda.atasan(pegawai=siapa, pada=pabrik.SEKARANG.date())
            assert atasan.orang is None
            assert "Admin" in atasan.alasan
