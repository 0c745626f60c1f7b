"""Catatan harian: pilihan, tidak pernah dihitung sendiri; jumlahnya hanya ditawarkan pada laporan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from indikator.models import CatatanHarian, IndikatorKinerja, Periode, StatusDokumen
from indikator.permissions import hari_setempat
from indikator.rules.harian import periksa_hari
from indikator.services.kunci import kunci_bersama
from indikator.services.realisasi.bukti import ambil_berkas
from indikator.services.skp.masukan import periksa_angka
from inti.galat import GalatAturan, TidakBerhak
from inti.services import jejak
from kepegawaian.models import Pegawai

URAIAN_TERPANJANG = 500
MUNDUR_TERJAUH = timedelta(days=31)
BELUM_ADA = (
    "Belum ada catatan dalam sebulan sebelum hari ini. Isi sekali, besok tinggal “Sama seperti sebelumnya”."
)


@dataclass(frozen=True, slots=True)
class MasukanHarian:
    """Catatan satu indikator. Angka dan uraian kosong berarti catatan hari itu dihapus."""

    indikator_id: int
    nilai: Decimal | None = None
    uraian: str = ""
    berkas_id: int | None = None


@transaction.atomic
def catat(*, hari: date, isian: Sequence[MasukanHarian], oleh: Pegawai, sekarang: datetime) -> int:
    """Simpan catatan satu hari untuk beberapa indikator sekaligus; kembalikan banyaknya yang berubah.

    Menolak hari yang belum terjadi, periode yang tidak menerima tulisan, indikator orang lain atau yang SKP-nya belum
    disetujui, dan berkas yang bukan miliknya. Isi yang sama tidak ditulis lagi.
    """
    periode = _periode(hari, oleh=oleh, sekarang=sekarang)
    indikator = _indikator(periode, [m.indikator_id for m in isian], hari=hari, oleh=oleh)
    ambil_berkas({m.berkas_id for m in isian if m.berkas_id is not None}, oleh=oleh)
    ada = {
        c.indikator_id: c
        for c in CatatanHarian.objects.select_for_update().filter(pegawai=oleh, hari=hari).order_by("pk")
    }
    tulis: list[CatatanHarian] = []
    hapus: list[CatatanHarian] = []
    for m in isian:
        _periksa(m, indikator[m.indikator_id])
        lama, uraian = ada.get(m.indikator_id), m.uraian.strip()
        if m.nilai is None and not uraian:
            hapus += [lama] if lama else []
        elif lama is None or (lama.nilai, lama.uraian, lama.berkas_id) != (m.nilai, uraian, m.berkas_id):
            tulis.append(_baris(m, uraian, hari, oleh=oleh, sekarang=sekarang))
    return _simpan(tulis, hapus, hari, oleh=oleh, sekarang=sekarang)


@transaction.atomic
def sama_seperti_sebelumnya(*, hari: date, oleh: Pegawai, sekarang: datetime) -> tuple[int, date]:
    """Salin catatan hari terakhir sebelum `hari` (paling jauh sebulan) ke indikator yang hari itu belum dicatat.

    Berkasnya tidak ikut: bukti kemarin bukan bukti hari ini. Mengembalikan banyaknya dan hari asalnya. Menolak bila
    tidak ada yang dapat disalin, dan hal yang sama dengan `catat`.
    """
    batas = hari - MUNDUR_TERJAUH
    terakhir = (
        CatatanHarian.objects.filter(pegawai=oleh, hari__lt=hari, hari__gte=batas)
        .order_by("-hari")
        .values_list("hari", flat=True)
        .first()
    )
    if terakhir is None:
        raise GalatAturan(BELUM_ADA)
    periode = _periode(hari, oleh=oleh, sekarang=sekarang)
    boleh = set(_milik(periode, oleh=oleh, hari=hari).values_list("pk", flat=True))
    sudah = set(CatatanHarian.objects.filter(pegawai=oleh, hari=hari).values_list("indikator_id", flat=True))
    isian = [
        MasukanHarian(c.indikator_id, c.nilai, c.uraian)
        for c in CatatanHarian.objects.filter(pegawai=oleh, hari=terakhir).order_by("pk")
        if c.indikator_id in boleh - sudah
    ]
    return catat(hari=hari, isian=isian, oleh=oleh, sekarang=sekarang), terakhir


def _periode(hari: date, *, oleh: Pegawai, sekarang: datetime) -> Periode:
    try:
        periksa_hari(hari, hari_ini=hari_setempat(oleh.instansi, sekarang=sekarang))
    except ValueError as galat:
        raise GalatAturan(str(galat)) from galat
    if not oleh.is_active:
        raise TidakBerhak("Akun ini tidak aktif. Hubungi admin dinas.")
    periode = (
        Periode.objects.filter(instansi_id=oleh.instansi_id, mulai__lte=hari, selesai__gte=hari)
        .exclude(jenis=Periode.Jenis.TAHUNAN)
        .order_by("jenis", "pk")
        .first()
    )
    if periode is None:
        raise GalatAturan("Belum ada periode yang memuat hari itu. Admin BKD membukanya sesuai jadwal.")
    return kunci_bersama(periode_id=periode.pk, sekarang=sekarang)


def _milik(periode: Periode, *, oleh: Pegawai, hari: date) -> QuerySet[IndikatorKinerja]:
    return IndikatorKinerja.objects.filter(
        skp__pegawai=oleh,
        skp__periode_id=periode.induk_id or 0,
        skp__status=StatusDokumen.DISETUJUI,
        skp__penempatan__sejak__lte=hari,
    )


def _indikator(
    periode: Periode, ids: Sequence[int], *, hari: date, oleh: Pegawai
) -> dict[int, IndikatorKinerja]:
    """Kunci indikatornya urut id: dua kiriman untuk hari yang sama saling menunggu."""
    if len(set(ids)) != len(ids):
        raise GalatAturan("Satu indikator hanya dapat dicatat sekali dalam satu kiriman.")
    milik = _milik(periode, oleh=oleh, hari=hari).filter(pk__in=ids)
    ada = {i.pk: i for i in milik.select_for_update(of=("self",), no_key=True).order_by("pk")}
    if len(ada) != len(ids):
        raise TidakBerhak("Catatan harian hanya untuk indikator SKP Anda sendiri yang sudah disetujui.")
    return ada


def _periksa(m: MasukanHarian, indikator: IndikatorKinerja) -> None:
    if m.nilai is not None:
        periksa_angka(m.nilai, kata="Angka", bidang=f"{indikator.pk}-nilai")
    if len(m.uraian) > URAIAN_TERPANJANG:
        raise GalatAturan(
            f"Uraian {len(m.uraian)} huruf, batasnya {URAIAN_TERPANJANG}. Ringkas dahulu.",
            bidang=f"{indikator.pk}-uraian",
        )


def _baris(m: MasukanHarian, uraian: str, hari: date, *, oleh: Pegawai, sekarang: datetime) -> CatatanHarian:
    return CatatanHarian(
        instansi_id=oleh.instansi_id,
        pegawai=oleh,
        indikator_id=m.indikator_id,
        hari=hari,
        nilai=m.nilai,
        uraian=uraian,
        berkas_id=m.berkas_id,
        dicatat_pada=sekarang,
        dicatat_oleh=oleh,
    )


def _simpan(
    tulis: list[CatatanHarian],
    hapus: list[CatatanHarian],
    hari: date,
    *,
    oleh: Pegawai,
    sekarang: datetime,
) -> int:
    if hapus:
        CatatanHarian.objects.filter(pk__in=[c.pk for c in hapus]).delete()
    if tulis:
        CatatanHarian.objects.bulk_create(
            tulis,
            update_conflicts=True,
            unique_fields=["indikator", "hari"],
            update_fields=["nilai", "uraian", "berkas", "dicatat_pada", "dicatat_oleh"],
        )
    butir: list[tuple[int, dict[str, Any]]] = [
        (c.indikator_id, {"hari": hari.isoformat(), **_angka(c)}) for c in tulis
    ]
    butir += [(c.indikator_id, {"hari": hari.isoformat(), "dihapus": True}) for c in hapus]
    if butir:
        jejak.catat_banyak(
            aksi="harian.dicatat", objek_jenis="indikator_kinerja", butir=butir, oleh=oleh, sekarang=sekarang
        )
    return len(butir)


def _angka(c: CatatanHarian) -> dict[str, str]:
    return {} if c.nilai is None else {"nilai": str(c.nilai)}
