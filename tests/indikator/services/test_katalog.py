"""Mengisi katalog indikator."""

from decimal import Decimal
from typing import Any

import pytest

from indikator.models import Indikator, IndikatorKinerja
from indikator.queries.katalog import sidik
from indikator.services import katalog
from indikator.services.katalog import MasukanJangkauan, baris
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Jejak
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db


def isian(**lain: Any) -> dict[str, Any]:
    return {
        "nama": "Persentase kepemilikan akta kematian",
        "satuan": "%",
        "polaritas": "maksimal",
        "aspek": "kuantitas",
        "target_acuan": Decimal("95"),
        **lain,
    }


def ubah(p: pabrik.Pemda, satu: Indikator, **lain: Any) -> Indikator:
    return katalog.ubah(indikator=satu, oleh=p.admin, sekarang=p.sekarang, **isian(**lain))


def test_indikator_baru_mendapat_kode_berikutnya_di_dinasnya(p: pabrik.Pemda) -> None:
    kode = [pabrik.indikator(p, f"Indikator {n}").kode for n in range(3)]
    di_dinkes = pabrik.indikator(p, "Cakupan imunisasi", unit=p.dinkes).kode
    assert kode == ["IND-001", "IND-002", "IND-003"]
    assert di_dinkes == "IND-001"


def test_kode_buatan_melewati_kode_yang_sudah_ditulis_orang(p: pabrik.Pemda) -> None:
    pabrik.indikator(p, "Satu", kode="IND-002")
    assert pabrik.indikator(p, "Dua").kode == "IND-003"


def test_kode_kembar_ditolak(p: pabrik.Pemda) -> None:
    pabrik.indikator(p, "Satu", kode="IKU-1")
    with pytest.raises(GalatAturan, match="IKU-1 sudah dipakai") as galat:
        pabrik.indikator(p, "Dua", kode="IKU-1")
    assert galat.value.bidang == "kode"


def test_klik_ganda_menyimpan_satu_indikator(p: pabrik.Pemda) -> None:
    pertama = pabrik.indikator(p, jangkauan=[MasukanJangkauan(jenis_jabatan="pelaksana")])
    kedua = pabrik.indikator(p, jangkauan=[MasukanJangkauan(jenis_jabatan="pelaksana")])
    assert pertama.pk == kedua.pk
    assert Jejak.objects.filter(aksi="katalog.ditambah").count() == 1


def test_nama_kembar_dengan_isi_lain_ditolak_tanpa_membedakan_huruf_besar(p: pabrik.Pemda) -> None:
    pabrik.indikator(p)
    with pytest.raises(GalatAturan, match=r"sudah ada di katalog dinas itu \(IND-001\)"):
        pabrik.indikator(p, "PERSENTASE kepemilikan akta kematian")


def test_nama_yang_sama_boleh_di_dinas_lain(p: pabrik.Pemda) -> None:
    pabrik.indikator(p)
    pabrik.indikator(p, unit=p.dinkes)
    assert Indikator.objects.count() == 2


@pytest.mark.parametrize(
    ("ganti", "bidang"),
    [
        ({"nama": "  "}, "nama"),
        ({"satuan": ""}, "satuan"),
        ({"polaritas": "naik"}, "polaritas"),
        ({"aspek": "mutu"}, "aspek"),
        ({"asal": "lain"}, "asal"),
        ({"nama": "a" * 301}, "nama"),
        ({"bobot_acuan": Decimal(0)}, "bobot_acuan"),
        ({"bobot_acuan": Decimal("100.01")}, "bobot_acuan"),
        ({"target_acuan": Decimal(0)}, "target_acuan"),
        ({"target_acuan": Decimal(-1)}, "target_acuan"),
        ({"polaritas": "ya_tidak"}, "target_acuan"),
        ({"polaritas": "tanggal"}, "target_acuan"),
        ({"polaritas": "rentang"}, "target_acuan"),
        ({"bawah_acuan": Decimal(1)}, "bawah_acuan"),
        ({"polaritas": "rentang", "target_acuan": None, "bawah_acuan": Decimal(1)}, "atas_acuan"),
        (
            {
                "polaritas": "rentang",
                "target_acuan": None,
                "bawah_acuan": Decimal(5),
                "atas_acuan": Decimal(4),
            },
            "atas_acuan",
        ),
        ({"kode": "K" * 31}, "kode"),
    ],
)
def test_isian_yang_tidak_mungkin_ditolak_pada_bidangnya(
    p: pabrik.Pemda, ganti: dict[str, Any], bidang: str
) -> None:
    with pytest.raises(GalatAturan) as galat:
        katalog.tambah(instansi=p.instansi, unit=p.dukcapil, oleh=None, sekarang=p.sekarang, **isian(**ganti))
    assert galat.value.bidang == bidang
    assert not Indikator.objects.exists()


@pytest.mark.parametrize(
    "acuan",
    [
        {"polaritas": "minimal", "target_acuan": Decimal(0)},
        {"polaritas": "maksimal", "target_acuan": None},
        {
            "polaritas": "rentang",
            "target_acuan": None,
            "bawah_acuan": Decimal(0),
            "atas_acuan": Decimal("0.5"),
        },
        {"polaritas": "ya_tidak", "target_acuan": None},
    ],
)
def test_acuan_yang_mungkin_diterima(p: pabrik.Pemda, acuan: dict[str, Any]) -> None:
    assert pabrik.indikator(p, **acuan).pk


def test_indikator_di_bidang_ditolak_karena_katalog_milik_perangkat_daerah(p: pabrik.Pemda) -> None:
    with pytest.raises(GalatAturan, match="perangkat daerah"):
        pabrik.indikator(p, unit=p.capil)


def test_admin_dinas_hanya_mengisi_katalog_dinasnya(p: pabrik.Pemda) -> None:
    for unit, boleh in ((p.dukcapil, True), (p.dinkes, False), (p.akar, False)):
        try:
            katalog.tambah(
                instansi=p.instansi, unit=unit, oleh=p.admin_dukcapil, sekarang=p.sekarang, **isian()
            )
            berhasil = True
        except TidakBerhak:
            berhasil = False
        assert berhasil is boleh, unit.nama


@pytest.mark.parametrize("siapa", ["ratna", "kadis", "auditor"])
def test_yang_bukan_pengelola_tidak_mengubah_katalog(p: pabrik.Pemda, siapa: str) -> None:
    satu = pabrik.indikator(p)
    orang = getattr(p, siapa)
    with pytest.raises(TidakBerhak):
        katalog.ubah(indikator=satu, oleh=orang, sekarang=p.sekarang, **isian(nama="Lain"))
    with pytest.raises(TidakBerhak):
        katalog.nonaktifkan(indikator=satu, oleh=orang, sekarang=p.sekarang)


def test_yang_belum_dipakai_diubah_di_tempat(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    baru = ubah(p, satu, target_acuan=Decimal("96"))
    assert (baru.pk, baru.versi) == (satu.pk, 1)
    satu.refresh_from_db()
    assert satu.target_acuan == Decimal("96")


def test_yang_sudah_dipakai_menjadi_versi_baru_dan_yang_lama_utuh(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p, jangkauan=[MasukanJangkauan(jabatan_id=p.jabatan["pranata"].pk)])
    skp = pabrik.skp(p, p.ratna, pabrik.tahun(p), satu)
    baru = ubah(p, satu, nama="Cakupan akta kematian", target_acuan=Decimal("96"))
    satu.refresh_from_db()
    assert (baru.kode, baru.versi, baru.aktif) == (satu.kode, 2, True)
    assert (satu.nama, satu.target_acuan, satu.versi, satu.aktif) == (
        "Persentase kepemilikan akta kematian",
        Decimal("95"),
        1,
        False,
    )
    assert satu.jangkauan.count() == 1 and baru.jangkauan.count() == 0
    assert IndikatorKinerja.objects.get(skp=skp).katalog == satu


def test_simpan_tanpa_perubahan_tidak_membuat_versi(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    pabrik.skp(p, p.ratna, pabrik.tahun(p), satu)
    assert ubah(p, satu, target_acuan=Decimal("95.0000")).pk == satu.pk
    assert Indikator.objects.count() == 1


def test_klik_ganda_pada_ubah_membuat_satu_versi(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    pabrik.skp(p, p.ratna, pabrik.tahun(p), satu)
    pertama = ubah(p, satu, target_acuan=Decimal("97"))
    kedua = ubah(p, satu, target_acuan=Decimal("97"))
    assert pertama.pk == kedua.pk
    assert Indikator.objects.count() == 2


def test_versi_lama_tidak_dapat_diubah(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    pabrik.skp(p, p.ratna, pabrik.tahun(p), satu)
    ubah(p, satu, target_acuan=Decimal("97"))
    with pytest.raises(SudahBerubah, match="yang berlaku versi 2"):
        ubah(p, satu, target_acuan=Decimal("98"))


def test_perubahan_orang_lain_tidak_tertimpa(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    saat_dibuka = sidik(satu)
    ubah(p, satu, definisi="Definisi dari orang lain")
    with pytest.raises(SudahBerubah, match="Orang lain mengubah"):
        ubah(p, satu, definisi="Definisi saya", sidik=saat_dibuka)
    satu.refresh_from_db()
    assert satu.definisi == "Definisi dari orang lain"


def test_jangkauan_ke_jabatan_instansi_lain_ditolak_dan_indikator_tidak_jadi(p: pabrik.Pemda) -> None:
    asing = pabrik.pemda("Kota Lain").jabatan["pranata"]
    with pytest.raises(GalatAturan, match="tidak dikenal"):
        pabrik.indikator(p, jangkauan=[MasukanJangkauan(jabatan_id=asing.pk)])
    assert not Indikator.objects.exists()


def test_jangkauan_kembar_dan_kosong_disimpan_sekali(p: pabrik.Pemda) -> None:
    pelaksana = MasukanJangkauan(jenis_jabatan="pelaksana")
    satu = pabrik.indikator(p, jangkauan=[pelaksana, pelaksana, MasukanJangkauan()])
    assert satu.jangkauan.count() == 1


def test_nonaktif_dan_aktif_lagi_boleh_diulang(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    for _ in range(2):
        assert katalog.nonaktifkan(indikator=satu, oleh=p.admin, sekarang=p.sekarang).aktif is False
    for _ in range(2):
        assert katalog.aktifkan(indikator=satu, oleh=p.admin, sekarang=p.sekarang).aktif is True
    assert Jejak.objects.filter(aksi="katalog.dinonaktifkan").count() == 1
    assert Jejak.objects.filter(aksi="katalog.diaktifkan").count() == 1


def test_tidak_diaktifkan_lagi_bila_namanya_sudah_dipakai(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    katalog.nonaktifkan(indikator=satu, oleh=p.admin, sekarang=p.sekarang)
    pabrik.indikator(p, satuan="persen")
    with pytest.raises(GalatAturan, match="sudah ada"):
        katalog.aktifkan(indikator=satu, oleh=p.admin, sekarang=p.sekarang)


def test_gagal_mencatat_jejak_membatalkan_versi_baru(
    p: pabrik.Pemda, monkeypatch: pytest.MonkeyPatch
) -> None:
    satu = pabrik.indikator(p)
    pabrik.skp(p, p.ratna, pabrik.tahun(p), satu)

    def patah(**_: object) -> None:
        raise RuntimeError("jejak tidak dapat ditulis")

    monkeypatch.setattr(baris.jejak, "catat", patah)
    with pytest.raises(RuntimeError):
        ubah(p, satu, target_acuan=Decimal("97"))
    satu.refresh_from_db()
    assert satu.aktif and Indikator.objects.count() == 1
