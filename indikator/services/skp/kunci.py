"""Membuka satu SKP untuk diubah: kunci periode, kunci baris, pihak, keadaan, versi."""

from datetime import datetime
from typing import Any

from django.db.models import ProtectedError

from indikator.models import RHK, SKP, IndikatorKinerja, StatusDokumen
from indikator.permissions import hari_setempat, wajib_pihak
from indikator.services.kunci import kunci_bersama
from indikator.services.langkah import LANGKAH_ADENDUM, LANGKAH_SKP, Aksi, berikutnya
from inti.galat import GalatAturan, SudahBerubah
from inti.services import jejak
from kepegawaian.models import Pegawai

TELAH_BERUBAH = (
    "SKP ini sudah diubah di tab atau perangkat lain. Ketikan Anda tetap ada di sini. "
    "Periksa isi terbarunya, lalu simpan lagi."
)
BERLAPORAN = (
    "Indikator ini sudah dilaporkan atau punya catatan harian, jadi tidak dapat dihapus. "
    "Ubah isinya, atau hentikan lewat adendum sesudah SKP disetujui."
)
HILANG = "Usulan adendum ini sudah disetujui atau dibatalkan. Buka SKP-nya untuk melihat isi yang berlaku sekarang."


def kunci_skp(
    *, skp_id: int, periode_id: int, aksi: Aksi, oleh: Pegawai, sekarang: datetime
) -> tuple[SKP, StatusDokumen]:
    """SKP (atau usulan adendumnya) terkunci, dan keadaan berikutnya.

    Urutan kunci selalu periode, SKP, lalu usulannya: tidak saling menunggu.
    """
    kunci_bersama(periode_id=periode_id, sekarang=sekarang)
    terkunci = SKP.semua.select_for_update(of=("self",)).select_related("pegawai", "periode")
    skp = terkunci.filter(pk=skp_id).first()
    if skp is None:
        raise GalatAturan(HILANG)
    pihak = wajib_pihak(oleh, pemilik_id=skp.pegawai_id, pada=hari_setempat(oleh.instansi, sekarang=sekarang))
    tabel, benda = (LANGKAH_ADENDUM, "Adendum") if skp.adendum else (LANGKAH_SKP, "SKP")
    berikut = berikutnya(tabel=tabel, status=skp.status, aksi=aksi, pihak=pihak, benda=benda)
    return skp, berikut


def hapus_baris(baris: RHK | IndikatorKinerja) -> None:
    """Hapus dari SKP yang disusun; menolak yang sudah dilaporkan atau dicatat hariannya, supaya isinya tidak ikut hilang."""
    try:
        baris.delete()
    except ProtectedError as galat:
        raise GalatAturan(BERLAPORAN) from galat


def cocokkan_versi(skp: SKP, versi: int | None) -> None:
    """Tolak dengan SudahBerubah bila yang dilihat orang bukan lagi yang tersimpan."""
    if versi is not None and skp.versi != versi:
        raise SudahBerubah(TELAH_BERUBAH)


def simpan_skp(
    skp: SKP,
    *,
    aksi: str,
    oleh: Pegawai,
    sekarang: datetime,
    isi: dict[str, Any] | None = None,
    alasan: str = "",
) -> SKP:
    """Naikkan versi, simpan, dan tulis jejak."""
    skp.versi += 1
    skp.save()
    jejak.catat(
        aksi=aksi,
        objek_jenis="skp",
        objek_id=skp.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"versi": skp.versi, "status": skp.status, **(isi or {})},
        alasan=alasan,
    )
    return skp
