"""Salinan pulihan tidak mengirim apa pun, sampai orang menyatakannya sebagai pemasangan yang sah."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from inti.models import KotakKeluar, Pemasangan
from inti.queries.pemasangan import sidik_kini, sidik_tercatat
from inti.services.jejak import catat

DIBUANG = "Tidak dikirim: berasal dari sebelum basis data dipulihkan."


def boleh_mengirim(*, sekarang: datetime) -> bool:
    """Apakah ini pemasangan yang sah; yang belum pernah tercatat (pemasangan baru) langsung tercatat sah. Dua kueri."""
    kini, tercatat = sidik_kini(), sidik_tercatat()
    if tercatat is None:
        Pemasangan.objects.bulk_create(
            [Pemasangan(pk=1, sidik=kini, disahkan_pada=sekarang)], ignore_conflicts=True
        )
        return True
    return tercatat == kini


@transaction.atomic
def sahkan(*, sekarang: datetime) -> tuple[int, int]:
    """Jadikan basis data ini pemasangan yang sah: kiriman lama dibuang, semua orang keluar.

    Mengembalikan (kiriman yang dibuang, sesi yang dihapus); pada pemasangan yang sudah sah keduanya nol. Kiriman yang
    dibuang tetap ada barisnya beserta sebabnya.
    """
    Pemasangan.objects.select_for_update().filter(pk=1).first()  # dua pengesahan bergiliran
    if boleh_mengirim(sekarang=sekarang):
        return 0, 0
    dibuang = KotakKeluar.objects.filter(dikirim__isnull=True, jenis=KotakKeluar.Jenis.SUREL).update(
        dikirim=sekarang, galat=DIBUANG
    )
    sesi, _ = Session.objects.all().delete()
    Pemasangan.objects.filter(pk=1).update(sidik=sidik_kini(), disahkan_pada=sekarang)
    catat(
        aksi="pemasangan.disahkan",
        objek_jenis="pemasangan",
        objek_id=1,
        oleh=None,
        sekarang=sekarang,
        isi={"surel_dibuang": dibuang, "sesi_dihapus": sesi},
    )
    return dibuang, sesi
