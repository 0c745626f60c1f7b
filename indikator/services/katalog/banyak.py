"""Kata kerja untuk beberapa indikator sekaligus: salin ke dinas lain, tarik, tawarkan lagi."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from django.db import transaction

from indikator.models import Indikator, IndikatorKinerja
from indikator.permissions import wajib_kelola_indikator
from indikator.queries.katalog import isi, jangkauan_dari
from indikator.services.katalog.baris import bernama_sama, catat, kunci_unit, teks
from indikator.services.katalog.isian import IsianIndikator
from indikator.services.katalog.tulis import aktifkan, nonaktifkan, tambah
from inti.galat import GalatAturan
from kepegawaian.models import Pegawai, UnitKerja


@dataclass(frozen=True, slots=True)
class HasilBanyak:
    """Yang berhasil, dan yang dilewati beserta sebabnya."""

    berhasil: tuple[Indikator, ...]
    dilewati: tuple[tuple[Indikator, str], ...]


def salin(
    *, indikator: Iterable[Indikator], ke: UnitKerja, oleh: Pegawai | None, sekarang: datetime
) -> HasilBanyak:
    """Salin ke katalog perangkat daerah `ke` dalam satu transaksi; kodenya baru. Batas unit tidak ikut.

    Yang namanya sudah ada di sana dilewati. Menolak: `ke` di luar cakupan atau bukan perangkat daerah,
    indikator instansi lain.
    """
    wajib_kelola_indikator(oleh, unit=ke, sekarang=sekarang)
    berhasil, dilewati = [], []
    with transaction.atomic():
        for satu in indikator:
            if satu.instansi_id != ke.instansi_id:
                raise GalatAturan("Ada indikator dari instansi lain. Pilih lagi dari daftar.")
            if bernama_sama(ke.pk, satu.nama) is not None:
                dilewati.append((satu, "namanya sudah ada di sana"))
                continue
            jangkauan = [replace(j, unit_id=None) for j in jangkauan_dari(satu)]
            baru = tambah(
                instansi=ke.instansi,
                unit=ke,
                jangkauan=[j for j in jangkauan if not j.kosong],
                oleh=oleh,
                sekarang=sekarang,
                **cast(IsianIndikator, isi(satu)),
            )
            berhasil.append(baru)
    return HasilBanyak(tuple(berhasil), tuple(dilewati))


def atur_aktif_banyak(
    *, indikator: Iterable[Indikator], aktif: bool, oleh: Pegawai | None, sekarang: datetime
) -> HasilBanyak:
    """Tarik atau tawarkan lagi; yang ditolak aturan dilewati dengan sebabnya, yang lain tetap jalan.

    Menolak semuanya (TidakBerhak) bila ada satu saja di luar cakupan.
    """
    daftar = list(indikator)
    for satu in daftar:
        wajib_kelola_indikator(oleh, unit=satu.unit, sekarang=sekarang)
    kerja = aktifkan if aktif else nonaktifkan
    berhasil, dilewati = [], []
    with transaction.atomic():
        for satu in daftar:
            try:
                berhasil.append(kerja(indikator=satu, oleh=oleh, sekarang=sekarang))
            except GalatAturan as galat:
                dilewati.append((satu, galat.pesan))
    return HasilBanyak(tuple(berhasil), tuple(dilewati))


def batal_salin(*, indikator: Iterable[Indikator], oleh: Pegawai | None, sekarang: datetime) -> HasilBanyak:
    """Hapus salinan yang belum tersentuh; yang sudah dipakai, ditinjau, atau berversi dilewati. Boleh diulang.

    Menolak semuanya (TidakBerhak) bila ada satu saja di luar cakupan.
    """
    daftar = list(indikator)
    for satu in daftar:
        wajib_kelola_indikator(oleh, unit=satu.unit, sekarang=sekarang)
    dihapus, dilewati = [], []
    with transaction.atomic():
        for unit_id in sorted({satu.unit_id for satu in daftar}):
            kunci_unit(unit_id)
        for satu in Indikator.objects.select_for_update(of=("self",)).filter(pk__in=[i.pk for i in daftar]):
            sebab = _sebab_tetap(satu, oleh=oleh)
            if sebab:
                dilewati.append((satu, sebab))
                continue
            catat("katalog.dihapus", satu, oleh=oleh, sekarang=sekarang, lama=teks(isi(satu)))
            satu.delete()
            dihapus.append(satu)
    return HasilBanyak(tuple(dihapus), tuple(dilewati))


def _sebab_tetap(satu: Indikator, *, oleh: Pegawai | None) -> str:
    """Mengapa salinan itu tidak boleh dihapus; kosong bila boleh."""
    if satu.dibuat_oleh_id != (oleh.pk if oleh else None):
        return "bukan salinan Anda."
    if IndikatorKinerja.semua.filter(katalog=satu).exists():
        return "sudah dipakai SKP. Tarik dari tawaran bila tidak diperlukan."
    if satu.tinjauan.exists():
        return "sudah ditinjau. Tarik dari tawaran bila tidak diperlukan."
    if satu.versi > 1 or Indikator.objects.filter(unit_id=satu.unit_id, kode=satu.kode, versi__gt=1).exists():
        return "sudah diubah menjadi versi baru. Tarik dari tawaran bila tidak diperlukan."
    return ""
