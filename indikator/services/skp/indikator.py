"""Kata kerja halaman untuk indikator kinerja di dalam SKP, termasuk bobotnya."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from indikator.models import RHK, SKP, IndikatorKinerja
from indikator.services.langkah import Aksi
from indikator.services.skp.kunci import cocokkan_versi, hapus_baris, kunci_skp, simpan_skp
from indikator.services.skp.masukan import (
    INDIKATOR_TERBANYAK,
    MasukanIndikator,
    cocokkan_pendekatan,
    periksa_bobot,
    rapikan_indikator,
)
from indikator.services.skp.susun import ambil_katalog, kolom, kolom_dipakai, nomor_berikut
from inti.galat import GalatAturan
from kepegawaian.models import Pegawai

HILANG = "Indikator ini sudah dihapus. Kembali ke SKP untuk melihat isinya sekarang."


@transaction.atomic
def tambah_indikator(
    *, rhk: RHK, masukan: MasukanIndikator, versi: int, oleh: Pegawai, sekarang: datetime
) -> IndikatorKinerja:
    """Tambah satu indikator pada RHK. Kiriman kedua dengan isi yang sama mengembalikan yang sudah ada.

    Menolak sasaran yang kurang atau mustahil, bobot di luar 0–100, katalog yang tidak dipakai lagi.
    """
    skp = _kunci(rhk.skp, oleh=oleh, sekarang=sekarang)
    if not skp.rhk.filter(pk=rhk.pk).exists():
        raise GalatAturan("RHK ini sudah dihapus. Kembali ke SKP untuk melihat isinya sekarang.")
    cocokkan_pendekatan(skp, [masukan])
    katalog = ambil_katalog(skp, [masukan.katalog_id])
    rapi = rapikan_indikator(masukan, katalog.get(masukan.katalog_id or 0))
    terakhir = skp.indikator.filter(rhk=rhk).order_by("-urutan").first()
    if skp.versi != versi and terakhir is not None and _isi(terakhir) == rapi:
        return terakhir
    cocokkan_versi(skp, versi)
    if skp.indikator.count() >= INDIKATOR_TERBANYAK:
        raise GalatAturan(
            f"Satu SKP memuat paling banyak {INDIKATOR_TERBANYAK} indikator. Gabungkan yang mirip."
        )
    nomor = nomor_berikut(skp)
    baru = IndikatorKinerja.objects.create(skp=skp, rhk=rhk, kode=f"IK{nomor}", urutan=nomor, **kolom(rapi))
    _simpan(skp, "skp.indikator_ditambah", baru, oleh=oleh, sekarang=sekarang)
    return baru


@transaction.atomic
def ubah_indikator(
    *, indikator: IndikatorKinerja, masukan: MasukanIndikator, versi: int, oleh: Pegawai, sekarang: datetime
) -> IndikatorKinerja:
    """Ubah satu indikator; menolak hal yang sama dengan `tambah_indikator`. Isi yang sama tidak ditulis.

    Menyimpan indikator salinan menyatakan targetnya sudah dipastikan, walau isinya tidak diubah.
    """
    skp = _kunci(indikator.skp, oleh=oleh, sekarang=sekarang)
    kini = skp.indikator.filter(pk=indikator.pk).first()
    if kini is None:
        raise GalatAturan(HILANG)
    cocokkan_pendekatan(skp, [masukan])
    katalog = ambil_katalog(skp, [masukan.katalog_id], tetap=kini.katalog_id)
    rapi = rapikan_indikator(masukan, katalog.get(masukan.katalog_id or 0))
    if _isi(kini) == rapi and kini.dipastikan:
        return kini
    cocokkan_versi(skp, versi)
    kini.dipastikan = True
    for nama, nilai in kolom(rapi).items():
        setattr(kini, nama, nilai)
    kini.save()
    _simpan(skp, "skp.indikator_diubah", kini, oleh=oleh, sekarang=sekarang)
    return kini


@transaction.atomic
def hapus_indikator(*, indikator: IndikatorKinerja, versi: int, oleh: Pegawai, sekarang: datetime) -> SKP:
    """Hapus satu indikator; RHK-nya tetap."""
    skp = _kunci(indikator.skp, oleh=oleh, sekarang=sekarang)
    kini = skp.indikator.filter(pk=indikator.pk).first()
    if kini is None:
        raise GalatAturan(HILANG)
    cocokkan_versi(skp, versi)
    _simpan(skp, "skp.indikator_dihapus", kini, oleh=oleh, sekarang=sekarang)
    hapus_baris(kini)
    return skp


@transaction.atomic
def atur_bobot(
    *, skp: SKP, bobot: Mapping[int, Decimal], versi: int, oleh: Pegawai, sekarang: datetime
) -> SKP:
    """Simpan bobot menurut id indikator; selama masih draf jumlahnya boleh belum 100."""
    baris = _kunci(skp, oleh=oleh, sekarang=sekarang)
    milik = {i.pk: i for i in baris.indikator.all()}
    if not bobot.keys() <= milik.keys():
        raise GalatAturan(HILANG)
    for satu in bobot.values():
        periksa_bobot(satu)
    berubah = [milik[i] for i, nilai in bobot.items() if milik[i].bobot != nilai]
    if not berubah:
        return baris
    cocokkan_versi(baris, versi)
    for indikator in berubah:
        indikator.bobot = bobot[indikator.pk]
    IndikatorKinerja.objects.bulk_update(berubah, ["bobot"])
    isi = {"bobot": {i.kode: str(i.bobot) for i in berubah}}
    return simpan_skp(baris, aksi="skp.bobot_diatur", oleh=oleh, sekarang=sekarang, isi=isi)


def _kunci(skp: SKP, *, oleh: Pegawai, sekarang: datetime) -> SKP:
    return kunci_skp(skp_id=skp.pk, periode_id=skp.periode_id, aksi=Aksi.SUSUN, oleh=oleh, sekarang=sekarang)[
        0
    ]


def _isi(indikator: IndikatorKinerja) -> MasukanIndikator:
    """Isian yang dipakai cara menulisnya; sisanya kosong, seperti masukan yang sudah dirapikan."""
    dipakai = {nama: getattr(indikator, nama) for nama in kolom_dipakai(indikator.polaritas)}
    return MasukanIndikator(**{"satuan": ""} | dipakai)


def _simpan(skp: SKP, aksi: str, indikator: IndikatorKinerja, *, oleh: Pegawai, sekarang: datetime) -> None:
    isi = {
        "indikator_id": indikator.pk,
        "kode": indikator.kode,
        "nama": indikator.nama,
        "bobot": str(indikator.bobot),
        "sasaran": {"kriteria": indikator.kriteria}
        if indikator.kualitatif
        else {
            n: str(getattr(indikator, n))
            for n in ("target", "bawah", "atas", "mulai", "tenggat")
            if getattr(indikator, n) is not None
        },
    }
    simpan_skp(skp, aksi=aksi, oleh=oleh, sekarang=sekarang, isi=isi)
