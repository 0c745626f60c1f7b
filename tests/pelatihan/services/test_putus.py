"""Usulan diputus penilai pada hari itu; pindah penilai berarti pindah hak, dan bukan bawahan menolak semuanya."""

from datetime import timedelta
from typing import Any

import pytest

from inti.galat import GalatAturan, TidakBerhak
from kepegawaian.models import PejabatPenilai
from pelatihan.models import Pelatihan, Usulan
from pelatihan.services import usulan as layanan
from pelatihan.services.usulan import putus
from tests.penilaian import pabrik
from tests.penilaian.pabrik import SEKARANG, Dunia

pytestmark = pytest.mark.django_db


@pytest.fixture
def d() -> Dunia:
    return pabrik.dunia(staf=3)


@pytest.fixture
def usulan(d: Dunia) -> list[Usulan]:
    p = Pelatihan.objects.create(instansi=d.instansi, judul="Arsip", bentuk="Kursus", jp=6)
    return [
        layanan.ajukan(pelatihan=p, alasan="Menata arsip layanan.", oleh=siapa, sekarang=SEKARANG)
        for siapa in d.staf[:2]
    ]


def setujui(usulan: list[Usulan], oleh: Any) -> layanan.Banyak:
    return layanan.setujui(usulan_ids=[u.pk for u in usulan], oleh=oleh, sekarang=SEKARANG)


def test_penilai_menyetujui_beberapa_sekaligus_dan_yang_sudah_berpindah_dilewati(
    d: Dunia, usulan: list[Usulan]
) -> None:
    layanan.tarik(usulan_id=usulan[0].pk, oleh=d.staf[0], sekarang=SEKARANG)
    hasil = setujui(usulan, d.kepala)
    assert [u.pk for u in hasil.berhasil] == [usulan[1].pk]
    assert "tidak dilanjutkan" in hasil.dilewati[0][1]
    assert setujui(usulan, d.kepala).berhasil == []


def test_penilai_yang_menjabat_hari_itu_bukan_yang_dulu(d: Dunia, usulan: list[Usulan]) -> None:
    PejabatPenilai.objects.create(
        pegawai=d.staf[0],
        penilai=d.staf[2],
        sejak=SEKARANG.date() - timedelta(days=1),
        alasan="Kepala cuti besar.",
    )
    with pytest.raises(TidakBerhak):
        setujui(usulan[:1], d.kepala)
    assert len(setujui(usulan[:1], d.staf[2]).berhasil) == 1


@pytest.mark.parametrize("siapa", ["rekan", "pemilik", "tetangga"])
def test_yang_bukan_penilainya_menolak_semuanya(siapa: str, d: Dunia, usulan: list[Usulan]) -> None:
    orang = {"rekan": d.staf[2], "pemilik": d.staf[0], "tetangga": pabrik.dunia("Kota Lain").kepala}
    with pytest.raises(TidakBerhak):
        setujui(usulan, orang[siapa])
    assert set(Usulan.objects.values_list("status", flat=True)) == {"diajukan"}


def test_kembaran_tanpa_pemeriksaan_penilai_rekan_pun_lolos(
    d: Dunia, usulan: list[Usulan], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(putus, "penilai_dari", lambda ids, pada: dict.fromkeys(ids, d.staf[2].pk))
    assert len(setujui(usulan, d.staf[2]).berhasil) == 2


def test_dua_kali_mengusulkan_satu_usulan(d: Dunia, usulan: list[Usulan]) -> None:
    isi: dict[str, Any] = {"pelatihan": usulan[0].pelatihan, "oleh": d.staf[0], "sekarang": SEKARANG}
    assert layanan.ajukan(alasan=usulan[0].alasan, **isi).pk == usulan[0].pk
    with pytest.raises(GalatAturan, match=r"sudah Anda usulkan.*belum dikirim") as galat:
        layanan.ajukan(alasan="Diketik lagi di tab lain.", **isi)
    assert galat.value.bidang == "alasan"
