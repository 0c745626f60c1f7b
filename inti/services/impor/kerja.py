"""Pekerja impor: ambil dengan pagar, kerjakan, dan sambung yang mati di tengah jalan."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from inti.models import BarisImpor, Berkas, Impor
from inti.services.impor.adaptor import Adaptor
from inti.services.impor.baca import Direbut, baca, kabari
from inti.services.impor.terapkan import DITULIS, batalkan, terapkan
from inti.services.impor.terima import antre

# Tanpa detak selama ini, dan tidak sedang dikunci transaksinya, berarti pekerjanya sudah mati.
BASI: Final = timedelta(seconds=60)
# Pratinjau yang tidak diputuskan dilepas sendiri, supaya tidak menahan impor orang lain.
UMUR_PRATINJAU: Final = timedelta(days=7)
# Isi baris memuat data orang; sesudah ini yang tinggal hitungan dan jejaknya. Yang masih dapat dibatalkan disimpan.
UMUR_BARIS: Final = timedelta(days=90)
TUNTAS: Final = (
    Impor.Status.DITERAPKAN,
    Impor.Status.DIBATALKAN,
    Impor.Status.DITINGGALKAN,
    Impor.Status.TERTOLAK,
)
log = logging.getLogger(__name__)


def kerjakan(*, impor_id: int, adaptor: Mapping[str, Adaptor], sekarang: datetime) -> None:
    """Kerjakan langkah impor yang menunggu. Dipanggil di luar transaksi; boleh dipanggil berapa kali pun."""
    impor = ambil(impor_id=impor_id)
    if impor is None:
        return
    milik = adaptor[impor.jenis]
    if impor.percobaan > Impor.PERCOBAAN_MAKS:
        _hentikan(impor, milik, sekarang)
        return
    langkah = {
        Impor.Status.DIBACA: baca,
        Impor.Status.MENERAPKAN: terapkan,
        Impor.Status.MEMBATALKAN: batalkan,
    }[Impor.Status(impor.status)]
    try:
        langkah(impor=impor, adaptor=milik, sekarang=sekarang)
    except Direbut:
        log.info("Impor %s sudah diambil pekerja lain atau ditinggalkan", impor_id)
    except Exception as galat:  # dicatat, lalu penyambung mencobanya lagi
        log.exception("Impor %s belum berhasil", impor_id)
        Impor.objects.filter(pk=impor.pk, pagar=impor.pagar).update(sebab=_ringkas(galat))


def _ringkas(galat: Exception) -> str:
    return f"{type(galat).__name__}: {galat}".replace("\x00", "")[:300]


@transaction.atomic
def ambil(*, impor_id: int) -> Impor | None:
    """Pegang impor yang menunggu atau yang pekerjanya mati; kosong bila sedang dikerjakan atau sudah selesai.

    Yang berkasnya masih menunggu pemindai dibiarkan; penyambung (sambung) kembali lagi tiap menit.
    """
    menunggu_pindai = [Berkas.Pindai.MENUNGGU] if settings.CLAMD_URL else []
    impor = (
        Impor.objects.select_for_update(skip_locked=True, of=("self",))
        .exclude(berkas__pindai__in=menunggu_pindai)
        .select_related("berkas")
        .filter(Q(detak__isnull=True) | Q(detak__lt=Now() - BASI), pk=impor_id, status__in=Impor.BEKERJA)
        .first()
    )
    if impor is None:
        return None
    if impor.status == Impor.Status.DIUNGGAH:
        impor.status = Impor.Status.DIBACA
    impor.pagar += 1
    impor.percobaan += 1
    Impor.objects.filter(pk=impor.pk).update(
        status=impor.status, pagar=impor.pagar, percobaan=impor.percobaan, detak=Now()
    )
    return impor


@transaction.atomic
def _hentikan(impor: Impor, adaptor: Adaptor, sekarang: datetime) -> None:
    """Percobaan habis: berhenti dengan sebabnya, dan serahkan kepada orang."""
    kini = Impor.objects.select_for_update().get(pk=impor.pk)
    if kini.pagar == impor.pagar:
        kini.status = Impor.Status.TERHENTI
        kini.sebab = kini.sebab or "Pekerja berhenti di tengah jalan tanpa pesan."
        kini.save(update_fields=["status", "sebab"])
        kabari(
            kini, adaptor, "terhenti", "Tidak ada data yang berubah. Coba lagi, atau tinggalkan.", sekarang
        )


def sambung(*, adaptor: Mapping[str, Adaptor], sekarang: datetime) -> int:
    """Antre lagi impor yang pekerjanya mati, dan lepaskan pratinjau yang lama ditinggal. Kembalikan yang diantre."""
    Impor.objects.filter(
        jenis__in=adaptor, status=Impor.Status.SIAP, dibuat__lt=sekarang - UMUR_PRATINJAU
    ).update(status=Impor.Status.DITINGGALKAN)
    _pangkas(adaptor, sekarang)
    mati = Impor.objects.filter(
        Q(detak__lt=Now() - BASI) | Q(detak__isnull=True, dibuat__lt=sekarang - BASI),
        jenis__in=adaptor,
        status__in=Impor.BEKERJA,
    )
    banyak = 0
    for impor in mati:
        antre(impor, adaptor[impor.jenis], sekarang)
        banyak += 1
    return banyak


def _pangkas(adaptor: Mapping[str, Adaptor], sekarang: datetime) -> None:
    """Buang baris impor lama yang tidak dapat dibatalkan lagi, dan lepaskan berkas semua impor lama yang sudah tuntas.

    Berkas yang dilepas dibuang penyapu berkas yatim; pembatalan memakai barisnya, bukan berkasnya.
    """
    sesudahnya = Impor.objects.filter(
        instansi_id=OuterRef("instansi_id"),
        jenis=OuterRef("jenis"),
        diterapkan_pada__gt=OuterRef("diterapkan_pada"),
        status__in=DITULIS,
    )
    tua = Impor.objects.filter(jenis__in=adaptor, dibuat__lt=sekarang - UMUR_BARIS)
    lama = tua.filter(
        Q(status__in=[Impor.Status.DITINGGALKAN, Impor.Status.DIBATALKAN, Impor.Status.TERTOLAK])
        | Q(Exists(sesudahnya), status=Impor.Status.DITERAPKAN)
    )
    BarisImpor.objects.filter(impor__in=lama).delete()
    tua.filter(status__in=TUNTAS, berkas__isnull=False).update(berkas=None)
