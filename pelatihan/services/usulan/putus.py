"""Penilai menyetujui atau tidak menyetujui usulan, satu atau beberapa sekaligus."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from inti.galat import TidakBerhak
from kepegawaian.models import Pegawai
from kepegawaian.permissions import DI_LUAR_WEWENANG
from pelatihan.models import Usulan
from pelatihan.permissions import penilai_dari
from pelatihan.rules.usulan import Perbuatan, berikut
from pelatihan.services.usulan import umum
from pelatihan.services.usulan.umum import Banyak


@transaction.atomic
def setujui(*, usulan_ids: Sequence[int], oleh: Pegawai, sekarang: datetime) -> Banyak:
    """Setujui usulan bawahan pada hari ini; yang sudah berpindah keadaan dilewati dengan sebabnya.

    Menolak semuanya (TidakBerhak) bila satu saja bukan bawahannya hari itu.
    """
    hasil = _pilah(usulan_ids, Perbuatan.SETUJUI, oleh=oleh, sekarang=sekarang)
    for usulan in hasil.berhasil:
        umum.pindah(usulan, Perbuatan.SETUJUI)
        usulan.disetujui_pada, usulan.disetujui_oleh = sekarang, oleh
        usulan.save(update_fields=["status", "disetujui_pada", "disetujui_oleh"])
        umum.jejak(usulan, "usulan_pelatihan.disetujui", oleh=oleh, sekarang=sekarang)
        umum.kabari(
            usulan,
            usulan.pegawai,
            judul="Usulan pelatihan disetujui atasan",
            isi=f"{usulan.pelatihan.judul}. Selanjutnya direncanakan BKD menurut anggaran.",
            kunci="disetujui",
            sekarang=sekarang,
        )
    return hasil


@transaction.atomic
def tolak(*, usulan_ids: Sequence[int], alasan: str, oleh: Pegawai, sekarang: datetime) -> Banyak:
    """Tidak menyetujui, dengan alasan yang dibaca pengusul. Syaratnya sama dengan `setujui`."""
    hasil = _pilah(usulan_ids, Perbuatan.TOLAK, oleh=oleh, sekarang=sekarang)
    alasan = umum.alasan_cukup(alasan)
    for usulan in hasil.berhasil:
        umum.pindah(usulan, Perbuatan.TOLAK)
        umum.tutup(usulan, Usulan.Sebab.DITOLAK_ATASAN, alasan, oleh=oleh, sekarang=sekarang)
        umum.jejak(usulan, "usulan_pelatihan.ditolak", oleh=oleh, sekarang=sekarang, alasan=alasan)
        umum.kabari(
            usulan,
            usulan.pegawai,
            judul="Usulan pelatihan belum disetujui atasan",
            isi=f"{usulan.pelatihan.judul}. Alasan: {alasan}",
            kunci="ditolak",
            sekarang=sekarang,
        )
    return hasil


def _pilah(usulan_ids: Sequence[int], perbuatan: Perbuatan, *, oleh: Pegawai, sekarang: datetime) -> Banyak:
    """Kunci, periksa penilainya pada hari itu (satu kueri), dan pisahkan yang bukan saatnya."""
    semua = umum.kunci(usulan_ids, instansi_id=oleh.instansi_id)
    hari = oleh.instansi.hari_pada(sekarang)
    penilai = penilai_dari([u.pegawai_id for u in semua], pada=hari)
    if len(semua) != len(set(usulan_ids)) or any(
        penilai.get(u.pegawai_id) != oleh.pk or u.pegawai_id == oleh.pk for u in semua
    ):
        raise TidakBerhak(DI_LUAR_WEWENANG)
    hasil = Banyak()
    for usulan in semua:
        if berikut(usulan.status, perbuatan) is None:
            hasil.dilewati.append((usulan, umum.salah_saat(usulan)))
        else:
            hasil.berhasil.append(usulan)
    return hasil
