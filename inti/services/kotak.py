"""Pemberitahuan dan kotak keluar: ditulis bersama perubahannya, dikirim sesudahnya.

Pengirimannya sekurangnya sekali: bila pekerja mati sesudah mengirim dan sebelum mencatat, kiriman itu diulang.
Karena itu setiap tugas latar harus aman diulang.
"""

import logging
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any, Protocol

from celery import current_app
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.text import Truncator

from inti.models import KotakKeluar, Pemberitahuan
from inti.rules.kabar import JenisKabar, PenerimaKabar, PunyaSurel
from inti.services import pemasangan

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
SEKALI = 1000
log = logging.getLogger(__name__)


class Nasib(Enum):
    """Apa yang terjadi pada satu kiriman yang diambil."""

    TERKIRIM = auto()
    MACET = auto()
    DITUNDA = auto()


class JamTenang(Protocol):
    """Kapan surel biasa boleh dikirim; aplikasi ini tidak perlu tahu instansinya. None berarti sekarang."""

    def __call__(self, *, instansi_id: int, sekarang: datetime) -> datetime | None: ...


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
                jenis=jenis,
            )
        ],
        ignore_conflicts=True,
    )
    segera = bool(surel) or jenis is JenisKabar.KEAMANAN
    surel = surel or (surel_ke.surel_untuk(jenis) if surel_ke is not None else "")
    if surel:
        antre(
            jenis=KotakKeluar.Jenis.SUREL,
            kunci=f"surel:{kunci}",
            muatan={
                "kepada": surel,
                "judul": judul,
                "isi": f"{isi}\n\n{settings.BASE_URL}{tautan}",
                # Selain kabar keamanan, surel menunggu jam tenang instansinya berakhir.
                **({} if segera else {"instansi": instansi_id}),
            },
            sekarang=sekarang,
        )


def beri_tahu_banyak(
    penerima: Iterable[PenerimaKabar],
    *,
    judul: str,
    isi: str,
    tautan: str,
    kunci: str,
    sekarang: datetime,
    jenis: JenisKabar,
) -> int:
    """Kabar yang sama kepada banyak orang, seribu tiap pernyataan; kembalikan banyaknya penerima.

    Kunci tiap orang `<kunci>:<id>`; yang sudah pernah dikabari dengan kunci itu tidak dikabari lagi.
    """
    daftar = list(penerima)
    Pemberitahuan.objects.bulk_create(
        [
            Pemberitahuan(
                penerima_id=p.pk,
                instansi_id=p.instansi_id,
                dibuat=sekarang,
                judul=judul,
                isi=isi,
                tautan=tautan,
                kunci=f"{kunci}:{p.pk}",
                jenis=jenis,
            )
            for p in daftar
        ],
        batch_size=SEKALI,
        ignore_conflicts=True,
    )
    muatan = {"judul": judul, "isi": f"{isi}\n\n{settings.BASE_URL}{tautan}"}
    KotakKeluar.objects.bulk_create(
        [
            KotakKeluar(
                jenis=KotakKeluar.Jenis.SUREL,
                kunci=f"surel:{kunci}:{p.pk}",
                muatan={**muatan, "kepada": alamat, "instansi": p.instansi_id},
                dibuat=sekarang,
            )
            for p in daftar
            if (alamat := p.surel_untuk(jenis))
        ],
        batch_size=SEKALI,
        ignore_conflicts=True,
    )
    return len(daftar)


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
    dijadwalkan lagi dengan jeda yang makin panjang dan tidak menahan yang lain. Basis data hasil pemulihan yang belum
    disahkan tidak mengirim apa pun.
    """
    if not pemasangan.boleh_mengirim(sekarang=sekarang):
        return 0
    terkirim = 0
    beruntun: Counter[str] = Counter()
    for _ in range(batas):
        hasil = _kirim_satu(sekarang, lewati=[j for j, n in beruntun.items() if n >= BERUNTUN_MAKS])
        if hasil is None:
            break
        jenis, nasib = hasil
        beruntun[jenis] = beruntun[jenis] + 1 if nasib is Nasib.MACET else 0
        terkirim += nasib is Nasib.TERKIRIM
    return terkirim


@transaction.atomic
def _kirim_satu(sekarang: datetime, *, lewati: Collection[str]) -> tuple[str, "Nasib"] | None:
    """Ambil satu baris dan kirim: jenisnya dan nasibnya; None bila tidak ada yang menunggu."""
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
    tunda = _tunda_sampai(baris, sekarang)
    if tunda is not None:
        baris.coba_lagi = tunda
        baris.save(update_fields=["coba_lagi"])
        return baris.jenis, Nasib.DITUNDA
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
        return baris.jenis, Nasib.MACET
    baris.dikirim = sekarang
    baris.save(update_fields=["dikirim"])
    return baris.jenis, Nasib.TERKIRIM


def _tunda_sampai(baris: KotakKeluar, sekarang: datetime) -> datetime | None:
    """Akhir jam tenang instansinya bila sedang tenang; tugas latar dan kabar keamanan tidak menunggu."""
    instansi_id = baris.muatan.get("instansi")
    if baris.jenis != KotakKeluar.Jenis.SUREL or instansi_id is None:
        return None
    tenang: JamTenang = import_string(settings.JAM_TENANG)
    return tenang(instansi_id=instansi_id, sekarang=sekarang)


def jeda(jenis: str, percobaan: int) -> timedelta:
    """Lama menunggu sesudah percobaan ke sekian: 5, 10, 20 detik, dan seterusnya sampai batas jenisnya."""
    return min(JEDA_AWAL * (1 << min(percobaan - 1, 20)), JEDA_MAKS[jenis])


def _kirim(baris: KotakKeluar) -> None:
    muatan = baris.muatan
    if baris.jenis == KotakKeluar.Jenis.TUGAS:
        current_app.send_task(muatan["nama"], kwargs=muatan["argumen"], retry=False)
    else:
        send_mail(muatan["judul"], muatan["isi"], None, [muatan["kepada"]])
