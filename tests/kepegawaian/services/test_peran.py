"""Memberi dan mencabut peran."""

from datetime import date, datetime, timedelta

import pytest

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from kepegawaian.models import Pegawai, Peran, UnitKerja
from kepegawaian.permissions import Izin, akses
from kepegawaian.services import peran
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import HARI, SEKARANG


def beri(siapa: Pegawai, jenis: str, unit: UnitKerja | None, oleh: Pegawai | None, **lain: object) -> Peran:
    isi = {"sejak": HARI, "dasar": "SK 5/2026", "sekarang": SEKARANG} | lain
    return peran.beri(pegawai=siapa, jenis=jenis, unit=unit, oleh=oleh, **isi)  # type: ignore[arg-type]


def test_peran_berlaku_di_unitnya_dan_di_bawahnya(kota: Kota) -> None:
    beri(kota.staf, "petugas_layanan", kota.bidang, kota.admin_dinas)
    milik = akses(kota.staf, pada=HARI)
    assert milik.unit(Izin.JAWAB_ASPIRASI) == {kota.bidang.pk, kota.seksi.pk}
    assert Jejak.objects.get(aksi="peran.diberikan").alasan == ""


@pytest.mark.parametrize("jenis", ["admin_bkd", "admin_dinas", "auditor"])
def test_admin_dinas_tidak_dapat_mengangkat_admin_atau_auditor(kota: Kota, jenis: str) -> None:
    with pytest.raises(TidakBerhak):
        beri(kota.staf, jenis, kota.bidang, kota.admin_dinas)
    assert not akses(kota.staf, pada=HARI).peran


def test_admin_dinas_tidak_dapat_memberi_peran_di_luar_wilayahnya(kota: Kota) -> None:
    for unit in (kota.dinas_lain, None):
        with pytest.raises(TidakBerhak):
            beri(kota.staf, "pimpinan", unit, kota.admin_dinas)


def test_tidak_seorang_pun_memberi_peran_kepada_dirinya(kota: Kota) -> None:
    with pytest.raises(TidakBerhak, match="diri sendiri"):
        beri(kota.admin_bkd, "auditor", None, kota.admin_bkd)


def test_peran_ganda_dan_yang_tidak_lengkap_ditolak(kota: Kota) -> None:
    with pytest.raises(GalatAturan, match="sudah memegang"):
        beri(kota.admin_dinas, "admin_dinas", kota.dinas, kota.admin_bkd)
    with pytest.raises(GalatAturan, match="perlu unit"):
        beri(kota.staf, "admin_dinas", None, kota.admin_bkd)
    with pytest.raises(GalatAturan, match="sebelum hari mulai"):
        beri(kota.staf, "pimpinan", kota.dinas, kota.admin_bkd, sampai=date(2024, 1, 1))


def test_peran_yang_dicabut_tidak_berlaku_pada_hari_itu_juga(kota: Kota, sekarang: datetime) -> None:
    satu = Peran.objects.get(pegawai=kota.admin_dinas)
    with pytest.raises(GalatAturan, match="alasan"):
        peran.cabut(peran=satu, alasan="", oleh=kota.admin_bkd, sekarang=sekarang)
    peran.cabut(peran=satu, alasan="Pindah tugas", oleh=kota.admin_bkd, sekarang=sekarang)
    assert not akses(kota.admin_dinas, pada=HARI).boleh(Izin.KELOLA_PEGAWAI)
    assert akses(kota.admin_dinas, pada=HARI - timedelta(days=1)).boleh(Izin.KELOLA_PEGAWAI)
    peran.cabut(peran=satu, alasan="Ulang", oleh=kota.admin_bkd, sekarang=sekarang)
    assert Jejak.objects.filter(aksi="peran.dicabut").count() == 1


def test_peran_yang_baru_mulai_hari_ini_hilang_saat_dicabut(kota: Kota, sekarang: datetime) -> None:
    satu = beri(kota.staf, "pimpinan", kota.bidang, kota.admin_bkd, sejak=HARI)
    peran.cabut(peran=satu, alasan="Keliru", oleh=kota.admin_bkd, sekarang=sekarang)
    assert not Peran.objects.filter(pegawai=kota.staf).exists()


def test_admin_dinas_tidak_dapat_mencabut_peran_pusat(kota: Kota, sekarang: datetime) -> None:
    satu = Peran.objects.get(pegawai=kota.auditor)
    with pytest.raises(TidakBerhak):
        peran.cabut(peran=satu, alasan="Coba", oleh=kota.admin_dinas, sekarang=sekarang)


def test_pegawai_nonaktif_tidak_punya_izin(kota: Kota) -> None:
    kota.admin_bkd.is_active = False
    kota.admin_bkd.save()
    assert not akses(kota.admin_bkd, pada=HARI).per_izin
