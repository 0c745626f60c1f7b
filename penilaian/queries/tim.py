"""Orang-orang yang dinilai seorang penilai, dengan keadaan masing-masing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from indikator.models import IndikatorKinerja, Periode, Realisasi, StatusDokumen
from indikator.queries.hitungan import beres
from indikator.queries.periode import periode_diproses
from inti.rules.format import tanggal
from kepegawaian.models import Instansi, Pegawai
from kepegawaian.queries.orang import KartuOrang, berlaku, kartu_orang
from kepegawaian.queries.penilai import bawahan_pada
from penilaian.models import Evaluasi
from penilaian.queries.bahan import hari_penilaian, tahun_dari


@dataclass(frozen=True, slots=True)
class Anggota:
    """`keadaan` salah satu dari sepuluh kata; `menunggu` berarti laporannya lengkap dan ratingnya belum."""

    orang: KartuOrang
    keadaan: str
    ket: str
    menunggu: bool
    hari_menunggu: int = 0


@dataclass(frozen=True, slots=True)
class Tim:
    """Daftar yang sudah diurutkan: yang menunggu paling lama di atas, yang ditetapkan di bawah."""

    periode: Periode
    anggota: list[Anggota]

    @property
    def jumlah_menunggu(self) -> int:
        return sum(satu.menunggu for satu in self.anggota)

    @property
    def jumlah_ditetapkan(self) -> int:
        return sum(satu.keadaan == Evaluasi.Status.DITETAPKAN for satu in self.anggota)

    def berikutnya(self, sesudah: int | None = None) -> KartuOrang | None:
        """Orang menunggu pertama selain `sesudah`; bila tidak ada, yang belum ditetapkan."""
        belum = [satu for satu in self.anggota if satu.keadaan != Evaluasi.Status.DITETAPKAN]
        lain = [satu for satu in belum if satu.orang.id != sesudah]
        return next((satu.orang for satu in lain if satu.menunggu), lain[0].orang if lain else None)


URUTAN = ("diajukan", "tidak_lengkap", "perlu_perbaikan", "draf", "belum_mulai", "ditetapkan")


def tim(*, penilai: Pegawai, periode: Periode, sekarang: datetime) -> Tim:
    """Semua yang dinilai `penilai` pada periode itu. Lima kueri berapa pun orangnya."""
    pada = hari_penilaian(periode, sekarang)
    ids = bawahan_pada(penilai_id=penilai.pk, pada=pada, instansi_id=periode.instansi_id)
    kartu = kartu_orang(ids, pada)
    banyak = dict(_indikator(ids, periode, pada).values_list("skp__pegawai_id").annotate(Count("pk")))
    laporan: dict[int, Any] = {
        baris["pegawai_id"]: baris
        for baris in Realisasi.objects.filter(periode=periode, pegawai_id__in=ids)
        .values("pegawai_id")
        .annotate(
            beres=Count("pk", filter=beres()),
            kembali=Count("pk", filter=Q(perlakuan="", status=StatusDokumen.PERLU_PERBAIKAN)),
            draf=Count("pk", filter=Q(perlakuan="", status=StatusDokumen.DRAF)),
            sejak=Max("diajukan_pada"),
        )
    }
    evaluasi: dict[int, Any] = {
        e["pegawai_id"]: e
        for e in Evaluasi.objects.filter(
            kini_di_penempatan(pada), periode=periode, pegawai_id__in=ids
        ).values("pegawai_id", "status", "ditetapkan_pada", "versi")
    }
    anggota = [
        _anggota(kartu[i], banyak.get(i, 0), laporan.get(i, {}), evaluasi.get(i, {}), periode, sekarang)
        for i in ids
    ]
    anggota.sort(key=lambda a: (URUTAN.index(a.keadaan), -a.hari_menunggu, a.orang.nama))
    return Tim(periode, anggota)


def _indikator(ids: list[int], periode: Periode, pada: date) -> QuerySet[IndikatorKinerja]:
    """Indikator dari SKP yang disetujui pada penempatan yang berlaku hari itu."""
    return IndikatorKinerja.objects.filter(
        berlaku(pada, "skp__penempatan__"),
        skp__periode_id=tahun_dari(periode),
        skp__pegawai_id__in=ids,
        skp__status=StatusDokumen.DISETUJUI,
    )


def kini_di_penempatan(pada: date) -> Q:
    """Evaluasi ruas yang dijalani hari itu; ruas yang sudah ditinggalkan punya halamannya sendiri."""
    return berlaku(pada, "penempatan__")


def laporan_lengkap(ids: list[int], periode: Periode, pada: date) -> set[int]:
    """Pegawai yang semua indikatornya sudah diserahkan atau diputus perlakuannya. Satu kueri."""
    milik = Q(realisasi__periode=periode) & beres("realisasi__")
    hitung = (
        _indikator(ids, periode, pada)
        .values_list("skp__pegawai_id")
        .annotate(banyak=Count("pk", distinct=True), beres=Count("realisasi", filter=milik))
    )
    return {pegawai for pegawai, banyak, beres in hitung if beres >= banyak}


def _anggota(
    orang: KartuOrang,
    banyak: int,
    laporan: dict[str, Any],
    evaluasi: dict[str, Any],
    periode: Periode,
    sekarang: datetime,
) -> Anggota:
    if evaluasi.get("status") == Evaluasi.Status.DITETAPKAN:
        hari = periode.instansi.hari_pada(evaluasi["ditetapkan_pada"])
        return Anggota(orang, "ditetapkan", tanggal(hari), False)
    draf = "; draf rating tersimpan" if evaluasi.get("versi") else ""
    if not banyak:
        return Anggota(orang, "belum_mulai", f"SKP belum disetujui{draf}", False)
    beres = min(laporan.get("beres", 0), banyak)
    if beres == banyak:
        lama = max((sekarang - laporan["sejak"]).days, 0) if laporan.get("sejak") else 0
        return Anggota(orang, "diajukan", f"menunggu {lama} hari{draf}", True, lama)
    if laporan.get("kembali"):
        return Anggota(orang, "perlu_perbaikan", f"di tangan pegawai{draf}", False)
    if beres:
        return Anggota(orang, "tidak_lengkap", f"{banyak - beres} indikator belum dilaporkan{draf}", False)
    if laporan.get("draf"):
        return Anggota(orang, "draf", f"laporan belum diajukan{draf}", False)
    return Anggota(orang, "belum_mulai", f"belum ada laporan{draf}", False)


def periode_dinilai(*, instansi: Instansi, sekarang: datetime) -> Periode | None:
    """Periode yang sedang dinilai: sudah mulai, belum ditutup, paling dekat penutupannya."""
    hari = instansi.hari_pada(sekarang)
    semua = [
        p
        for p in periode_diproses(instansi, sekarang)
        if p.jenis != Periode.Jenis.TAHUNAN and p.penutupan_dimulai is None and p.mulai <= hari
    ]
    return min(semua, key=lambda p: p.tutup_pada, default=None)
