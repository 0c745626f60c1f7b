"""Kalender tenggat terbaca semua pegawai, dan berkasnya dimengerti kalender ponsel."""

from datetime import UTC
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from indikator.models import Periode
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db


def buka(client: Client, siapa: Any, **saring: Any) -> Any:
    client.force_login(siapa)
    with time_machine.travel(pabrik.SEKARANG, tick=False):
        return client.get(reverse("indikator:kalender"), saring)


def test_tenggat_menurut_bulan_dan_yang_terdekat_ditandai_sekali(client: Client) -> None:
    d = pabrik.dunia(staf=1)
    laman = buka(client, d.staf[0])
    bulan = {b["nama"]: b for b in laman.context["bulan"]}
    assert next(iter(bulan)) == "Januari 2026" and "Oktober 2026" in bulan
    semua = [b for isi in bulan.values() for b in isi["butir"]]
    assert [b["judul"] for b in semua if b["keadaan"] == "kini"] == [
        "Tenggat umpan balik 360, Triwulan III 2026"
    ]
    assert sum("Tenggat mengajukan SKP" in b["judul"] for b in semua) == 1
    assert "WIB" in laman.content.decode()


def test_draf_hanya_bagi_pengelola_dan_kota_lain_tidak_ada(client: Client) -> None:
    d, lain = pabrik.dunia(staf=1), pabrik.dunia("Kota Lain", staf=0)
    Periode.objects.filter(pk=d.triwulan.pk).update(status="draf")
    Periode.objects.filter(pk=lain.triwulan.pk).update(nama="Triwulan Kenari")
    assert "Triwulan III 2026" not in buka(client, d.staf[0]).content.decode()
    isi = buka(client, pabrik.admin(d)).content.decode()
    assert "Triwulan III 2026" in isi and "Kenari" not in isi


def test_berkas_kalender_memuat_tenggat_yang_sama(client: Client) -> None:
    d = pabrik.dunia(staf=1)
    client.force_login(d.staf[0])
    jawab = client.get(reverse("indikator:kalender_unduh"))
    acara = Calendar.from_ical(jawab.content).walk("VEVENT")
    tutup = next(c for c in acara if "Ditutup" in c["summary"] and "III" in c["summary"])
    assert tutup.decoded("dtend") == pabrik.TUTUP.astimezone(UTC)
    assert len({str(c["uid"]) for c in acara}) == len(acara) == 8
    assert "attachment" in jawab["Content-Disposition"]


@pytest.mark.parametrize("tahun", ["1999", "abc", "²⁰²⁶", "99999999999999999999"])
def test_tahun_asing_kembali_ke_tahun_yang_ada(client: Client, tahun: str) -> None:
    assert buka(client, pabrik.dunia(staf=1).staf[0], tahun=tahun).context["tahun"] == 2026


def test_tanpa_periode_dikatakan_apa_yang_ditunggu(client: Client) -> None:
    d = pabrik.dunia(staf=1)
    d.triwulan.delete()
    d.tahun.delete()
    laman = buka(client, d.staf[0])
    assert "Admin BKD membukanya" in laman.content.decode()
    assert laman.context["bulan"] == []
