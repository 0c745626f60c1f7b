"""Bahan menilai satu orang: SKP, laporan, bukti, dan usul angka dari data saat ini."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Prefetch

from indikator.models import SKP, Bukti, IndikatorKinerja, Periode, Realisasi, StatusDokumen
from indikator.queries.target import dengan_target
from indikator.rules.kebijakan import aturan_dari
from kepegawaian.models import Penempatan
from kepegawaian.queries.orang import berlaku
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


def bahan(*, periode: Periode, pegawai_id: int, penilai_id: int | None, pada: date) -> Bahan:
    """Kumpulkan bahan satu orang; jumlah kueri tetap berapa pun indikator dan buktinya."""
    return bahan_banyak(periode=periode, penilai={pegawai_id: penilai_id}, pada=pada)[pegawai_id]


def bahan_banyak(*, periode: Periode, penilai: Mapping[int, int | None], pada: date) -> dict[int, Bahan]:
    """Bahan tiap pegawai (kunci `penilai`) di mata pejabat penilainya; jumlah kueri tetap berapa pun orangnya."""
    penempatan = _penempatan(penilai, pada)
    skp = {
        satu.penempatan_id: satu
        for satu in SKP.objects.filter(
            periode_id=tahun_dari(periode),
            penempatan__in=[p.pk for p in penempatan.values()],
            status=StatusDokumen.DISETUJUI,
        )
    }
    indikator: dict[int, list[IndikatorKinerja]] = defaultdict(list)
    milik = IndikatorKinerja.objects.filter(skp__in=list(skp.values())).order_by("urutan", "id")
    for satu in dengan_target(milik, periode):
        indikator[satu.skp_id].append(satu)
    laporan = _laporan(periode, penilai)
    atasan = _jawaban_atasan(periode, penilai)
    aturan = aturan_dari(periode.kebijakan.aturan)
    hasil: dict[int, Bahan] = {}
    for pegawai_id in penilai:
        tempat = penempatan.get(pegawai_id)
        rencana = skp.get(tempat.pk) if tempat else None
        punya = tuple(indikator[rencana.pk]) if rencana else ()
        isi = laporan[pegawai_id] if punya else {}
        rata = atasan.get(pegawai_id)
        masukan = Masukan(
            indikator=susun(punya, isi),
            perilaku=MasukanPerilaku(atasan=() if rata is None else (rata,)),
            aturan=aturan,
        )
        hasil[pegawai_id] = Bahan(tempat, rencana, punya, isi, rata, hitung(masukan))
    return hasil


def _penempatan(pegawai_ids: Iterable[int], pada: date) -> dict[int, Penempatan]:
    """Penempatan definitif tiap pegawai pada hari itu."""
    baris = Penempatan.objects.filter(
        berlaku(pada), pegawai_id__in=list(pegawai_ids), jenis="definitif"
    ).select_related("unit__dinas", "jabatan")
    return {satu.pegawai_id: satu for satu in baris}


def _laporan(periode: Periode, pegawai_ids: Iterable[int]) -> dict[int, dict[int, Realisasi]]:
    """Laporan tiap pegawai beserta buktinya, menurut id indikator."""
    bukti = Prefetch("bukti", Bukti.objects.select_related("berkas").order_by("id"))
    hasil: dict[int, dict[int, Realisasi]] = defaultdict(dict)
    semua = Realisasi.objects.filter(periode=periode, pegawai_id__in=list(pegawai_ids))
    for satu in semua.prefetch_related(bukti):
        hasil[satu.pegawai_id][satu.indikator_id] = satu
    return hasil


def _jawaban_atasan(periode: Periode, penilai: Mapping[int, int | None]) -> dict[int, Decimal]:
    """Rata-rata jawaban 360 yang dikirim penilai itu sendiri sebagai atasan."""
    baris = Jawaban.objects.filter(
        penugasan__periode=periode,
        penugasan__dinilai__in=list(penilai),
        penugasan__kelompok=Kelompok.ATASAN,
        draf=False,
    ).values_list("penugasan__dinilai_id", "penugasan__penilai_id", "nilai")
    rata = {dinilai: rata_penilai(nilai) for dinilai, oleh, nilai in baris if penilai[dinilai] == oleh}
    return {dinilai: satu for dinilai, satu in rata.items() if satu is not None}
