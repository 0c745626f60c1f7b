"""Indikator seseorang pada satu periode, dengan laporannya."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from indikator.models import IndikatorKinerja, Periode, RatingIndikator, Realisasi, StatusDokumen
from indikator.queries.hitungan import (
    TERHITUNG,
    aturan_periode,
    capaian_realisasi,
    menunggu_rating,
    prakiraan,
)
from indikator.queries.periode import periode_berjalan
from indikator.queries.target import dengan_target
from indikator.queries.teks import realisasi_teks, sasaran_teks
from indikator.rules.capaian import Capaian
from indikator.rules.kebijakan import Aturan
from indikator.rules.kualitatif import LABEL_EKSPEKTASI
from indikator.rules.prakiraan import Prakiraan
from inti.rules.format import KOSONG
from kepegawaian.models import Pegawai

BELUM_DISERAHKAN = frozenset({"belum_mulai", StatusDokumen.DRAF})


@dataclass(frozen=True, slots=True)
class BarisCapaian:
    """Satu indikator, laporannya (bila ada), dan capaiannya dari isian terakhir."""

    indikator: IndikatorKinerja
    realisasi: Realisasi | None
    capaian: Capaian | None
    status: str

    @property
    def target(self) -> str:
        return sasaran_teks(self.indikator)

    @property
    def nilai(self) -> str:
        r = self.realisasi
        if self.indikator.kualitatif:
            return "Tertulis" if r and r.keterangan else KOSONG
        return realisasi_teks(
            polaritas=self.indikator.polaritas,
            satuan=self.indikator.satuan,
            nilai=r.nilai if r else None,
            hari=r.tanggal if r else None,
        )

    @property
    def nilai_capaian(self) -> Decimal | None:
        return self.capaian.nilai if self.capaian else None

    @property
    def rating(self) -> str:
        """Rating indikator kualitatif yang berlaku, dengan kata; kosong bila belum diberi."""
        r = self.realisasi
        berlaku = r is not None and r.status in TERHITUNG
        return RatingIndikator(r.rating).label if r is not None and berlaku and r.rating else ""

    @property
    def menunggu_rating(self) -> bool:
        return not self.perlakuan and menunggu_rating(self.indikator, self.realisasi)

    @property
    def perlakuan(self) -> str:
        return self.realisasi.perlakuan if self.realisasi else ""

    @property
    def perlu_dikerjakan(self) -> bool:
        """Masih di tangan pegawai: belum diserahkan atau dikembalikan, dan belum diputus penilai."""
        tersisa = {*BELUM_DISERAHKAN, StatusDokumen.PERLU_PERBAIKAN, "terlambat"}
        return not self.perlakuan and self.status in tersisa


def periode_lapor(pegawai: Pegawai, *, sekarang: datetime, periode_id: int | None = None) -> Periode | None:
    """Periode yang diminta (seinstansi, bukan tahunan, sudah dibuka), atau yang sedang berjalan."""
    if periode_id is None:
        return periode_berjalan(pegawai.instansi, sekarang)
    return (
        Periode.objects.filter(pk=periode_id, instansi_id=pegawai.instansi_id)
        .exclude(jenis=Periode.Jenis.TAHUNAN)
        .exclude(status=Periode.Status.DRAF)
        .select_related("kebijakan", "induk", "instansi")
        .first()
    )


def indikator_dilaporkan(pegawai_ids: list[int], periode: Periode) -> QuerySet[IndikatorKinerja]:
    """Indikator dari SKP yang disetujui, yang penempatannya masih berlaku dalam masa periode itu."""
    return dengan_target(
        IndikatorKinerja.objects.filter(
            skp__pegawai_id__in=pegawai_ids,
            skp__periode_id=periode.induk_id or 0,
            skp__status=StatusDokumen.DISETUJUI,
            skp__penempatan__sejak__lte=periode.selesai,
        )
        .filter(Q(skp__penempatan__sampai__isnull=True) | Q(skp__penempatan__sampai__gte=periode.mulai))
        .select_related("skp")
        .order_by("skp__pegawai_id", "skp__penempatan__sejak", "urutan", "pk"),
        periode,
    )


def laporan(pegawai_ids: list[int], periode: Periode) -> dict[int, Realisasi]:
    """Laporan menurut id indikator. Satu kueri."""
    return {r.indikator_id: r for r in Realisasi.objects.filter(periode=periode, pegawai_id__in=pegawai_ids)}


def dilaporkan(
    pegawai_ids: list[int], periode: Periode
) -> tuple[list[IndikatorKinerja], dict[int, Realisasi]]:
    """Indikator yang dilaporkan, dan laporannya pada periode itu menurut id indikator. Satu kueri."""
    kini = FilteredRelation("realisasi", condition=Q(realisasi__periode=periode))
    semua: QuerySet[Any] = indikator_dilaporkan(pegawai_ids, periode).annotate(laporan_kini=kini)
    indikator: list[IndikatorKinerja] = list(semua.select_related("laporan_kini"))
    # Yang tanpa laporan tidak mempunyai atributnya.
    ada: dict[int, Realisasi] = {
        i.pk: r for i in indikator if (r := getattr(i, "laporan_kini", None)) is not None
    }
    return indikator, ada


def baris_capaian(
    indikator: IndikatorKinerja,
    realisasi: Realisasi | None,
    *,
    periode: Periode,
    aturan: Aturan,
    sekarang: datetime,
) -> BarisCapaian:
    """Satu baris dengan kata keadaannya."""
    capaian = (
        capaian_realisasi(indikator, nilai=realisasi.nilai, tanggal=realisasi.tanggal, aturan=aturan)
        if realisasi
        else None
    )
    return BarisCapaian(indikator, realisasi, capaian, _status(realisasi, periode, sekarang))


def _status(realisasi: Realisasi | None, periode: Periode, sekarang: datetime) -> str:
    status = realisasi.status if realisasi and realisasi.versi and _berisi(realisasi) else "belum_mulai"
    if status not in BELUM_DISERAHKAN:
        return status
    if periode.status == Periode.Status.DITUTUP or periode.penutupan_dimulai is not None:
        return "tidak_lengkap"
    return "terlambat" if sekarang > periode.tenggat_lapor else status


def _berisi(realisasi: Realisasi) -> bool:
    """Baris yang hanya memuat perlakuan dari penilai belum pernah ditulis pegawainya."""
    kosong = realisasi.nilai is None and realisasi.tanggal is None and not realisasi.keterangan
    return not (kosong and realisasi.status == StatusDokumen.DRAF and realisasi.diputus_pada is not None)


@dataclass(frozen=True, slots=True)
class DaftarCapaian:
    """Semua indikator seseorang pada satu periode, dan prakiraannya."""

    periode: Periode
    baris: list[BarisCapaian]
    prakiraan: Prakiraan | None

    @property
    def tersisa(self) -> int:
        return sum(b.perlu_dikerjakan for b in self.baris)

    @property
    def rating_sejauh_ini(self) -> str:
        """Rating tengah dari yang sudah diberi rating, dengan kata; kosong bila belum ada atau berangka."""
        kira = self.prakiraan
        return LABEL_EKSPEKTASI[kira.rating] if kira and kira.rating else ""

    @property
    def diserahkan(self) -> int:
        return len(self.baris) - self.tersisa


def daftar_capaian(pegawai: Pegawai, periode: Periode, *, sekarang: datetime) -> DaftarCapaian:
    """Indikator saya pada periode itu, urut seperti di SKP. Satu kueri."""
    indikator, ada = dilaporkan([pegawai.pk], periode)
    aturan = aturan_periode(periode)
    baris = [
        baris_capaian(i, ada.get(i.pk), periode=periode, aturan=aturan, sekarang=sekarang) for i in indikator
    ]
    satu_skp = len({i.skp_id for i in indikator}) == 1
    return DaftarCapaian(periode, baris, prakiraan(indikator, ada, aturan=aturan) if satu_skp else None)


def periode_setahun(periode: Periode) -> list[Periode]:
    """Bagian-bagian tahun yang sama yang sudah dibuka, urut waktu. Satu kueri."""
    return list(
        Periode.objects.filter(induk_id=periode.induk_id)
        .exclude(status=Periode.Status.DRAF)
        .order_by("mulai")
    )
