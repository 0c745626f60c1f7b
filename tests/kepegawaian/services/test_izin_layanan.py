"""Setiap layanan menolak sendiri orang yang tidak berhak, juga bila halamannya keliru memanggilnya."""

from datetime import timedelta

import pytest

from inti.galat import GalatAturan, TidakBerhak
from kepegawaian.models import LetakUnit, Pegawai, SesiMasuk
from kepegawaian.services import (
    kontak,
    laporan,
    organisasi,
    pegawai,
    peran,
    perbaikan,
    sesi_masuk,
    surel,
)
from kepegawaian.services.tenang import atur_tenang
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import HARI, SEKARANG

BESOK = HARI + timedelta(days=1)
UNIT = {"dasar": "Perwali 5/2026", "sekarang": SEKARANG}


# --- susunan organisasi ---


def test_admin_dinas_tidak_meleburkan_unit_ke_dinas_lain(kota: Kota) -> None:
    with pytest.raises(TidakBerhak):
        organisasi.gabungkan_unit(
            dari=[kota.seksi], ke=kota.dinas_lain, sejak=BESOK, oleh=kota.admin_dinas, **UNIT
        )
    kota.seksi.refresh_from_db()
    assert kota.seksi.penerus is None


def test_unit_pemda_lain_tidak_dapat_dileburkan_ke_sini(kota: Kota, seberang: Kota) -> None:
    with pytest.raises(GalatAturan, match="tidak ada di pemerintah daerah ini"):
        organisasi.gabungkan_unit(dari=[seberang.seksi], ke=kota.bidang, sejak=BESOK, oleh=None, **UNIT)


def test_pemindahan_yang_dijadwalkan_hanya_dibatalkan_pengelola_kedua_ujungnya(kota: Kota) -> None:
    organisasi.pindahkan_unit(
        unit=kota.seksi, induk=kota.dinas_lain, sejak=BESOK, oleh=kota.admin_bkd, **UNIT
    )
    letak = LetakUnit.objects.get(unit=kota.seksi, sejak=BESOK)
    for oleh in (kota.admin_dinas, kota.auditor, kota.staf):
        with pytest.raises(TidakBerhak):
            organisasi.batalkan_letak(letak=letak, alasan="Keliru", oleh=oleh, sekarang=SEKARANG)
    assert LetakUnit.objects.filter(pk=letak.pk).exists()


def test_unit_hanya_ditutup_dan_dinamai_pengelolanya(kota: Kota) -> None:
    kosong = pabrik.unit(kota.instansi, "Seksi Kosong", kota.bidang, "seksi")
    for oleh in (kota.staf, kota.auditor):
        with pytest.raises(TidakBerhak):
            organisasi.tutup_unit(unit=kosong, sampai=BESOK, oleh=oleh, **UNIT)
        with pytest.raises(TidakBerhak):
            organisasi.ubah_unit(
                unit=kosong,
                nama="Seksi Lain",
                singkatan="",
                jenis="seksi",
                urutan=1,
                oleh=oleh,
                sekarang=SEKARANG,
            )


# --- orang ---


def test_hanya_pengelola_yang_mengaktifkan_lagi_dan_mengganti_nomor(kota: Kota) -> None:
    pegawai.nonaktifkan(
        pegawai=kota.rekan, sebab="pensiun", mulai=HARI, alasan="SK", oleh=kota.admin_bkd, sekarang=SEKARANG
    )
    for oleh in (kota.staf, kota.kabid, kota.auditor):
        with pytest.raises(TidakBerhak):
            pegawai.aktifkan(pegawai=kota.rekan, alasan="Batal", oleh=oleh, sekarang=SEKARANG)
        with pytest.raises(TidakBerhak):
            pegawai.ganti_nomor(
                pegawai=kota.staf,
                nip=pabrik.nip(),
                status=kota.staf.status,
                golongan=kota.staf.golongan,
                dasar="SK pengangkatan",
                ikut_nomor=True,
                oleh=oleh,
                sekarang=SEKARANG,
            )


def test_pengelola_tidak_menonaktifkan_dirinya_walau_bukan_yang_terakhir(kota: Kota) -> None:
    pabrik.peran(kota.kadis, "admin_bkd")
    with pytest.raises(TidakBerhak, match="sendiri"):
        pegawai.nonaktifkan(
            pegawai=kota.admin_bkd,
            sebab="pensiun",
            mulai=BESOK,
            alasan="SK",
            oleh=kota.admin_bkd,
            sekarang=SEKARANG,
        )


def test_peran_tidak_diberikan_di_unit_pemda_lain(kota: Kota, seberang: Kota) -> None:
    with pytest.raises(GalatAturan, match="tidak ada di pemerintah daerah ini"):
        peran.beri(
            pegawai=kota.staf,
            jenis="admin_dinas",
            unit=seberang.dinas,
            sejak=HARI,
            oleh=None,
            sekarang=SEKARANG,
        )


def test_usul_sendiri_tidak_diputus_sendiri_walau_ia_admin_bkd(kota: Kota) -> None:
    usul = perbaikan.ajukan(
        pegawai=kota.admin_bkd,
        bidang="nama",
        isi="Dewi Baru",
        alasan="Ijazah",
        oleh=kota.admin_bkd,
        sekarang=SEKARANG,
    )
    with pytest.raises(TidakBerhak, match="pengelola lain"):
        perbaikan.tolak(usul=usul, alasan="x", oleh=kota.admin_bkd, sekarang=SEKARANG)


# --- laporan “bukan atasan saya” ---


def test_laporan_tentang_penilai_hanya_diputus_pengelola_unitnya(kota: Kota) -> None:
    satu = laporan.laporkan(
        pegawai=kota.staf, usulan=kota.kadis, alasan="Pindah", oleh=kota.staf, sekarang=SEKARANG
    )
    for oleh in (kota.kabid, kota.auditor):
        with pytest.raises(TidakBerhak):
            laporan.ubah_penilai(
                laporan=satu, penilai=kota.kadis, sejak=HARI, alasan="SP", oleh=oleh, sekarang=SEKARANG
            )
    pabrik.khususkan(kota.staf, kota.kadis)
    with pytest.raises(TidakBerhak):
        laporan.tutup_sudah_berubah(laporan=satu, oleh=kota.auditor, sekarang=SEKARANG)


# --- milik sendiri ---


def test_kabar_surel_dan_perangkat_orang_lain_tidak_dapat_diatur(kota: Kota) -> None:
    with pytest.raises(TidakBerhak):
        kontak.pilih_kabar(
            pegawai=kota.staf,
            tugas=False,
            hasil=False,
            lainnya=False,
            cara="harian",
            oleh=kota.rekan,
            sekarang=SEKARANG,
        )
    with pytest.raises(TidakBerhak):
        surel.minta(pegawai=kota.staf, surel="pencuri@contoh.go.id", oleh=kota.rekan, sekarang=SEKARANG)


def sesi(siapa: Pegawai) -> SesiMasuk:
    return SesiMasuk.objects.create(
        pegawai=siapa, kunci="kunci-ratna", cara="sandi", masuk=SEKARANG, terakhir=SEKARANG
    )


def test_perangkat_orang_lain_tidak_dapat_dikeluarkan(kota: Kota) -> None:
    satu = sesi(kota.staf)
    with pytest.raises(TidakBerhak):
        sesi_masuk.keluarkan(sesi=satu, oleh=kota.rekan, sekarang=SEKARANG)
    satu.refresh_from_db()
    assert satu.selesai is None


# --- aturan instansi ---


def test_jam_tenang_hanya_diatur_pengelola_periode(kota: Kota) -> None:
    for oleh in (kota.admin_dinas, kota.auditor, kota.staf):
        with pytest.raises(TidakBerhak):
            atur_tenang(mulai=1, selesai=2, oleh=oleh, sekarang=SEKARANG)
