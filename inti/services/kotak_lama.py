"""Isi kotak keluar yang sudah terkirim dikosongkan: di dalamnya ada surel orang, NIP, dan tautan kata sandi."""

from datetime import datetime, timedelta

from inti.models import KotakKeluar
from inti.services.kotak import PERCOBAAN_SUREL_MAKS

ISI_TERSIMPAN = timedelta(days=1)
ISI_TERTAHAN = timedelta(days=30)


def kosongkan(*, sekarang: datetime) -> int:
    """Kosongkan isi yang sehari sudah terkirim, dan surel yang sesudah 30 hari tidak dicoba lagi; kembalikan banyaknya.

    Barisnya tinggal, sebab kuncinya yang membuat kabar yang sama tidak terkirim dua kali. Yang masih menunggu dikirim
    tidak disentuh. Diulang tidak mengubah apa pun.
    """
    berisi = KotakKeluar.objects.exclude(muatan={})
    terkirim = berisi.filter(dikirim__lt=sekarang - ISI_TERSIMPAN)
    menyerah = berisi.filter(
        dikirim__isnull=True,
        jenis=KotakKeluar.Jenis.SUREL,
        percobaan__gte=PERCOBAAN_SUREL_MAKS,
        dibuat__lt=sekarang - ISI_TERTAHAN,
    )
    return terkirim.update(muatan={}) + menyerah.update(muatan={})
