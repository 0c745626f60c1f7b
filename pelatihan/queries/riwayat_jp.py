"""Jam pelajaran setahun bagi banyak orang sekaligus: yang sudah dihitung, dan yang sudah direncanakan."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Sum, Value

from pelatihan.models import Kepesertaan, Usulan
from pelatihan.rules.usulan import TERBUKA


@dataclass(frozen=True, slots=True)
class JPTahun:
    """Jam pelajaran seorang pada satu tahun.

    `terhitung` dari pelatihan yang sertifikatnya sudah diperiksa; `rencana` dari usulan yang belum selesai. Satu
    pelatihan tidak pernah ada di keduanya.
    """

    terhitung: int = 0
    rencana: int = 0

    @property
    def terpakai(self) -> int:
        """Yang mengurangi sisa hak tahun itu."""
        return self.terhitung + self.rencana


def jp_tahun_ini(pegawai_ids: Iterable[int], *, tahun: int) -> dict[int, JPTahun]:
    """JP tiap orang pada `tahun`; yang tanpa pelatihan pun ada, dengan nol. Satu kueri untuk berapa pun orang."""
    ids = list(pegawai_ids)
    terhitung = _jumlah(
        Kepesertaan.objects.filter(pegawai_id__in=ids, tahun=tahun, diverifikasi_pada__isnull=False),
        "jp",
        "terhitung",
    )
    rencana = _jumlah(
        Usulan.objects.filter(pegawai_id__in=ids, tahun=tahun, status__in=TERBUKA), "pelatihan__jp", "rencana"
    )
    hasil: dict[int, dict[str, int]] = {pk: {} for pk in ids}
    for pegawai_id, jenis, jp in terhitung.union(rencana, all=True):
        hasil[pegawai_id][jenis] = jp
    return {pk: JPTahun(**jumlah) for pk, jumlah in hasil.items()}


def _jumlah(semua: QuerySet[Any], bidang: str, jenis: str) -> QuerySet[Any]:
    hasil: QuerySet[Any] = (
        semua.order_by()
        .values(orang=F("pegawai_id"))
        .annotate(
            jenis=Value(jenis, output_field=CharField()),
            jumlah_jp=Sum(bidang, output_field=IntegerField()),
        )
        .values_list("orang", "jenis", "jumlah_jp")
    )
    return hasil
