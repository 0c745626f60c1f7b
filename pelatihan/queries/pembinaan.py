"""Rencana pembinaan untuk dibaca: milik sendiri, tim, satu rencana, acuan dari rinciannya, dan hitungan bagi BKD."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from indikator.rules.berakhlak import NILAI
from inti.rules.format import angka
from kepegawaian.models import Pegawai
from kepegawaian.queries.penilai import bawahan_pada
from pelatihan.models import BuktiPembinaan, Pembinaan, PertemuanPembinaan, PotretKompetensi, SasaranPembinaan
from pelatihan.permissions import pelaku_pembinaan
from pelatihan.rules.pembinaan import TERBUKA, Pelaku
from penilaian.models import Hasil

SEBUTAN_TERPANJANG = 280


@dataclass(frozen=True, slots=True)
class Terlihat:
    """Satu rencana dan sebagai siapa ia dibaca; kosong berarti ada tetapi bukan urusannya."""

    pembinaan: Pembinaan
    sebagai: frozenset[Pelaku]


@dataclass(frozen=True, slots=True)
class Acuan:
    """Yang dapat menjadi pokok sasaran: indikator dari rincian hasilnya, atau nilai BerAKHLAK."""

    kode: str
    sebutan: str
    awal: str

    @property
    def pilihan(self) -> str:
        return f"{self.sebutan} ({self.awal})" if self.awal else self.sebutan


def _semua(instansi_id: int) -> QuerySet[Pembinaan]:
    return (
        Pembinaan.objects.filter(instansi_id=instansi_id)
        .select_related("pegawai", "periode", "hasil", "dinas")
        .defer("hasil__rincian")
        .annotate(
            banyak=Count("sasaran", distinct=True),
            tercapai=Count(
                "sasaran", filter=Q(sasaran__hasil=SasaranPembinaan.Hasil.TERCAPAI), distinct=True
            ),
        )
    )


def milik(pegawai: Pegawai) -> QuerySet[Pembinaan]:
    """Rencana sendiri, terbaru di atas."""
    return _semua(pegawai.instansi_id).filter(pegawai=pegawai).order_by("-pk")


def tim(pegawai: Pegawai, *, pada: date, semua: bool = False) -> QuerySet[Pembinaan]:
    """Rencana orang yang ia nilai hari itu: yang terbuka menurut keadaan dan batasnya, atau semuanya. Dua kueri."""
    ids = bawahan_pada(penilai_id=pegawai.pk, pada=pada, instansi_id=pegawai.instansi_id)
    rencana = _semua(pegawai.instansi_id).filter(pegawai_id__in=ids).exclude(pegawai=pegawai)
    if semua:
        return rencana.order_by("-pk")
    return rencana.filter(status__in=TERBUKA).order_by("susun_sampai", "pk")


def satu(pegawai: Pegawai, *, pembinaan_id: int, pada: date) -> Terlihat | None:
    """Satu rencana seinstansi beserta isinya; selain itu None, seolah-olah tidak ada. Paling banyak lima kueri."""
    bukti = BuktiPembinaan.objects.select_related("berkas").order_by("pk")
    rencana = (
        Pembinaan.objects.select_related(
            "pegawai", "periode", "hasil", "ditetapkan_oleh", "ditinjau_oleh", "asal__periode", "terusan"
        )
        .defer("hasil__rincian")
        .prefetch_related(
            Prefetch(
                "sasaran",
                SasaranPembinaan.objects.order_by("pk")
                .select_related("dinilai_oleh")
                .prefetch_related(Prefetch("bukti", bukti)),
            ),
            Prefetch(
                "pertemuan",
                PertemuanPembinaan.objects.order_by("tanggal", "pk").select_related("dicatat_oleh"),
            ),
        )
        .filter(pk=pembinaan_id, instansi_id=pegawai.instansi_id)
        .first()
    )
    return Terlihat(rencana, pelaku_pembinaan(pegawai, rencana, pada=pada)) if rencana else None


def satu_bukti(pegawai: Pegawai, *, bukti_id: int) -> BuktiPembinaan | None:
    """Bukti seinstansi; haknya diperiksa lewat rencananya. Satu kueri."""
    return (
        BuktiPembinaan.objects.select_related("berkas", "sasaran__pembinaan")
        .filter(pk=bukti_id, sasaran__pembinaan__instansi_id=pegawai.instansi_id)
        .first()
    )


def acuan(hasil_id: int) -> list[Acuan]:
    """Indikator pada rincian hasil dengan capaiannya, lalu tujuh nilai dengan skornya bila terukur. Dua kueri."""
    rincian: dict[str, Any] = Hasil.objects.values_list("rincian", flat=True).get(pk=hasil_id)
    potret = PotretKompetensi.objects.filter(hasil_id=hasil_id).values_list("angka", flat=True).first() or {}
    hasil: dict[str, Acuan] = {}
    for i in rincian["indikator"]:
        awal = f"capaian {angka(Decimal(i['capaian']))}" if i.get("capaian") else "belum bercapaian"
        kode = f"indikator:{i['kode']}"[:60]
        hasil.setdefault(kode, Acuan(kode, i["nama"][:SEBUTAN_TERPANJANG], awal))
    for n in NILAI:
        kode = f"nilai:{n.kode.value}"
        awal = f"skor {angka(Decimal(potret[kode]))} dari 100" if kode in potret else ""
        hasil[kode] = Acuan(kode, n.nama, awal)
    return list(hasil.values())


def untuk_hasil(hasil: Hasil) -> Pembinaan | None:
    """Rencana yang lahir dari periode hasil itu, versi mana pun. Satu kueri."""
    return _semua(hasil.instansi_id).filter(periode_id=hasil.periode_id, pegawai_id=hasil.pegawai_id).first()


def rekap(instansi_id: int) -> list[dict[str, Any]]:
    """Hitungan tiap perangkat daerah menurut keadaan; tanpa nama orang. Satu kueri."""
    hitungan = {k.value: Count("pk", filter=Q(status=k)) for k in Pembinaan.Status}
    baris = (
        Pembinaan.objects.filter(instansi_id=instansi_id)
        .values("dinas_id", nama=F("dinas__nama"))
        .annotate(**hitungan, jumlah=Count("pk"))
        .order_by("nama", "dinas_id")
    )
    return [dict(b) for b in baris]


def terlambat_disusun(instansi_id: int, *, pada: date) -> int:
    """Banyaknya rencana yang lewat hari menyusunnya. Satu kueri."""
    return Pembinaan.objects.filter(
        instansi_id=instansi_id, status=Pembinaan.Status.BELUM_DISUSUN, susun_sampai__lt=pada
    ).count()
