"""Tenggat keras di sekitar detiknya: tiga zona, jam mesin web yang meleset, dan hari-hari di ujung bulan dan tahun."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction

from indikator.models import Periode
from indikator.rules.jadwal import rentang_triwulan
from indikator.services.kunci import kunci_bersama
from inti.galat import GalatAturan
from inti.queries import jam
from kepegawaian.models import Instansi
from mutu.catat import catat
from penilaian.services import penutupan
from tests.penilaian import pabrik

MENIT, DETIK, MILI = timedelta(minutes=1), timedelta(seconds=1), timedelta(milliseconds=1)
ZONA = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}
MELESET = [timedelta(0), 5 * MENIT, -5 * MENIT]
# Saat tiba terhadap tenggatnya, dan apakah diterima: kelonggarannya enam puluh detik.
SAAT = {
    -60 * MENIT: True,
    -DETIK: True,
    -MILI: True,
    timedelta(0): True,
    MILI: True,
    DETIK: True,
    59 * DETIK: True,
    62 * DETIK: False,
    60 * MENIT: False,
}
KASUS = len(SAAT) * len(MELESET) * len(ZONA)


def triwulan(zona: str) -> Periode:
    """Triwulan yang ditutup pukul 23.59.59 malam tahun baru menurut zona instansinya."""
    d = pabrik.dunia(f"Kota {zona}", staf=0, zona=zona)
    tutup = datetime.combine(date(2026, 12, 31), time(23, 59, 59), d.instansi.zona_waktu)
    assert tutup.astimezone(UTC) == datetime(2026, 12, 31, 23 - ZONA[zona], 59, 59, tzinfo=UTC)
    Periode.objects.filter(pk=d.triwulan.pk).update(tutup_pada=tutup)
    d.triwulan.refresh_from_db()
    return d.triwulan


def diterima(periode: Periode, sekarang: datetime) -> bool:
    try:
        with transaction.atomic():
            kunci_bersama(periode_id=periode.pk, sekarang=sekarang)
    except GalatAturan as galat:
        # Pesannya menyebut jam setempat, bukan jam peladen.
        assert "berakhir 31-12-2026 pukul 23.59" in galat.pesan
        return False
    return True


def menyimpang(
    periode: Periode, boleh: Callable[[Periode, datetime], bool], monkeypatch: pytest.MonkeyPatch
) -> list[tuple[timedelta, timedelta]]:
    """(saat, meleset) yang putusannya bukan menurut waktu yang sebenarnya."""
    benar = jam.jam_mesin
    salah = []
    for meleset in MELESET:
        with monkeypatch.context() as sementara:
            sementara.setattr(jam, "jam_mesin", lambda m=meleset: benar() + m)
            for saat, terima in SAAT.items():
                if boleh(periode, periode.tutup_pada + saat + meleset) is not terima:
                    salah.append((saat, meleset))
    return salah


@pytest.mark.django_db
def test_tulisan_dinilai_menurut_jam_basis_data_di_tiga_zona(monkeypatch: pytest.MonkeyPatch) -> None:
    salah = [satu for zona in ZONA for satu in menyimpang(triwulan(zona), diterima, monkeypatch)]
    catat("JAM", f"tulisan: {len(salah)} dari {KASUS} menyimpang", lulus=not salah)
    assert salah == []


@pytest.mark.django_db
def test_pembanding_jam_mesin_saja_keliru_saat_jamnya_meleset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jam, "selisih_dari", lambda **_: timedelta(0))
    salah = menyimpang(triwulan("Asia/Jayapura"), diterima, monkeypatch)
    # Jam yang lebih cepat menolak yang tepat waktu; yang lebih lambat menerima yang terlambat dua detik.
    assert {saat for saat, meleset in salah if meleset > timedelta(0)} == {
        s for s in SAAT if -MENIT < s < MENIT
    }
    catat("JAM", f"pembanding tanpa jam basis data: {len(salah)} dari 27 menyimpang", lulus=bool(salah))
    assert (62 * DETIK, -5 * MENIT) in salah


@pytest.mark.django_db
def test_penutupan_dimulai_menurut_jam_basis_data_walau_jam_pekerja_meleset(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def belum_ditutup(periode: Periode, sekarang: datetime) -> bool:
        """Dimulai lalu dibatalkan, supaya saat berikutnya mulai dari keadaan yang sama."""
        with transaction.atomic():
            dimulai = penutupan.mulai_yang_jatuh_tempo(sekarang=sekarang)
            transaction.set_rollback(True)
        assert dimulai in (0, 1)
        return dimulai == 0

    salah = []
    for zona in ZONA:
        periode = triwulan(zona)
        salah += menyimpang(periode, belum_ditutup, monkeypatch)
        Periode.objects.filter(pk=periode.pk).update(status="draf")
    catat("JAM", f"awal penutupan: {len(salah)} dari {KASUS} menyimpang", lulus=not salah)
    assert salah == []


@pytest.mark.django_db
@pytest.mark.parametrize(("zona", "geser"), ZONA.items())
def test_tenggat_keberatan_berakhir_tengah_malam_setempat(zona: str, geser: int) -> None:
    """Ditutup beberapa detik sesudah tengah malam setempat: harinya hari setempat, bukan hari UTC atau WIB."""
    periode = triwulan(zona)
    sesudah = periode.tutup_pada + timedelta(seconds=61)
    satu = penutupan.minta(periode=periode, oleh=None, sekarang=sesudah)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=sesudah)
    periode.refresh_from_db()
    tenggat: Any = periode.tenggat_keberatan
    hari = date(2027, 1, 1) + timedelta(days=periode.kebijakan.hari_keberatan)
    assert tenggat == datetime(hari.year, hari.month, hari.day, 23 - geser, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(("zona", "geser"), ZONA.items())
def test_tiga_zona_tidak_mengenal_jam_musim_panas(zona: str, geser: int) -> None:
    zona_waktu = Instansi(zona=zona).zona_waktu
    siang = (datetime(2020, 1, 1, 12, tzinfo=UTC) + timedelta(days=n) for n in range(366 * 15))
    assert {saat.astimezone(zona_waktu).utcoffset() for saat in siang} == {timedelta(hours=geser)}


def test_triwulan_dan_bulan_berakhir_pada_hari_terakhirnya_juga_di_tahun_kabisat() -> None:
    assert [rentang_triwulan(2028, n)[1] for n in (1, 4)] == [date(2028, 3, 31), date(2028, 12, 31)]
    for tahun in range(2026, 2034):
        for n in (1, 2, 3):
            assert rentang_triwulan(tahun, n)[1] + timedelta(days=1) == rentang_triwulan(tahun, n + 1)[0]
