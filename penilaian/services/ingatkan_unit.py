"""Mengingatkan yang tertinggal di satu unit, atas permintaan admin; sekali sehari tiap orang."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from indikator.models import SKP, Periode
from indikator.queries.hitungan import TERHITUNG
from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import waktu
from inti.rules.kabar import JenisKabar
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu_banyak
from kepegawaian.models import Pegawai
from kepegawaian.permissions import DI_LUAR_WEWENANG, Izin, akses
from kepegawaian.queries.penilai import penilai_pada
from penilaian.queries.dasbor import Langkah, tertinggal
from penilaian.queries.tertinggal import orang

MENYETUJUI: Final = ("Setujui SKP tim Anda", "indikator:periksa_skp")
DIMINTA: Final = {
    Langkah.SKP: ("Ajukan SKP", "indikator:skp"),
    Langkah.LAPOR: ("Laporkan capaian", "indikator:capaian"),
    Langkah.NILAI: ("Tetapkan rating tim Anda", "penilaian:menilai"),
}


@dataclass(frozen=True, slots=True)
class Diingatkan:
    """Berapa orang yang tertinggal, dan berapa yang dikabari (yang harus bertindak)."""

    tertinggal: int
    dikabari: int


@transaction.atomic
def ingatkan_unit(
    *,
    periode: Periode,
    langkah: Langkah,
    kelompok_id: int,
    dinas_id: int | None,
    oleh: Pegawai,
    sekarang: datetime,
) -> Diingatkan:
    """Kabari yang harus bertindak supaya `langkah` selesai di satu baris dasbor; hari yang sama tidak dua kali.

    SKP yang belum diajukan dan laporan: pegawainya. SKP yang sudah diajukan dan rating: penilainya. Menolak: tanpa
    izin mengatur pegawai, periode yang tidak menerima tulisan, dan unit yang tidak tertinggal atau di luar wilayahnya.
    """
    hari = periode.instansi.hari_pada(sekarang)
    milik = akses(oleh, pada=hari)
    if oleh.instansi_id != periode.instansi_id or not milik.boleh(Izin.KELOLA_PEGAWAI):
        raise TidakBerhak(DI_LUAR_WEWENANG)
    if periode.status != Periode.Status.DIPROSES or periode.penutupan_dimulai is not None:
        raise GalatAturan(f"{periode.nama} tidak menerima isian lagi, jadi tidak ada yang diingatkan.")
    wilayah = milik.unit(Izin.KELOLA_PEGAWAI)
    ids = tertinggal(periode, langkah, unit=wilayah, dinas_id=dinas_id, kelompok_id=kelompok_id)
    if not ids:
        raise GalatAturan("Tidak ada yang tertinggal di unit ini. Muat ulang halamannya.")
    hasil = Diingatkan(len(ids), _kabari(periode, langkah, ids, hari, sekarang))
    catat(
        aksi="pengingat.dikirim",
        objek_jenis="unit_kerja",
        objek_id=kelompok_id,
        oleh=oleh,
        sekarang=sekarang,
        isi={
            "periode": periode.pk,
            "langkah": langkah.value,
            "tertinggal": hasil.tertinggal,
            "dikabari": hasil.dikabari,
        },
    )
    return hasil


def _kabari(periode: Periode, langkah: Langkah, ids: list[int], hari: date, sekarang: datetime) -> int:
    batas = {
        Langkah.SKP: (periode.induk or periode).tenggat_skp,
        Langkah.LAPOR: periode.tenggat_lapor,
        Langkah.NILAI: periode.tenggat_nilai,
    }[langkah]
    lokal = waktu(timezone.localtime(batas, periode.instansi.zona_waktu))
    banyak = 0
    for kunci, judul, url, penerima in _penerima(periode, langkah, ids, pada=min(hari, periode.selesai)):
        banyak += beri_tahu_banyak(
            orang(penerima),
            judul=judul,
            isi=f"{periode.nama}, tenggat {lokal}. Diingatkan oleh pengelola kepegawaian.",
            tautan=reverse(url),
            kunci=f"ingat_unit:{kunci}:{periode.pk}:{hari:%Y%m%d}",
            sekarang=sekarang,
            jenis=JenisKabar.TUGAS,
        )
    return banyak


def _penerima(
    periode: Periode, langkah: Langkah, ids: list[int], *, pada: date
) -> Iterator[tuple[str, str, str, set[int]]]:
    """(kunci, judul, alamat, penerima) tiap kabar yang berbeda."""
    judul, url = DIMINTA[langkah]
    sendiri, lewat_penilai = set(ids), set[int]()
    if langkah is Langkah.SKP:
        diajukan = SKP.objects.filter(
            pegawai_id__in=ids, periode=periode.induk or periode, status__in=TERHITUNG
        )
        lewat_penilai = set(diajukan.values_list("pegawai_id", flat=True))
    elif langkah is Langkah.NILAI:
        lewat_penilai = set(ids)
    sendiri -= lewat_penilai
    if sendiri:
        yield langkah.value, judul, url, sendiri
    if lewat_penilai:
        penilai = penilai_pada(pada=pada, pegawai_ids=lewat_penilai).values()
        atasan = {p.penilai_id for p in penilai if p.penilai_id is not None}
        judul, url = MENYETUJUI if langkah is Langkah.SKP else (judul, url)
        yield f"{langkah.value}_penilai", judul, url, atasan
