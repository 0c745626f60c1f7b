"""Memberi dan mencabut peran."""

from datetime import date, datetime, timedelta

import pytest

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from kepegawaian.models import Pegawai, Peran, UnitKerja
from kepegawaian.permissions import Izin, akses
from kepegawaian.services import peran
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import AWAL, HARI, SEKARANG


def beri(siapa: Pegawai, jenis: str, unit: UnitKerja | None, oleh: Pegawai | None, **lain: object) -> Peran:
    isi = {"sejak": HARI, "dasar": "SK 5/2026", "sekarang": SEKARANG} | lain
    return peran.beri(pegawai=siapa, jenis=jenis, unit=unit, oleh=oleh, **isi)  # type: ignore[arg-type]


def test_peran_berlaku_di_unitnya_dan_di_bawahnya(kota: Kota) -> None:
    beri(kota.staf, "petugas_layanan", kota.bidang, kota.admin_dinas)
    milik = akses(kota.staf, pada=HARI)
    assert milik.unit(Izin.JAWAB_ASPIRASI) == {kota.bidang.pk, kota.seksi.pk}
    assert Jejak.objects.get(aksi="peran.diberikan").alasan == ""


@pytest.mark.parametrize("jenis", ["admin_bkd", "admin_dinas", "auditor", "pimpinan"])
def test_admin_dinas_hanya_mengangkat_petugas_layanan(kota: Kota, jenis: str) -> None:
    with pytest.raises(TidakBerhak):
        beri(kota.staf, jenis, kota.bidang, kota.admin_dinas)
    assert not akses(kota.staf, pada=HARI).peran


def test_admin_dinas_tidak_dapat_memberi_peran_di_luar_wilayahnya(kota: Kota) -> None:
    for unit in (kota.dinas_lain, None):
        with pytest.raises(TidakBerhak):
            beri(kota.staf, "petugas_layanan", unit, kota.admin_dinas)


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


def test_admin_bkd_terakhir_tidak_dapat_dicabut(kota: Kota) -> None:
    satu = Peran.objects.get(pegawai=kota.admin_bkd)
    with pytest.raises(GalatAturan, match="satu-satunya admin BKD"):
        peran.cabut(peran=satu, alasan="Coba", oleh=kota.admin_bkd, sekarang=SEKARANG)
    sebentar = beri(kota.kadis, "admin_bkd", None, kota.admin_bkd, sampai=HARI + timedelta(days=7))
    with pytest.raises(GalatAturan, match="satu-satunya"):
        peran.cabut(peran=satu, alasan="Coba", oleh=kota.kadis, sekarang=SEKARANG)
    peran.cabut(peran=sebentar, alasan="Diganti", oleh=kota.admin_bkd, sekarang=SEKARANG)
    beri(kota.kadis, "admin_bkd", None, kota.admin_bkd)
    peran.cabut(peran=satu, alasan="Pindah", oleh=kota.kadis, sekarang=SEKARANG)
    assert not akses(kota.admin_bkd, pada=HARI).boleh(Izin.KELOLA_PEGAWAI)


def test_peran_sendiri_tidak_dapat_diperpanjang(kota: Kota) -> None:
    Peran.objects.filter(pegawai=kota.admin_bkd).update(sampai=HARI + timedelta(days=1))
    with pytest.raises(TidakBerhak, match="diri sendiri"):
        beri(kota.admin_bkd, "admin_bkd", None, kota.admin_bkd, sejak=HARI + timedelta(days=2))


def test_peran_tidak_berlaku_surut_dan_tidak_untuk_yang_tidak_aktif(kota: Kota) -> None:
    with pytest.raises(GalatAturan, match="paling awal berlaku hari ini") as galat:
        beri(kota.staf, "pimpinan", kota.dinas, kota.admin_bkd, sejak=HARI - timedelta(days=1))
    assert galat.value.bidang == "sejak"
    kota.rekan.is_active = False
    kota.rekan.save()
    with pytest.raises(GalatAturan, match="tidak aktif"):
        beri(kota.rekan, "pimpinan", kota.dinas, kota.admin_bkd)


def test_kiriman_kedua_mengembalikan_peran_yang_sama(kota: Kota) -> None:
    satu = beri(kota.staf, "pimpinan", kota.dinas, kota.admin_bkd)
    assert beri(kota.staf, "pimpinan", kota.dinas, kota.admin_bkd).pk == satu.pk
    assert Jejak.objects.filter(aksi="peran.diberikan").count() == 1


def test_peran_dari_versi_lebih_baru_tidak_membuka_apa_pun_dan_bukan_galat(kota: Kota) -> None:
    Peran.objects.create(pegawai=kota.staf, jenis="peran_masa_depan", sejak=AWAL)
    milik = akses(kota.staf, pada=HARI)
    assert milik.peran == ("peran_masa_depan",) and not milik.per_izin
