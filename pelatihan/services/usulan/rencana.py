"""BKD merencanakan usulan yang disetujui dalam anggaran (PP 11/2017 Pasal 205–207), atau menyebut mengapa tidak."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from inti.galat import TidakBerhak
from kepegawaian.models import Pegawai
from pelatihan.models import Usulan
from pelatihan.queries.usulan import dinas_pada
from pelatihan.rules.usulan import Perbuatan, berikut
from pelatihan.services.usulan import anggaran, umum
from pelatihan.services.usulan.anggaran import MelampauiAnggaran
from pelatihan.services.usulan.umum import Banyak

SENDIRI = "Usulan Anda sendiri direncanakan admin BKD lain."


@transaction.atomic
def rencanakan(
    *,
    usulan_ids: Sequence[int],
    tahun: int | None = None,
    lampaui: str = "",
    oleh: Pegawai,
    sekarang: datetime,
) -> Banyak:
    """Masukkan usulan ke rencana tahunnya (atau `tahun`), semuanya atau tidak sama sekali terhadap anggaran.

    MelampauiAnggaran bila pagunya tidak cukup dan `lampaui` kosong; alasan di `lampaui` dicatat di jejak. Yang bukan
    saatnya, dan usulan admin itu sendiri, dilewati dengan sebabnya.
    """
    hasil = _pilah(usulan_ids, Perbuatan.RENCANAKAN, oleh=oleh, sekarang=sekarang)
    dinas = dinas_pada(
        [u.pegawai_id for u in hasil.berhasil if u.dinas_id is None], pada=oleh.instansi.hari_pada(sekarang)
    )
    for usulan in hasil.berhasil:
        usulan.tahun = tahun or usulan.tahun
        usulan.biaya = usulan.pelatihan.biaya
        usulan.dinas_id = usulan.dinas_id or dinas.get(usulan.pegawai_id)
    lewat = anggaran.kelebihan(hasil.berhasil)
    if lewat and not lampaui.strip():
        raise MelampauiAnggaran(f"{lewat} Tulis alasannya bila tetap direncanakan.", bidang="lampaui")
    lampaui = umum.alasan_cukup(lampaui, bidang="lampaui") if lewat else ""
    for usulan in hasil.berhasil:
        umum.pindah(usulan, Perbuatan.RENCANAKAN)
        usulan.direncanakan_pada, usulan.direncanakan_oleh = sekarang, oleh
        usulan.save()
        umum.jejak(
            usulan,
            "usulan_pelatihan.direncanakan",
            oleh=oleh,
            sekarang=sekarang,
            alasan=lampaui,
            tahun=usulan.tahun,
            biaya=usulan.biaya,
            melampaui_anggaran=lewat,
        )
        umum.kabari(
            usulan,
            usulan.pegawai,
            judul="Pelatihan Anda masuk rencana",
            isi=f"{usulan.pelatihan.judul}, tahun {usulan.tahun}. Pilih sesinya bila sudah dibuka.",
            kunci="direncanakan",
            sekarang=sekarang,
        )
    return hasil


@transaction.atomic
def tolak_rencana(*, usulan_ids: Sequence[int], alasan: str, oleh: Pegawai, sekarang: datetime) -> Banyak:
    """Tidak direncanakan, dengan alasan yang dibaca pengusul."""
    hasil = _pilah(usulan_ids, Perbuatan.TOLAK_BKD, oleh=oleh, sekarang=sekarang)
    alasan = umum.alasan_cukup(alasan)
    for usulan in hasil.berhasil:
        umum.pindah(usulan, Perbuatan.TOLAK_BKD)
        umum.tutup(usulan, Usulan.Sebab.DITOLAK_BKD, alasan, oleh=oleh, sekarang=sekarang)
        umum.jejak(usulan, "usulan_pelatihan.tidak_direncanakan", oleh=oleh, sekarang=sekarang, alasan=alasan)
        umum.kabari(
            usulan,
            usulan.pegawai,
            judul="Pelatihan Anda belum dapat direncanakan",
            isi=f"{usulan.pelatihan.judul}. Alasan BKD: {alasan}",
            kunci="tidak_direncanakan",
            sekarang=sekarang,
        )
    return hasil


def _pilah(usulan_ids: Sequence[int], perbuatan: Perbuatan, *, oleh: Pegawai, sekarang: datetime) -> Banyak:
    umum.wajib_bkd(oleh, sekarang)
    semua = umum.kunci(usulan_ids, instansi_id=oleh.instansi_id)
    if len(semua) != len(set(usulan_ids)):
        raise TidakBerhak(umum.TIDAK_ADA)
    hasil = Banyak()
    for usulan in semua:
        if usulan.pegawai_id == oleh.pk:
            hasil.dilewati.append((usulan, SENDIRI))
        elif berikut(usulan.status, perbuatan) is None:
            hasil.dilewati.append((usulan, umum.salah_saat(usulan)))
        else:
            hasil.berhasil.append(usulan)
    return hasil
