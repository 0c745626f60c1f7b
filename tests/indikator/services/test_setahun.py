"""Satu tahun disiapkan sekaligus: triwulan atau bulan, menurut penyiapan tahun lalu."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from indikator.models import Kebijakan, Periode
from indikator.queries.periode import penyiapan_lalu
from indikator.rules.jadwal import POLA_BAWAAN, Pembagian, Pola, bagian_tahun
from indikator.services import periode as layanan
from indikator.services import realisasi as lapor
from indikator.services.realisasi import MasukanRealisasi
from inti.galat import GalatAturan, TidakBerhak
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture
def p() -> pabrik.Pemda:
    return pabrik.pemda(tinjauan=False)


def siapkan(p: pabrik.Pemda, *, tahun: int = 2027, **lain: object) -> tuple[Periode, int]:
    isi = {
        "pembagian": Pembagian.TRIWULAN,
        "kebijakan": p.kebijakan,
        "pola": POLA_BAWAAN,
        "tenggat_skp": p.saat(tahun, 1, 31),
        "tutup_tahun": p.saat(tahun + 1, 1, 31),
        "oleh": p.admin,
    }
    return layanan.siapkan_tahun(instansi=p.instansi, tahun=tahun, sekarang=p.sekarang, **(isi | lain))


@pytest.mark.parametrize(("pembagian", "banyak"), [(Pembagian.TRIWULAN, 4), (Pembagian.BULANAN, 12)])
@pytest.mark.parametrize("tahun", [2026, 2028])
def test_bagian_menutup_seluruh_tahun_tanpa_celah(pembagian: Pembagian, banyak: int, tahun: int) -> None:
    semua = bagian_tahun(tahun, pembagian)
    assert len(semua) == banyak
    assert (semua[0].mulai, semua[-1].selesai) == (date(tahun, 1, 1), date(tahun, 12, 31))
    assert all((b.mulai - a.selesai).days == 1 for a, b in pairwise(semua))


def test_setahun_bulanan_dibuat_draf_sekaligus_dan_kiriman_kedua_tidak_menambah(p: pabrik.Pemda) -> None:
    tahun, baru = siapkan(p, pembagian=Pembagian.BULANAN, pola=Pola(3, 4, 5, 6))
    assert (tahun.nama, baru, siapkan(p, pembagian=Pembagian.BULANAN)[1]) == ("Tahun 2027", 12, 0)
    bulan = list(tahun.bagian.order_by("mulai"))
    assert {b.status for b in [tahun, *bulan]} == {"draf"} and {b.jenis for b in bulan} == {"bulanan"}
    februari = bulan[1]
    assert (februari.nama, februari.selesai) == ("Februari 2027", date(2027, 2, 28))
    assert februari.tenggat_lapor == p.saat(2027, 3, 3) and februari.tutup_pada == p.saat(2027, 3, 6)


def test_satu_tahun_satu_pembagian_supaya_laporan_tidak_dihitung_dua_kali(p: pabrik.Pemda) -> None:
    siapkan(p)
    with pytest.raises(GalatAturan, match="sudah dibagi menurut triwulan") as galat:
        siapkan(p, pembagian=Pembagian.BULANAN)
    assert galat.value.bidang == "pembagian"
    assert not Periode.objects.filter(jenis="bulanan").exists()


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [({"pola": Pola(20, 7, 14, 21)}, "tenggat_nilai"), ({"pola": Pola(7, 7, 14, 60)}, "tutup_tahun")],
)
def test_tenggat_terbalik_ditolak_dan_tidak_meninggalkan_apa_pun(
    p: pabrik.Pemda, isi: dict[str, object], bidang: str
) -> None:
    with pytest.raises(GalatAturan) as galat:
        siapkan(p, **isi)
    assert galat.value.bidang == bidang
    assert not Periode.objects.exists()


def test_hanya_pengelola_periode_yang_menyiapkan(p: pabrik.Pemda) -> None:
    with pytest.raises(TidakBerhak):
        siapkan(p, oleh=p.ratna)


def test_penyiapan_tahun_lalu_disalin_bergeser_setahun_dengan_kebijakan_versi_terakhir(
    p: pabrik.Pemda,
) -> None:
    kosong = penyiapan_lalu(p.instansi, hari_ini=date(2026, 11, 2))
    assert (kosong.asal, kosong.tahun, kosong.pola) == ("", 2026, POLA_BAWAAN)
    siapkan(p, tahun=2026, pembagian=Pembagian.BULANAN, pola=Pola(3, 4, 5, 6))
    baru = Kebijakan.objects.create(
        instansi=p.instansi,
        nama=p.kebijakan.nama,
        versi=2,
        penjelasan="x",
        aturan=p.kebijakan.aturan,
        status="ditetapkan",
        ditetapkan_pada=p.sekarang,
        ditetapkan_oleh=p.admin,
    )
    lalu = penyiapan_lalu(p.instansi, hari_ini=date(2026, 11, 2))
    assert (lalu.asal, lalu.tahun, lalu.pembagian) == ("Tahun 2026", 2027, Pembagian.BULANAN)
    assert (lalu.pola, lalu.kebijakan_id) == (Pola(3, 4, 5, 6), baru.pk)
    assert (lalu.skp, lalu.tutup_tahun) == (date(2027, 1, 31), date(2028, 1, 31))


def test_capaian_dilaporkan_dalam_bulan_yang_dibuka_dengan_nomor_bulannya(p: pabrik.Pemda) -> None:
    tahun, _ = siapkan(p, tahun=2026, pembagian=Pembagian.BULANAN, tutup_tahun=p.saat(2027, 2, 28))
    november = tahun.bagian.get(nama="November 2026")
    pabrik.indikator(p)
    layanan.buka(periode=november, oleh=None, sekarang=p.sekarang)
    tahun.refresh_from_db()
    ik = pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()
    [r] = lapor.laporkan(
        periode_id=november.pk,
        masukan=[MasukanRealisasi(ik.pk, nilai=Decimal(90), tautan=[("a", "https://contoh.go.id/a")])],
        ajukan=True,
        oleh=p.ratna,
        sekarang=p.sekarang,
    )
    assert r.nomor == f"LC-2026-11-{r.pk:06d}"
