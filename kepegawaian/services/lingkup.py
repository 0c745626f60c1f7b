"""Pengelola mana yang boleh menyentuh seseorang."""

from datetime import date, datetime

from kepegawaian.models import Instansi, Pegawai, Penempatan
from kepegawaian.permissions import PERAN_PENGELOLA, akses
from kepegawaian.services.wewenang import wajib_kelola_pegawai


def lingkup_pegawai(pegawai: Pegawai, pada: date) -> set[int] | None:
    """Unit yang harus dikelola untuk mengubah data orang ini.

    Unit definitif terakhirnya (yang berjalan, atau yang akan datang bila belum ada). Himpunan kosong: belum pernah
    ditempatkan, cukup berizin di unit mana pun. None: ia memegang peran pengelola atau auditor, jadi hanya admin
    seluruh instansi, supaya mengubah surel atau nomornya tidak menjadi jalan memperoleh peran itu.
    """
    if PERAN_PENGELOLA & set(akses(pegawai, pada=pada).peran):
        return None
    definitif = Penempatan.objects.filter(pegawai=pegawai, jenis=Penempatan.Jenis.DEFINITIF)
    kini = definitif.filter(sejak__lte=pada).order_by("-sejak").first()
    satu = kini or definitif.order_by("sejak").first()
    return {satu.unit_id} if satu else set()


def wajib_kelola_orang(oleh: Pegawai | None, pegawai: Pegawai, *, sekarang: datetime) -> None:
    """Tolak bila `oleh` tidak mengelola orang ini hari ini."""
    instansi = pegawai.instansi
    unit = lingkup_pegawai(pegawai, instansi.hari_pada(sekarang))
    wajib_kelola_pegawai(oleh, instansi=instansi, sekarang=sekarang, unit_ids=unit)


def kunci_instansi(instansi: Instansi) -> None:
    """Satu perubahan pada satu waktu untuk aturan yang melihat orang banyak: lingkaran penilai, admin terakhir."""
    Instansi.objects.select_for_update(no_key=True).get(pk=instansi.pk)


def kunci_pegawai(pegawai: Pegawai) -> Pegawai:
    """Baris pegawai terkini, terkunci sampai transaksi selesai."""
    return (
        Pegawai.objects.select_for_update(of=("self",), no_key=True)
        .select_related("instansi")
        .get(pk=pegawai.pk)
    )
