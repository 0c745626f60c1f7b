"""Bahan menilai satu orang: SKP, laporan, bukti, dan usul angka dari data saat ini."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Prefetch, Q

from indikator.models import SKP, Bukti, IndikatorKinerja, Periode, Realisasi, StatusDokumen
from indikator.queries.target import dengan_target
from indikator.rules.kebijakan import aturan_dari
from kepegawaian.models import Penempatan
from penilaian.queries.masukan import rata_penilai, susun
from penilaian.rules.nilai import HasilHitung, Masukan, hitung
from penilaian.rules.perilaku import MasukanPerilaku
from umpan_balik.models import Jawaban, Kelompok


@dataclass(frozen=True, slots=True)
class Bahan:
    """`hasil` memakai jawaban 360 atasan saja: jawaban orang lain tidak terbaca sebelum penutupan."""

    penempatan: Penempatan | None
    skp: SKP | None
    indikator: tuple[IndikatorKinerja, ...]
    laporan: dict[int, Realisasi]
    rata_atasan: Decimal | None
    hasil: HasilHitung

    @property
    def belum_dilaporkan(self) -> tuple[IndikatorKinerja, ...]:
        """Indikator yang belum dilaporkan dan belum diputuskan perlakuannya."""
        kurang = set(self.hasil.kurang)
        return tuple(i for i in self.indikator if i.kode in kurang)


def hari_penilaian(periode: Periode, sekarang: datetime) -> date:
    """Hari yang menentukan siapa menilai siapa: hari ini, atau hari terakhir periode bila sudah lewat."""
    return min(periode.instansi.hari_pada(sekarang), periode.selesai)


def tahun_dari(periode: Periode) -> int:
    """Id periode tahunan tempat SKP-nya."""
    return periode.induk_id or periode.pk


def penempatan_pada(pegawai_id: int, pada: date) -> Penempatan | None:
    """Penempatan definitif pada hari itu."""
    return (
        Penempatan.objects.filter(
            Q(sampai__isnull=True) | Q(sampai__gte=pada),
            pegawai_id=pegawai_id,
            jenis="definitif",
            sejak__lte=pada,
        )
        .select_related("unit__dinas", "jabatan")
        .first()
    )


def bahan(*, periode: Periode, pegawai_id: int, penilai_id: int | None, pada: date) -> Bahan:
    """Kumpulkan bahan satu orang; jumlah kueri tetap berapa pun indikator dan buktinya."""
    penempatan = penempatan_pada(pegawai_id, pada)
    skp = (
        SKP.objects.filter(
            periode_id=tahun_dari(periode), penempatan=penempatan, status=StatusDokumen.DISETUJUI
        ).first()
        if penempatan
        else None
    )
    indikator = (
        tuple(dengan_target(skp.indikator.select_related("rhk").order_by("urutan", "id"), periode))
        if skp
        else ()
    )
    laporan = laporan_orang(periode, pegawai_id) if indikator else {}
    rata_atasan = jawaban_atasan(periode, pegawai_id, penilai_id)
    hasil = hitung(
        Masukan(
            indikator=susun(indikator, laporan),
            perilaku=MasukanPerilaku(atasan=() if rata_atasan is None else (rata_atasan,)),
            aturan=aturan_dari(periode.kebijakan.aturan),
        )
    )
    return Bahan(penempatan, skp, indikator, laporan, rata_atasan, hasil)


def laporan_orang(periode: Periode, pegawai_id: int) -> dict[int, Realisasi]:
    """Laporan seorang pegawai pada satu periode beserta buktinya, menurut id indikator."""
    bukti = Prefetch("bukti", Bukti.objects.select_related("berkas").order_by("id"))
    baris = Realisasi.objects.filter(periode=periode, pegawai_id=pegawai_id).prefetch_related(bukti)
    return {satu.indikator_id: satu for satu in baris}


def jawaban_atasan(periode: Periode, pegawai_id: int, penilai_id: int | None) -> Decimal | None:
    """Rata-rata jawaban 360 penilai itu sendiri sebagai atasan, bila sudah dikirim."""
    nilai = (
        Jawaban.objects.filter(
            penugasan__periode=periode,
            penugasan__dinilai_id=pegawai_id,
            penugasan__penilai_id=penilai_id,
            penugasan__kelompok=Kelompok.ATASAN,
            draf=False,
        )
        .values_list("nilai", flat=True)
        .first()
    )
    return rata_penilai(nilai) if nilai else None
