"""Siapa boleh membaca hasil siapa."""

from datetime import date
from enum import StrEnum

from indikator.models import Periode
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, akses
from kepegawaian.queries.penilai import penilai_pada
from penilaian.models import Hasil, Keberatan


class Pembaca(StrEnum):
    """Sebagai siapa seseorang membaca sebuah hasil."""

    PEMILIK = "pemilik"
    PENILAI = "penilai"
    ATASAN_PENILAI = "atasan_penilai"
    UNIT = "unit"


def pembaca(pegawai: Pegawai, hasil: Hasil, *, pada: date) -> Pembaca | None:
    """Hak membaca satu hasil seinstansi; None berarti tidak berhak. Paling banyak tiga kueri.

    Atasan penilai dilihat pada hari terakhir periode dan pada hari ini, karena keberatan diputus yang menjabat kini.
    """
    if hasil.pegawai_id == pegawai.pk:
        return Pembaca.PEMILIK
    if hasil.penilai_id == pegawai.pk:
        return Pembaca.PENILAI
    if akses(pegawai, pada=pada).boleh(
        Izin.BACA_HASIL_UNIT, unit_id=hasil.unit_id, instansi_id=hasil.instansi_id
    ):
        return Pembaca.UNIT
    if hasil.penilai_id is not None and pegawai.pk in {
        atasan_penilai(hasil.penilai_id, pada=hari) for hari in (pada, hasil.periode.selesai)
    }:
        return Pembaca.ATASAN_PENILAI
    return None


def atasan_penilai(penilai_id: int, *, pada: date) -> int | None:
    """Penilai dari penilai: yang memutus keberatan (PP 30/2019 Pasal 59). Satu kueri."""
    jawaban = penilai_pada(pada=pada, pegawai_ids=[penilai_id]).get(penilai_id)
    return jawaban.penilai_id if jawaban else None


class Pihak(StrEnum):
    """Sebagai siapa seseorang membuka sebuah keberatan."""

    PENGAJU = "pengaju"
    PENILAI = "penilai"
    PEMUTUS = "pemutus"
    PEMBACA = "pembaca"


def pihak(pegawai: Pegawai, keberatan: Keberatan, *, pada: date) -> Pihak | None:
    """Kedudukan dalam satu keberatan seinstansi; None berarti bukan urusannya. Paling banyak empat kueri."""
    if keberatan.diajukan_oleh_id == pegawai.pk:
        return Pihak.PENGAJU
    if boleh_memutus(pegawai, keberatan, pada=pada):
        return Pihak.PEMUTUS
    if keberatan.hasil.penilai_id == pegawai.pk:
        return Pihak.PENILAI
    return Pihak.PEMBACA if pembaca(pegawai, keberatan.hasil, pada=pada) else None


def boleh_memutus(pegawai: Pegawai, keberatan: Keberatan, *, pada: date) -> bool:
    """Pemutus yang tercatat, atau atasan penilai yang menjabat pada hari itu (PP 30/2019 Pasal 59)."""
    if not pegawai.is_active or pegawai.pk in (keberatan.diajukan_oleh_id, keberatan.hasil.penilai_id):
        return False
    if keberatan.pemutus_id == pegawai.pk:
        return True
    penilai_id = keberatan.hasil.penilai_id
    return penilai_id is not None and atasan_penilai(penilai_id, pada=pada) == pegawai.pk


def tampil(hasil: Hasil) -> bool:
    """Hasil baru ada bagi siapa pun sesudah periodenya ditutup, serentak."""
    return hasil.periode.status == Periode.Status.DITUTUP
