"""Filter tampilan angka, tanggal, waktu, NIP. Hitungannya di inti.rules.format; di sini hanya zona Django.

{{ n|angka }} 1.234,56 · {{ n|angka:0 }} · {{ n|angka_ringkas }} · {{ n|persen }} "30 %" · {{ n|persen:2 }}
{{ bita|ukuran }} · {{ nip|nip }} · {{ nama|inisial }} · {{ nama|titik }} di akhir kalimat
{{ d|tanggal }} · {{ d|tanggal_pendek }} · {{ d|hari_tanggal }} · {% rentang mulai selesai %}
{{ t|waktu }} · {{ t|jam }} · {{ t|hari_waktu }} · {{ d|akhir_hari }}
{{ batas|tenggat:sekarang }} · {{ batas|jarak_tenggat:sekarang }}

`datetime` tampil dalam zona Django yang sedang berlaku (WIB/WITA/WIT); None menjadi "–".
"""

import datetime as dt
from decimal import Decimal

from django import template
from django.utils import timezone

from inti.rules import format as bentuk

register = template.Library()


def _lokal(nilai: dt.datetime) -> dt.datetime:
    return timezone.localtime(nilai)


def _hari(nilai: dt.date | None) -> dt.date | None:
    return _lokal(nilai).date() if isinstance(nilai, dt.datetime) else nilai or None


@register.filter
def angka(nilai: Decimal | int | str | None, desimal: int = 2) -> str:
    return bentuk.angka(None if nilai == "" else nilai, int(desimal))


@register.filter
def angka_ringkas(nilai: Decimal | int | str | None, paling_banyak: int = 2) -> str:
    return bentuk.angka_ringkas(None if nilai == "" else nilai, int(paling_banyak))


@register.filter
def persen(nilai: Decimal | int | str | None, desimal: int | None = None) -> str:
    return bentuk.persen(None if nilai == "" else nilai, desimal)


@register.filter
def titik(nilai: object) -> str:
    return bentuk.titik("" if nilai is None else str(nilai))


@register.filter
def ukuran(bita: int) -> str:
    return bentuk.ukuran(bita)


@register.filter
def tanggal(nilai: dt.date | None) -> str:
    return bentuk.tanggal(_hari(nilai))


@register.filter
def tanggal_pendek(nilai: dt.date | None) -> str:
    return bentuk.tanggal_pendek(_hari(nilai))


@register.filter
def hari_tanggal(nilai: dt.date | None) -> str:
    return bentuk.hari_tanggal(_hari(nilai))


@register.filter
def waktu(nilai: dt.datetime | None) -> str:
    return bentuk.waktu(_lokal(nilai) if nilai else None)


@register.filter
def hari_waktu(nilai: dt.datetime | None) -> str:
    """Senin, 14 Desember 2026 pukul 09.12 WIB."""
    return f"{bentuk.HARI[_lokal(nilai).weekday()]}, {waktu(nilai)}" if nilai else bentuk.KOSONG


@register.filter
def akhir_hari(nilai: dt.date) -> str:
    """8 Desember 2026 pukul 23.59 WIB: hari terakhir yang masih tepat waktu, di zona yang sedang berlaku."""
    return bentuk.waktu(dt.datetime.combine(nilai, dt.time(23, 59), timezone.get_current_timezone()))


@register.filter
def jam(nilai: dt.datetime | None) -> str:
    return bentuk.jam(_lokal(nilai) if nilai else None)


@register.filter
def tenggat(batas: dt.datetime | None, sekarang: dt.datetime) -> str:
    return bentuk.tenggat(_lokal(batas) if batas else None, sekarang)


@register.filter
def jarak_tenggat(batas: dt.datetime, sekarang: dt.datetime) -> str:
    return bentuk.jarak_tenggat(_lokal(batas), sekarang)


@register.simple_tag
def rentang(mulai: dt.date, selesai: dt.date) -> str:
    awal, akhir = _hari(mulai), _hari(selesai)
    return bentuk.rentang(awal, akhir) if awal and akhir else bentuk.KOSONG


@register.filter
def nip(nomor: str | None) -> str:
    return bentuk.nip(nomor)


@register.filter
def inisial(nama: str) -> str:
    return bentuk.inisial(str(nama))


@register.filter
def tgl_angka(nilai: dt.date) -> str:
    """Angka tanggal untuk petak kalender."""
    hari = _hari(nilai)
    return str(hari.day) if hari else bentuk.KOSONG


@register.filter
def tgl_bulan(nilai: dt.date) -> str:
    """Nama bulan pendek untuk petak kalender."""
    hari = _hari(nilai)
    return bentuk.BULAN_PENDEK[hari.month - 1] if hari else ""
