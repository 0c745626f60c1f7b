"""Setiap layanan penilaian menolak sendiri orang yang tidak berhak, juga bila halamannya keliru memanggilnya."""

from datetime import date, timedelta
from typing import Any

import pytest

from indikator.models import Kebijakan
from inti.galat import TidakBerhak
from penilaian.models import Hasil, Jeda
from penilaian.queries.dasbor import Langkah
from penilaian.services import hasil as layanan_hasil
from penilaian.services import jeda, kebijakan, penutupan
from penilaian.services.ingatkan_unit import ingatkan_unit
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db
NANTI = pabrik.SESUDAH + timedelta(days=3)


def catat_jeda(d: pabrik.Dunia, oleh: Any) -> Jeda:
    return jeda.catat_jeda(
        pegawai=d.staf[0],
        jenis="cuti",
        sejak=date(2026, 8, 1),
        sampai=date(2026, 8, 31),
        dasar="Surat izin 850/12/2026",
        oleh=oleh,
        sekarang=pabrik.SEKARANG,
    )


def test_cuti_hanya_dicatat_dan_dibatalkan_pengelolanya() -> None:
    d = pabrik.dunia(staf=2)
    admin = pabrik.admin(d, d.staf[1])
    lain = pabrik.dunia("Kota Lain", staf=0)
    pabrik.admin(lain)
    bukan = (d.staf[0], d.kepala, lain.kepala)
    for oleh in bukan:
        with pytest.raises(TidakBerhak):
            catat_jeda(d, oleh)
    satu = catat_jeda(d, admin)
    for oleh in bukan:
        with pytest.raises(TidakBerhak):
            jeda.batalkan(jeda=satu, oleh=oleh, sekarang=pabrik.SEKARANG)
    satu.refresh_from_db()
    assert satu.dibatalkan_pada is None


def test_draf_kebijakan_hanya_ditetapkan_dan_dibuang_admin() -> None:
    d, lain = pabrik.dunia(staf=1), pabrik.dunia("Kota Lain", staf=0)
    pabrik.admin(lain)
    draf = Kebijakan.objects.create(
        instansi=d.instansi, nama="Baru", status="draf", penjelasan="Uji", aturan={}
    )
    for oleh in (d.staf[0], d.kepala, lain.kepala):
        with pytest.raises(TidakBerhak):
            kebijakan.tetapkan_draf(
                draf=draf, sidik_semula=kebijakan.sidik(draf), oleh=oleh, sekarang=pabrik.SEKARANG
            )
        with pytest.raises(TidakBerhak):
            kebijakan.buang_draf(draf=draf, oleh=oleh, sekarang=pabrik.SEKARANG)
    assert Kebijakan.objects.get(pk=draf.pk).status == "draf"


def test_penutupan_hanya_diulangi_dibuka_dan_ditolak_pembukaannya_oleh_yang_berhak() -> None:
    d = pabrik.dunia(staf=2)
    admin, pengusul = pabrik.admin(d), pabrik.admin(d, d.staf[1])
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    with pytest.raises(TidakBerhak):
        penutupan.ulangi(penutupan=satu, oleh=d.staf[0], sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)
    isi = {
        "periode": d.triwulan,
        "alasan": "Realisasi Dinas Satu tertukar saat impor.",
        "tutup_pada": NANTI + timedelta(days=10),
        "sekarang": NANTI,
    }
    with pytest.raises(TidakBerhak):
        penutupan.ajukan_buka(oleh=d.staf[0], **isi)
    usul = penutupan.ajukan_buka(oleh=pengusul, **isi)
    with pytest.raises(TidakBerhak):
        penutupan.tolak_buka(usul=usul, alasan="Cukup lewat keberatan.", oleh=d.staf[0], sekarang=NANTI)
    milik = Hasil.objects.get(pegawai=d.staf[0])
    for oleh in (d.staf[1], admin):
        with pytest.raises(TidakBerhak):
            layanan_hasil.nyatakan_dibaca(hasil=milik, catatan="", oleh=oleh, sekarang=NANTI)


def test_unit_instansi_lain_tidak_diingatkan_adminnya() -> None:
    d, lain = pabrik.dunia(staf=1), pabrik.dunia("Kota Lain", staf=0)
    isi: dict[str, Any] = {
        "periode": d.triwulan,
        "langkah": Langkah.SKP,
        "kelompok_id": d.dinas.pk,
        "dinas_id": None,
        "sekarang": pabrik.SEKARANG,
    }
    for oleh in (pabrik.admin(lain), d.staf[0]):
        with pytest.raises(TidakBerhak):
            ingatkan_unit(oleh=oleh, **isi)
    assert ingatkan_unit(oleh=pabrik.admin(d), **isi).tertinggal > 0
