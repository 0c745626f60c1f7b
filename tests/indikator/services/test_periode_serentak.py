"""C6: lima puluh triwulan yang bertumpang tindih dibuat bersamaan; batasan basis data menyisakan satu."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from indikator.models import Periode
from mutu.catat import catat
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db(transaction=True)
BANYAK = 50


def bersamaan(contoh: Periode, geser: int) -> int:
    """Banyaknya yang tersimpan; tiap utas menyisipkan triwulan yang sama, digeser `geser` hari tiap nomor."""
    Periode.objects.filter(pk=contoh.pk).delete()
    gerbang = threading.Barrier(BANYAK)

    def satu(nomor: int) -> bool:
        jarak = timedelta(days=geser * nomor)
        baris = Periode.objects.model(
            **{
                f.attname: getattr(contoh, f.attname)
                for f in Periode._meta.concrete_fields
                if not f.primary_key
            }
            | {"mulai": contoh.mulai + jarak, "selesai": contoh.selesai + jarak}
        )
        try:
            gerbang.wait(60)
            with transaction.atomic():
                baris.save(force_insert=True)
        except IntegrityError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(BANYAK) as utas:
        return sum(utas.map(satu, range(BANYAK)))


def test_tepat_satu_dari_lima_puluh_yang_bertumpang_tersimpan() -> None:
    p = pabrik.pemda()
    contoh = pabrik.triwulan(p)
    tersimpan = bersamaan(contoh, geser=1)
    catat("C6", f"{tersimpan} dari {BANYAK} sisipan bersama tersimpan", lulus=tersimpan == 1)
    assert tersimpan == Periode.objects.filter(induk=contoh.induk).count() == 1


def test_pembanding_yang_tidak_bertumpang_semuanya_tersimpan() -> None:
    """Yang menolak di atas memang tumpang tindihnya, bukan banyaknya yang datang bersama."""
    contoh = pabrik.triwulan(pabrik.pemda())
    assert bersamaan(contoh, geser=(contoh.selesai - contoh.mulai).days + 1) == BANYAK
