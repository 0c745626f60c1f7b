"""Periode berjalan, jadwal, kesiapan, dan isi menurut keadaan."""

from datetime import date

import pytest

from indikator.models import Periode
from indikator.queries.periode import (
    Keadaan,
    isi_periode,
    kesiapan,
    periode_berjalan,
    pola_terakhir,
    tahap,
    tahun_berjalan,
)
from kepegawaian.models import Penempatan
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db


def test_yang_berjalan_adalah_triwulan_terbaru_yang_masanya_sudah_mulai(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    ketiga, keempat = pabrik.triwulan(p, tahun, ke=3, buka=False), pabrik.triwulan(p, tahun, ke=4)
    Periode.objects.filter(pk=ketiga.pk).update(status="diproses")
    assert periode_berjalan(p.instansi, p.sekarang) == keempat
    assert periode_berjalan(p.instansi, p.saat(2026, 9, 30)) == ketiga, (
        "yang dibuka lebih awal menunggu masanya"
    )
    assert tahun_berjalan(p.instansi, p.sekarang) == tahun


def test_tanpa_periode_terbuka_tidak_ada_yang_berjalan(p: pabrik.Pemda) -> None:
    pabrik.triwulan(p, buka=False)
    pabrik.triwulan(pabrik.pemda("Kota Lain"))
    assert periode_berjalan(p.instansi, p.sekarang) is None
    assert tahun_berjalan(p.instansi, p.sekarang) is None


def test_tengah_malam_setempat_menentukan_hari(p: pabrik.Pemda) -> None:
    """30 September pukul 23.59 WITA sudah 15.59 UTC; 1 Oktober pukul 00.30 WITA masih 30 September di UTC."""
    tahun = pabrik.tahun(p)
    ketiga, keempat = pabrik.triwulan(p, tahun, ke=3, buka=False), pabrik.triwulan(p, tahun, ke=4)
    Periode.objects.filter(pk=ketiga.pk).update(status="diproses")
    assert periode_berjalan(p.instansi, p.saat(2026, 9, 30, 23, 59)) == ketiga
    assert periode_berjalan(p.instansi, p.saat(2026, 10, 1, 0, 30)) == keempat


def test_jadwal_urut_dan_hanya_satu_yang_kini(p: pabrik.Pemda) -> None:
    jadwal = tahap(pabrik.triwulan(p, buka=False), sekarang=p.sekarang)
    assert [t.saat for t in jadwal] == sorted(t.saat for t in jadwal)
    assert [t.keadaan for t in jadwal].count("lewat") == 2, "tenggat SKP dan masa dimulai"
    assert next(t.judul for t in jadwal if t.keadaan == "kini") in {
        "Tenggat lapor capaian",
        "Tenggat umpan balik 360",
    }


def test_kesiapan_menyebut_penghalang_dan_peringatan_terpisah(p: pabrik.Pemda) -> None:
    draf = pabrik.triwulan(p, buka=False)
    kosong = kesiapan(draf, sekarang=p.sekarang)
    assert [b.judul for b in kosong.penghalang] == ["Katalog indikator masih kosong"]
    pabrik.indikator(p)
    terisi = kesiapan(draf, sekarang=p.sekarang)
    assert terisi.penghalang == ()
    assert {b.judul for b in terisi.peringatan} == {
        "1 perangkat daerah belum punya indikator sendiri",
        "1 pegawai belum punya pejabat penilai",
        "Tenggat menyusun SKP sudah lewat",
    }


def test_pegawai_tanpa_penilai_disebut_namanya(p: pabrik.Pemda) -> None:
    pabrik.indikator(p)
    Penempatan.objects.filter(pegawai=p.sekda).update(kepala=False)
    butir = next(
        b
        for b in kesiapan(pabrik.triwulan(p, buka=False), sekarang=p.sekarang).butir
        if "pejabat penilai" in b.judul
    )
    assert butir.keadaan is Keadaan.PERINGATAN
    assert butir.judul.startswith("5 pegawai") and "dan 1 orang lain" in butir.uraian


def test_isi_periode_menghitung_tiap_keadaan_termasuk_yang_belum_mulai(p: pabrik.Pemda) -> None:
    periode = pabrik.triwulan(p)
    tahun = Periode.objects.get(pk=periode.induk_id)
    pabrik.skp(p, p.ratna, tahun, status="disetujui")
    pabrik.skp(p, p.budi, tahun)
    skp, laporan, evaluasi = isi_periode(periode, pada=date(2026, 11, 2))
    assert {k.kode: k.jumlah for k in skp.keadaan} == {"belum_mulai": 9, "draf": 1, "disetujui": 1}
    assert (skp.diharapkan, skp.selesai) == (11, 1)
    assert (laporan.diharapkan, laporan.selesai) == (1, 0)
    assert (evaluasi.diharapkan, evaluasi.selesai) == (11, 0)
    assert [i.judul for i in isi_periode(tahun, pada=date(2026, 11, 2))] == ["SKP"]


def test_pola_tenggat_disalin_dari_triwulan_terakhir_menurut_hari_setempat(p: pabrik.Pemda) -> None:
    assert pola_terakhir(p.instansi)[1] == ""
    tahun = pabrik.tahun(p, buka=False)
    terakhir = pabrik.triwulan(p, tahun, ke=3, buka=False)
    Periode.objects.filter(pk=terakhir.pk).update(
        tenggat_lapor=p.saat(2026, 10, 5),
        tenggat_umpan_balik=p.saat(2026, 10, 6),
        tenggat_nilai=p.saat(2026, 10, 9),
    )
    pola, asal = pola_terakhir(p.instansi)
    assert (pola.lapor, pola.umpan_balik, pola.nilai, pola.tutup) == (5, 6, 9, 21)
    assert asal == "Triwulan III 2026"
