"""Mengingatkan sebelum tenggat, dan mengabari penilai serta admin sesudahnya; sekali tiap tahap dan jaraknya."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from indikator.models import Periode
from inti.rules.format import waktu
from inti.rules.kabar import JenisKabar
from inti.services.kotak import beri_tahu_banyak
from kepegawaian.models import Pegawai, Peran
from kepegawaian.queries.orang import berlaku
from penilaian.queries import tertinggal

JAM_KIRIM: Final = 7
HARI_SEBELUM: Final = (7, 3, 1)
SEHARI_SESUDAH: Final = -1


@dataclass(frozen=True, slots=True)
class Tahap:
    """Satu tenggat: siapa yang diingatkan, dan (bila dapat dinaikkan) berapa orang tiap penilai yang tertinggal."""

    kode: str
    batas: datetime
    judul: str
    url: str
    diingatkan: Callable[[date], set[int]]
    dinaikkan: Callable[[date], Counter[int]] | None = None
    catatan: str = ""


def ingatkan_tenggat(*, sekarang: datetime) -> int:
    """Periksa tiap tenggat periode yang berjalan, sejak pukul tujuh setempat; kembalikan banyaknya yang dikabari.

    Tujuh, tiga, dan satu hari sebelumnya: yang belum selesai. Sehari sesudahnya: penilainya dan admin BKD, dengan
    banyaknya orang, bukan namanya. Aman dipanggil berulang.
    """
    banyak = 0
    for periode in tertinggal.periode_berjalan(sekarang=sekarang):
        if sekarang.astimezone(periode.instansi.zona_waktu).hour < JAM_KIRIM:
            continue
        hari = periode.instansi.hari_pada(sekarang)
        for tahap in _tahap(periode):
            sisa = (periode.instansi.hari_pada(tahap.batas) - hari).days
            if sisa in HARI_SEBELUM:
                banyak += _ingatkan(periode, tahap, sisa, hari, sekarang)
            elif sisa == SEHARI_SESUDAH and tahap.dinaikkan is not None:
                banyak += _naikkan(periode, tahap, tahap.dinaikkan(hari), hari, sekarang)
    return banyak


def _tahap(periode: Periode) -> Iterator[Tahap]:
    if periode.jenis == Periode.Jenis.TAHUNAN:
        yield Tahap(
            "skp",
            periode.tenggat_skp,
            "Ajukan SKP",
            reverse("indikator:skp"),
            lambda hari: tertinggal.belum_skp(periode, pada=hari),
            lambda hari: tertinggal.penilai_dari(tertinggal.belum_skp(periode, pada=hari), pada=hari),
        )
        return
    yield Tahap(
        "lapor",
        periode.tenggat_lapor,
        "Laporkan capaian",
        reverse("indikator:capaian"),
        lambda hari: tertinggal.belum_lapor(periode),
        lambda hari: tertinggal.penilai_dari(tertinggal.belum_lapor(periode), pada=hari),
    )
    yield Tahap(
        "360",
        periode.tenggat_umpan_balik,
        "Isi umpan balik 360",
        reverse("umpan_balik:daftar"),
        lambda hari: tertinggal.bertugas_360(periode),
        catatan=" Bila sudah terkirim semua, abaikan: kabar ini dikirim kepada semua yang diminta, "
        "supaya tidak menunjukkan siapa yang sudah mengisi.",
    )
    yield Tahap(
        "nilai",
        periode.tenggat_nilai,
        "Tetapkan rating tim Anda",
        reverse("penilaian:menilai"),
        lambda hari: set(tertinggal.belum_menilai(periode, pada=hari)),
        lambda hari: tertinggal.penilai_dari(set(tertinggal.belum_menilai(periode, pada=hari)), pada=hari),
    )


def _ingatkan(periode: Periode, tahap: Tahap, sisa: int, hari: date, sekarang: datetime) -> int:
    lokal = waktu(timezone.localtime(tahap.batas, periode.instansi.zona_waktu))
    kapan = "besok" if sisa == 1 else f"{sisa} hari lagi"
    return beri_tahu_banyak(
        tertinggal.orang(tahap.diingatkan(hari)),
        judul=f"{tahap.judul}, {kapan}",
        isi=f"{periode.nama}, tenggat {lokal}.{tahap.catatan}",
        tautan=tahap.url,
        kunci=f"ingat:{tahap.kode}:{periode.pk}:{sisa}",
        sekarang=sekarang,
        jenis=JenisKabar.TUGAS,
    )


def _naikkan(
    periode: Periode, tahap: Tahap, tiap_penilai: Counter[int], hari: date, sekarang: datetime
) -> int:
    """Tiap penilai dikabari banyaknya orang di bawahnya, lalu admin BKD seluruhnya."""
    banyak = 0
    for jumlah in sorted(set(tiap_penilai.values())):
        penilai = {pk for pk, n in tiap_penilai.items() if n == jumlah}
        banyak += _kabar_tertinggal(periode, tahap, tertinggal.orang(penilai), jumlah, "tim Anda", sekarang)
    seluruhnya = tiap_penilai.total()
    if seluruhnya:
        peran = Peran.objects.filter(berlaku(hari), jenis=Peran.Jenis.ADMIN_BKD, unit__isnull=True)
        admin = Pegawai.objects.filter(
            Q(pk__in=peran.values("pegawai_id")), instansi_id=periode.instansi_id, is_active=True
        )
        banyak += _kabar_tertinggal(
            periode, tahap, list(admin.order_by("pk")), seluruhnya, "seluruh instansi", sekarang, admin=True
        )
    return banyak


def _kabar_tertinggal(
    periode: Periode,
    tahap: Tahap,
    penerima: list[Pegawai],
    jumlah: int,
    di: str,
    sekarang: datetime,
    *,
    admin: bool = False,
) -> int:
    return beri_tahu_banyak(
        penerima,
        judul=f"{jumlah} orang melewati tenggat: {tahap.judul.lower()}",
        isi=f"{periode.nama}, {di}. Siapa saja, terlihat di halamannya.",
        tautan=reverse("indikator:kemajuan") if admin else reverse("indikator:papan"),
        kunci=f"lewat:{tahap.kode}:{periode.pk}:{'admin' if admin else 'penilai'}",
        sekarang=sekarang,
        jenis=JenisKabar.TUGAS,
    )
