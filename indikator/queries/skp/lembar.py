"""Satu SKP untuk dibaca atau disusun: RHK, indikator, bobot, dan siapa yang sedang melihat."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from indikator.models import RHK, SKP, IndikatorKinerja, Periode, StatusDokumen
from indikator.permissions import Pihak, boleh_membaca_unit, hari_setempat, pihak
from indikator.queries.matriks.sah import rhk_dapat_didukung
from indikator.queries.skp.kekurangan import kalimat_bobot, kekurangan
from indikator.queries.skp.kurang import Kurang
from indikator.queries.target import rincian_triwulan
from indikator.queries.teks import sasaran_teks
from indikator.rules.angka import jumlah
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import KartuOrang, kartu_orang
from kepegawaian.queries.penilai import penilai_pada

DAPAT_DISUSUN = frozenset({StatusDokumen.DRAF, StatusDokumen.PERLU_PERBAIKAN})


@dataclass(frozen=True, slots=True)
class Terlihat:
    """SKP yang boleh dilihat seseorang; `sebagai` kosong berarti pembaca menurut peran."""

    skp: SKP
    sebagai: Pihak | None


def skp_terlihat(pegawai: Pegawai, *, skp_id: int, sekarang: datetime) -> Terlihat | None:
    """SKP (atau usulan adendum) milik sendiri, bawahan hari ini, atau unit yang boleh dibaca; selain itu None.

    Draf hanya terlihat pemiliknya; usulan adendum yang diajukan hanya oleh kedua pihak.
    """
    skp = (
        SKP.semua.filter(pk=skp_id, instansi_id=pegawai.instansi_id)
        .select_related(
            "periode__kebijakan",
            "pegawai",
            "penempatan__jabatan",
            "penempatan__unit",
            "diputus_oleh",
            "naskah",
        )
        .defer("naskah__isi")
        .first()
    )
    if skp is None:
        return None
    hari = hari_setempat(pegawai.instansi, sekarang=sekarang)
    sebagai = pihak(pegawai, pemilik_id=skp.pegawai_id, pada=hari)
    if sebagai is Pihak.PEMILIK:
        return Terlihat(skp, sebagai)
    if skp.status == StatusDokumen.DRAF:
        return None
    if sebagai is Pihak.PENILAI:
        return Terlihat(skp, sebagai)
    if not skp.adendum and boleh_membaca_unit(
        pegawai, instansi_id=skp.instansi_id, unit_id=skp.penempatan.unit_id, pada=hari
    ):
        return Terlihat(skp, sebagai)
    return None


@dataclass(frozen=True, slots=True)
class BarisIndikator:
    """Indikator dengan targetnya dalam kata."""

    indikator: IndikatorKinerja
    target: str


@dataclass(frozen=True, slots=True)
class BarisRHK:
    """RHK dengan indikatornya. `mendukung` teks RHK pimpinan; kosong berarti belum ditautkan."""

    rhk: RHK
    indikator: list[BarisIndikator] = field(default_factory=list)

    @property
    def mendukung(self) -> str:
        return self.rhk.pimpinan.teks if self.rhk.pimpinan else ""

    @property
    def nama_pimpinan(self) -> str:
        return self.rhk.pimpinan.skp.pegawai.nama if self.rhk.pimpinan else ""


@dataclass(frozen=True, slots=True)
class Lembar:
    """Isi satu SKP. `kurang` hanya dihitung selama masih disusun."""

    skp: SKP
    utama: list[BarisRHK]
    tambahan: list[BarisRHK]
    kurang: list[Kurang]

    @property
    def rhk(self) -> list[BarisRHK]:
        return [*self.utama, *self.tambahan]

    @property
    def indikator(self) -> list[IndikatorKinerja]:
        return [b.indikator for r in self.rhk for b in r.indikator]

    @property
    def bobot(self) -> list[Decimal]:
        return [i.bobot for i in self.indikator]

    @property
    def total(self) -> Decimal:
        return jumlah(self.bobot)

    @property
    def kalimat_bobot(self) -> str:
        """ "Kurangi 5 supaya tepat 100."; kosong bila tepat atau belum ada indikator."""
        return kalimat_bobot(self.total).partition(". ")[2] if self.indikator else ""

    @property
    def kurang_selain_bobot(self) -> list[Kurang]:
        """Bobot sudah disebut di bilahnya sendiri."""
        return [k for k in self.kurang if k.apa != "bobot"]

    @property
    def dapat_disusun(self) -> bool:
        return self.skp.status in DAPAT_DISUSUN


def lembar(skp: SKP, *, periksa: bool = True) -> Lembar:
    """Seluruh isi satu SKP; kekurangannya ikut dihitung selama masih disusun."""
    isi = lembar_banyak([skp])[0]
    if not (periksa and isi.dapat_disusun):
        return isi
    return replace(isi, kurang=kekurangan(skp))


def _sasaran(indikator: IndikatorKinerja) -> str:
    """Target setahun, dan pembagiannya ke triwulan bila ada, supaya penilai menyetujui keduanya."""
    bagian = rincian_triwulan(indikator)
    return f"{sasaran_teks(indikator)} ({bagian})" if bagian else sasaran_teks(indikator)


def lembar_banyak(daftar: Sequence[SKP]) -> list[Lembar]:
    """Isi beberapa SKP, urut seperti diminta. Dua kueri untuk berapa pun SKP."""
    ids = [s.pk for s in daftar]
    indikator: dict[int, list[BarisIndikator]] = defaultdict(list)
    for satu in (
        IndikatorKinerja.objects.filter(skp_id__in=ids)
        .select_related("katalog", "target_triwulan")
        .order_by("urutan", "pk")
    ):
        indikator[satu.rhk_id].append(BarisIndikator(satu, _sasaran(satu)))
    per_skp: dict[int, list[BarisRHK]] = defaultdict(list)
    for rhk in (
        RHK.objects.filter(skp_id__in=ids).select_related("pimpinan__skp__pegawai").order_by("urutan", "pk")
    ):
        per_skp[rhk.skp_id].append(BarisRHK(rhk, indikator[rhk.pk]))
    return [
        Lembar(
            skp=s,
            utama=[b for b in per_skp[s.pk] if b.rhk.jenis == RHK.Jenis.UTAMA],
            tambahan=[b for b in per_skp[s.pk] if b.rhk.jenis == RHK.Jenis.TAMBAHAN],
            kurang=[],
        )
        for s in daftar
    ]


@dataclass(frozen=True, slots=True)
class PilihanPimpinan:
    """RHK yang dapat didukung, dan milik siapa."""

    penilai: KartuOrang | None
    rhk: list[RHK]


def pilihan_pimpinan(skp: SKP, *, pada: date, tetap: int | None = None) -> PilihanPimpinan:
    """RHK yang sudah diajukan: milik penilai atau dibagikan lewat matriks, ditambah yang kini ditautkan. Tiga kueri."""
    penilai = penilai_pada(pada=pada, pegawai_ids=[skp.pegawai_id]).get(skp.pegawai_id)
    penilai_id = penilai.penilai_id if penilai else None
    dapat = rhk_dapat_didukung(pegawai_id=skp.pegawai_id, periode_id=skp.periode_id, penilai_id=penilai_id)
    saring = Q(pk__in=dapat.exclude(skp__status=StatusDokumen.DRAF).values("pk"))
    if tetap:
        saring |= Q(pk=tetap)
    rhk = list(RHK.objects.filter(saring).select_related("skp__pegawai").order_by("skp_id", "urutan", "pk"))
    kartu = kartu_orang([penilai_id], pada).get(penilai_id) if penilai_id is not None else None
    return PilihanPimpinan(kartu, rhk)


def skp_saya(pegawai: Pegawai) -> QuerySet[SKP]:
    """SKP milik sendiri, tahun terbaru dahulu."""
    return (
        SKP.objects.filter(pegawai=pegawai)
        .select_related("periode", "penempatan__jabatan", "penempatan__unit")
        .order_by("-periode__mulai", "-penempatan__sejak")
    )


def tahun_dibuka(pegawai: Pegawai) -> list[Periode]:
    """Tahun-tahun yang sedang diproses di instansinya, terbaru dahulu; akhir tahun bisa ada dua. Satu kueri."""
    return list(
        Periode.objects.filter(
            instansi_id=pegawai.instansi_id, jenis=Periode.Jenis.TAHUNAN, status=Periode.Status.DIPROSES
        ).order_by("-mulai")
    )


def nama_penilai(pegawai_ids: Iterable[int], *, pada: date) -> dict[int, KartuOrang]:
    """Kartu pejabat penilai tiap pegawai. Dua kueri."""
    jawaban = penilai_pada(pada=pada, pegawai_ids=pegawai_ids)
    kartu = kartu_orang({p.penilai_id for p in jawaban.values() if p.penilai_id is not None}, pada)
    return {i: kartu[p.penilai_id] for i, p in jawaban.items() if p.penilai_id is not None}
