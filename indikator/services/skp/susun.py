"""Memulai dan menyusun SKP: seluruhnya sekaligus, atau sebagian demi sebagian dari halaman."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from indikator.models import KUALITATIF, RHK, SKP, Indikator, IndikatorKinerja, Pendekatan, Periode
from indikator.permissions import hari_setempat, wajib_seinstansi
from indikator.queries.matriks.sah import melingkar, rhk_dapat_didukung
from indikator.services.kunci import kunci_bersama
from indikator.services.langkah import Aksi
from indikator.services.skp.kunci import cocokkan_versi, kunci_skp, simpan_skp
from indikator.services.skp.masukan import (
    INDIKATOR_TERBANYAK,
    RHK_TERBANYAK,
    MasukanIndikator,
    MasukanRHK,
    cocokkan_pendekatan,
    rapikan_indikator,
    rapikan_rhk,
)
from inti.galat import GalatAturan
from inti.services import jejak
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.queries.penilai import penilai_pada

KOLOM_KUALITATIF: Final = ("katalog_id", "nama", "polaritas", "aspek", "bobot", "kriteria")


@transaction.atomic
def mulai(
    *, periode: Periode, oleh: Pegawai, sekarang: datetime, pendekatan: str = Pendekatan.KUANTITATIF
) -> SKP:
    """SKP draf untuk penempatan definitif `oleh` pada tahun itu; yang sudah ada dikembalikan apa adanya.

    `pendekatan`: kuantitatif atau kualitatif (PermenPANRB 6/2022), dapat diganti selama disusun.
    Menolak: periode bukan tahunan, belum dibuka, atau sudah ditutup; pegawai tanpa penempatan.
    """
    if pendekatan not in Pendekatan:
        raise GalatAturan("Pilih kuantitatif atau kualitatif.", bidang="pendekatan")
    tahun = kunci_bersama(periode_id=periode.pk, sekarang=sekarang)
    wajib_seinstansi(oleh, instansi_id=tahun.instansi_id)
    if tahun.jenis != Periode.Jenis.TAHUNAN:
        raise GalatAturan("SKP disusun per tahun. Pilih periode tahunannya.")
    pada = min(max(hari_setempat(oleh.instansi, sekarang=sekarang), tahun.mulai), tahun.selesai)
    penempatan = penempatan_pada(pegawai=oleh, pada=pada)
    skp, baru = SKP.objects.get_or_create(
        periode=tahun,
        penempatan=penempatan,
        defaults={"instansi_id": tahun.instansi_id, "pegawai": oleh, "pendekatan": pendekatan},
    )
    if baru:
        jejak.catat(
            aksi="skp.dimulai",
            objek_jenis="skp",
            objek_id=skp.pk,
            oleh=oleh,
            sekarang=sekarang,
            isi={"pendekatan": pendekatan},
        )
    return skp


def penempatan_pada(*, pegawai: Pegawai, pada: date) -> Penempatan:
    """Penempatan definitif hari itu; menolak bila tidak tercatat."""
    penempatan = (
        Penempatan.objects.filter(pegawai=pegawai, jenis=Penempatan.Jenis.DEFINITIF, sejak__lte=pada)
        .exclude(sampai__lt=pada)
        .first()
    )
    if penempatan is None:
        raise GalatAturan("Penempatan Anda belum tercatat. Hubungi admin dinas untuk melengkapinya.")
    return penempatan


@transaction.atomic
def susun(*, skp: SKP, rhk: Sequence[MasukanRHK], versi: int, oleh: Pegawai, sekarang: datetime) -> SKP:
    """Ganti seluruh isi SKP yang masih draf atau dikembalikan.

    RHK dipertahankan menurut urutannya, supaya tautan dari bawahan tidak putus. Menolak hal yang sama dengan
    `tambah_rhk` dan `tambah_indikator`.
    """
    baris, _ = kunci_skp(
        skp_id=skp.pk, periode_id=skp.periode_id, aksi=Aksi.SUSUN, oleh=oleh, sekarang=sekarang
    )
    cocokkan_versi(baris, versi)
    rapi = [rapikan_rhk(r) for r in rhk]
    isi = [list(r.indikator) for r in rhk]
    if len(rapi) > RHK_TERBANYAK or sum(map(len, isi)) > INDIKATOR_TERBANYAK:
        raise GalatAturan(
            f"Paling banyak {RHK_TERBANYAK} RHK dan {INDIKATOR_TERBANYAK} indikator dalam satu SKP."
        )
    cocokkan_pendekatan(baris, (m for daftar in isi for m in daftar))
    periksa_pimpinan(baris, (r.pimpinan_id for r in rapi), oleh=oleh, sekarang=sekarang)
    katalog = ambil_katalog(baris, (m.katalog_id for daftar in isi for m in daftar))
    baris.indikator.all().delete()
    urut = _ganti_rhk(baris, rapi)
    IndikatorKinerja.objects.bulk_create(
        _indikator_baru(baris, induk, rapikan_indikator(m, katalog.get(m.katalog_id or 0)), nomor)
        for nomor, (induk, m) in enumerate(
            ((induk, m) for induk, daftar in zip(urut, isi, strict=True) for m in daftar), start=1
        )
    )
    return simpan_skp(baris, aksi="skp.disusun", oleh=oleh, sekarang=sekarang, isi={"rhk": len(rapi)})


def _ganti_rhk(skp: SKP, masukan: Sequence[MasukanRHK]) -> list[RHK]:
    """Pakai lagi baris RHK lama menurut urutan; sisanya ditambah atau dihapus."""
    lama = list(skp.rhk.order_by("urutan", "pk"))
    skp.rhk.filter(pk__in=[r.pk for r in lama[len(masukan) :]]).delete()
    dipakai = lama[: len(masukan)]
    baru = [RHK(skp=skp) for _ in masukan[len(dipakai) :]]
    for nomor, (satu, m) in enumerate(zip([*dipakai, *baru], masukan, strict=True), start=1):
        satu.teks, satu.jenis, satu.pimpinan_id, satu.urutan = m.teks, m.jenis, m.pimpinan_id, nomor
    RHK.objects.bulk_update(dipakai, ["teks", "jenis", "pimpinan", "urutan"])
    return [*dipakai, *RHK.objects.bulk_create(baru)]


def _indikator_baru(skp: SKP, rhk: RHK, masukan: MasukanIndikator, nomor: int) -> IndikatorKinerja:
    return IndikatorKinerja(skp=skp, rhk=rhk, kode=f"IK{nomor}", urutan=nomor, **kolom(masukan))


def kolom(masukan: MasukanIndikator) -> dict[str, Any]:
    """Kolom IndikatorKinerja dari masukan yang sudah dirapikan.

    Yang tidak dipakai cara menulisnya tidak disentuh, supaya kembali bila caranya diganti lagi.
    """
    return {nama: getattr(masukan, nama) for nama in kolom_dipakai(masukan.polaritas)}


def kolom_dipakai(polaritas: str) -> tuple[str, ...]:
    """Nama kolom isian indikator menurut cara menulisnya."""
    if polaritas == KUALITATIF:
        return KOLOM_KUALITATIF
    return tuple(nama for nama in MasukanIndikator.__dataclass_fields__ if nama != "kriteria")


def periksa_pimpinan(
    skp: SKP, pimpinan_ids: Iterable[int | None], *, oleh: Pegawai, sekarang: datetime
) -> None:
    """RHK yang didukung milik pejabat penilai, atau dibagikan lewat matriks, pada tahun yang sama; tidak melingkar."""
    ids = {i for i in pimpinan_ids if i is not None}
    if not ids:
        return
    pada = hari_setempat(oleh.instansi, sekarang=sekarang)
    penilai = penilai_pada(pada=pada, pegawai_ids=[skp.pegawai_id]).get(skp.pegawai_id)
    penilai_id = penilai.penilai_id if penilai else None
    sah = rhk_dapat_didukung(pegawai_id=skp.pegawai_id, periode_id=skp.periode_id, penilai_id=penilai_id)
    if sah.filter(pk__in=ids).count() != len(ids):
        raise GalatAturan(
            "RHK yang didukung harus milik pejabat penilai Anda atau dibagikan kepada Anda, pada tahun yang sama. "
            "Pilih dari daftar, atau tautkan nanti.",
            bidang="pimpinan",
        )
    if melingkar(skp_id=skp.pk, pimpinan_ids=ids):
        raise GalatAturan(
            "RHK itu sendiri menopang RHK di SKP Anda, jadi tidak dapat Anda dukung balik. Pilih RHK lain.",
            bidang="pimpinan",
        )


def ambil_katalog(
    skp: SKP, katalog_ids: Iterable[int | None], *, tetap: int | None = None
) -> dict[int, Indikator]:
    """Indikator katalog yang disebut; menolak milik instansi lain dan yang tak dipakai selain `tetap`."""
    ids = {i for i in katalog_ids if i is not None}
    ada = {k.pk: k for k in Indikator.objects.filter(pk__in=ids, instansi_id=skp.instansi_id)} if ids else {}
    if any(i not in ada or (not ada[i].aktif and i != tetap) for i in ids):
        raise GalatAturan(
            "Indikator katalog itu tidak dipakai lagi. Pilih yang lain, atau tulis indikator sendiri.",
            bidang="katalog_id",
        )
    return ada


def nomor_berikut(skp: SKP) -> int:
    """Nomor IK yang belum dipakai dalam SKP ini, naskah berlakunya, maupun yang pernah dihentikan adendum."""
    keluarga = IndikatorKinerja.semua.filter(skp_id__in={skp.pk, skp.pokok_id})
    terbesar: int = keluarga.aggregate(n=Max("urutan"))["n"] or 0
    return terbesar + 1
