"""Kebijakan ditetapkan utuh, berversi, dan tidak berubah lagi."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from indikator.models import Kebijakan
from indikator.rules.kebijakan import aturan_dari
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from penilaian.services import kebijakan
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db


def tetapkan(d: pabrik.Dunia, **lain: Any) -> Kebijakan:
    bawaan: dict[str, Any] = {
        "instansi": d.instansi,
        "nama": "Banyak pihak",
        "penjelasan": "Atasan, rekan, dan warga menilai.",
        "dasar_hukum": "PP 30/2019",
        "aturan": {},
        "pemahaman_wajib": True,
        "tinjauan_indikator": False,
        "tawaran_studi": True,
        "hari_keberatan": 14,
        "oleh": None,
        "sekarang": pabrik.SEKARANG,
    }
    return kebijakan.tetapkan(**(bawaan | lain))


def test_yang_tersimpan_selalu_utuh_dan_berversi() -> None:
    d = pabrik.dunia(staf=0)
    satu, dua = tetapkan(d), tetapkan(d, nama="Banyak  pihak ", aturan={"bobot_hasil": "0.7"})
    assert (satu.versi, dua.versi) == (1, 2)
    assert set(satu.aturan) == set(aturan_dari({}).ke_dict())
    assert dua.aturan["bobot_hasil"] == "0.7"


def test_aturan_keliru_ditolak_dengan_semua_sebabnya() -> None:
    d = pabrik.dunia(staf=0)
    with pytest.raises(GalatAturan) as galat:
        tetapkan(d, aturan={"bobot_hasil": "1.5", "asing": 1})
    assert galat.value.bidang == "aturan"
    assert "bobot_hasil" in galat.value.pesan and "asing" in galat.value.pesan


def test_kelompok_tanpa_nama_tidak_boleh_kurang_dari_tiga_orang() -> None:
    d = pabrik.dunia(staf=0)
    for nama in ("rekan", "bawahan"):
        with pytest.raises(GalatAturan, match="Paling sedikit 3") as tertangkap:
            tetapkan(d, aturan={"min_n": {nama: 2}})
        assert tertangkap.value.bidang == f"min_{nama}"
    tanpa_bobot = {"min_n": {"rekan": 1}, "bobot_kelompok": {"rekan": "0"}}
    assert tetapkan(d, aturan=tanpa_bobot).versi == 1, "yang tidak dipakai tidak perlu dijaga"


@pytest.mark.parametrize(
    ("isian", "bidang"),
    [
        ({"nama": "  "}, "nama"),
        ({"penjelasan": " "}, "penjelasan"),
        ({"hari_keberatan": 0}, "hari_keberatan"),
        ({"hari_keberatan": 61}, "hari_keberatan"),
    ],
)
def test_isian_yang_kurang_menunjuk_bidangnya(isian: dict[str, Any], bidang: str) -> None:
    with pytest.raises(GalatAturan) as galat:
        tetapkan(pabrik.dunia(staf=0), **isian)
    assert galat.value.bidang == bidang


def test_hanya_admin_yang_menetapkan() -> None:
    d = pabrik.dunia(staf=0)
    with pytest.raises(TidakBerhak):
        tetapkan(d, oleh=d.kepala)
    pabrik.admin(d)
    assert tetapkan(d, oleh=d.kepala).ditetapkan_oleh == d.kepala


def test_yang_ditetapkan_tidak_dapat_diubah() -> None:
    satu = tetapkan(pabrik.dunia(staf=0))
    satu.penjelasan = "Lain"
    with pytest.raises(DatabaseError, match="buat versi baru"), transaction.atomic():
        satu.save()


# --- draf ---


def isi(**lain: Any) -> kebijakan.IsiKebijakan:
    bawaan: dict[str, Any] = {
        "nama": "Banyak pihak",
        "penjelasan": "Atasan, rekan, dan warga menilai.",
        "dasar_hukum": "",
        "aturan": {"bobot_hasil": "0.8"},
        "pemahaman_wajib": True,
        "tinjauan_indikator": False,
        "tawaran_studi": False,
        "hari_keberatan": 14,
    }
    return kebijakan.IsiKebijakan(**(bawaan | lain))


def draf(d: pabrik.Dunia, *, oleh: Any, semula: Kebijakan | None = None, **lain: Any) -> Kebijakan:
    return kebijakan.simpan_draf(
        instansi=d.instansi,
        isi=isi(**lain),
        draf=semula,
        sidik_semula=kebijakan.sidik(semula) if semula else "",
        oleh=oleh,
        sekarang=pabrik.SEKARANG,
    )


def test_draf_menjadi_versi_berikut_dan_beku_sesudah_ditetapkan() -> None:
    d = pabrik.dunia(staf=0)
    admin = pabrik.admin(d)
    tetapkan(d)
    baru = draf(d, oleh=admin)
    assert (baru.versi, baru.status, baru.aturan["bobot_hasil"]) == (2, "draf", "0.8")
    lanjut = draf(d, oleh=admin, semula=baru, aturan={"bobot_hasil": "0.75"})
    assert (lanjut.pk, lanjut.versi) == (baru.pk, 2)
    jadi = kebijakan.tetapkan_draf(
        draf=lanjut, sidik_semula=kebijakan.sidik(lanjut), oleh=admin, sekarang=pabrik.SEKARANG
    )
    assert (jadi.status, jadi.ditetapkan_oleh, jadi.aturan["bobot_hasil"]) == ("ditetapkan", admin, "0.75")
    sekali_lagi = kebijakan.tetapkan_draf(
        draf=lanjut, sidik_semula="usang", oleh=admin, sekarang=pabrik.SEKARANG
    )
    assert sekali_lagi.pk == jadi.pk
    with pytest.raises(GalatAturan, match="tidak berubah lagi"):
        draf(d, oleh=admin, semula=jadi)


def test_draf_yang_berubah_sesudah_dibaca_tidak_ditetapkan_dan_tidak_ditimpa() -> None:
    d = pabrik.dunia(staf=0)
    admin = pabrik.admin(d)
    baru = draf(d, oleh=admin)
    terbaca = kebijakan.sidik(baru)
    draf(d, oleh=admin, semula=baru, hari_keberatan=20)
    with pytest.raises(SudahBerubah, match="Baca lagi"):
        kebijakan.tetapkan_draf(draf=baru, sidik_semula=terbaca, oleh=admin, sekarang=pabrik.SEKARANG)
    with pytest.raises(SudahBerubah, match="Isian Anda masih ada"):
        kebijakan.simpan_draf(
            instansi=d.instansi,
            isi=isi(hari_keberatan=5),
            draf=baru,
            sidik_semula=terbaca,
            oleh=admin,
            sekarang=pabrik.SEKARANG,
        )
    assert Kebijakan.objects.get(pk=baru.pk).hari_keberatan == 20


def test_satu_nama_satu_draf() -> None:
    d = pabrik.dunia(staf=0)
    admin = pabrik.admin(d)
    draf(d, oleh=admin)
    with pytest.raises(GalatAturan, match="Sudah ada draf") as galat:
        draf(d, oleh=admin)
    assert galat.value.bidang == "nama"


def test_draf_dibuang_kecuali_yang_dipilih_periode() -> None:
    d = pabrik.dunia(staf=0)
    admin = pabrik.admin(d)
    baru = draf(d, oleh=admin)
    kebijakan.buang_draf(draf=baru, oleh=admin, sekarang=pabrik.SEKARANG)
    kebijakan.buang_draf(draf=baru, oleh=admin, sekarang=pabrik.SEKARANG)
    with pytest.raises(SudahBerubah, match="sudah dibuang"):
        draf(d, oleh=admin, semula=baru)
    assert not Kebijakan.objects.filter(pk=baru.pk).exists()
    with pytest.raises(GalatAturan, match="sudah ditetapkan"):
        kebijakan.buang_draf(draf=tetapkan(d), oleh=admin, sekarang=pabrik.SEKARANG)


def test_hanya_admin_bkd_yang_menyusun() -> None:
    d = pabrik.dunia(staf=1)
    for orang in (d.staf[0], d.kepala):
        with pytest.raises(TidakBerhak):
            draf(d, oleh=orang)
