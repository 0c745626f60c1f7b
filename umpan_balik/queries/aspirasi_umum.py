"""Yang ditanya warga dan dijawab pemda, untuk umum: daftar yang dapat dicari, dan ketepatan tiap dinas."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from kepegawaian.models import Instansi, Pegawai, UnitKerja
from umpan_balik.models import Aspirasi, Layanan
from umpan_balik.models.aspirasi import BAHASA_CARI
from umpan_balik.queries.aspirasi import teks_umum
from umpan_balik.queries.aspirasi_aturan import aturan_pada, boleh_disebut

MINIMAL_BAGIAN = 5


@dataclass(frozen=True, slots=True)
class TanyaJawab:
    """Satu saran dan jawabannya seperti dibaca umum."""

    teks: str
    jenis: str
    tanggal: date
    layanan: str
    dinas: str
    jawaban: str
    dijawab: date | None
    diperbaiki: bool
    tanggapan: str


@dataclass(frozen=True, slots=True)
class Ketepatan:
    """Angka satu dinas. Bagian dihitung hanya dari paling sedikit lima saran, supaya satu saran tidak terbaca."""

    nama: str
    masuk: int
    menunggu: int
    tidak_diteruskan: int
    dijawab: int
    lewat: int
    jatuh_tempo: int
    tepat: int
    menilai: int
    membantu: int

    @property
    def bagian_tepat(self) -> Decimal | None:
        """Persen yang dijawab tepat waktu, dari yang sudah dijawab atau sudah lewat batas."""
        return _bagian(self.tepat, self.jatuh_tempo)

    @property
    def bagian_membantu(self) -> Decimal | None:
        """Persen yang menurut warganya membantu, dari yang memberi penilaian."""
        return _bagian(self.membantu, self.menilai)


def tanya_jawab(
    instansi: Instansi,
    *,
    cari: str = "",
    dinas: int | None = None,
    layanan: int | None = None,
    jenis: str = "",
) -> QuerySet[Aspirasi]:
    """Saran yang tampil dan sudah dijawab, terbaru di atas. Belum dibaca; beri ke Paginator."""
    baris = Aspirasi.objects.filter(instansi=instansi, tampil=True).exclude(jawaban="")
    if cari:
        kata = SearchQuery(cari, config=BAHASA_CARI, search_type="websearch")
        baris = baris.annotate(isi=SearchVector("teks", "jawaban", config=BAHASA_CARI)).filter(isi=kata)
    if dinas is not None:
        baris = baris.filter(Q(unit__dinas=dinas) | Q(unit=dinas))
    if layanan is not None:
        baris = baris.filter(survei__layanan=layanan)
    if jenis:
        baris = baris.filter(jenis=jenis)
    return (
        baris.select_related("unit__dinas", "survei__layanan")
        .prefetch_related("sebutan")
        .order_by("-tanggal", "-pk")
    )


def untuk_umum(baris: Iterable[Aspirasi], instansi: Instansi, *, hari: date) -> list[TanyaJawab]:
    """Satu laman siap gambar; nama petugas hanya bila pemda mengizinkan dan petugasnya menyetujui. Empat kueri."""
    daftar = list(baris)
    nama: Mapping[int, str] = {}
    disebut = {s.pegawai_id for a in daftar if a.jenis == Aspirasi.Jenis.PUJIAN for s in a.sebutan.all()}
    if disebut and aturan_pada(instansi.pk, hari).puji_bernama:
        nama = dict(Pegawai.objects.filter(pk__in=boleh_disebut(disebut)).values_list("pk", "nama"))
    return [
        TanyaJawab(
            teks_umum(a, nama),
            a.get_jenis_display(),
            a.tanggal,
            a.survei.layanan.nama,
            (a.unit.dinas or a.unit).nama,
            a.jawaban,
            a.hari_dijawab,
            a.koreksi > 0,
            a.get_tanggapan_display() if a.tanggapan else "",
        )
        for a in daftar
    ]


def ketepatan(instansi: Instansi, *, sejak: date, hari: date) -> list[Ketepatan]:
    """Tiap dinas untuk saran yang masuk sejak tanggal itu; keluhan tentang orang tidak ikut. Dua kueri."""
    diterima = Q(moderasi=Aspirasi.Moderasi.DITERIMA)
    dijawab = diterima & Q(hari_dijawab__isnull=False)
    tepat = dijawab & Q(hari_dijawab__lte=F("jawab_sampai"))
    lewat = diterima & Q(hari_dijawab__isnull=True, jawab_sampai__lt=hari, tenggat__isnull=False)
    baris: Any = (
        Aspirasi.objects.filter(instansi=instansi, tanggal__gte=sejak)
        .exclude(jenis=Aspirasi.Jenis.TENTANG_ORANG)
        .order_by()
        .annotate(dinas=Coalesce("unit__dinas_id", "unit_id"))
        .values("dinas")
        .annotate(
            masuk=Count("pk"),
            menunggu=Count("pk", filter=Q(moderasi=Aspirasi.Moderasi.MENUNGGU)),
            tidak_diteruskan=Count("pk", filter=Q(moderasi=Aspirasi.Moderasi.DITOLAK)),
            dijawab=Count("pk", filter=dijawab),
            lewat=Count("pk", filter=lewat),
            jatuh_tempo=Count("pk", filter=dijawab | lewat),
            tepat=Count("pk", filter=tepat),
            menilai=Count("pk", filter=~Q(tanggapan="")),
            membantu=Count("pk", filter=Q(tanggapan=Aspirasi.Tanggapan.MEMBANTU)),
        )
    )
    angka = [f.name for f in fields(Ketepatan) if f.name != "nama"]
    per_dinas: dict[int, dict[str, int]] = {b["dinas"]: {a: b[a] for a in angka} for b in baris}
    nama = dict(UnitKerja.objects.filter(pk__in=per_dinas).values_list("pk", "nama"))
    return sorted((Ketepatan(nama[d], **b) for d, b in per_dinas.items()), key=lambda k: k.nama)


def pilihan(instansi: Instansi) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Dinas dan layanan untuk saringan. Dua kueri."""
    layanan = Layanan.objects.filter(instansi=instansi)
    dinas = UnitKerja.objects.filter(pk__in=layanan.values_list(Coalesce("unit__dinas_id", "unit_id")))
    return (
        [(str(pk), nama) for pk, nama in dinas.order_by("nama").values_list("pk", "nama")],
        [(str(pk), nama) for pk, nama in layanan.order_by("nama").values_list("pk", "nama")],
    )


def _bagian(sebagian: int, dari: int) -> Decimal | None:
    return Decimal(100) * sebagian / dari if dari >= MINIMAL_BAGIAN else None
