"""Angka halaman umum: dijajarkan apa adanya, tidak pernah menyisakan segelintir orang."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from asn_kinerja.queries.publik import baris_unsur, publik, rincian_dinas
from kepegawaian.models import Instansi, UnitKerja
from penilaian.models import RekapUnit
from tests.asn_kinerja import pabrik
from tests.asn_kinerja.pabrik import dinas, suara
from tests.kepegawaian.pabrik import unit
from tests.pelatihan import pabrik as tertutup
from tests.penilaian import pabrik as dunia
from umpan_balik.models import Survei

pytestmark = pytest.mark.django_db
HARI_INI = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _ambang_lima(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ambang 30 suara untuk umum diuji di test_ikm_terbit; di sini susunan halamannya."""
    monkeypatch.setattr("umpan_balik.rules.ikm_terbit.MINIMAL_UMUM", 5)


@pytest.fixture
def kota() -> tuple[Instansi, UnitKerja]:
    return pabrik.kota()


def test_masa_sampai_akhir_bulan_lalu_dan_januari_masih_tahun_lalu(kota: tuple[Instansi, UnitKerja]) -> None:
    suara(dinas(*kota, "Dinas A"), tanggal=date(2026, 11, 1))
    isi = publik(kota[0], hari_ini=HARI_INI)
    assert (isi.tahun, isi.masa, isi.sampai) == (2026, "Januari sampai Oktober", date(2026, 10, 31))
    assert not isi.ikm.terbit, "suara bulan berjalan belum dihitung"
    assert publik(kota[0], hari_ini=date(2026, 12, 1)).ikm.n == 5
    januari = publik(kota[0], hari_ini=date(2027, 1, 20))
    assert (januari.tahun, januari.masa, januari.ikm.n) == (2026, "Januari sampai Desember", 5)
    assert publik(kota[0], hari_ini=date(2027, 2, 3)).masa == "Januari"


def test_perubahan_hanya_bila_kedua_tahun_terbit(kota: tuple[Instansi, UnitKerja]) -> None:
    a, b = dinas(*kota, "Dinas A"), dinas(*kota, "Dinas B")
    suara(a, 5)
    suara(a, 5, jawaban=(3,) * 9, tanggal=date(2025, 5, 1))
    suara(b, 9)
    baris = {x.nama: x for x in publik(kota[0], hari_ini=HARI_INI).dinas}
    # (7 × 3 + 2 × 4) × 25 : 9 = 80,56; tahun lalu 3 × 25 = 75,00.
    assert baris["Dinas A"].perubahan == Decimal("5.56")
    assert baris["Dinas B"].perubahan is None


def test_urutan_menurut_pilihan_dan_yang_belum_terbit_selalu_di_belakang(
    kota: tuple[Instansi, UnitKerja],
) -> None:
    for nama, banyak, nilai in (("Dinas A", 9, 3), ("Dinas B", 5, 4), ("Dinas C", 2, 4), ("Dinas D", 20, 2)):
        suara(dinas(*kota, nama), banyak, jawaban=(nilai,) * 9)
    isi = publik(kota[0], hari_ini=HARI_INI)
    assert [b.nama[-1] for b in isi.urut("ikm")] == ["A", "D", "B", "C"]
    assert [b.nama[-1] for b in isi.urut("nama")] == ["A", "B", "C", "D"]
    assert [b.nama[-1] for b in isi.urut("responden")] == ["D", "A", "B", "C"]
    assert [b.nama[-1] for b in isi.urut("nama", "DINAS c")] == ["C"]


def test_jumlah_seluruhnya_dikurangi_yang_terbit_tidak_menyisakan_segelintir(
    kota: tuple[Instansi, UnitKerja],
) -> None:
    for nama, banyak in (("Dinas A", 30), ("Dinas B", 6), ("Dinas C", 3)):
        suara(dinas(*kota, nama), banyak)
    isi = publik(kota[0], hari_ini=HARI_INI)
    terbit = sum(b.ikm.n or 0 for b in isi.dinas if b.ikm)
    assert isi.ikm.n == 39
    assert isi.ikm.n - terbit >= 5


@pytest.mark.parametrize(("berjalan", "seluruhnya"), [(0, 24), (3, 24), (4, 24), (5, 29)])
def test_bulan_yang_hanya_menambah_segelintir_orang_menunggu(
    berjalan: int, seluruhnya: int, kota: tuple[Instansi, UnitKerja]
) -> None:
    """Januari–Oktober dikurangi triwulan I–III tidak pernah menjadi suara segelintir orang di bulan Oktober."""
    satu = dinas(*kota, "Dinas A")
    for bulan in (2, 5, 8):
        suara(satu, 8, tanggal=date(2026, bulan, 9))
    suara(satu, berjalan, tanggal=date(2026, 10, 9))
    isi = publik(kota[0], hari_ini=HARI_INI)
    assert isi.ikm.n == seluruhnya
    assert [t.ikm.n for t in isi.tren if t.nama.endswith("2026")] == [8, 8, 8]


def test_triwulan_terakhir_disimpan_bila_kiriman_terlambat_terbaca_dari_selisih(
    kota: tuple[Instansi, UnitKerja],
) -> None:
    """Tiga suara Maret yang masuk April cukup bersama dua suara April bagi tahunnya, belum cukup bagi triwulannya."""
    satu = dinas(*kota, "Dinas A")
    suara(satu, 8, tanggal=date(2026, 2, 9))
    terlambat = suara(satu, 3, tanggal=date(2026, 3, 30))
    for s in terlambat:
        s.setuju_waktu = datetime(2026, 4, 2, 3, tzinfo=UTC)
    Survei.objects.bulk_update(terlambat, ["setuju_waktu"])
    suara(satu, 2, tanggal=date(2026, 4, 9))
    suara(satu, 6, tanggal=date(2026, 5, 9))
    isi = publik(kota[0], hari_ini=HARI_INI)
    assert isi.ikm.n == 19
    assert [t.ikm.n for t in isi.tren if t.ikm.n] == [8], "19 - 8 - 8 menunjuk tiga orang"


def test_capaian_dari_periode_yang_ditutup_bersama_dinas_yang_tidak_disurvei() -> None:
    def ramai(d: dunia.Dunia) -> None:
        for nomor in range(6):
            siapa = dunia.tambah_staf(d, f"Orang {nomor}")
            s = dunia.skp(d, siapa, {"nama": "Akta terbit", "satuan": "dokumen"})
            dunia.lapor(d, s.indikator.get(), 90)
            dunia.jawab(d, siapa, d.kepala, "atasan", 4)
            dunia.nilai(d, siapa)

    t = tertutup.tutup(sebelum=ramai)
    isi = publik(t.d.instansi, hari_ini=HARI_INI)
    assert isi.periode is not None and isi.periode.nama == "Triwulan III 2026"
    (satu,) = [b for b in isi.dinas if b.nama == "Dinas Satu"]
    assert satu.ikm is None
    assert satu.capaian == RekapUnit.objects.get(dinas=t.d.dinas).rata_hasil
    rinci = rincian_dinas(satu, instansi=t.d.instansi, hari_ini=HARI_INI)
    assert [(i.kini.nama, i.kini.orang, i.kini.rata, i.lalu) for i in rinci.indikator] == [
        ("Akta terbit", 6, Decimal("90.00"), None)
    ]
    assert rinci.indikator[0].tercapai is False
    assert rinci.unit == []


def test_unit_di_bawah_dinas_tampil_hanya_bila_angka_dinasnya_terbit(
    kota: tuple[Instansi, UnitKerja],
) -> None:
    induk = dinas(*kota, "Dinas Kesehatan")
    melati, mawar = (
        unit(kota[0], nama, induk, "puskesmas") for nama in ("Puskesmas Melati", "Puskesmas Mawar")
    )
    suara(melati, 6)
    suara(mawar, 7)
    isi = publik(kota[0], hari_ini=HARI_INI)
    (baris,) = isi.dinas
    rinci = rincian_dinas(baris, instansi=kota[0], hari_ini=HARI_INI)
    assert {u.unit.nama: u.ikm.n for u in rinci.unit} == {"Puskesmas Melati": 6, "Puskesmas Mawar": 7}
    assert baris.ikm is not None
    disimpan = replace(baris, ikm=replace(baris.ikm, ikm=None, n=None))
    assert rincian_dinas(disimpan, instansi=kota[0], hari_ini=HARI_INI).unit == []


def test_unsur_terendah_ditandai_dan_nilai_tahun_lalu_dijajarkan(kota: tuple[Instansi, UnitKerja]) -> None:
    satu = dinas(*kota, "Dinas A")
    suara(satu, 5, jawaban=(3, 3, 3, 4, 3, 3, 4, 3, 2))
    suara(satu, 5, jawaban=(2,) * 9, tanggal=date(2025, 5, 1))
    isi = publik(kota[0], hari_ini=HARI_INI)
    unsur = baris_unsur(isi.ikm, isi.lalu)
    assert [u.nama for u in unsur if u.terendah] == ["Penanganan Pengaduan, Saran, dan Masukan"]
    assert len(unsur) == 9 and {u.lalu for u in unsur} == {Decimal(2)}
    assert baris_unsur(None, None) == []
    assert baris_unsur(replace(isi.ikm, ikm=None), isi.lalu) == []


@pytest.mark.parametrize("besarnya", [60, pytest.param(1000, marks=pytest.mark.panjang)])
def test_kueri_sama_untuk_sepuluh_dan_banyak_dinas(
    besarnya: int, kota: tuple[Instansi, UnitKerja], django_assert_num_queries: Any
) -> None:
    lain = pabrik.kota("Kota Besar")
    pabrik.banyak_dinas(*kota, 10)
    pabrik.banyak_dinas(*lain, besarnya)
    for milik, jumlah in ((kota[0], 10), (lain[0], besarnya)):
        with django_assert_num_queries(11):
            isi = publik(milik, hari_ini=HARI_INI)
        assert len(isi.dinas) == jumlah
        assert isi.ikm.n == jumlah * 5
