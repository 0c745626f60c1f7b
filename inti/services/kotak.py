"""Pemberitahuan dan kotak keluar: ditulis bersama perubahannya, dikirim sesudahnya."""

import logging
from datetime import datetime
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from inti.models import KotakKeluar, Pemberitahuan

PERCOBAAN_MAKS = 8
log = logging.getLogger(__name__)


def beri_tahu(
    *,
    penerima_id: int,
    instansi_id: int,
    judul: str,
    isi: str,
    tautan: str,
    kunci: str,
    sekarang: datetime,
    surel: str = "",
) -> None:
    """Tulis pemberitahuan di layar, dan surel bila alamatnya ada. Kunci yang sama tidak menambah pesan."""
    Pemberitahuan.objects.bulk_create(
        [
            Pemberitahuan(
                penerima_id=penerima_id,
                instansi_id=instansi_id,
                dibuat=sekarang,
                judul=judul,
                isi=isi,
                tautan=tautan,
                kunci=kunci,
            )
        ],
        ignore_conflicts=True,
    )
    if surel:
        antre(
            jenis=KotakKeluar.Jenis.SUREL,
            kunci=f"surel:{kunci}",
            muatan={"kepada": surel, "judul": judul, "isi": f"{isi}\n\n{settings.BASE_URL}{tautan}"},
            sekarang=sekarang,
        )


def tandai_dibaca(*, penerima_id: int, sekarang: datetime) -> int:
    """Semua pemberitahuan orang itu menjadi sudah dibaca; kembalikan jumlahnya."""
    return Pemberitahuan.objects.filter(penerima_id=penerima_id, dibaca__isnull=True).update(dibaca=sekarang)


def antre(*, jenis: str, kunci: str, muatan: dict[str, Any], sekarang: datetime) -> None:
    """Tulis satu pekerjaan ke kotak keluar; kunci yang sama tidak menambah pekerjaan."""
    KotakKeluar.objects.bulk_create(
        [KotakKeluar(jenis=jenis, kunci=kunci, muatan=muatan, dibuat=sekarang)], ignore_conflicts=True
    )


def antre_tugas(*, nama: str, kunci: str, sekarang: datetime, **argumen: Any) -> None:
    """Minta tugas latar dijalankan sesudah transaksi ini tersimpan."""
    antre(
        jenis=KotakKeluar.Jenis.TUGAS, kunci=kunci, muatan={"nama": nama, "argumen": argumen}, sekarang=sekarang
    )


def kirim_yang_antre(*, sekarang: datetime, batas: int = 100) -> int:
    """Kirim paling banyak `batas` pekerjaan yang belum terkirim; kembalikan jumlah yang terkirim.

    Tiap baris dikunci sendiri (SKIP LOCKED), sehingga beberapa pekerja boleh berjalan bersama.
    """
    terkirim = 0
    for _ in range(batas):
        with transaction.atomic():
            baris = (
                KotakKeluar.objects.select_for_update(skip_locked=True)
                .filter(dikirim__isnull=True, percobaan__lt=PERCOBAAN_MAKS)
                .order_by("percobaan", "id")
                .first()
            )
            if baris is None:
                return terkirim
            try:
                _kirim(baris)
            except Exception as galat:  # satu kiriman yang macet tidak boleh menahan yang lain
                log.warning("Kotak keluar %s belum terkirim: %s", baris.kunci, galat)
                baris.percobaan += 1
                baris.galat = str(galat)[:500]
                baris.save(update_fields=["percobaan", "galat"])
                return terkirim
            baris.dikirim = sekarang
            baris.save(update_fields=["dikirim"])
            terkirim += 1
    return terkirim


def _kirim(baris: KotakKeluar) -> None:
    muatan = baris.muatan
    if baris.jenis == KotakKeluar.Jenis.TUGAS:
        current_app.send_task(muatan["nama"], kwargs=muatan["argumen"], retry=False)
    else:
        send_mail(muatan["judul"], muatan["isi"], None, [muatan["kepada"]])
