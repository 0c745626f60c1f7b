"""Penutupan tidak membayar riwayat tiap orang, dan riwayatnya tidak menyebut siapa menilai siapa."""

from decimal import Decimal

import pytest

from inti.models import Riwayat
from tests.penilaian import pabrik
from tests.penilaian.pabrik import tutup

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("orang", [1, 12])
def test_banyaknya_riwayat_penutupan_tidak_bergantung_pada_banyaknya_orang(orang: int) -> None:
    d = pabrik.dunia(staf=orang)
    for staf in d.staf:
        pabrik.lapor(d, pabrik.skp(d, staf).indikator.get(), Decimal(100))
        pabrik.jawab(d, staf, d.kepala, "atasan", 4)
        pabrik.nilai(d, staf)
    sebelum = Riwayat.objects.latest("id").pk
    tutup(d)
    baru = Riwayat.objects.filter(pk__gt=sebelum)
    assert sorted(baru.values_list("tabel", "aksi")) == [
        ("indikator_periode", "U"),
        ("indikator_periode", "U"),
        ("penilaian_penutupan", "I"),
        ("penilaian_penutupan", "U"),
    ]


def test_dari_jawaban_360_sampai_penutupan_tidak_ada_riwayat_penilainya() -> None:
    d = pabrik.dunia(staf=3)
    dinilai, *rekan = d.staf
    sebelum = Riwayat.objects.latest("id").pk
    for satu in rekan:
        pabrik.jawab(d, dinilai, satu, "rekan", 2)
    tutup(d)
    tabel = set(Riwayat.objects.filter(pk__gt=sebelum).values_list("tabel", flat=True))
    assert {t for t in tabel if t.startswith("umpan_balik_")} == set()
