"""Papan tim penilai: yang terburuk di atas, satu hitungan untuk banyak penonton, draf tidak terbaca."""

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from indikator.models import Periode, Realisasi
from indikator.queries.papan import hitung_papan, papan_tim
from kepegawaian.models import Pegawai
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db


def lapor(p: pabrik.Pemda, tw: Periode, orang: Pegawai, nilai: str, *, status: str = "diajukan") -> Realisasi:
    """Laporan indikator satu-satunya; target 95."""
    ik = pabrik.skp(p, orang, tw.induk, status="disetujui").indikator.get()
    diajukan = status != "draf"
    return Realisasi.objects.create(
        instansi=p.instansi,
        periode=tw,
        pegawai=orang,
        indikator=ik,
        status=status,
        nilai=Decimal(nilai),
        diajukan_pada=p.sekarang if diajukan else None,
        diajukan_oleh=orang if diajukan else None,
    )


def test_yang_terburuk_di_atas_dan_setiap_risiko_bersebab(p: pabrik.Pemda, tw: Periode) -> None:
    lapor(p, tw, p.ratna, "95")
    lapor(p, tw, p.budi, "30")
    papan = hitung_papan(p.kabid, tw, sekarang=p.sekarang)
    assert [(b.nama, b.risiko) for b in papan.baris] == [
        ("Budi Santoso", "Sulit tercapai"),
        ("Ratna Wulandari", "Tuntas"),
    ]
    assert all(b.penilaian.sebab for b in papan.baris)
    assert dict(papan.hitung)["Sulit tercapai"] == 1


def test_isi_draf_tidak_pernah_memengaruhi_papan(p: pabrik.Pemda, tw: Periode) -> None:
    lapor(p, tw, p.ratna, "1", status="draf")
    [ratna] = [b for b in hitung_papan(p.kabid, tw, sekarang=p.sekarang).baris if b.nama == p.ratna.nama]
    assert (ratna.masuk, ratna.nilai, ratna.risiko) == (0, None, "Berjalan")


def test_penonton_kedua_tidak_menghitung_lagi_sampai_umurnya_lewat(p: pabrik.Pemda, tw: Periode) -> None:
    cache.clear()
    awal = papan_tim(p.kabid, tw, sekarang=p.sekarang)
    lapor(p, tw, p.ratna, "95")
    with CaptureQueriesContext(
        connection,
    ) as kueri:
        kedua = papan_tim(p.kabid, tw, sekarang=p.sekarang + timedelta(seconds=20))
    assert len(kueri) == 0 and kedua == awal
    ketiga = papan_tim(p.kabid, tw, sekarang=p.sekarang + timedelta(seconds=26))
    assert ketiga.baris != awal.baris


def test_papan_orang_lain_tidak_tercampur(p: pabrik.Pemda, tw: Periode) -> None:
    lapor(p, tw, p.ratna, "95")
    cache.clear()
    nama = {b.nama for b in papan_tim(p.kabid, tw, sekarang=p.sekarang).baris}
    assert nama == {p.ratna.nama, p.budi.nama}
    assert {b.nama for b in papan_tim(p.kapus, tw, sekarang=p.sekarang).baris} == {p.perawat.nama}


@pytest.mark.parametrize("banyak", [2, 30])
def test_jumlah_kueri_tetap_berapa_pun_bawahannya(p: pabrik.Pemda, tw: Periode, banyak: int) -> None:
    for n in range(banyak):
        orang = pabrik.pegawai(p.instansi, f"Staf {n}")
        pabrik.tempatkan(orang, p.capil, p.jabatan["pranata"])
        lapor(p, tw, orang, "80")
    with CaptureQueriesContext(connection) as kueri:
        papan = hitung_papan(p.kabid, tw, sekarang=p.sekarang)
    assert len(papan.baris) == banyak + 2
    assert len(kueri) <= 5, [k["sql"][:80] for k in kueri]


def test_halaman_menyegarkan_diri_lalu_berhenti_supaya_sesi_habis_pada_waktunya(
    p: pabrik.Pemda, tw: Periode
) -> None:
    klien = masuk(p.kabid)
    teks = klien.get("/papan/").content.decode()
    assert 'hx-trigger="every 30s"' in teks and "?segar=1" in teks
    akhir = klien.get("/papan/", {"segar": "20"}).content.decode()
    assert "every 30s" not in akhir and "Perbarui" in akhir
    assert klien.get("/papan/", {"segar": "x"}).status_code == 200


def test_yang_tidak_menilai_siapa_pun_diberi_tahu(p: pabrik.Pemda, tw: Periode) -> None:
    assert "Tidak ada pegawai yang Anda nilai" in masuk(p.budi).get("/papan/").content.decode()


def test_unduhan_berisi_baris_yang_sama_dan_hanya_tim_sendiri(p: pabrik.Pemda, tw: Periode) -> None:
    cache.clear()
    lapor(p, tw, p.ratna, "95")
    jawaban = masuk(p.kabid).get("/papan/unduh/")
    assert "spreadsheetml" in jawaban.headers["Content-Type"]
    lembar = CalamineWorkbook.from_filelike(io.BytesIO(jawaban.content)).get_sheet_by_name("Tim").to_python()
    papan = hitung_papan(p.kabid, tw, sekarang=p.sekarang)
    assert [(b[0], b[2], b[4], b[5]) for b in lembar[1:]] == [
        (b.nama, b.risiko, b.masuk, b.diminta) for b in papan.baris
    ]
    milik_staf = CalamineWorkbook.from_filelike(io.BytesIO(masuk(p.ratna).get("/papan/unduh/").content))
    assert len(milik_staf.get_sheet_by_name("Tim").to_python()) == 1, "bukan penilai: hanya judul kolomnya"
