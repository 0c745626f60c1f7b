"""Tugas di beranda: apa yang diminta dari siapa, dan berapa kueri."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indikator.models import IndikatorKinerja, Pemahaman, Periode
from indikator.queries.beranda import tugas_untuk
from indikator.services import realisasi as layanan
from indikator.services.realisasi import MasukanRealisasi
from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db


def tugas(p: pabrik.Pemda, orang: Pegawai) -> list[Tugas]:
    return tugas_untuk(pegawai=orang, sekarang=p.sekarang)


def judul(p: pabrik.Pemda, orang: Pegawai) -> list[str]:
    return [t.judul for t in tugas(p, orang)]


def lapor(p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja) -> None:
    masukan = MasukanRealisasi(indikator_id=ik.pk, nilai=Decimal(1), tautan=[("", "https://contoh.go.id/")])
    layanan.laporkan(
        periode_id=tw.pk, masukan=[masukan], ajukan=True, oleh=ik.skp.pegawai, sekarang=p.sekarang
    )


def test_tanpa_periode_tidak_ada_yang_diminta(p: pabrik.Pemda) -> None:
    assert tugas(p, p.ratna) == []


def test_yang_belum_mulai_diminta_memahami_dan_menyusun(p: pabrik.Pemda, tw: Periode) -> None:
    assert judul(p, p.ratna) == ["Pahami indikator dan cara menilai 2026", "Susun SKP 2026"]
    Pemahaman.objects.create(periode=tw.induk, dinyatakan_oleh=p.ratna, dinyatakan_pada=p.sekarang)
    assert judul(p, p.ratna) == ["Susun SKP 2026"]


@pytest.mark.parametrize(
    ("status", "harapan"),
    [("draf", ["Selesaikan SKP 2026"]), ("perlu_perbaikan", ["Perbaiki SKP 2026"]), ("diajukan", [])],
)
def test_skp_menurut_keadaannya(p: pabrik.Pemda, tahun: Periode, status: str, harapan: list[str]) -> None:
    Pemahaman.objects.create(periode=tahun, dinyatakan_oleh=p.ratna, dinyatakan_pada=p.sekarang)
    pabrik.skp(p, p.ratna, tahun, status=status)
    assert judul(p, p.ratna) == harapan


def test_laporan_yang_tersisa_dihitung_dan_hilang_sesudah_diserahkan(
    p: pabrik.Pemda, tahun: Periode, tw: Periode
) -> None:
    ik = pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()
    [satu] = tugas(p, p.ratna)
    assert (satu.judul, satu.jumlah, satu.status, satu.tenggat) == (
        "Lapor capaian Triwulan IV 2026",
        1,
        "belum_mulai",
        tw.tenggat_lapor,
    )
    lapor(p, tw, ik)
    assert tugas(p, p.ratna) == []


def test_yang_dikembalikan_ditagih_lagi_dan_yang_dikecualikan_tidak(
    p: pabrik.Pemda, tahun: Periode, tw: Periode
) -> None:
    ik = pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()
    lapor(p, tw, ik)
    r = ik.realisasi.get()
    layanan.kembalikan(realisasi=r, catatan="x", oleh=p.kabid, sekarang=p.sekarang)
    [satu] = tugas(p, p.ratna)
    assert (satu.tombol, satu.status) == ("Perbaiki", "perlu_perbaikan")
    layanan.perlakukan(
        periode_id=tw.pk,
        indikator_id=ik.pk,
        perlakuan="dikecualikan",
        alasan="x",
        oleh=p.kabid,
        sekarang=p.sekarang,
    )
    assert tugas(p, p.ratna) == []


def test_periode_yang_belum_mulai_belum_menagih(p: pabrik.Pemda, tahun: Periode) -> None:
    pabrik.skp(p, p.ratna, tahun, status="disetujui")
    depan = pabrik.tahun(p, ke=2027)
    pabrik.triwulan(p, depan, ke=1)
    assert not any("Lapor" in j for j in judul(p, p.ratna))


def test_akhir_tahun_tugas_dari_dua_tahun_muncul_bersama(
    p: pabrik.Pemda, tahun: Periode, tw: Periode
) -> None:
    pabrik.skp(p, p.ratna, tahun, status="disetujui")
    pabrik.tahun(p, ke=2027)
    assert {"Lapor capaian Triwulan IV 2026", "Susun SKP 2027"} <= set(judul(p, p.ratna))


def test_penilai_diminta_menyetujui_dan_memeriksa(p: pabrik.Pemda, tahun: Periode, tw: Periode) -> None:
    pabrik.skp(p, p.budi, tahun, status="diajukan")
    ik = pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()
    lapor(p, tw, ik)
    hasil = {t.judul: t.jumlah for t in tugas(p, p.kabid)}
    assert hasil["Setujui SKP 2026 1 orang"] == 1 and hasil["Periksa 1 laporan capaian"] == 1
    assert not any("Setujui" in j for j in judul(p, p.kadis)), "bukan penilai langsung"


def test_periode_yang_mulai_ditutup_tidak_menagih(p: pabrik.Pemda, tahun: Periode, tw: Periode) -> None:
    pabrik.skp(p, p.ratna, tahun, status="disetujui")
    Periode.objects.filter(pk=tw.pk).update(penutupan_dimulai=p.sekarang)
    assert not any("Lapor" in j for j in judul(p, p.ratna))


def test_jumlah_kueri_tetap_dan_paling_banyak_tiga(p: pabrik.Pemda, tahun: Periode, tw: Periode) -> None:
    def kueri() -> int:
        with CaptureQueriesContext(connection) as tangkap:
            tugas(p, p.kabid)
        return len(tangkap)

    pabrik.skp(p, p.kabid, tahun, status="disetujui")
    for n, banyak in enumerate((10, 190)):
        for nomor in range(banyak):
            orang = pabrik.pegawai(p.instansi, f"Bawahan {n} {nomor}")
            pabrik.tempatkan(orang, p.capil, p.jabatan["pengadministrasi"])
            pabrik.skp(p, orang, tahun, status="diajukan")
        assert kueri() == 3
