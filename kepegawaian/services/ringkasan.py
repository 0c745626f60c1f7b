"""Ringkasan kabar lewat surel: tiap pagi, atau tiap Senin pagi, bagi yang memilihnya."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse

from inti.models import KotakKeluar, Pemberitahuan
from inti.rules.format import hari_tanggal
from inti.rules.kabar import JenisKabar
from kepegawaian.models import Instansi, Pegawai

JAM_KIRIM = 7
SENIN = 0
TERBANYAK = 20
SEKALI = 1000


def kirim_ringkasan(*, sekarang: datetime) -> int:
    """Antrekan ringkasan di tiap instansi yang jamnya sudah tujuh pagi; kembalikan banyaknya yang baru.

    Aman dipanggil berulang: satu orang satu ringkasan sehari. Yang sudah dibaca di layar tidak diulang.
    """
    banyak = 0
    for instansi in Instansi.objects.order_by("pk"):
        if sekarang.astimezone(instansi.zona_waktu).hour >= JAM_KIRIM:
            banyak += _satu_instansi(instansi, sekarang)
    return banyak


def _satu_instansi(instansi: Instansi, sekarang: datetime) -> int:
    hari = instansi.hari_pada(sekarang)
    cara = {Pegawai.CaraSurel.HARIAN: timedelta(days=1)}
    if hari.weekday() == SENIN:
        cara[Pegawai.CaraSurel.MINGGUAN] = timedelta(days=7)
    penerima = Pegawai.objects.filter(instansi=instansi, is_active=True, surel_cara__in=cara).exclude(
        email=""
    )
    orang = {p.pk: p for p in penerima.order_by("pk")}
    kabar = _kabar(orang, cara, sekarang)
    surel = [_surel(orang[pk], isi, hari) for pk, isi in kabar.items()]
    sudah = set(
        KotakKeluar.objects.filter(kunci__in=[s.kunci for s in surel]).values_list("kunci", flat=True)
    )
    baru = [s for s in surel if s.kunci not in sudah]
    for s in baru:
        s.dibuat = sekarang
    KotakKeluar.objects.bulk_create(baru, batch_size=SEKALI, ignore_conflicts=True)
    return len(baru)


def _kabar(
    orang: dict[int, Pegawai], cara: dict[Pegawai.CaraSurel, timedelta], sekarang: datetime
) -> dict[int, list[Pemberitahuan]]:
    """Kabar yang belum dibaca dalam masanya, menurut jenis yang dipilih tiap orang. Satu kueri."""
    semua = Pemberitahuan.objects.filter(
        penerima_id__in=orang,
        dibaca__isnull=True,
        dibuat__gt=sekarang - max(cara.values()),
        dibuat__lte=sekarang,
    )
    hasil: dict[int, list[Pemberitahuan]] = defaultdict(list)
    for satu in semua.order_by("penerima_id", "pk"):
        p = orang[satu.penerima_id]
        dipilih = satu.jenis in list(JenisKabar) and getattr(p, f"surel_{satu.jenis}", False)
        if dipilih and satu.dibuat > sekarang - cara[Pegawai.CaraSurel(p.surel_cara)]:
            hasil[p.pk].append(satu)
    return hasil


def _surel(p: Pegawai, kabar: list[Pemberitahuan], hari: date) -> KotakKeluar:
    return KotakKeluar(
        jenis=KotakKeluar.Jenis.SUREL,
        kunci=f"surel:ringkasan:{p.pk}:{hari.isoformat()}",
        muatan={
            "kepada": p.email,
            "judul": f"{len(kabar)} kabar, {hari_tanggal(hari)}",
            "isi": "\n\n".join(_baris(kabar)),
            "instansi": p.instansi_id,
        },
    )


def _baris(kabar: list[Pemberitahuan]) -> Iterable[str]:
    for satu in kabar[:TERBANYAK]:
        yield "\n".join(filter(None, (satu.judul, satu.isi, f"{settings.BASE_URL}{satu.tautan}")))
    if len(kabar) > TERBANYAK:
        yield f"Dan {len(kabar) - TERBANYAK} kabar lain: {settings.BASE_URL}{reverse('pemberitahuan')}"
    yield f"Cara menerima kabar diatur di {settings.BASE_URL}{reverse('kepegawaian:kabar')}"
