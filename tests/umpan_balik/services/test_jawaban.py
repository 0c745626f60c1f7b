"""Jawaban 360: hanya penilai yang diminta, sampai penutupan, tanpa jejak."""

from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db import models

from indikator.models import Periode
from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, KotakKeluar, Pemberitahuan
from tests.umpan_balik.conftest import Kota
from umpan_balik.models import Jawaban, Penugasan
from umpan_balik.services import jawaban

pytestmark = pytest.mark.django_db
TIGA: list[int | None] = [3] * 21


@pytest.fixture
def diminta(kota: Kota) -> Penugasan:
    return Penugasan.objects.create(
        instansi=kota.instansi,
        periode=kota.periode,
        dinilai=kota.anggota[0],
        penilai=kota.anggota[1],
        kelompok="rekan",
    )


def simpan(diminta: Penugasan, sekarang: datetime, **lain: object) -> Jawaban:
    isi = {"nilai": TIGA, "komentar": {}, "kirim": True, "oleh": diminta.penilai} | lain
    return jawaban.simpan(penugasan_id=diminta.pk, sekarang=sekarang, **isi)


def test_jawaban_terkirim_dan_dapat_diganti(diminta: Penugasan, sekarang: datetime) -> None:
    simpan(diminta, sekarang)
    simpan(diminta, sekarang, nilai=[4] * 21, komentar={"akuntabel": " Rapi. "})
    tersimpan = Jawaban.objects.get()
    assert (tersimpan.nilai, tersimpan.komentar, tersimpan.draf) == ([4] * 21, {"akuntabel": "Rapi."}, False)
    diminta.refresh_from_db()
    assert diminta.selesai


def test_hanya_penilai_yang_diminta_yang_dapat_menjawab(
    diminta: Penugasan, kota: Kota, kota_lain: Kota, sekarang: datetime
) -> None:
    for orang in (kota.anggota[0], kota.anggota[2], kota.kabid, kota.admin, kota_lain.admin):
        with pytest.raises(TidakBerhak):
            simpan(diminta, sekarang, oleh=orang)
    with pytest.raises(TidakBerhak):
        jawaban.simpan(
            penugasan_id=diminta.pk + 999,
            nilai=TIGA,
            komentar={},
            kirim=True,
            oleh=kota.kabid,
            sekarang=sekarang,
        )
    assert not Jawaban.objects.exists()


def test_sebelas_jawaban_cukup_untuk_mengirim_dan_sepuluh_tidak(
    diminta: Penugasan, sekarang: datetime
) -> None:
    with pytest.raises(GalatAturan, match="baru 10 terisi"):
        simpan(diminta, sekarang, nilai=[5] * 10 + [None] * 11)
    simpan(diminta, sekarang, nilai=[5] * 11 + [None] * 10)
    assert not Jawaban.objects.get().draf


def test_draf_boleh_kosong_dan_tidak_dianggap_selesai(diminta: Penugasan, sekarang: datetime) -> None:
    simpan(diminta, sekarang, nilai=[None] * 21, kirim=False)
    diminta.refresh_from_db()
    assert Jawaban.objects.get().draf and not diminta.selesai


def test_yang_sudah_dikirim_tidak_kembali_menjadi_draf(diminta: Penugasan, sekarang: datetime) -> None:
    simpan(diminta, sekarang)
    with pytest.raises(GalatAturan, match="sudah dikirim"):
        simpan(diminta, sekarang, kirim=False, nilai=[1] * 21)
    assert Jawaban.objects.get().nilai == TIGA


@pytest.mark.parametrize("nilai", [[0] + [3] * 20, [6] + [3] * 20, [True] + [3] * 20, [3] * 20, [3] * 22])
def test_angka_di_luar_skala_ditolak(diminta: Penugasan, sekarang: datetime, nilai: list[int | None]) -> None:
    with pytest.raises(GalatAturan):
        simpan(diminta, sekarang, nilai=nilai)
    assert not Jawaban.objects.exists()


@pytest.mark.parametrize("komentar", [{"bukan_nilai": "x"}, {"loyal": "x" * 1001}])
def test_komentar_asing_atau_kepanjangan_ditolak(
    diminta: Penugasan, sekarang: datetime, komentar: dict[str, str]
) -> None:
    with pytest.raises(GalatAturan):
        simpan(diminta, sekarang, komentar=komentar)


def test_sesudah_penutupan_dimulai_tidak_ada_yang_diterima(diminta: Penugasan, sekarang: datetime) -> None:
    Periode.objects.filter(pk=diminta.periode_id).update(penutupan_dimulai=sekarang)
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        simpan(diminta, sekarang)


def test_lewat_waktu_tutup_ditolak(diminta: Penugasan, sekarang: datetime) -> None:
    with pytest.raises(GalatAturan, match="berakhir"):
        simpan(diminta, diminta.periode.tutup_pada + timedelta(minutes=2))


def test_jawaban_tidak_meninggalkan_jejak_atau_pesan(diminta: Penugasan, sekarang: datetime) -> None:
    simpan(diminta, sekarang, komentar={"loyal": "Baik."})
    assert not Jejak.objects.exists()
    assert not Pemberitahuan.objects.exists()
    assert not KotakKeluar.objects.exists()


def test_tidak_ada_waktu_pada_penugasan_dan_jawaban() -> None:
    for nama in ("Penugasan", "Jawaban", "JawabanAnonim", "Komentar"):
        bidang = apps.get_model("umpan_balik", nama)._meta.get_fields()
        assert not [f.name for f in bidang if isinstance(f, models.DateField | models.TimeField)], nama


def test_beberapa_jawaban_terkirim_bersama_dengan_kueri_tetap(
    diminta: Penugasan, kota: Kota, sekarang: datetime, django_assert_max_num_queries
) -> None:
    lain = Penugasan.objects.create(
        instansi=kota.instansi,
        periode=kota.periode,
        dinilai=kota.anggota[2],
        penilai=diminta.penilai,
        kelompok="rekan",
    )
    simpan(diminta, sekarang, kirim=False)
    isian = [jawaban.Isian(p.pk, [4] * 21, {}) for p in (diminta, lain)]
    with django_assert_max_num_queries(8):
        jumlah = jawaban.kirim_banyak(
            periode_id=kota.periode.pk, isian=isian, oleh=diminta.penilai, sekarang=sekarang
        )
    assert jumlah == 2
    assert list(Jawaban.objects.values_list("draf", "nilai")) == [(False, [4] * 21)] * 2
    assert Penugasan.objects.filter(jawaban__draf=False).count() == 2


def test_satu_permintaan_orang_lain_menolak_semua_kiriman_bersama(
    diminta: Penugasan, kota: Kota, sekarang: datetime
) -> None:
    milik_lain = Penugasan.objects.create(
        instansi=kota.instansi,
        periode=kota.periode,
        dinilai=kota.anggota[0],
        penilai=kota.anggota[2],
        kelompok="rekan",
    )
    isian = [jawaban.Isian(p.pk, TIGA, {}) for p in (diminta, milik_lain)]
    with pytest.raises(TidakBerhak):
        jawaban.kirim_banyak(periode_id=kota.periode.pk, isian=isian, oleh=diminta.penilai, sekarang=sekarang)
    with pytest.raises(GalatAturan, match="paling sedikit 11"):
        jawaban.kirim_banyak(
            periode_id=kota.periode.pk,
            isian=[jawaban.Isian(diminta.pk, [3] * 10 + [None] * 11, {})],
            oleh=diminta.penilai,
            sekarang=sekarang,
        )
    assert not Jawaban.objects.exists()
