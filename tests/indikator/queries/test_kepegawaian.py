"""Jawaban untuk halaman kepegawaian: periode tertutup dan pekerjaan yang terbuka."""

from datetime import date

import pytest

from indikator.models import Periode
from indikator.queries.kepegawaian import pekerjaan, periode_ditutup
from kepegawaian.queries import sekitar
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db


def tertutup(p: pabrik.Pemda) -> Periode:
    tw = pabrik.triwulan(p, ke=4, buka=False)
    Periode.objects.filter(pk=tw.pk).update(penutupan_dimulai=p.sekarang)
    return tw


@pytest.mark.parametrize(
    ("dari", "sampai", "ada"),
    [
        (date(2026, 9, 1), date(2026, 9, 30), False),
        (date(2026, 9, 1), date(2026, 10, 1), True),
        (date(2026, 12, 31), date(9999, 12, 30), True),
        (date(2027, 1, 1), date(9999, 12, 30), False),
    ],
)
def test_periode_yang_ditutup_atau_sedang_ditutup_disebut_bila_beririsan(
    p: pabrik.Pemda, dari: date, sampai: date, ada: bool
) -> None:
    tw = tertutup(p)
    harap = [tw.nama] if ada else []
    assert periode_ditutup(instansi_id=p.instansi.pk, dari=dari, sampai=sampai) == harap
    assert sekitar.periode_ditutup(instansi_id=p.instansi.pk, dari=dari, sampai=sampai) == harap
    assert sekitar.periode_ditutup(instansi_id=p.instansi.pk + 1, dari=dari, sampai=sampai) == []


def test_pekerjaan_terbuka_disebut_bagi_pemiliknya_dan_penilainya(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    pabrik.skp(p, p.ratna, tahun, status="diajukan")
    milik = {x.judul: x.jumlah for x in pekerjaan(pegawai_id=p.ratna.pk, pada=date(2026, 6, 1))}
    assert milik == {"SKP tahun berjalan": 1}
    penilai = {x.judul: x.jumlah for x in sekitar.pekerjaan(pegawai_id=p.kabid.pk, pada=date(2026, 6, 1))}
    assert penilai == {"SKP dan laporan bawahan yang menunggu putusannya": 1}
