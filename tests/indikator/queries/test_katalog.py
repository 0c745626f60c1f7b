"""Siapa yang dijangkau sebuah indikator, dan apa yang ditawarkan kepada sebuah penempatan."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indikator.models import Indikator
from indikator.queries.katalog import indikator_untuk, jumlah_terjangkau, terjangkau
from indikator.services import katalog
from indikator.services.katalog import MasukanJangkauan as J
from kepegawaian.models import Pegawai, Penempatan
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db
PADA = date(2026, 11, 2)


def penempatan(orang: Pegawai) -> Penempatan:
    return orang.penempatan.get(jenis="definitif")


def ditawari(p: pabrik.Pemda, satu: Indikator) -> set[str]:
    """Nama orang yang ditawari indikator itu, ditanya satu per satu."""
    return {
        o.nama_pendek
        for o in Pegawai.objects.filter(instansi=p.instansi)
        if satu in indikator_untuk(penempatan(o), PADA)
    }


def test_tanpa_jangkauan_menjangkau_seluruh_dinasnya(p: pabrik.Pemda) -> None:
    assert ditawari(p, pabrik.indikator(p)) == {"Baiq", "Kurnia", "Ratna", "Budi", "Ahmad"}


def test_milik_pemda_menjangkau_semua_orang(p: pabrik.Pemda) -> None:
    assert len(ditawari(p, pabrik.indikator(p, "Kehadiran", unit=p.akar))) == 11


@pytest.mark.parametrize(
    ("jangkauan", "nama"),
    [
        (lambda p: [J(jabatan_id=p.jabatan["pranata"].pk)], {"Ratna"}),
        (lambda p: [J(jenis_jabatan="pelaksana")], {"Budi", "Ahmad"}),
        (lambda p: [J(unit_id=p.capil.pk)], {"Kurnia", "Ratna", "Budi"}),
        (lambda p: [J(unit_id=p.dukcapil.pk)], {"Baiq", "Kurnia", "Ratna", "Budi", "Ahmad"}),
        (lambda p: [J(jenis_jabatan="pelaksana", unit_id=p.capil.pk)], {"Budi"}),
        (
            lambda p: [J(jenis_jabatan="pelaksana"), J(jabatan_id=p.jabatan["pranata"].pk)],
            {"Ratna", "Budi", "Ahmad"},
        ),
        (lambda p: [J(jabatan_id=p.jabatan["perawat"].pk)], set()),
    ],
)
def test_jangkauan_menurut_jabatan_jenis_dan_cabang(
    p: pabrik.Pemda, jangkauan: object, nama: set[str]
) -> None:
    satu = pabrik.indikator(p, jangkauan=jangkauan(p))  # type: ignore[operator]
    assert ditawari(p, satu) == nama
    assert jumlah_terjangkau([satu.pk], PADA) == {satu.pk: len(nama)}
    assert sum(j.jumlah for j in terjangkau(satu, PADA)) == len(nama)


def test_rincian_terjangkau_menurut_jabatan(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p, jangkauan=[J(jenis_jabatan="pelaksana"), J(jenis_jabatan="jpt")])
    assert [(j.nama, j.jumlah) for j in terjangkau(satu, PADA)] == [
        ("Kepala Dinas", 1),
        ("Pengadministrasi Umum", 2),
    ]


def test_yang_ditarik_dan_versi_lama_tidak_ditawarkan(p: pabrik.Pemda) -> None:
    lama = pabrik.indikator(p)
    pabrik.skp(p, p.ratna, pabrik.tahun(p), lama)
    baru = katalog.ubah(
        indikator=lama,
        nama="Nama baru",
        satuan="%",
        polaritas="maksimal",
        aspek="waktu",
        oleh=None,
        sekarang=p.sekarang,
    )
    assert indikator_untuk(penempatan(p.ratna), PADA) == [baru]
    katalog.nonaktifkan(indikator=baru, oleh=None, sekarang=p.sekarang)
    assert indikator_untuk(penempatan(p.ratna), PADA) == []


def test_penempatan_yang_tidak_berlaku_tidak_ditawari_dan_tidak_dihitung(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    Penempatan.objects.filter(pegawai=p.budi).update(sampai=PADA - timedelta(days=1))
    assert indikator_untuk(penempatan(p.budi), PADA) == []
    assert jumlah_terjangkau([satu.pk], PADA) == {satu.pk: 4}


def test_orang_nonaktif_tidak_dihitung(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    Pegawai.objects.filter(pk=p.budi.pk).update(is_active=False)
    assert jumlah_terjangkau([satu.pk], PADA) == {satu.pk: 4}


def test_instansi_lain_tidak_terjangkau_walau_nama_jabatannya_sama(p: pabrik.Pemda) -> None:
    lain = pabrik.pemda("Kota Lain")
    satu = pabrik.indikator(p, "Kehadiran", unit=p.akar)
    assert ditawari(lain, satu) == set()
    assert jumlah_terjangkau([satu.pk], PADA) == {satu.pk: 11}


def test_banyak_kueri_tetap(p: pabrik.Pemda) -> None:
    def kueri() -> int:
        with CaptureQueriesContext(connection) as tangkap:
            indikator_untuk(penempatan(p.ratna), PADA)
            jumlah_terjangkau(list(Indikator.objects.values_list("pk", flat=True)), PADA)
            terjangkau(Indikator.objects.order_by("pk")[0], PADA)
        return len(tangkap)

    for n in range(10):
        pabrik.indikator(p, f"Indikator {n}", jangkauan=[J(unit_id=p.capil.pk)])
    sepuluh = kueri()
    for n in range(10, 60):
        pabrik.indikator(p, f"Indikator {n}", jangkauan=[J(unit_id=p.capil.pk)])
    assert kueri() == sepuluh
