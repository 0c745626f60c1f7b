"""Catatan harian: milik sendiri, milik bawahan, dan jumlahnya untuk laporan satu periode."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Q

from indikator.models import CatatanHarian, IndikatorKinerja, Periode, Polaritas, TargetTriwulan
from indikator.permissions import Pihak, hari_setempat, pihak
from indikator.queries.antrean_beranda import kunci_harian
from indikator.queries.realisasi.daftar import indikator_dilaporkan
from indikator.queries.teks import realisasi_teks
from indikator.rules.akumulasi import Akumulasi, bawaan, gabungkan
from indikator.rules.harian import HARI_DITAMPILKAN, HariKalender, jalur_hari
from inti.ingatan import sekali
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import KartuOrang, kartu_orang

BERANGKA = frozenset({Polaritas.MAKSIMAL, Polaritas.MINIMAL, Polaritas.RENTANG})
CATATAN_TAMPIL = 200
KATA_GABUNG = {
    Akumulasi.JUMLAH: "jumlah",
    Akumulasi.RATA: "rata-rata",
    Akumulasi.KUMULATIF: "angka terakhir",
    Akumulasi.AKHIR: "angka terakhir",
}


@dataclass(frozen=True, slots=True)
class LembarHarian:
    """Halaman satu hari: indikator yang dapat dicatat, isinya, kalender, dan hari terakhir yang dapat disalin."""

    hari: date
    periode: Periode | None
    indikator: list[IndikatorKinerja]
    catatan: Mapping[int, CatatanHarian]
    kalender: list[HariKalender]
    terakhir: date | None

    @property
    def terisi(self) -> int:
        return len(self.catatan)

    @property
    def kemarin(self) -> bool:
        """Yang dapat disalin memang catatan kemarin, bukan hari yang lebih lama."""
        return self.terakhir is not None and (self.hari - self.terakhir).days == 1


def lembar_harian(pegawai: Pegawai, *, hari: date, sekarang: datetime) -> LembarHarian:
    """Satu hari milik sendiri. Lima kueri."""
    hari_ini = hari_setempat(pegawai.instansi, sekarang=sekarang)
    periode = periode_hari(pegawai, hari)
    indikator = list(indikator_dilaporkan([pegawai.pk], periode)) if periode else []
    ada = CatatanHarian.objects.filter(pegawai=pegawai, hari=hari).select_related("berkas")
    sejak = min(hari, hari_ini) - timedelta(days=max(HARI_DITAMPILKAN, 31))
    terisi = set(
        CatatanHarian.objects.filter(pegawai=pegawai, hari__gte=sejak).values_list("hari", flat=True)
    )
    sebelum = [h for h in terisi if h < hari]
    return LembarHarian(
        hari=hari,
        periode=periode,
        indikator=indikator,
        catatan={c.indikator_id: c for c in ada},
        kalender=jalur_hari(hari_ini=hari_ini, dibuka=hari, terisi=terisi),
        terakhir=max(sebelum) if sebelum else None,
    )


@dataclass(frozen=True, slots=True)
class HarianBeranda:
    """Catatan harian di beranda: banyaknya hari ini, dan hari terakhir yang dapat disalin."""

    hari: date
    terisi: int
    terakhir: date

    @property
    def kemarin(self) -> bool:
        """Yang dapat disalin memang catatan kemarin, bukan hari yang lebih lama."""
        return (self.hari - self.terakhir).days == 1


def harian_beranda(pegawai: Pegawai, *, sekarang: datetime) -> HarianBeranda | None:
    """Bagi yang memakai catatan harian sebulan ini; None bagi yang tidak. Satu kueri bila beranda belum membacanya."""
    hari = hari_setempat(pegawai.instansi, sekarang=sekarang)
    dua = sekali(kunci_harian(pegawai, hari), lambda: _dua_hari(pegawai, hari))
    sebelum = [h for h in dua if h < hari]
    return HarianBeranda(hari, dua.get(hari, 0), max(sebelum)) if sebelum else None


def _dua_hari(pegawai: Pegawai, hari: date) -> dict[date, int]:
    return dict(
        CatatanHarian.objects.filter(pegawai=pegawai, hari__gte=hari - timedelta(days=31), hari__lte=hari)
        .values("hari")
        .annotate(n=Count("pk"))
        .order_by("-hari")
        .values_list("hari", "n")[:2]
    )


def periode_hari(pegawai: Pegawai, hari: date) -> Periode | None:
    """Triwulan atau bulan terbuka yang memuat hari itu."""
    return (
        Periode.objects.filter(
            instansi_id=pegawai.instansi_id,
            mulai__lte=hari,
            selesai__gte=hari,
            status=Periode.Status.DIPROSES,
            penutupan_dimulai__isnull=True,
        )
        .exclude(jenis=Periode.Jenis.TAHUNAN)
        .select_related("kebijakan", "induk", "instansi")
        .order_by("jenis", "pk")
        .first()
    )


@dataclass(frozen=True, slots=True)
class BarisHarian:
    """Satu catatan untuk dibaca."""

    catatan: CatatanHarian

    @property
    def nilai(self) -> str:
        c = self.catatan
        if c.nilai is None:
            return ""
        ik = c.indikator
        return realisasi_teks(polaritas=Polaritas.MAKSIMAL, satuan=ik.satuan, nilai=c.nilai, hari=None)


@dataclass(frozen=True, slots=True)
class HarianOrang:
    """Catatan seorang bawahan, terbaru dahulu."""

    orang: KartuOrang
    hari: list[tuple[date, list[BarisHarian]]]


def harian_bawahan(penilai: Pegawai, *, pegawai_id: int, sekarang: datetime) -> HarianOrang | None:
    """Catatan bawahan hari ini (31 hari terakhir); None bila bukan bawahannya. Empat kueri."""
    hari = hari_setempat(penilai.instansi, sekarang=sekarang)
    if pihak(penilai, pemilik_id=pegawai_id, pada=hari) is not Pihak.PENILAI:
        return None
    menurut: dict[date, list[BarisHarian]] = {}
    for c in (
        CatatanHarian.objects.filter(pegawai_id=pegawai_id, hari__gte=hari - timedelta(days=31))
        .select_related("indikator", "berkas")
        .order_by("-hari", "indikator__urutan", "pk")[:CATATAN_TAMPIL]
    ):
        menurut.setdefault(c.hari, []).append(BarisHarian(c))
    kartu = kartu_orang([pegawai_id], hari).get(pegawai_id)
    return HarianOrang(kartu, list(menurut.items())) if kartu else None


def berkas_harian(pegawai: Pegawai, *, catatan_id: int, sekarang: datetime) -> CatatanHarian | None:
    """Catatan berberkas yang boleh diunduh: pemilik dan penilainya hari ini. Selain itu None."""
    satu = (
        CatatanHarian.objects.filter(pk=catatan_id, berkas__isnull=False, instansi_id=pegawai.instansi_id)
        .select_related("berkas")
        .first()
    )
    if satu is None:
        return None
    hari = hari_setempat(pegawai.instansi, sekarang=sekarang)
    return satu if pihak(pegawai, pemilik_id=satu.pegawai_id, pada=hari) is not None else None


@dataclass(frozen=True, slots=True)
class TawaranHarian:
    """Angka dari catatan harian yang ditawarkan sebagai realisasi; tidak pernah diisikan sendiri."""

    nilai: Decimal
    hari: int
    kata: str


def tawaran_harian(indikator: IndikatorKinerja, periode: Periode) -> TawaranHarian | None:
    """Gabungan angka harian sepanjang periode menurut arti angkanya; None bila tidak ada angka. Satu kueri."""
    if indikator.polaritas not in BERANGKA:
        return None
    angka = list(
        CatatanHarian.objects.filter(
            Q(hari__gte=periode.mulai, hari__lte=periode.selesai), indikator=indikator, nilai__isnull=False
        )
        .order_by("hari")
        .values_list("nilai", flat=True)
    )
    milik: TargetTriwulan | None = getattr(indikator, "target_triwulan", None)
    jenis = (
        Akumulasi(milik.akumulasi)
        if milik is not None
        else bawaan(satuan=indikator.satuan, aspek=indikator.aspek)
    )
    hasil = gabungkan(jenis, angka)
    if hasil is None:
        return None
    return TawaranHarian(hasil.quantize(Decimal("0.0001")), len(angka), KATA_GABUNG[jenis])
