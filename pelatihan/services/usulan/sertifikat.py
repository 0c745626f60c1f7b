"""Sertifikat: diunggah pesertanya, diperiksa admin BKD, lalu JP dihitung."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Berkas
from kepegawaian.models import Pegawai
from pelatihan.models import Kepesertaan, Usulan
from pelatihan.rules.usulan import Perbuatan, berikut
from pelatihan.services.usulan import umum
from pelatihan.services.usulan.umum import Banyak

SENDIRI = "Sertifikat Anda sendiri diperiksa admin BKD lain."


@transaction.atomic
def unggah(*, usulan_id: int, berkas: Berkas | None, nomor: str, oleh: Pegawai, sekarang: datetime) -> Usulan:
    """Serahkan sertifikat pelatihan yang sudah dihadiri. Menolak tanpa berkas, tanpa nomor, dan berkas orang lain."""
    usulan = umum.terkunci(usulan_id, instansi_id=oleh.instansi_id)
    umum.wajib(usulan, Perbuatan.UNGGAH, oleh=oleh, sekarang=sekarang)
    nomor = " ".join(nomor.split())
    if not nomor:
        raise GalatAturan("Tulis nomor sertifikatnya seperti tercetak.", bidang="nomor")
    if berkas is None:
        raise GalatAturan("Pilih berkas sertifikatnya, PDF atau foto.", bidang="berkas")
    if berkas.pemilik_id != oleh.pk:
        raise TidakBerhak("Hanya berkas yang Anda unggah sendiri yang dapat diserahkan.")
    ikut = usulan.kepesertaan
    ikut.sertifikat, ikut.nomor_sertifikat, ikut.catatan = berkas, nomor, ""
    ikut.diunggah_pada, ikut.diunggah_oleh = sekarang, oleh
    ikut.save()
    umum.pindah(usulan, Perbuatan.UNGGAH)
    usulan.save(update_fields=["status"])
    umum.jejak(
        usulan,
        "usulan_pelatihan.sertifikat_diunggah",
        oleh=oleh,
        sekarang=sekarang,
        nomor=nomor,
        sha256=berkas.sha256,
    )
    return usulan


@transaction.atomic
def kembalikan(*, usulan_id: int, catatan: str, oleh: Pegawai, sekarang: datetime) -> Usulan:
    """Sertifikat perlu diperbaiki, dengan sebab yang dibaca pesertanya."""
    usulan = umum.terkunci(usulan_id, instansi_id=oleh.instansi_id)
    umum.wajib(usulan, Perbuatan.KEMBALIKAN, oleh=oleh, sekarang=sekarang)
    catatan = umum.alasan_cukup(catatan, bidang="alasan")
    Kepesertaan.objects.filter(usulan=usulan).update(catatan=catatan)
    umum.pindah(usulan, Perbuatan.KEMBALIKAN)
    usulan.save(update_fields=["status"])
    umum.jejak(
        usulan, "usulan_pelatihan.sertifikat_dikembalikan", oleh=oleh, sekarang=sekarang, alasan=catatan
    )
    umum.kabari(
        usulan,
        usulan.pegawai,
        judul="Sertifikat pelatihan perlu diperbaiki",
        isi=f"{usulan.pelatihan.judul}. {catatan}",
        kunci=f"sertifikat:{sekarang:%Y%m%d%H%M%S}",
        sekarang=sekarang,
    )
    return usulan


@transaction.atomic
def verifikasi(*, usulan_ids: Sequence[int], oleh: Pegawai, sekarang: datetime) -> Banyak:
    """Nyatakan sertifikatnya benar: JP dihitung. Yang bukan saatnya dan milik admin itu sendiri dilewati dengan sebabnya."""
    umum.wajib_bkd(oleh, sekarang)
    semua = umum.kunci(usulan_ids, instansi_id=oleh.instansi_id)
    if len(semua) != len(set(usulan_ids)):
        raise TidakBerhak(umum.TIDAK_ADA)
    hasil = Banyak()
    for usulan in semua:
        if berikut(usulan.status, Perbuatan.VERIFIKASI) is None:
            hasil.dilewati.append((usulan, umum.salah_saat(usulan)))
        elif usulan.pegawai_id == oleh.pk:
            hasil.dilewati.append((usulan, SENDIRI))
        else:
            _selesai(usulan, oleh=oleh, sekarang=sekarang)
            hasil.berhasil.append(usulan)
    return hasil


def _selesai(usulan: Usulan, *, oleh: Pegawai, sekarang: datetime) -> None:
    ikut = usulan.kepesertaan
    ikut.diverifikasi_pada, ikut.diverifikasi_oleh = sekarang, oleh
    ikut.save(update_fields=["diverifikasi_pada", "diverifikasi_oleh"])
    umum.pindah(usulan, Perbuatan.VERIFIKASI)
    usulan.save(update_fields=["status"])
    umum.jejak(usulan, "usulan_pelatihan.selesai", oleh=oleh, sekarang=sekarang, jp=ikut.jp, tahun=ikut.tahun)
    umum.kabari(
        usulan,
        usulan.pegawai,
        judul=f"{ikut.jp} JP dihitung",
        isi=f"{usulan.pelatihan.judul}, tahun {ikut.tahun}.",
        kunci="selesai",
        sekarang=sekarang,
    )
