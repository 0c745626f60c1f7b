"""Siapa boleh membaca hasil siapa."""

from datetime import date
from enum import StrEnum

from indikator.models import Periode
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.permissions import Izin, akses
from kepegawaian.queries.orang import berlaku
from kepegawaian.queries.penilai import penilai_pada
from penilaian.models import Hasil, Kalibrasi, Keberatan


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


class HakKalibrasi(StrEnum):
    """Sebagai siapa seseorang membuka papan kalibrasi."""

    PIMPINAN = "pimpinan"
    PEMBACA = "pembaca"


# Pejabat sementara mendahului definitif, sama dengan kepegawaian.queries.penilai.
URUTAN_KEPALA = ("plh", "plt", "definitif", "tugas_tambahan")


def kepala_pada(unit_id: int, *, pada: date) -> int | None:
    """Yang memimpin unit itu pada hari itu; atasan para penilai di bawahnya. Satu kueri."""
    kepala = Penempatan.objects.filter(berlaku(pada), unit_id=unit_id, kepala=True, pegawai__is_active=True)
    semua = sorted(kepala.values_list("jenis", "pegawai_id"), key=lambda k: URUTAN_KEPALA.index(k[0]))
    return semua[0][1] if semua else None


def hak_kalibrasi(
    pegawai: Pegawai, kalibrasi: Kalibrasi, *, pada: date, hari_ini: date
) -> HakKalibrasi | None:
    """Kepala unit pada hari penilaian memimpin; pembaca hasil unit itu hari ini membaca. Paling banyak tiga kueri."""
    if kalibrasi.instansi_id != pegawai.instansi_id or not pegawai.is_active:
        return None
    if kepala_pada(kalibrasi.unit_id, pada=pada) == pegawai.pk:
        return HakKalibrasi.PIMPINAN
    milik = akses(pegawai, pada=hari_ini)
    boleh = milik.boleh(Izin.BACA_HASIL_UNIT, unit_id=kalibrasi.unit_id, instansi_id=kalibrasi.instansi_id)
    return HakKalibrasi.PEMBACA if boleh else None


def tampil(hasil: Hasil) -> bool:
    """Hasil baru ada bagi siapa pun sesudah periodenya ditutup, serentak."""
    return hasil.periode.status == Periode.Status.DITUTUP
