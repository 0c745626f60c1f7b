"""Menautkan RHK sendiri yang dahulu ditulis sebelum rencana pimpinan ada."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from indikator.models import RHK, SKP
from indikator.permissions import BUKAN_PIHAK
from indikator.services.kunci import kunci_bersama
from indikator.services.skp.kunci import simpan_skp
from indikator.services.skp.susun import periksa_pimpinan
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from kepegawaian.models import Pegawai


@transaction.atomic
def tautkan(*, pilihan: Mapping[int, int], oleh: Pegawai, sekarang: datetime) -> int:
    """Isi tautan yang masih kosong: RHK sendiri → RHK pimpinan; banyaknya yang terisi. Diulang tidak mengubah apa pun.

    Boleh juga pada SKP yang sudah diajukan atau disetujui: teks, target, dan bobotnya tidak berubah. Mengganti tautan
    yang sudah terisi tetap lewat penyusunan SKP. Menolak hal yang sama dengan `periksa_pimpinan`.
    """
    if not pilihan:
        raise GalatAturan("Belum ada yang dipilih. Pilih RHK pimpinan untuk sekurangnya satu RHK Anda.")
    skp = SKP.objects.filter(rhk__in=pilihan, pegawai=oleh).distinct()
    for periode_id in sorted({s.periode_id for s in skp}):
        kunci_bersama(periode_id=periode_id, sekarang=sekarang)
    terkunci = {
        s.pk: s for s in SKP.objects.select_for_update().filter(pk__in=[s.pk for s in skp]).order_by("pk")
    }
    rhk = list(RHK.objects.filter(pk__in=pilihan, skp__in=terkunci.values()).order_by("urutan", "pk"))
    if len(rhk) != len(pilihan):
        raise TidakBerhak(BUKAN_PIHAK)
    if SKP.semua.filter(adendum_dari__in=terkunci.values()).exists():
        raise GalatAturan("Adendum SKP Anda sedang disusun. Tautkan RHK-nya di sana, lalu ajukan adendumnya.")
    if any(r.pimpinan_id not in (None, pilihan[r.pk]) for r in rhk):
        raise SudahBerubah(
            "Sebagian RHK Anda sudah ditautkan di tab lain. Muat ulang untuk melihat tautannya."
        )
    kosong = [r for r in rhk if r.pimpinan_id is None]
    for satu in terkunci.values():
        _isi(satu, [r for r in kosong if r.skp_id == satu.pk], pilihan, oleh=oleh, sekarang=sekarang)
    return len(kosong)


def _isi(skp: SKP, rhk: list[RHK], pilihan: Mapping[int, int], *, oleh: Pegawai, sekarang: datetime) -> None:
    if not rhk:
        return
    periksa_pimpinan(skp, [pilihan[r.pk] for r in rhk], oleh=oleh, sekarang=sekarang)
    for satu in rhk:
        satu.pimpinan_id = pilihan[satu.pk]
    RHK.objects.bulk_update(rhk, ["pimpinan"])
    isi = {"tautan": {str(r.pk): r.pimpinan_id for r in rhk}}
    simpan_skp(skp, aksi="skp.rhk_ditautkan", oleh=oleh, sekarang=sekarang, isi=isi)
