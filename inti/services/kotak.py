"""Pemberitahuan dan kotak keluar: ditulis bersama perubahannya, dikirim sesudahnya.

Pengirimannya sekurangnya sekali: bila pekerja mati sesudah mengirim dan sebelum mencatat, kiriman itu diulang.
Karena itu setiap tugas latar harus aman diulang.
"""

import logging
from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Protocol

from celery import current_app
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils.text import Truncator

from inti.models import KotakKeluar, Pemberitahuan
from inti.rules.kabar import JenisKabar

# Jeda sebelum dicoba lagi berlipat dua dari 5 detik sampai batasnya. Tugas tidak pernah dibuang, sebab yang macet
# pasti pengantarnya; surel dilepas sesudah kira-kira dua hari, sebab alamatnya sendiri dapat keliru.
JEDA_AWAL = timedelta(seconds=5)
JEDA_MAKS: dict[str, timedelta] = {
    KotakKeluar.Jenis.TUGAS: timedelta(minutes=1),
    KotakKeluar.Jenis.SUREL: timedelta(hours=1),
}
PERCOBAAN_SUREL_MAKS = 56
PERCOBAAN_TERTULIS_MAKS = 32_767
# Sesudah tiga kali berturut-turut, yang rusak pengantarnya: jenis itu ditunda sampai putaran berikutnya.
BERUNTUN_MAKS = 3
log = logging.getLogger(__name__)


class PunyaSurel(Protocol):
    """Orang yang memilih sendiri kabar mana yang datang lewat surel."""

    def surel_untuk(self, jenis: JenisKabar) -> str: ...


def beri_tahu(
    *,
    penerima_id: int,
    instansi_id: int,
    judul: str,
    isi: str,
    tautan: str,
    kunci: str,
    sekarang: datetime,
    jenis: JenisKabar = JenisKabar.LAINNYA,
    surel_ke: PunyaSurel | None = None,
    surel: str = "",
) -> None:
    """Tulis pemberitahuan di layar, dan surel bila diminta. Kunci yang sama tidak menambah pesan.

    `surel_ke` orang yang pilihannya menurut `jenis` menentukan alamatnya; `surel` alamat yang sudah pasti, misalnya
    alamat lama yang baru diganti. Tanpa keduanya cukup di layar. Judul dijadikan satu baris, paling panjang 160 huruf.
    """
    judul = Truncator(" ".join(judul.split())).chars(160)
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
    surel = surel or (surel_ke.surel_untuk(jenis) if surel_ke is not None else "")
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
        jenis=KotakKeluar.Jenis.TUGAS,
        kunci=kunci,
        muatan={"nama": nama, "argumen": argumen},
        sekarang=sekarang,
    )


def kirim_yang_antre(*, sekarang: datetime, batas: int = 100) -> int:
    """Kirim paling banyak `batas` pekerjaan yang waktunya tiba; kembalikan jumlah yang terkirim.

    Tiap baris dikunci sendiri (SKIP LOCKED), sehingga beberapa pekerja boleh berjalan bersama. Kiriman yang macet
    dijadwalkan lagi dengan jeda yang makin panjang dan tidak menahan yang lain.
    """
    terkirim = 0
    beruntun: Counter[str] = Counter()
    for _ in range(batas):
        hasil = _kirim_satu(sekarang, lewati=[j for j, n in beruntun.items() if n >= BERUNTUN_MAKS])
        if hasil is None:
            break
        jenis, berhasil = hasil
        beruntun[jenis] = 0 if berhasil else beruntun[jenis] + 1
        terkirim += berhasil
    return terkirim


@transaction.atomic
def _kirim_satu(sekarang: datetime, *, lewati: Collection[str]) -> tuple[str, bool] | None:
    """Ambil satu baris dan kirim: jenisnya dan terkirim atau tidak; None bila tidak ada yang menunggu."""
    baris = (
        KotakKeluar.objects.select_for_update(skip_locked=True)
        .filter(Q(coba_lagi__isnull=True) | Q(coba_lagi__lte=sekarang), dikirim__isnull=True)
        .exclude(jenis=KotakKeluar.Jenis.SUREL, percobaan__gte=PERCOBAAN_SUREL_MAKS)
        .exclude(jenis__in=lewati)
        .order_by("id")
        .first()
    )
    if baris is None:
        return None
    try:
        _kirim(baris)
    except Exception as galat:  # apa pun sebabnya, satu kiriman tidak boleh menahan yang lain
        baris.percobaan = min(baris.percobaan + 1, PERCOBAAN_TERTULIS_MAKS)
        baris.coba_lagi = sekarang + jeda(baris.jenis, baris.percobaan)
        baris.galat = str(galat).replace("\x00", "")[:500]
        baris.save(update_fields=["percobaan", "coba_lagi", "galat"])
        log.warning(
            "Kotak keluar %s belum terkirim, percobaan %d: %s", baris.kunci, baris.percobaan, baris.galat
        )
        return baris.jenis, False
    baris.dikirim = sekarang
    baris.save(update_fields=["dikirim"])
    return baris.jenis, True


def jeda(jenis: str, percobaan: int) -> timedelta:
    """Lama menunggu sesudah percobaan ke sekian: 5, 10, 20 detik, dan seterusnya sampai batas jenisnya."""
    return min(JEDA_AWAL * (1 << min(percobaan - 1, 20)), JEDA_MAKS[jenis])


def _kirim(baris: KotakKeluar) -> None:
    muatan = baris.muatan
    if baris.jenis == KotakKeluar.Jenis.TUGAS:
        current_app.send_task(muatan["nama"], kwargs=muatan["argumen"], retry=False)
    else:
        send_mail(muatan["judul"], muatan["isi"], None, [muatan["kepada"]])
