"""SKP bawahan: yang menunggu persetujuan, dan keadaan semuanya."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from indikator.models import SKP, Periode, StatusDokumen
from indikator.permissions import hari_setempat
from indikator.queries.skp.batal import dapat_dibatalkan
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import KartuOrang, kartu_orang
from kepegawaian.queries.penilai import bawahan_pada

URUTAN = {
    StatusDokumen.DIAJUKAN: 0,
    StatusDokumen.PERLU_PERBAIKAN: 1,
    StatusDokumen.DRAF: 2,
    "": 3,
    StatusDokumen.DISETUJUI: 4,
}


@dataclass(frozen=True, slots=True)
class BarisAntrean:
    """Satu bawahan; `skp` kosong berarti belum mulai, dan usulan adendum yang menunggu mendahului SKP-nya."""

    orang: KartuOrang
    skp: SKP | None
    hari_menunggu: int
    batal: bool = False

    @property
    def status(self) -> str:
        return self.skp.status if self.skp else "belum_mulai"

    @property
    def menunggu(self) -> bool:
        return self.status == StatusDokumen.DIAJUKAN

    @property
    def adendum(self) -> bool:
        return self.skp is not None and self.skp.adendum

    @property
    def dapat_dicentang(self) -> bool:
        """Adendum diputus satu per satu, karena perbandingannya perlu dibaca."""
        return self.menunggu and not self.adendum


def antrean_skp(pegawai: Pegawai, *, tahun: Periode, sekarang: datetime) -> list[BarisAntrean]:
    """Semua bawahan hari ini untuk tahun itu; yang paling lama menunggu di atas. Empat kueri."""
    hari = hari_setempat(pegawai.instansi, sekarang=sekarang)
    ids = bawahan_pada(penilai_id=pegawai.pk, pada=hari, instansi_id=pegawai.instansi_id)
    kartu = kartu_orang(ids, hari)
    tampil = Q(adendum_dari__isnull=True) | Q(status=StatusDokumen.DIAJUKAN)
    semua = SKP.semua.filter(tampil, periode=tahun, pegawai_id__in=ids)
    urut = semua.order_by("penempatan__sejak", F("adendum_dari_id").asc(nulls_first=True))
    skp = {s.pegawai_id: s for s in urut}
    batal = dapat_dibatalkan([s.pk for s in skp.values()], oleh=pegawai)
    baris = [_baris(kartu[i], skp.get(i), sekarang, batal=batal) for i in ids if i in kartu]
    return sorted(
        baris, key=lambda b: (URUTAN[b.skp.status if b.skp else ""], -b.hari_menunggu, b.orang.nama)
    )


def antrean_terpilih(pegawai: Pegawai, *, skp_ids: Iterable[int], sekarang: datetime) -> list[BarisAntrean]:
    """Yang dipilih dan masih menunggu, hanya milik bawahan hari ini. Tiga kueri."""
    hari = hari_setempat(pegawai.instansi, sekarang=sekarang)
    ids = bawahan_pada(penilai_id=pegawai.pk, pada=hari, instansi_id=pegawai.instansi_id)
    skp = list(
        SKP.objects.filter(pk__in=list(skp_ids), pegawai_id__in=ids, status=StatusDokumen.DIAJUKAN)
        .select_related("pegawai")
        .order_by("diajukan_pada", "pk")
    )
    kartu = kartu_orang([s.pegawai_id for s in skp], hari)
    return [_baris(kartu[s.pegawai_id], s, sekarang) for s in skp]


def _baris(
    orang: KartuOrang, skp: SKP | None, sekarang: datetime, *, batal: Collection[int] = ()
) -> BarisAntrean:
    lama = (sekarang - skp.diajukan_pada).days if skp and skp.diajukan_pada else 0
    menunggu = max(lama, 0) if skp and skp.status == StatusDokumen.DIAJUKAN else 0
    return BarisAntrean(orang, skp, menunggu, batal=skp is not None and skp.pk in batal)
