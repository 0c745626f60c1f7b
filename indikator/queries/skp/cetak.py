"""Naskah yang dapat dicetak sekaligus: bawahan sendiri, atau satu unit dalam kewenangannya."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from indikator.models import SKP, Periode, StatusDokumen
from indikator.permissions import hari_setempat
from kepegawaian.models import Pegawai, UnitKerja
from kepegawaian.permissions import Izin, akses
from kepegawaian.queries.penilai import bawahan_pada
from kepegawaian.queries.unit import cabang

BAWAHAN = "bawahan"


@dataclass(frozen=True, slots=True)
class Lingkup:
    """Satu pilihan tempat mencetak: "bawahan", atau nomor unit."""

    kode: str
    nama: str


def lingkup_cetak(pegawai: Pegawai, *, sekarang: datetime) -> list[Lingkup]:
    """Pilihan bagi orang itu; kosong berarti tidak berhak mencetak banyak. Lima kueri.

    Pejabat penilai: bawahannya hari ini. Pembaca hasil: perangkat daerah dan unit teratas dalam cakupan perannya.
    """
    hari = hari_setempat(pegawai.instansi, sekarang=sekarang)
    hasil = []
    if bawahan_pada(penilai_id=pegawai.pk, pada=hari, instansi_id=pegawai.instansi_id):
        hasil.append(Lingkup(BAWAHAN, "Bawahan saya hari ini"))
    milik = akses(pegawai, pada=hari)
    if not milik.boleh(Izin.BACA_HASIL_UNIT):
        return hasil
    unit = UnitKerja.objects.filter(instansi_id=pegawai.instansi_id, sampai__isnull=True)
    cakupan = milik.unit(Izin.BACA_HASIL_UNIT)
    if cakupan is None:
        teratas = unit.filter(dinas_id=F("pk")) | unit.filter(induk__isnull=True)
    else:
        teratas = unit.filter(pk__in=cakupan).exclude(induk_id__in=cakupan)
        teratas = teratas | unit.filter(pk__in=cakupan, dinas_id=F("pk"))
    return hasil + [Lingkup(str(u.pk), u.nama) for u in teratas.order_by("urutan", "nama")]


def naskah_dicetak(pegawai: Pegawai, *, tahun: Periode, kode: str, sekarang: datetime) -> list[int]:
    """Id naskah yang berlaku di lingkup itu, urut unit lalu nama. Lingkup di luar pilihannya: kosong. Empat kueri."""
    hari = hari_setempat(pegawai.instansi, sekarang=sekarang)
    skp = SKP.objects.filter(
        periode=tahun, instansi_id=pegawai.instansi_id, status=StatusDokumen.DISETUJUI, naskah__isnull=False
    )
    if kode == BAWAHAN:
        skp = skp.filter(
            pegawai_id__in=bawahan_pada(penilai_id=pegawai.pk, pada=hari, instansi_id=pegawai.instansi_id)
        )
    else:
        milik = akses(pegawai, pada=hari)
        if not kode.isdecimal() or not milik.boleh(Izin.BACA_HASIL_UNIT, unit_id=int(kode)):
            return []
        skp = skp.filter(penempatan__unit_id__in=cabang([int(kode)], pada=hari).get(int(kode), ()))
    urut = skp.order_by("penempatan__unit__urutan", "penempatan__unit__nama", "pegawai__nama", "pk")
    return list(urut.values_list("naskah_id", flat=True))
