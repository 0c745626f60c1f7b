"""Pola SKP: sumbernya, penerimanya, dan penerapannya."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from indikator.models import SKP, PenerapanPola, Periode, PolaSKP, StatusDokumen
from indikator.permissions import hari_setempat
from indikator.queries.skp.antrean import BarisAntrean, antrean_skp
from indikator.queries.skp.lembar import DAPAT_DISUSUN
from kepegawaian.models import Pegawai
from kepegawaian.queries.penilai import bawahan_pada

SEBAB = {
    StatusDokumen.DIAJUKAN: "SKP-nya sedang menunggu keputusan Anda. Kembalikan dahulu bila perlu ditambah.",
    StatusDokumen.DISETUJUI: "SKP-nya sudah disetujui. Perubahan lewat adendum.",
}


def pola_saya(pegawai: Pegawai) -> QuerySet[PolaSKP]:
    """Pola buatan sendiri, terbaru dahulu."""
    return PolaSKP.objects.filter(dibuat_oleh=pegawai).select_related("periode").order_by("-pk")


def sumber_pola(pegawai: Pegawai, *, tahun: Periode, sekarang: datetime) -> list[SKP]:
    """SKP bawahan hari ini yang sudah diserahkan, sebagai contoh isi pola. Dua kueri."""
    ids = bawahan_pada(
        penilai_id=pegawai.pk,
        pada=hari_setempat(pegawai.instansi, sekarang=sekarang),
        instansi_id=pegawai.instansi_id,
    )
    milik = SKP.objects.filter(periode=tahun, pegawai_id__in=ids).exclude(status=StatusDokumen.DRAF)
    return list(milik.select_related("pegawai", "penempatan__jabatan").order_by("pegawai__nama"))


@dataclass(frozen=True, slots=True)
class Penerima:
    """Satu bawahan; `sebab` terisi bila pola tidak dapat ditambahkan kepadanya."""

    baris: BarisAntrean
    sebab: str

    @property
    def dapat(self) -> bool:
        return not self.sebab


def penerima_pola(pola: PolaSKP, *, oleh: Pegawai, sekarang: datetime) -> list[Penerima]:
    """Semua bawahan hari ini beserta keadaannya, urut nama. Lima kueri."""
    sudah = set(pola.penerapan.filter(dibatalkan_pada__isnull=True).values_list("pegawai_id", flat=True))
    hasil = []
    for b in antrean_skp(oleh, tahun=pola.periode, sekarang=sekarang):
        sebab = "Sudah menerima pola ini." if b.orang.id in sudah else ""
        if not sebab and b.skp is not None and b.skp.status not in DAPAT_DISUSUN:
            sebab = SEBAB[StatusDokumen(b.skp.status)]
        hasil.append(Penerima(b, sebab))
    return sorted(hasil, key=lambda p: p.baris.orang.nama)


@dataclass(frozen=True, slots=True)
class BarisPenerapan:
    """Satu penerapan yang masih berlaku; `tersentuh` berarti tidak dapat dibatalkan lagi."""

    penerapan: PenerapanPola
    tersentuh: bool


def penerapan_berlaku(pola: PolaSKP) -> list[BarisPenerapan]:
    """Penerapan yang belum dibatalkan, urut nama. Dua kueri."""
    semua = list(
        pola.penerapan.filter(dibatalkan_pada__isnull=True)
        .select_related("pegawai")
        .order_by("pegawai__nama")
    )
    versi = dict(SKP.objects.filter(pk__in=[p.skp_nomor for p in semua]).values_list("pk", "versi"))
    return [BarisPenerapan(p, versi.get(p.skp_nomor) != p.versi) for p in semua]
