"""Siapa boleh membaca jejak apa."""

from datetime import date

from django.db.models import BigIntegerField, F, Value

from asn_kinerja.queries.jejak.benda import BENDA
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Akses, Izin

TIDAK_ADA = Value(None, output_field=BigIntegerField())


def boleh_semua_jejak(akses: Akses) -> bool:
    """Daftar jejak seinstansi: pembaca jejak tanpa batas unit."""
    return akses.boleh(Izin.BACA_JEJAK) and akses.unit(Izin.BACA_JEJAK) is None


def boleh_jejak(pegawai: Pegawai, *, akses: Akses, jenis: str, nomor: int, pada: date) -> bool | None:
    """Apakah jejak benda itu boleh dibaca; None berarti bendanya tidak ada baginya. Satu kueri.

    Pembaca jejak di instansi atau unitnya, pengelola unitnya, dan pemiliknya sendiri. Milik sendiri yang belum waktunya
    (penilaian sebelum periode ditutup) tertutup bagi pemiliknya, apa pun peran lainnya.
    """
    benda = BENDA.get(jenis)
    if benda is None:
        return None
    unit = (F(benda.unit) if isinstance(benda.unit, str) else benda.unit(pada)) if benda.unit else TIDAK_ADA
    baris = (
        benda.model._default_manager.filter(pk=nomor)
        .filter(**{benda.instansi: pegawai.instansi_id})
        .annotate(jejak_unit=unit, jejak_pemilik=F(benda.pemilik) if benda.pemilik else TIDAK_ADA)
        .values_list("jejak_unit", "jejak_pemilik")
    )
    ditemukan = baris.first()
    if ditemukan is None:
        return None
    unit_id, pemilik_id = ditemukan
    if pemilik_id == pegawai.pk:
        return not benda.milik_bila or baris.filter(benda.milik_bila).exists()
    return boleh_di_unit(akses, jenis=jenis, unit_id=unit_id)


def boleh_di_unit(akses: Akses, *, jenis: str, unit_id: int | None) -> bool:
    """Apakah peran memberi hak atas jejak jenis itu di unit itu. Tanpa unit, perannya harus mencakup seluruh instansi."""
    izin = BENDA[jenis].izin
    for satu in (Izin.BACA_JEJAK, *([izin] if izin else [])):
        cakupan = akses.unit(satu)
        if cakupan is None or (unit_id is not None and unit_id in cakupan):
            return True
    return False
