"""Kata kerja halaman untuk RHK."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from indikator.models import RHK, SKP
from indikator.services.langkah import Aksi
from indikator.services.skp.kunci import cocokkan_versi, hapus_baris, kunci_skp, simpan_skp
from indikator.services.skp.masukan import RHK_TERBANYAK, MasukanRHK, rapikan_rhk
from indikator.services.skp.susun import periksa_pimpinan
from inti.galat import GalatAturan
from kepegawaian.models import Pegawai


@transaction.atomic
def tambah_rhk(
    *, skp: SKP, teks: str, jenis: str, pimpinan_id: int | None, versi: int, oleh: Pegawai, sekarang: datetime
) -> RHK:
    """Tambah satu RHK. Kiriman kedua dengan isi yang sama mengembalikan RHK yang sudah ada.

    Menolak teks kosong, RHK pimpinan yang bukan milik penilai, dan versi yang sudah tertinggal.
    """
    masukan = rapikan_rhk(MasukanRHK(teks=teks, jenis=jenis, pimpinan_id=pimpinan_id))
    baris, _ = kunci_skp(
        skp_id=skp.pk, periode_id=skp.periode_id, aksi=Aksi.SUSUN, oleh=oleh, sekarang=sekarang
    )
    ada = list(baris.rhk.order_by("-urutan", "-pk"))
    if baris.versi != versi and ada and _sama(ada[0], masukan):
        return ada[0]
    cocokkan_versi(baris, versi)
    if len(ada) >= RHK_TERBANYAK:
        raise GalatAturan(f"Satu SKP memuat paling banyak {RHK_TERBANYAK} RHK. Gabungkan yang mirip.")
    periksa_pimpinan(baris, [pimpinan_id], oleh=oleh, sekarang=sekarang)
    baru = RHK.objects.create(
        skp=baris,
        teks=masukan.teks,
        jenis=masukan.jenis,
        pimpinan_id=pimpinan_id,
        urutan=ada[0].urutan + 1 if ada else 1,
    )
    simpan_skp(
        baris,
        aksi="skp.rhk_ditambah",
        oleh=oleh,
        sekarang=sekarang,
        isi={"rhk_id": baru.pk, "teks": baru.teks},
    )
    return baru


@transaction.atomic
def ubah_rhk(
    *, rhk: RHK, teks: str, jenis: str, pimpinan_id: int | None, versi: int, oleh: Pegawai, sekarang: datetime
) -> RHK:
    """Ubah teks, jenis, atau RHK pimpinan yang didukung. Yang tidak berubah tidak menulis apa pun."""
    masukan = rapikan_rhk(MasukanRHK(teks=teks, jenis=jenis, pimpinan_id=pimpinan_id))
    skp, kini = _kunci(rhk, oleh=oleh, sekarang=sekarang)
    if _sama(kini, masukan):
        return kini
    cocokkan_versi(skp, versi)
    if pimpinan_id != kini.pimpinan_id:
        periksa_pimpinan(skp, [pimpinan_id], oleh=oleh, sekarang=sekarang)
    lama = {"teks": kini.teks, "jenis": kini.jenis, "pimpinan_id": kini.pimpinan_id}
    kini.teks, kini.jenis, kini.pimpinan_id = masukan.teks, masukan.jenis, pimpinan_id
    kini.save()
    simpan_skp(
        skp, aksi="skp.rhk_diubah", oleh=oleh, sekarang=sekarang, isi={"rhk_id": kini.pk, "lama": lama}
    )
    return kini


@transaction.atomic
def hapus_rhk(*, rhk: RHK, versi: int, oleh: Pegawai, sekarang: datetime) -> SKP:
    """Hapus RHK beserta indikatornya. Tautan bawahan ke RHK ini menjadi kosong, bukan ikut terhapus."""
    skp, kini = _kunci(rhk, oleh=oleh, sekarang=sekarang)
    cocokkan_versi(skp, versi)
    isi = {
        "rhk_id": kini.pk,
        "teks": kini.teks,
        "indikator": list(kini.indikator.values_list("nama", flat=True)),
    }
    hapus_baris(kini)
    return simpan_skp(skp, aksi="skp.rhk_dihapus", oleh=oleh, sekarang=sekarang, isi=isi)


def _kunci(rhk: RHK, *, oleh: Pegawai, sekarang: datetime) -> tuple[SKP, RHK]:
    skp, _ = kunci_skp(
        skp_id=rhk.skp_id, periode_id=rhk.skp.periode_id, aksi=Aksi.SUSUN, oleh=oleh, sekarang=sekarang
    )
    kini = RHK.objects.filter(pk=rhk.pk, skp=skp).first()
    if kini is None:
        raise GalatAturan("RHK ini sudah dihapus. Kembali ke SKP untuk melihat isinya sekarang.")
    return skp, kini


def _sama(rhk: RHK, masukan: MasukanRHK) -> bool:
    return MasukanRHK(rhk.teks, rhk.jenis, rhk.pimpinan_id) == replace(masukan, indikator=())
