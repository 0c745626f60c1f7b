"""Siapa boleh apa terhadap periode, katalog, SKP, dan capaian."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from django.db.models import F, QuerySet

from indikator.models import Indikator, Periode, Tinjauan
from inti.galat import TidakBerhak
from kepegawaian.models import Instansi, Pegawai, UnitKerja
from kepegawaian.permissions import Akses, Izin, akses, wajib, wajib_di
from kepegawaian.queries.penilai import penilai_pada


def hari_setempat(instansi: Instansi, *, sekarang: datetime) -> date:
    """Tanggal di instansi itu; peran dan penempatan dihitung menurut hari setempat."""
    return instansi.hari_pada(sekarang)


# --- katalog & periode -------------------------------------------------------


def periode_terlihat(pegawai: Pegawai) -> QuerySet[Periode]:
    """Periode instansinya sendiri; instansi lain tidak ada baginya."""
    return Periode.objects.filter(instansi_id=pegawai.instansi_id)


def katalog_terlihat(pegawai: Pegawai) -> QuerySet[Indikator]:
    """Seluruh katalog instansinya: siapa pun boleh membaca bagaimana orang diukur."""
    return Indikator.objects.filter(instansi_id=pegawai.instansi_id)


def tinjauan_terkelola(pegawai: Pegawai, *, akses: Akses) -> QuerySet[Tinjauan]:
    """Tinjauan yang boleh dijawab: indikator di unit yang ia kelola."""
    tinjauan = Tinjauan.objects.filter(indikator__instansi_id=pegawai.instansi_id)
    unit = akses.unit(Izin.KELOLA_INDIKATOR)
    return tinjauan if unit is None else tinjauan.filter(indikator__unit_id__in=unit)


def unit_katalog(pegawai: Pegawai, *, akses: Akses) -> QuerySet[UnitKerja]:
    """Perangkat daerah (atau pemda sendiri) yang katalognya boleh ia isi."""
    unit = UnitKerja.objects.filter(instansi_id=pegawai.instansi_id, sampai__isnull=True)
    terkelola = akses.unit(Izin.KELOLA_INDIKATOR)
    if terkelola is not None:
        unit = unit.filter(pk__in=terkelola)
    return pemilik_katalog(unit)


def pemilik_katalog(unit: QuerySet[UnitKerja]) -> QuerySet[UnitKerja]:
    """Katalog dimiliki perangkat daerah; akar pohon memilikinya untuk indikator seluruh pemda."""
    return (unit.filter(dinas_id=F("id")) | unit.filter(dinas__isnull=True)).order_by("urutan", "nama")


def wajib_kelola_periode(oleh: Pegawai | None, *, instansi: Instansi, sekarang: datetime) -> None:
    """Tolak dengan TidakBerhak bila bukan pengelola periode; `oleh` kosong berarti sistem sendiri."""
    if oleh is not None:
        wajib_di(
            oleh,
            Izin.KELOLA_PERIODE,
            pada=hari_setempat(instansi, sekarang=sekarang),
            instansi_id=instansi.pk,
            unit_ids=None,
        )


def wajib_kelola_indikator(oleh: Pegawai | None, *, unit: UnitKerja, sekarang: datetime) -> None:
    """Tolak dengan TidakBerhak bila unit pemiliknya di luar cakupan; `oleh` kosong berarti sistem sendiri."""
    if oleh is not None:
        wajib(
            oleh,
            Izin.KELOLA_INDIKATOR,
            pada=hari_setempat(unit.instansi, sekarang=sekarang),
            instansi_id=unit.instansi_id,
            unit_id=unit.pk,
        )


def wajib_seinstansi(oleh: Pegawai, *, instansi_id: int) -> None:
    """Tolak orang dari instansi lain atau yang tidak aktif lagi."""
    if oleh.instansi_id != instansi_id or not oleh.is_active:
        raise TidakBerhak("Halaman ini milik instansi lain. Kembali ke beranda Anda.")


# --- SKP & capaian -----------------------------------------------------------


class Pihak(StrEnum):
    """Hubungan seseorang dengan sebuah SKP atau laporan."""

    PEMILIK = "pemilik"
    PENILAI = "penilai"


BUKAN_PIHAK = (
    "Dokumen ini milik pegawai lain yang tidak Anda nilai. Hubungi admin dinas bila penilainya keliru."
)


def pihak(pegawai: Pegawai, *, pemilik_id: int, pada: date) -> Pihak | None:
    """Pemilik, pejabat penilai pada hari itu, atau bukan keduanya. Paling banyak satu kueri."""
    if pegawai.pk == pemilik_id:
        return Pihak.PEMILIK
    jawaban = penilai_pada(pada=pada, pegawai_ids=[pemilik_id], instansi_id=pegawai.instansi_id).get(
        pemilik_id
    )
    return Pihak.PENILAI if jawaban is not None and jawaban.penilai_id == pegawai.pk else None


def wajib_pihak(oleh: Pegawai, *, pemilik_id: int, pada: date) -> Pihak:
    """Seperti `pihak`, tetapi menolak orang luar dengan TidakBerhak."""
    hasil = pihak(oleh, pemilik_id=pemilik_id, pada=pada) if oleh.is_active else None
    if hasil is None:
        raise TidakBerhak(BUKAN_PIHAK)
    return hasil


def wajib_penilai_semua(oleh: Pegawai, *, pemilik_ids: Iterable[int], pada: date) -> None:
    """Tolak dengan TidakBerhak bila ada satu saja yang tidak dinilai `oleh` pada hari itu. Satu kueri."""
    ids = set(pemilik_ids)
    jawaban = penilai_pada(pada=pada, pegawai_ids=ids, instansi_id=oleh.instansi_id) if ids else {}
    if not oleh.is_active or any(i not in jawaban or jawaban[i].penilai_id != oleh.pk for i in ids):
        raise TidakBerhak(BUKAN_PIHAK)


def boleh_membaca_unit(pegawai: Pegawai, *, instansi_id: int, unit_id: int, pada: date) -> bool:
    """Apakah perannya (pimpinan, admin BKD, auditor) membaca hasil di unit itu. Paling banyak dua kueri."""
    return akses(pegawai, pada=pada).boleh(Izin.BACA_HASIL_UNIT, unit_id=unit_id, instansi_id=instansi_id)
