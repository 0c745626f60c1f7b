"""Suara setahun: hanya yang boleh dibaca penilai, hanya bagi pemilik dan penilainya, 360 hanya sesudah ditutup."""

import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indikator.models import Periode
from kepegawaian.models import Pegawai
from tests.umpan_balik.conftest import SEKARANG, Kota
from tests.umpan_balik.langsung import buat_rencana, kirim
from umpan_balik.models import JawabanAnonim, Survei, UmpanBalik
from umpan_balik.queries.kekuatan import SuaraSetahun, Tercapai, suara_setahun

pytestmark = pytest.mark.django_db
AKTA = (Tercapai("Akta yang terbit", Decimal(100), Decimal(120)),)


def suara(kota: Kota, pembaca: Pegawai, tercapai: tuple[Tercapai, ...] = ()) -> SuaraSetahun:
    return suara_setahun(
        pegawai=kota.anggota[1],
        pembaca=pembaca,
        periode=Periode.objects.get(pk=kota.periode.pk),
        tercapai=tercapai,
        min_n={"atasan": 1, "rekan": 3, "bawahan": 3},
        sekarang=SEKARANG,
    )


def puji(kota: Kota, oleh: int, **lain: object) -> UmpanBalik:
    return kirim(kota, oleh=kota.anggota[oleh], terbaca_atasan=True, **lain)


def test_hanya_pemilik_dan_penilainya_dan_yang_pribadi_tidak_dihitung(kota: Kota) -> None:
    puji(kota, 2)
    kirim(kota, oleh=kota.anggota[3])
    assert suara(kota, kota.kabid).simpulan == ()  # satu yang terbaca, satu pribadi
    puji(kota, 4)
    for pembaca in (kota.anggota[1], kota.kabid):
        isi = suara(kota, pembaca)
        assert [s.sumber for s in isi.simpulan] == [("Pujian bernama dari 2 orang",)]
        assert isi.banyak == 2
    for pembaca in (kota.kadis, kota.admin, kota.anggota[2]):
        isi = suara(kota, pembaca)
        assert (isi.simpulan, isi.terbaca) == ((), [])


def test_laporan_dihitung_pada_rhk_nya_bersama_capaiannya(kota: Kota) -> None:
    r = buat_rencana(kota)
    kirim(kota, oleh=kota.kabid, pokok=f"laporan:{r.laporan.pk}", terbaca_atasan=True)
    puji(kota, 2, pokok=f"rhk:{r.rhk.pk}")
    (satu,) = suara(kota, kota.kabid, AKTA).simpulan
    assert satu.pokok == "RHK “Akta terbit tepat waktu”"
    assert satu.sumber == ("Capaian 120,00 dari 1 indikator terlapor", "Pujian bernama dari 2 orang")


def test_yang_ditarik_disembunyikan_atau_tahun_lalu_tidak_ikut(kota: Kota) -> None:
    satu, dua, tiga = (puji(kota, n) for n in (2, 3, 4))
    UmpanBalik.objects.filter(pk=satu.pk).update(teks="", ditarik=SEKARANG)
    UmpanBalik.objects.filter(pk=dua.pk).update(disembunyikan=True)
    UmpanBalik.objects.filter(pk=tiga.pk).update(ditulis_pada=SEKARANG.replace(year=2025))
    assert suara(kota, kota.kabid).banyak == 0


def test_360_tidak_ada_sebelum_ditutup_dan_kelompok_kecil_tidak_pernah(kota: Kota) -> None:
    milik = {"periode": kota.periode, "dinilai": kota.anggota[1], "instansi_id": kota.instansi.pk}
    for n in range(4):
        JawabanAnonim.objects.create(kelompok="rekan", nilai=[5, 4, 5 - n % 2] * 7, rata=4, **milik)
    for _ in range(2):
        JawabanAnonim.objects.create(kelompok="bawahan", nilai=[1] * 21, rata=1, **milik)
    assert suara(kota, kota.anggota[1]).simpulan == ()
    Periode.objects.filter(pk=kota.periode.pk).update(status="ditutup", ditutup=SEKARANG)
    isi = suara(kota, kota.anggota[1])
    assert len(isi.simpulan) == 4 and {s.arah.value for s in isi.simpulan} == {"kekuatan"}
    assert all("Rekan" in s.sumber[0] and "Bawahan" not in s.sumber[0] for s in isi.simpulan)


def test_warga_mulai_lima_jawaban_berkode_pada_hari_jaga(kota: Kota) -> None:
    def jawab(banyak: int) -> None:
        Survei.objects.all().delete()
        for _ in range(banyak):
            Survei.objects.create(
                instansi=kota.instansi,
                titik=kota.titik,
                tanggal=SEKARANG.date(),
                kompetensi=4,
                perilaku=4,
                sumber="berkode",
                status="dihitung",
                setuju_versi=1,
                setuju_waktu=SEKARANG,
                kunci=uuid.uuid4(),
                pelacak=uuid.uuid4().hex,
                unit=kota.bidang,
                layanan=kota.titik.layanan,
            )

    def petugas() -> tuple[object, ...]:
        return suara_setahun(
            pegawai=kota.petugas,
            pembaca=kota.kabid,
            periode=kota.periode,
            tercapai=(),
            min_n={},
            sekarang=SEKARANG,
        ).simpulan

    jawab(4)
    assert petugas() == ()
    jawab(5)
    assert len(petugas()) == 2


def test_jumlah_kueri_tetap(kota: Kota) -> None:
    r = buat_rencana(kota)

    def hitung() -> int:
        with CaptureQueriesContext(connection) as rekam:
            suara(kota, kota.kabid, AKTA)
        return len(rekam)

    puji(kota, 2, pokok=f"rhk:{r.rhk.pk}")
    sedikit = hitung()
    for n in (2, 3, 4, 5):
        puji(kota, n, teks=f"Pujian ke-{n} yang lain lagi.")
    assert hitung() == sedikit <= 9
