"""Hak, kunci, dan jejak yang dipakai bersama langkah penghargaan."""

from datetime import datetime

from inti.galat import GalatAturan, TidakBerhak
from inti.services.jejak import catat
from kepegawaian.models import Pegawai
from kepegawaian.permissions import DI_LUAR_WEWENANG
from pelatihan.models import SidangPenghargaan
from pelatihan.permissions import anggota_panitia, pengelola

BUKAN_PANITIA = "Calon diputus anggota panitia penghargaan. Admin BKD menunjuk anggotanya."


def wajib_pengelola(oleh: Pegawai, sekarang: datetime) -> None:
    """TidakBerhak bila bukan admin BKD seluruh instansi."""
    if not pengelola(oleh, pada=oleh.instansi.hari_pada(sekarang)):
        raise TidakBerhak(DI_LUAR_WEWENANG)


def wajib_panitia(oleh: Pegawai, sekarang: datetime) -> None:
    """TidakBerhak bila bukan anggota panitia hari itu."""
    if not anggota_panitia(oleh, pada=oleh.instansi.hari_pada(sekarang)):
        raise TidakBerhak(BUKAN_PANITIA)


def sidang_terbuka(sidang_id: int, *, oleh: Pegawai) -> SidangPenghargaan:
    """Sidang seinstansi yang terkunci dan masih terbuka."""
    satu = (
        SidangPenghargaan.objects.select_for_update(of=("self",))
        .select_related("periode", "instansi")
        .filter(pk=sidang_id, instansi_id=oleh.instansi_id)
        .first()
    )
    if satu is None:
        raise TidakBerhak("Sidang ini tidak ada di instansi Anda. Buka lagi dari daftarnya.")
    if not satu.terbuka:
        raise GalatAturan("Sidang ini sudah ditutup dan berita acaranya terbit.")
    return satu


def jejak(
    aksi: str,
    objek_id: int,
    *,
    jenis: str,
    oleh: Pegawai,
    sekarang: datetime,
    alasan: str = "",
    **isi: object,
) -> None:
    """Satu baris jejak."""
    catat(
        aksi=aksi,
        objek_jenis=jenis,
        objek_id=objek_id,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=oleh.instansi_id,
        isi=dict(isi),
        alasan=alasan,
    )
