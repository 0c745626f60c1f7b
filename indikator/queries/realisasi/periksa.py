"""Laporan bawahan untuk diperiksa: per orang, lalu per indikator dengan buktinya."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q

from indikator.models import Bukti, Periode, Realisasi, StatusDokumen
from indikator.permissions import hari_setempat
from indikator.queries.hitungan import aturan_periode
from indikator.queries.realisasi.daftar import (
    BarisCapaian,
    baris_capaian,
    dilaporkan,
    indikator_dilaporkan,
)
from inti.rules.format import persen
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import KartuOrang, kartu_orang
from kepegawaian.queries.penilai import bawahan_pada


@dataclass(frozen=True, slots=True)
class BarisOrang:
    """Keadaan laporan seorang bawahan. `sejak` waktu pengajuan tertua yang belum diputus."""

    orang: KartuOrang
    indikator: int
    diajukan: int
    disetujui: int
    dikembalikan: int
    diperlakukan: int
    draf: int
    sejak: datetime | None
    hari_menunggu: int

    @property
    def status(self) -> str:
        if self.indikator == 0:
            return "tidak_lengkap"
        if self.diajukan:
            return StatusDokumen.DIAJUKAN
        if self.disetujui + self.diperlakukan >= self.indikator:
            return StatusDokumen.DISETUJUI
        if self.dikembalikan:
            return StatusDokumen.PERLU_PERBAIKAN
        if self.disetujui or self.diperlakukan:
            return "diproses"
        return StatusDokumen.DRAF if self.draf else "belum_mulai"


def antrean_capaian(pegawai: Pegawai, periode: Periode, *, sekarang: datetime) -> list[BarisOrang]:
    """Semua bawahan hari ini; yang paling lama menunggu di atas. Empat kueri."""
    hari = hari_setempat(pegawai.instansi, sekarang=sekarang)
    ids = bawahan_pada(penilai_id=pegawai.pk, pada=hari, instansi_id=pegawai.instansi_id)
    kartu = kartu_orang(ids, hari)
    banyak = dict(
        indikator_dilaporkan(ids, periode).order_by().values_list("skp__pegawai_id").annotate(n=Count("pk"))
    )
    hitung: dict[int, dict[str, object]] = {
        r["pegawai_id"]: dict(r)
        for r in Realisasi.objects.filter(periode=periode, pegawai_id__in=ids)
        .values("pegawai_id")
        .annotate(
            diajukan=Count("pk", filter=Q(status=StatusDokumen.DIAJUKAN)),
            disetujui=Count("pk", filter=Q(status=StatusDokumen.DISETUJUI)),
            dikembalikan=Count("pk", filter=Q(status=StatusDokumen.PERLU_PERBAIKAN)),
            diperlakukan=Count("pk", filter=~Q(perlakuan="") & ~Q(status=StatusDokumen.DISETUJUI)),
            draf=Count("pk", filter=Q(status=StatusDokumen.DRAF, perlakuan="")),
            sejak=Min("diajukan_pada", filter=Q(status=StatusDokumen.DIAJUKAN)),
        )
    }
    baris = [_baris(kartu[i], banyak.get(i, 0), hitung.get(i, {}), sekarang) for i in ids if i in kartu]
    selesai = StatusDokumen.DISETUJUI
    return sorted(baris, key=lambda b: (b.diajukan == 0, -b.hari_menunggu, b.status == selesai, b.orang.nama))


def _baris(orang: KartuOrang, indikator: int, hitung: dict[str, object], sekarang: datetime) -> BarisOrang:
    sejak = hitung.get("sejak")
    sejak = sejak if isinstance(sejak, datetime) else None
    n = {
        k: int(str(hitung.get(k, 0)))
        for k in ("diajukan", "disetujui", "dikembalikan", "diperlakukan", "draf")
    }
    return BarisOrang(
        orang=orang,
        indikator=indikator,
        sejak=sejak,
        hari_menunggu=max((sekarang - sejak).days, 0) if sejak else 0,
        **n,
    )


@dataclass(frozen=True, slots=True)
class BarisPeriksa:
    """Satu indikator bawahan dengan bukti di sebelahnya. Isi draf tidak ditunjukkan."""

    baris: BarisCapaian
    bukti: list[Bukti]
    lalu: str

    @property
    def terbuka(self) -> bool:
        """Sudah diserahkan, jadi isinya boleh dibaca penilai."""
        r = self.baris.realisasi
        return r is not None and r.status != StatusDokumen.DRAF

    @property
    def bobot_teks(self) -> str:
        return persen(self.baris.indikator.bobot)

    @property
    def menunggu(self) -> bool:
        r = self.baris.realisasi
        return r is not None and r.status == StatusDokumen.DIAJUKAN and not r.perlakuan


@dataclass(frozen=True, slots=True)
class LembarPeriksa:
    """Seluruh laporan seorang bawahan pada satu periode."""

    orang: KartuOrang
    periode: Periode
    baris: list[BarisPeriksa]

    @property
    def ditutup(self) -> bool:
        """Periodenya sudah atau sedang ditutup, jadi tidak ada yang diputus lagi."""
        return self.periode.status == Periode.Status.DITUTUP or self.periode.penutupan_dimulai is not None

    @property
    def menunggu(self) -> int:
        return sum(b.menunggu for b in self.baris)

    @property
    def dapat_dicentang(self) -> int:
        """Yang menunggu dan berangka; yang kualitatif diberi rating satu per satu."""
        return sum(b.menunggu and not b.baris.indikator.kualitatif for b in self.baris)


def lembar_periksa(
    penilai: Pegawai, periode: Periode, *, pegawai_id: int, sekarang: datetime
) -> LembarPeriksa | None:
    """Laporan seorang bawahan hari ini; None bila bukan bawahannya. Lima kueri, berapa pun indikatornya."""
    hari = hari_setempat(penilai.instansi, sekarang=sekarang)
    if pegawai_id not in bawahan_pada(penilai_id=penilai.pk, pada=hari, instansi_id=penilai.instansi_id):
        return None
    indikator, ada = dilaporkan([pegawai_id], periode)
    bukti = _bukti([r.pk for r in ada.values()])
    lalu = _masa_lalu([i.pk for i in indikator], sebelum=periode.mulai)
    aturan = aturan_periode(periode)
    baris = []
    for i in indikator:
        satu = baris_capaian(i, ada.get(i.pk), periode=periode, aturan=aturan, sekarang=sekarang)
        sebelumnya = lalu.get(i.pk)
        dulu = baris_capaian(i, sebelumnya, periode=periode, aturan=aturan, sekarang=sekarang)
        teks = dulu.rating if i.kualitatif else dulu.nilai
        realisasi = satu.realisasi
        baris.append(
            BarisPeriksa(satu, bukti.get(realisasi.pk, []) if realisasi else [], teks if sebelumnya else "")
        )
    return LembarPeriksa(kartu_orang([pegawai_id], hari)[pegawai_id], periode, baris)


def _bukti(realisasi_ids: Sequence[int]) -> dict[int, list[Bukti]]:
    hasil: dict[int, list[Bukti]] = defaultdict(list)
    for b in Bukti.objects.filter(realisasi_id__in=realisasi_ids).select_related("berkas").order_by("pk"):
        hasil[b.realisasi_id].append(b)
    return hasil


def _masa_lalu(indikator_ids: Sequence[int], *, sebelum: date) -> dict[int, Realisasi]:
    """Laporan terakhir yang disetujui sebelum masa ini, menurut id indikator."""
    return {
        r.indikator_id: r
        for r in Realisasi.objects.filter(
            indikator_id__in=indikator_ids, periode__mulai__lt=sebelum, status=StatusDokumen.DISETUJUI
        ).order_by("periode__mulai")
    }
