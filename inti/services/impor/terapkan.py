"""Menerapkan pratinjau dalam satu transaksi, dan membatalkannya kembali."""

import json
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, transaction

from inti.galat import GalatAturan
from inti.models import BarisImpor, Impor
from inti.services.impor.adaptor import Adaptor, Lingkup, Terapan
from inti.services.impor.baca import Direbut, kabari, ulang_banding
from inti.services.impor.terima import antre
from inti.services.jejak import catat

USANG = "Data berubah sesudah pratinjau dibuat, jadi tidak ada yang diterapkan. Pratinjau dibuat ulang: periksa sekali lagi."
SQL_DIBUAT = """
UPDATE inti_barisimpor b SET objek_id = x.objek
FROM unnest(%(nomor)s::int[], %(objek)s::bigint[]) AS x(nomor, objek)
WHERE b.impor_id = %(impor)s AND b.nomor = x.nomor
"""
SQL_SEMULA = """
UPDATE inti_barisimpor b SET sebelum = COALESCE(b.sebelum, '{}'::jsonb) || x.isi
FROM unnest(%(nomor)s::int[], %(isi)s::jsonb[]) AS x(nomor, isi)
WHERE b.impor_id = %(impor)s AND b.nomor = x.nomor
"""
DITULIS = (Impor.Status.MENERAPKAN, Impor.Status.DITERAPKAN, Impor.Status.MEMBATALKAN)


class _Usang(Exception):
    """Pembacaan kedua berbeda dari pratinjau yang dilihat orang."""


@transaction.atomic
def minta_terapkan(*, impor: Impor, adaptor: Adaptor, oleh: Any, sekarang: datetime) -> Impor:
    """Minta pratinjau diterapkan. Menolak bila ada baris yang ditolak atau tidak ada yang berubah.

    Diminta dua kali mengembalikan impor yang sama tanpa akibat kedua.
    """
    adaptor.wajib(oleh=oleh, impor=impor, instansi_id=impor.instansi_id, sekarang=sekarang)
    kini = Impor.objects.select_for_update().get(pk=impor.pk)
    if kini.status in (Impor.Status.MENERAPKAN, Impor.Status.DITERAPKAN):
        return kini
    if kini.status != Impor.Status.SIAP:
        raise GalatAturan(
            f"Impor ini {kini.get_status_display().lower()}, jadi belum dapat diterapkan. Muat ulang halamannya."
        )
    if kini.ditolak:
        raise GalatAturan(
            f"Masih ada {kini.ditolak} baris yang ditolak. Unduh baris itu, perbaiki, lalu unggah berkas yang lengkap."
        )
    if not kini.baru + kini.berubah:
        raise GalatAturan("Tidak ada yang baru atau berubah, jadi tidak ada yang perlu diterapkan.")
    kini.status, kini.diterapkan_pada, kini.diterapkan_oleh = Impor.Status.MENERAPKAN, sekarang, oleh.pk
    kini.percobaan, kini.detak, kini.sebab = 0, None, ""
    kini.pagar += 1
    kini.save()
    antre(kini, adaptor, sekarang)
    return kini


def terapkan(*, impor: Impor, adaptor: Adaptor, sekarang: datetime) -> None:
    """Terapkan semuanya atau tidak sama sekali. Dipanggil pemegang pagar, di luar transaksi."""
    try:
        with transaction.atomic():
            _terapkan(impor, adaptor, sekarang)
    except _Usang:
        _mundur(impor, adaptor, USANG, sekarang, baca_ulang=True)
    except GalatAturan as galat:
        _mundur(impor, adaptor, galat.pesan, sekarang, baca_ulang=False)


def _terkunci(impor: Impor) -> Impor:
    kini = Impor.objects.select_for_update().get(pk=impor.pk)
    if kini.pagar != impor.pagar or kini.status != impor.status:
        raise Direbut
    return kini


def _terapkan(impor: Impor, adaptor: Adaptor, sekarang: datetime) -> None:
    kini = _terkunci(impor)
    assert kini.diterapkan_oleh is not None
    oleh = adaptor.pelaku(pegawai_id=kini.diterapkan_oleh)
    adaptor.wajib(oleh=oleh, impor=kini, instansi_id=kini.instansi_id, sekarang=sekarang)
    lama = BarisImpor.objects.filter(impor=kini, keadaan=BarisImpor.Keadaan.BERUBAH)
    lingkup = Lingkup(kini.instansi_id, oleh, sekarang)
    adaptor.kunci([pk for pk in lama.values_list("objek_id", flat=True) if pk is not None], lingkup)
    sidik, perubahan = ulang_banding(kini, adaptor, lingkup)
    if sidik.nilai != kini.sidik:
        raise _Usang
    _catat_akibat(kini, adaptor.terapkan(perubahan, lingkup))
    kini.status, kini.percobaan = Impor.Status.DITERAPKAN, 0
    kini.save(update_fields=["status", "percobaan"])
    catat(
        aksi="impor.diterapkan",
        objek_jenis="impor",
        objek_id=kini.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=kini.instansi_id,
        isi={"jenis": kini.jenis, "baru": kini.baru, "berubah": kini.berubah, "sama": kini.sama},
    )
    kabari(kini, adaptor, "diterapkan", f"{kini.baru} baru dan {kini.berubah} berubah.", sekarang)


def _catat_akibat(impor: Impor, hasil: Terapan) -> None:
    isi: dict[str, Any] = {
        "impor": impor.pk,
        "nomor": list(hasil.dibuat),
        "objek": list(hasil.dibuat.values()),
    }
    with connection.cursor() as kursor:
        kursor.execute(SQL_DIBUAT, isi)
        if hasil.semula:
            semula = [json.dumps(satu, cls=DjangoJSONEncoder) for satu in hasil.semula.values()]
            kursor.execute(SQL_SEMULA, isi | {"nomor": list(hasil.semula), "isi": semula})


@transaction.atomic
def _mundur(impor: Impor, adaptor: Adaptor, sebab: str, sekarang: datetime, *, baca_ulang: bool) -> None:
    """Penerapan tidak jadi: kembali ke pratinjau, dengan sebabnya di halaman."""
    kini = _terkunci(impor)
    kini.status = Impor.Status.DIUNGGAH if baca_ulang else Impor.Status.SIAP
    kini.diterapkan_pada = kini.diterapkan_oleh = kini.detak = None
    kini.sebab, kini.percobaan, kini.pagar = sebab, 0, kini.pagar + 1
    kini.save()
    if baca_ulang:
        antre(kini, adaptor, sekarang)
    kabari(kini, adaptor, "belum diterapkan", sebab, sekarang)


def dapat_dibatalkan(impor: Impor) -> bool:
    """Apakah belum ada impor sejenis yang diterapkan sesudahnya. Satu kueri."""
    return (
        impor.status == Impor.Status.DITERAPKAN
        and not Impor.objects.filter(
            instansi_id=impor.instansi_id,
            jenis=impor.jenis,
            diterapkan_pada__gt=impor.diterapkan_pada,
            status__in=DITULIS,
        ).exists()
    )


@transaction.atomic
def minta_batalkan(*, impor: Impor, adaptor: Adaptor, oleh: Any, sekarang: datetime) -> Impor:
    """Minta impor terakhir sejenis dikembalikan seperti semula."""
    adaptor.wajib(oleh=oleh, impor=impor, instansi_id=impor.instansi_id, sekarang=sekarang)
    kini = Impor.objects.select_for_update().get(pk=impor.pk)
    if kini.status in (Impor.Status.MEMBATALKAN, Impor.Status.DIBATALKAN):
        return kini
    if not dapat_dibatalkan(kini):
        raise GalatAturan(
            "Sesudah impor ini ada impor lain yang diterapkan. Perbaiki datanya dengan impor baru."
        )
    berjalan = Impor.objects.filter(
        instansi_id=kini.instansi_id, jenis=kini.jenis, status__in=Impor.BERJALAN
    ).first()
    if berjalan is not None:
        raise GalatAturan(
            f"Masih ada impor sejenis dari {berjalan.pengirim_nama} yang belum selesai. Tinggalkan impor itu dahulu."
        )
    kini.status, kini.dibatalkan_pada, kini.dibatalkan_oleh = Impor.Status.MEMBATALKAN, sekarang, oleh.pk
    kini.percobaan, kini.detak, kini.sebab = 0, None, ""
    kini.pagar += 1
    try:
        with transaction.atomic():
            kini.save()
    except IntegrityError:
        raise GalatAturan("Baru saja ada impor sejenis yang diunggah. Tinggalkan impor itu dahulu.") from None
    antre(kini, adaptor, sekarang)
    return kini


def batalkan(*, impor: Impor, adaptor: Adaptor, sekarang: datetime) -> None:
    """Kembalikan semuanya atau tidak sama sekali. Dipanggil pemegang pagar, di luar transaksi."""
    try:
        with transaction.atomic():
            _batalkan(impor, adaptor, sekarang)
    except GalatAturan as galat:
        with transaction.atomic():
            kini = _terkunci(impor)
            kini.status, kini.sebab = Impor.Status.DITERAPKAN, galat.pesan
            kini.dibatalkan_pada = kini.dibatalkan_oleh = kini.detak = None
            kini.pagar += 1
            kini.save()
            kabari(kini, adaptor, "belum dibatalkan", galat.pesan, sekarang)


def _batalkan(impor: Impor, adaptor: Adaptor, sekarang: datetime) -> None:
    kini = _terkunci(impor)
    assert kini.dibatalkan_oleh is not None
    oleh = adaptor.pelaku(pegawai_id=kini.dibatalkan_oleh)
    adaptor.wajib(oleh=oleh, impor=kini, instansi_id=kini.instansi_id, sekarang=sekarang)
    ditulis = BarisImpor.objects.filter(
        impor=kini, keadaan__in=[BarisImpor.Keadaan.BARU, BarisImpor.Keadaan.BERUBAH]
    )
    baris = list(ditulis.order_by("nomor"))
    lingkup = Lingkup(kini.instansi_id, oleh, sekarang)
    adaptor.kunci([b.objek_id for b in baris if b.objek_id is not None], lingkup)
    adaptor.batalkan(baris, lingkup)
    kini.status, kini.percobaan = Impor.Status.DIBATALKAN, 0
    kini.save(update_fields=["status", "percobaan"])
    catat(
        aksi="impor.dibatalkan",
        objek_jenis="impor",
        objek_id=kini.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=kini.instansi_id,
        isi={"jenis": kini.jenis, "baru": kini.baru, "berubah": kini.berubah},
    )
    kabari(kini, adaptor, "dibatalkan", "Semua baris kembali seperti sebelum impor.", sekarang)
