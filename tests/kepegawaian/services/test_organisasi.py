"""Menyusun instansi, unit, dan jabatan."""

from datetime import date, datetime

import pytest

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from kepegawaian.models import UnitKerja
from kepegawaian.services import organisasi
from kepegawaian.services.organisasi import MasukanUnit
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import AWAL, SEKARANG


def test_instansi_hanya_ditambah_oleh_sistem(kota: Kota, sekarang: datetime) -> None:
    with pytest.raises(TidakBerhak):
        organisasi.tambah_instansi(nama="Baru", slug="baru", oleh=kota.admin_bkd, sekarang=sekarang)
    baru = organisasi.tambah_instansi(nama="Baru", slug="baru", oleh=None, sekarang=sekarang)
    jejak = Jejak.objects.get(aksi="instansi.ditambah")
    assert (jejak.objek_id, jejak.instansi_id, jejak.pelaku_nama) == (baru.pk, baru.pk, "Sistem")


def test_nama_instansi_yang_sudah_ada_ditolak_dengan_jalan_keluar(kota: Kota, sekarang: datetime) -> None:
    with pytest.raises(GalatAturan, match="sudah terdaftar"):
        organisasi.tambah_instansi(nama=kota.instansi.nama, slug="lain", oleh=None, sekarang=sekarang)


@pytest.mark.django_db
def test_perangkat_daerah_menaungi_dirinya_dan_semua_di_bawahnya() -> None:
    milik = organisasi.tambah_instansi(nama="Kab Uji", slug="kab-uji", oleh=None, sekarang=SEKARANG)
    susunan = [
        ("akar", None, "pemda"),
        ("setda", "akar", "setda"),
        ("bagian", "setda", "bagian"),
        ("dprd", "akar", "sekretariat"),
        ("dinkes", "akar", "dinas"),
        ("puskesmas", "dinkes", "puskesmas"),
        ("loket", "puskesmas", "lain"),
        ("rs_dinas", "dinkes", "rumah_sakit"),
        ("rs_pemda", "akar", "rumah_sakit"),
        ("kecamatan", "setda", "kecamatan"),
    ]
    unit = organisasi.tambah_unit_banyak(
        instansi=milik,
        masukan=[MasukanUnit(k, induk, k.title(), jenis, AWAL) for k, induk, jenis in susunan],
        oleh=None,
        sekarang=SEKARANG,
    )
    dinas = {k: next((n for n, v in unit.items() if v.pk == u.dinas_id), None) for k, u in unit.items()}
    assert dinas == {
        "akar": None,
        "setda": "setda",
        "bagian": "setda",
        "dprd": "dprd",
        "dinkes": "dinkes",
        "puskesmas": "dinkes",
        "loket": "dinkes",
        "rs_dinas": "dinkes",
        "rs_pemda": "rs_pemda",
        "kecamatan": "kecamatan",
    }
    tersimpan = UnitKerja.objects.filter(instansi=milik)
    assert {u.pk: u.dinas_id for u in tersimpan} == {u.pk: u.dinas_id for u in unit.values()}
    assert Jejak.objects.filter(aksi="unit.ditambah").count() == len(susunan)


def test_banyaknya_kueri_mengikuti_tingkat_pohon_bukan_banyak_unit(
    kota: Kota, sekarang: datetime, django_assert_max_num_queries: object
) -> None:
    def seksi(banyak: int, awalan: str) -> list[MasukanUnit]:
        return [
            MasukanUnit(f"{awalan}{n}", kota.bidang, f"Seksi {awalan}{n}", "seksi", AWAL)
            for n in range(banyak)
        ]

    for banyak, awalan in ((10, "a"), (200, "b")):
        with django_assert_max_num_queries(5):  # type: ignore[operator]
            organisasi.tambah_unit_banyak(
                instansi=kota.instansi, masukan=seksi(banyak, awalan), oleh=None, sekarang=sekarang
            )


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"nama": " "}, "Isi nama unit"),
        ({"jenis": "kerajaan"}, "belum dikenal"),
        ({"sejak": date(2024, 1, 1)}, "sebelum induknya"),
    ],
)
def test_unit_yang_tidak_mungkin_ditolak(
    kota: Kota, sekarang: datetime, isi: dict[str, object], kata: str
) -> None:
    lengkap = {"nama": "Seksi Baru", "jenis": "seksi", "sejak": AWAL} | isi
    with pytest.raises(GalatAturan, match=kata):
        organisasi.tambah_unit(
            instansi=kota.instansi,
            induk=kota.bidang,
            oleh=None,
            sekarang=sekarang,
            **lengkap,  # type: ignore[arg-type]
        )


def test_admin_dinas_hanya_menambah_unit_di_dinasnya(kota: Kota, sekarang: datetime) -> None:
    def tambah(induk: UnitKerja | None) -> UnitKerja:
        return organisasi.tambah_unit(
            instansi=kota.instansi,
            induk=induk,
            nama="Seksi Baru",
            jenis="seksi",
            sejak=AWAL,
            oleh=kota.admin_dinas,
            sekarang=sekarang,
        )

    assert tambah(kota.bidang).dinas_id == kota.dinas.pk
    for luar in (kota.dinas_lain, kota.akar, None):
        with pytest.raises(TidakBerhak):
            tambah(luar)


def test_induk_dari_pemda_lain_tidak_dikenal(kota: Kota, seberang: Kota, sekarang: datetime) -> None:
    with pytest.raises(GalatAturan, match="tidak ada di pemerintah daerah ini"):
        organisasi.tambah_unit(
            instansi=kota.instansi,
            induk=seberang.dinas,
            nama="Seksi",
            jenis="seksi",
            sejak=AWAL,
            oleh=None,
            sekarang=sekarang,
        )


def test_nama_jabatan_ganda_dijelaskan(kota: Kota, sekarang: datetime) -> None:
    with pytest.raises(GalatAturan, match="sudah ada") as galat:
        organisasi.tambah_jabatan(
            instansi=kota.instansi,
            nama="Auditor",
            jenis="fungsional",
            oleh=kota.admin_dinas,
            sekarang=sekarang,
        )
    assert galat.value.bidang == "nama"
    with pytest.raises(TidakBerhak):
        organisasi.tambah_jabatan(
            instansi=kota.instansi, nama="Bidan", jenis="fungsional", oleh=kota.auditor, sekarang=sekarang
        )
