"""Menyimpan ketikan yang belum dikirim: tidak pernah mengajukan apa pun, tidak pernah menimpa tulisan tab lain.

Sengaja tanpa jejak: yang tercatat di jejak adalah perbuatan, bukan tiap ketukan. Jangan dipakai untuk jawaban 360;
pemilik dan waktunya akan menghubungkan jawaban dengan penulisnya.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from inti.galat import GalatAturan
from inti.models import Draf
from inti.services.jejak import Pelaku

BESAR_MAKS = 60 * 1024
UTAS_TERBANYAK = 100
UMUR = timedelta(days=30)
UMUR_SELESAI = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ketikan:
    """Isi formulir seperti yang terlihat di satu halaman terbuka.

    `penulis` dan `langkah`: halaman mana dan kiriman ke berapa. `utas` dan `versi`: tulisan yang diteruskannya.
    """

    kunci: str
    utas: str
    penulis: str
    langkah: int
    versi: int
    dasar: str
    isi: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Tersimpan:
    """Utas tempat ketikan itu kini berada; `bentrok`: menjadi utas baru karena utasnya sudah ditulis tab lain."""

    utas: str
    versi: int
    bentrok: bool
    selesai: bool
    lain: int


@transaction.atomic
def simpan(*, ketikan: Ketikan, oleh: Pelaku, sekarang: datetime) -> Tersimpan:
    """Simpan satu ketikan. Kiriman ulang dan kiriman yang tiba terlambat tidak mengubah apa pun.

    Utas yang sudah ditulis halaman lain tidak ditimpa: ketikan ini menjadi utas baru di sampingnya. Sesudah formulirnya
    terkirim (`selesai`) kiriman susulan diabaikan. Menolak isi di atas 60 KB.
    """
    isi = {nama: list(nilai) for nama, nilai in ketikan.isi.items()}
    if len(json.dumps(isi).encode()) > BESAR_MAKS:
        raise GalatAturan("Tulisan ini terlalu panjang untuk disimpan sendiri. Tekan “Simpan draf”.")
    milik = Draf.objects.select_for_update().filter(pemilik_id=oleh.pk, kunci=ketikan.kunci)
    ada = milik.filter(utas=ketikan.utas).first()
    if ada is not None and ada.selesai:
        return Tersimpan(ada.utas, ada.versi, False, True, 0)
    bentrok = ada is not None and ada.penulis != ketikan.penulis and ada.versi != ketikan.versi
    if ada is None or bentrok:
        utas = secrets.token_hex(16) if bentrok else ketikan.utas
        baris = _buat(ketikan, utas, isi, oleh=oleh, sekarang=sekarang)
    else:
        baris = _teruskan(ada, ketikan, isi, sekarang=sekarang)
    lain = Draf.objects.filter(pemilik_id=oleh.pk, kunci=ketikan.kunci, selesai=False).exclude(pk=baris.pk)
    return Tersimpan(baris.utas, baris.versi, bentrok, False, lain.count())


def _buat(
    ketikan: Ketikan, utas: str, isi: dict[str, list[str]], *, oleh: Pelaku, sekarang: datetime
) -> Draf:
    """Utas baru. Kiriman kembar yang bersamaan bertemu di baris yang sama; yang terlama dibuang bila terlalu banyak."""
    baris, baru = Draf.objects.get_or_create(
        pemilik_id=oleh.pk,
        kunci=ketikan.kunci,
        utas=utas,
        defaults={
            "instansi_id": oleh.instansi_id,
            "penulis": ketikan.penulis,
            "langkah": ketikan.langkah,
            "dasar": ketikan.dasar,
            "isi": isi,
            "disimpan": sekarang,
        },
    )
    if baru:
        lama = Draf.objects.filter(pemilik_id=oleh.pk).order_by("-disimpan", "-pk")
        Draf.objects.filter(pk__in=list(lama.values_list("pk", flat=True)[UTAS_TERBANYAK:])).delete()
    return baris


def _teruskan(baris: Draf, ketikan: Ketikan, isi: dict[str, list[str]], *, sekarang: datetime) -> Draf:
    if baris.penulis == ketikan.penulis and ketikan.langkah <= baris.langkah:
        return baris
    baris.penulis, baris.langkah, baris.dasar = ketikan.penulis, ketikan.langkah, ketikan.dasar
    baris.isi, baris.disimpan = isi, sekarang
    baris.versi += 1
    baris.save()
    return baris


@transaction.atomic
def selesaikan(*, kunci: str, utas: str, oleh: Pelaku, sekarang: datetime) -> None:
    """Formulirnya sudah terkirim: isi ketikannya dikosongkan, dan kiriman susulan dari halaman itu diabaikan."""
    Draf.objects.update_or_create(
        pemilik_id=oleh.pk,
        kunci=kunci,
        utas=utas,
        defaults={
            "instansi_id": oleh.instansi_id,
            "penulis": "",
            "isi": {},
            "selesai": True,
            "disimpan": sekarang,
        },
    )


def buang(*, draf_id: int, oleh: Pelaku) -> bool:
    """Buang satu ketikan milik sendiri; milik orang lain tidak ada baginya."""
    jumlah, _ = Draf.objects.filter(pk=draf_id, pemilik_id=oleh.pk).delete()
    return jumlah > 0


def buang_usang(*, sekarang: datetime) -> int:
    """Buang ketikan yang 30 hari tidak disentuh, dan tanda selesai yang lewat sehari. Mengembalikan jumlahnya."""
    lama, _ = Draf.objects.filter(disimpan__lt=sekarang - UMUR).delete()
    tuntas, _ = Draf.objects.filter(selesai=True, disimpan__lt=sekarang - UMUR_SELESAI).delete()
    return lama + tuntas
