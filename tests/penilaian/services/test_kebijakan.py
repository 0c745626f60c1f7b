"""Kebijakan ditetapkan utuh, berversi, dan tidak berubah lagi."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from indikator.models import Kebijakan
from indikator.rules.kebijakan import aturan_dari
from inti.galat import GalatAturan, TidakBerhak
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
