"""Pengingat sebelum tenggat hanya kepada yang belum, sekali tiap jarak; sesudahnya naik dengan jumlah, bukan nama."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indikator.models import Periode
from inti.models import KotakKeluar, Pemberitahuan
from kepegawaian.models import Pegawai
from penilaian.services.pengingat import ingatkan_tenggat
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture
def d() -> pabrik.Dunia:
    d = pabrik.dunia(staf=3)
    satu, dua = (pabrik.skp(d, d.staf[n], {"bobot": 60}, {"bobot": 40}) for n in (0, 1))
    for s, banyak in ((satu, 2), (dua, 1)):
        for i in list(s.indikator.order_by("kode"))[:banyak]:
            pabrik.lapor(d, i, 90, status="diajukan")
    return d


def pagi(batas: datetime, hari: int, *, jam: int = 8) -> datetime:
    """Pukul `jam` setempat, `hari` hari sebelum tenggat."""
    return batas.astimezone(pabrik.WIB).replace(hour=jam, minute=5) - timedelta(days=hari)


def kabar(awal: str) -> set[str]:
    ids = Pemberitahuan.objects.filter(kunci__startswith=awal).values_list("penerima_id", flat=True)
    return set(Pegawai.objects.filter(pk__in=list(ids)).values_list("nama", flat=True))


def test_hanya_yang_belum_lapor_pada_jaraknya(d: pabrik.Dunia) -> None:
    batas = d.triwulan.tenggat_lapor
    for hari, ada in ((8, False), (7, True), (5, False), (3, True), (1, True)):
        Pemberitahuan.objects.all().delete()
        ingatkan_tenggat(sekarang=pagi(batas, hari, jam=6))
        assert not Pemberitahuan.objects.filter(kunci__startswith="ingat:lapor").exists(), (
            "sebelum pukul tujuh"
        )
        for _ in range(2):
            ingatkan_tenggat(sekarang=pagi(batas, hari))
        assert kabar(f"ingat:lapor:{d.triwulan.pk}:{hari}") == ({"Staf 2"} if ada else set()), hari
    judul = Pemberitahuan.objects.get(kunci__startswith="ingat:lapor").judul
    assert judul == "Laporkan capaian, besok"


def test_surelnya_menurut_pilihan(d: pabrik.Dunia) -> None:
    Pegawai.objects.filter(pk=d.staf[1].pk).update(email="dua@contoh.go.id")
    ingatkan_tenggat(sekarang=pagi(d.triwulan.tenggat_lapor, 3))
    assert [k.muatan["kepada"] for k in KotakKeluar.objects.filter(kunci__contains="ingat:lapor")] == [
        "dua@contoh.go.id"
    ]
    Pegawai.objects.filter(pk=d.staf[1].pk).update(surel_tugas=False)
    ingatkan_tenggat(sekarang=pagi(d.triwulan.tenggat_lapor, 1))
    assert KotakKeluar.objects.filter(kunci__contains="ingat:lapor").count() == 1


def test_sesudah_tenggat_penilai_dan_admin_mendapat_jumlahnya(d: pabrik.Dunia) -> None:
    admin = pabrik.admin(d, pabrik.orang(d.instansi, "Admin BKD"))
    for _ in range(2):
        ingatkan_tenggat(sekarang=pagi(d.triwulan.tenggat_lapor, -1))
    assert kabar("lewat:lapor") == {"Kepala Dinas Satu", admin.nama}
    for satu in Pemberitahuan.objects.filter(kunci__startswith="lewat:lapor"):
        assert satu.judul.startswith("1 orang melewati tenggat") and "Staf" not in satu.judul + satu.isi


def test_umpan_balik_360_kepada_semua_yang_diminta_dan_tidak_pernah_dinaikkan(d: pabrik.Dunia) -> None:
    pabrik.jawab(d, d.staf[0], d.staf[1], "rekan", 4)
    belum = pabrik.jawab(d, d.staf[0], d.staf[2], "rekan", 4, draf=True)
    assert not belum.penugasan.selesai
    ingatkan_tenggat(sekarang=pagi(d.triwulan.tenggat_umpan_balik, 3))
    assert kabar("ingat:360") == {"Staf 2", "Staf 3"}, "selesai atau belum, kabarnya sama"
    ingatkan_tenggat(sekarang=pagi(d.triwulan.tenggat_umpan_balik, -1))
    assert kabar("lewat:360") == set()


def test_rating_diingatkan_kepada_penilainya(d: pabrik.Dunia) -> None:
    for siapa in d.staf:
        pabrik.nilai(d, siapa)
    ingatkan_tenggat(sekarang=pagi(d.triwulan.tenggat_nilai, 1))
    assert kabar("ingat:nilai") == {"Sekda Utama"}, "kepala sudah selesai, atasannya belum menilai kepala"


def test_periode_yang_sedang_ditutup_tidak_mengingatkan_siapa_pun(d: pabrik.Dunia) -> None:
    Periode.objects.filter(pk=d.triwulan.pk).update(penutupan_dimulai=pabrik.SEKARANG)
    ingatkan_tenggat(sekarang=pagi(d.triwulan.tenggat_lapor, 3))
    assert kabar("ingat:lapor") == set()


def test_kueri_tidak_bertambah_menurut_orang(d: pabrik.Dunia) -> None:
    def banyaknya() -> int:
        Pemberitahuan.objects.all().delete()
        with CaptureQueriesContext(connection) as kueri:
            ingatkan_tenggat(sekarang=pagi(d.triwulan.tenggat_lapor, 3))
        return len(kueri)

    sedikit = banyaknya()
    for n in range(20):
        pabrik.skp(d, pabrik.tambah_staf(d, f"Tambahan {n}"))
    assert banyaknya() == sedikit and len(kabar("ingat:lapor")) == 21
