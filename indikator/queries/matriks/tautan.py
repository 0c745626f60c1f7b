"""RHK sendiri yang belum menunjuk RHK pimpinan, dan apa yang dapat dipilihnya."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from indikator.models import RHK, SKP, PeranHasil, Periode, StatusDokumen
from indikator.queries.matriks.sah import rhk_dapat_didukung
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import KartuOrang, kartu_orang
from kepegawaian.queries.penilai import penilai_pada


@dataclass(frozen=True, slots=True)
class PilihanRhk:
    """RHK yang dapat didukung. `asal` pemiliknya, `peran` kata dari matriks bila dibagikan."""

    rhk: RHK
    asal: str
    peran: str


@dataclass(frozen=True, slots=True)
class Tertunda:
    """Satu SKP dengan RHK yang belum tertaut. `penilai` kosong berarti tidak ada atasan: RHK-nya memang puncak."""

    skp: SKP
    rhk: list[RHK]
    pilihan: list[PilihanRhk]
    penilai: KartuOrang | None

    @property
    def dapat_ditautkan(self) -> bool:
        return bool(self.rhk and self.pilihan)


def tertunda(pegawai: Pegawai, *, tahun: Sequence[Periode], pada: date) -> list[Tertunda]:
    """SKP sendiri tahun-tahun itu yang punya RHK tanpa tautan. Tiga kueri, ditambah dua untuk tiap SKP."""
    skp = list(
        SKP.objects.filter(pegawai=pegawai, periode__in=tahun, rhk__pimpinan__isnull=True, rhk__isnull=False)
        .select_related("periode", "penempatan__unit", "penempatan__jabatan")
        .distinct()
        .order_by("-periode__mulai", "-penempatan__sejak")
    )
    if not skp:
        return []
    jawaban = penilai_pada(pada=pada, pegawai_ids=[pegawai.pk]).get(pegawai.pk)
    penilai_id = jawaban.penilai_id if jawaban else None
    kartu = kartu_orang([penilai_id], pada).get(penilai_id) if penilai_id else None
    return [_satu(s, penilai_id=penilai_id, kartu=kartu) for s in skp]


def _satu(skp: SKP, *, penilai_id: int | None, kartu: KartuOrang | None) -> Tertunda:
    dapat = rhk_dapat_didukung(pegawai_id=skp.pegawai_id, periode_id=skp.periode_id, penilai_id=penilai_id)
    peran = dict(
        PeranHasil.objects.filter(pegawai_id=skp.pegawai_id, rhk__skp__periode_id=skp.periode_id).values_list(
            "rhk_id", "peran"
        )
    )
    pilihan = dapat.exclude(skp__status=StatusDokumen.DRAF).select_related("skp__pegawai")
    return Tertunda(
        skp=skp,
        rhk=list(skp.rhk.filter(pimpinan__isnull=True).order_by("urutan", "pk")),
        pilihan=[
            PilihanRhk(r, r.skp.pegawai.nama_lengkap, peran.get(r.pk, ""))
            for r in pilihan.order_by("skp_id", "urutan", "pk")
        ],
        penilai=kartu,
    )


def banyak_tertunda(skp: SKP) -> int:
    """Berapa RHK SKP itu yang belum tertaut. Satu kueri."""
    return skp.rhk.filter(pimpinan__isnull=True).count()


def peran_tanpa_tautan(pegawai: Pegawai, *, tahun: Sequence[Periode]) -> list[PeranHasil]:
    """Peran dari matriks yang belum ditautkan satu pun RHK-nya. Satu kueri."""
    tertaut = RHK.objects.filter(
        pimpinan_id=OuterRef("rhk_id"), skp__pegawai=pegawai, skp__adendum_dari__isnull=True
    )
    return list(
        PeranHasil.objects.filter(~Exists(tertaut), pegawai=pegawai, rhk__skp__periode__in=tahun)
        .select_related("rhk__skp__pegawai")
        .order_by("ditetapkan_pada", "pk")
    )
