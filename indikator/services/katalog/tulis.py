"""Kata kerja katalog: tambah, ubah, nonaktifkan, aktifkan."""

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from django.db import transaction

from indikator.models import Indikator
from indikator.permissions import wajib_kelola_indikator
from indikator.queries.katalog import MasukanJangkauan, isi, jangkauan_dari, sidik_isi
from indikator.services.katalog.baris import (
    bernama_sama,
    catat,
    kode_baru,
    kunci_unit,
    pasang_jangkauan,
    sebut_tinjauan,
    simpan_perubahan,
    teks,
    tolak_nama_kembar,
    versi_berlaku,
)
from indikator.services.katalog.isian import IsianIndikator, bersihkan
from inti.galat import GalatAturan, SudahBerubah
from kepegawaian.models import Instansi, Pegawai, UnitKerja


def tambah(
    *,
    instansi: Instansi,
    unit: UnitKerja,
    kode: str = "",
    jangkauan: Sequence[MasukanJangkauan] = (),
    oleh: Pegawai | None,
    sekarang: datetime,
    **isian: Unpack[IsianIndikator],
) -> Indikator:
    """Tambah indikator ke katalog perangkat daerah `unit`; kode kosong dibuatkan.

    Kiriman yang sama persis disimpan sekali saja. Menolak: unit bukan perangkat daerah, nama kembar di
    dinas itu, acuan yang tidak mungkin untuk polaritasnya.
    """
    wajib_kelola_indikator(oleh, unit=unit, sekarang=sekarang)
    if unit.instansi_id != instansi.pk or unit.dinas_id not in (None, unit.pk):
        raise GalatAturan(
            "Katalog dimiliki perangkat daerah. Pilih dinas, badan, atau kecamatan.", bidang="unit"
        )
    bersih = bersihkan(isian)
    with transaction.atomic():
        kunci_unit(unit.pk)
        kembar = bernama_sama(unit.pk, bersih["nama"])
        if kembar is not None and sidik_isi(isi(kembar), jangkauan_dari(kembar)) == sidik_isi(
            bersih, jangkauan
        ):
            return kembar
        tolak_nama_kembar(kembar)
        indikator = Indikator(
            instansi=instansi,
            unit=unit,
            kode=kode_baru(unit, kode),
            dibuat_pada=sekarang,
            dibuat_oleh=oleh,
        )
        for bidang, nilai in bersih.items():
            setattr(indikator, bidang, nilai)
        indikator.save(force_insert=True)
        pasang_jangkauan(indikator, jangkauan)
        catat("katalog.ditambah", indikator, oleh=oleh, sekarang=sekarang, baru=teks(bersih))
    return indikator


def ubah(
    *,
    indikator: Indikator,
    jangkauan: Sequence[MasukanJangkauan] = (),
    sidik: str | None = None,
    oleh: Pegawai | None,
    sekarang: datetime,
    **isian: Unpack[IsianIndikator],
) -> Indikator:
    """Ubah indikator. Yang sudah dipakai SKP menjadi versi baru; versi lama utuh dan tidak ditawarkan lagi.

    Tinjauan yang dijawab "diubah" dan masih menunggu tercatat sebagai sebab perubahan ini.

    `sidik` adalah `queries.katalog.sidik` saat formulir dibuka. Menolak: versi lama, isi yang sementara
    itu diubah orang lain, nama kembar, acuan yang tidak mungkin.
    """
    wajib_kelola_indikator(oleh, unit=indikator.unit, sekarang=sekarang)
    bersih = bersihkan(isian)
    with transaction.atomic():
        kunci_unit(indikator.unit_id)
        terbaru = _versi_berlaku_atau_kiriman_ulang(indikator, bersih, jangkauan)
        lama = isi(terbaru)
        sidik_kini = sidik_isi(lama, jangkauan_dari(terbaru))
        if sidik_kini == sidik_isi(bersih, jangkauan):
            return terbaru
        if sidik is not None and sidik != sidik_kini:
            raise SudahBerubah(
                "Orang lain mengubah indikator ini sejak Anda membukanya. Muat ulang, lalu ubah lagi."
            )
        tolak_nama_kembar(bernama_sama(indikator.unit_id, bersih["nama"], selain_kode=terbaru.kode))
        baru = simpan_perubahan(terbaru, bersih, oleh=oleh, sekarang=sekarang)
        pasang_jangkauan(baru, jangkauan)
        sebab: dict[str, object] = {"tinjauan": sebut_tinjauan(baru)}
        aksi = "katalog.diubah" if baru.pk == indikator.pk else "katalog.versi_baru"
        catat(aksi, baru, oleh=oleh, sekarang=sekarang, lama=teks(lama), baru=teks(bersih), sebab=sebab)
    return baru


def _versi_berlaku_atau_kiriman_ulang(
    indikator: Indikator, bersih: dict[str, object], jangkauan: Sequence[MasukanJangkauan]
) -> Indikator:
    """Klik ganda: versi baru dengan isi yang sama sudah jadi, maka itulah jawabannya."""
    berikut = (
        Indikator.objects.filter(unit_id=indikator.unit_id, kode=indikator.kode, versi__gt=indikator.versi)
        .order_by("-versi")
        .first()
    )
    if berikut is not None and sidik_isi(isi(berikut), jangkauan_dari(berikut)) == sidik_isi(
        bersih, jangkauan
    ):
        return berikut
    return versi_berlaku(indikator, tunggu_pemakai=True)


def nonaktifkan(*, indikator: Indikator, oleh: Pegawai | None, sekarang: datetime) -> Indikator:
    """Tarik indikator dari tawaran SKP baru; SKP yang sudah memakainya tidak berubah. Boleh diulang."""
    return _atur_aktif(indikator, aktif=False, oleh=oleh, sekarang=sekarang)


def aktifkan(*, indikator: Indikator, oleh: Pegawai | None, sekarang: datetime) -> Indikator:
    """Tawarkan lagi indikator yang ditarik. Menolak versi lama dan nama yang kini dipakai indikator lain."""
    return _atur_aktif(indikator, aktif=True, oleh=oleh, sekarang=sekarang)


def _atur_aktif(indikator: Indikator, *, aktif: bool, oleh: Pegawai | None, sekarang: datetime) -> Indikator:
    wajib_kelola_indikator(oleh, unit=indikator.unit, sekarang=sekarang)
    with transaction.atomic():
        kunci_unit(indikator.unit_id)
        terbaru = versi_berlaku(indikator, tunggu_pemakai=False)
        if terbaru.aktif == aktif:
            return terbaru
        if aktif:
            tolak_nama_kembar(bernama_sama(indikator.unit_id, terbaru.nama, selain_kode=terbaru.kode))
        terbaru.aktif = aktif
        terbaru.save(update_fields=["aktif"])
        catat(
            "katalog.diaktifkan" if aktif else "katalog.dinonaktifkan", terbaru, oleh=oleh, sekarang=sekarang
        )
    return terbaru
