"""Indikator yang dipakai satu tahun untuk dasbor: bagian tiap aspek, dan yang ditandai pegawai."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from indikator.models import Aspek, IndikatorKinerja, Periode, StatusDokumen, Tinjauan

BANYAK_DITANDAI = 10
DITANDAI = (Tinjauan.Jenis.SULIT_DICAPAI, Tinjauan.Jenis.TIDAK_RELEVAN)


@dataclass(frozen=True, slots=True)
class Ditandai:
    """Satu indikator katalog yang pernah disebut sulit dicapai atau tidak relevan tahun itu; tanpa penulisnya."""

    id: int
    nama: str
    sulit: int
    tidak_relevan: int
    menunggu: int


@dataclass(frozen=True, slots=True)
class AngkaIndikator:
    """Indikator kinerja dalam SKP yang disetujui menurut aspeknya, dan tinjauan atas katalognya."""

    aspek: list[tuple[str, int]]
    sulit: int
    tidak_relevan: int
    menunggu: int
    ditandai: list[Ditandai]

    @property
    def jumlah(self) -> int:
        return sum(n for _, n in self.aspek)


def angka_indikator(
    tahun: Periode, *, unit: Iterable[int] | None, dinas_id: int | None = None
) -> AngkaIndikator:
    """Angka satu tahun di unit itu (None: seluruh instansi), dalam satu dinas bila disebut. Tiga kueri.

    Tinjauan dihitung pada dinas pemilik indikatornya, semua yang ditulis tahun itu; `menunggu` yang belum dijawab.
    """
    batas = None if unit is None else list(unit)
    skp, tinjauan = Q(), Q(periode=tahun) | Q(periode__induk=tahun)
    if batas is not None:
        skp &= Q(skp__penempatan__unit_id__in=batas)
        tinjauan &= Q(indikator__unit_id__in=batas)
    if dinas_id is not None:
        skp &= Q(skp__penempatan__unit_id=dinas_id) | Q(skp__penempatan__unit__dinas_id=dinas_id)
        tinjauan &= Q(indikator__unit_id=dinas_id) | Q(indikator__unit__dinas_id=dinas_id)
    banyak = dict(
        IndikatorKinerja.objects.filter(
            skp,
            skp__instansi_id=tahun.instansi_id,
            skp__periode=tahun,
            skp__status=StatusDokumen.DISETUJUI,
            skp__adendum_dari__isnull=True,
            dihentikan_pada__isnull=True,
        )
        .order_by()
        .values_list("aspek")
        .annotate(n=Count("pk"))
    )
    semua = Tinjauan.objects.filter(tinjauan, indikator__instansi_id=tahun.instansi_id, jenis__in=DITANDAI)
    hitung: dict[str, Any] = {
        "sulit": Count("pk", filter=Q(jenis=Tinjauan.Jenis.SULIT_DICAPAI)),
        "relevan": Count("pk", filter=Q(jenis=Tinjauan.Jenis.TIDAK_RELEVAN)),
        "tunggu": Count("pk", filter=Q(dijawab_pada__isnull=True)),
    }
    seluruh = semua.aggregate(**hitung)
    tiap: Any = (
        semua.order_by()
        .values("indikator_id", "indikator__nama")
        .annotate(**hitung, semua=Count("pk"))
        .order_by("-semua", "indikator__nama")
    )
    return AngkaIndikator(
        aspek=[(str(a.label), banyak.get(a.value, 0)) for a in Aspek],
        sulit=seluruh["sulit"],
        tidak_relevan=seluruh["relevan"],
        menunggu=seluruh["tunggu"],
        ditandai=[
            Ditandai(t["indikator_id"], t["indikator__nama"], t["sulit"], t["relevan"], t["tunggu"])
            for t in tiap[:BANYAK_DITANDAI]
        ],
    )
