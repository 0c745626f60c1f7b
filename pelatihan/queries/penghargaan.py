"""Calon penghargaan dari hasil, rekap, dan pujian warga; sidang dan panitia untuk dibaca."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from indikator.models import Periode
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import berlaku
from pelatihan.models import AnggotaPanitia, AturanPenghargaan, CalonPenghargaan, SidangPenghargaan
from pelatihan.rules.penghargaan import (
    TERBAIK,
    Aturan,
    Capaian,
    Jenis,
    RataUnit,
    alasan_beruntun,
    alasan_pujian,
    alasan_unit,
    beruntun,
    dipuji,
    unit_termaju,
)
from penilaian.models import Hasil, RekapKelompok
from umpan_balik.models import Aspirasi


@dataclass(frozen=True, slots=True)
class Calon:
    """Satu calon sebelum disidangkan."""

    jenis: Jenis
    pegawai_id: int | None
    unit_id: int
    alasan: str


def aturan_berlaku(instansi_id: int) -> Aturan:
    """Versi terbaru, atau bawaan. Satu kueri."""
    baris = AturanPenghargaan.objects.filter(instansi_id=instansi_id).order_by("-versi").first()
    return Aturan(baris.beruntun, baris.pujian, baris.naik, baris.unit) if baris else Aturan()


def pernah_anggota(instansi_id: int) -> QuerySet[AnggotaPanitia]:
    """Anggota panitia instansi itu, juga yang keanggotaannya sudah berakhir."""
    return AnggotaPanitia.objects.filter(instansi_id=instansi_id)


def panitia(instansi_id: int, *, pada: date) -> QuerySet[AnggotaPanitia]:
    """Anggota yang berlaku hari itu, menurut nama."""
    return (
        pernah_anggota(instansi_id)
        .filter(berlaku(pada))
        .select_related("pegawai", "ditunjuk_oleh")
        .order_by("pegawai__nama", "pk")
    )


def calon(periode: Periode, aturan: Aturan) -> list[Calon]:
    """Semua calon satu periode menurut aturan. Enam kueri untuk berapa pun orang."""
    terakhir = list(
        Periode.objects.filter(
            instansi_id=periode.instansi_id,
            jenis=periode.jenis,
            status=Periode.Status.DITUTUP,
            selesai__lte=periode.selesai,
        ).order_by("-selesai")[: max(aturan.beruntun, 2)]
    )
    return [*_beruntun(terakhir, aturan), *_pujian(periode, aturan), *_unit(terakhir, aturan)]


def _terbaru() -> Q:
    lebih_baru = Hasil.objects.filter(
        periode=OuterRef("periode"), pegawai=OuterRef("pegawai"), versi__gt=OuterRef("versi")
    )
    return ~Q(Exists(lebih_baru))


def _beruntun(terakhir: list[Periode], aturan: Aturan) -> Iterator[Calon]:
    if not aturan.beruntun:
        return
    nama = {p.pk: p.nama for p in terakhir}
    urut = {p.pk: n for n, p in enumerate(terakhir)}
    riwayat: dict[int, dict[int, Capaian]] = defaultdict(dict)
    unit: dict[int, int] = {}
    baris = Hasil.objects.filter(_terbaru(), periode__in=terakhir, predikat=TERBAIK, pegawai__is_active=True)
    for periode_id, pegawai_id, unit_id, nilai in baris.values_list(
        "periode_id", "pegawai_id", "unit_id", "nilai_akhir"
    ):
        riwayat[pegawai_id][urut[periode_id]] = Capaian(nama[periode_id], TERBAIK, nilai)
        if periode_id == terakhir[0].pk:
            unit[pegawai_id] = unit_id
    for pegawai_id in sorted(unit):
        milik = riwayat[pegawai_id]
        # Periode tanpa Sangat Baik memutus rangkaiannya.
        rangkaian = [milik[n] if n in milik else Capaian("", "", None) for n in range(len(terakhir))]
        if beruntun(rangkaian, aturan):
            yield Calon(Jenis.BERUNTUN, pegawai_id, unit[pegawai_id], alasan_beruntun(rangkaian, aturan))


def _pujian(periode: Periode, aturan: Aturan) -> Iterator[Calon]:
    """Pujian yang sudah disaring dan menyebut orangnya; orangnya punya hasil pada periode itu."""
    if not aturan.pujian:
        return
    banyak = dict(
        Aspirasi.objects.filter(
            instansi_id=periode.instansi_id,
            jenis=Aspirasi.Jenis.PUJIAN,
            moderasi=Aspirasi.Moderasi.DITERIMA,
            tanggal__range=(periode.mulai, periode.selesai),
            sebutan__pegawai__is_active=True,
        )
        .values_list("sebutan__pegawai_id")
        .annotate(n=Count("pk", distinct=True))
    )
    layak = {pk: n for pk, n in banyak.items() if dipuji(n, aturan)}
    unit = dict(
        Hasil.objects.filter(_terbaru(), periode=periode, pegawai_id__in=layak).values_list(
            "pegawai_id", "unit_id"
        )
    )
    for pegawai_id in sorted(unit):
        yield Calon(
            Jenis.PUJIAN, pegawai_id, unit[pegawai_id], alasan_pujian(layak[pegawai_id], periode.nama)
        )


def _unit(terakhir: list[Periode], aturan: Aturan) -> Iterator[Calon]:
    if not aturan.unit or len(terakhir) < 2:
        return
    kini, dahulu = terakhir[0], terakhir[1]
    rekap: dict[int, dict[int, RekapKelompok]] = defaultdict(dict)
    for r in RekapKelompok.objects.filter(
        periode__in=(kini, dahulu), jenis=RekapKelompok.Jenis.UNIT, rata_akhir__isnull=False
    ):
        rekap[r.objek_id][r.periode_id] = r
    semua = [
        RataUnit(
            unit_id,
            akhir.sebutan,
            awal.rata_akhir,
            akhir.rata_akhir,
            awal.jumlah_lengkap,
            akhir.jumlah_lengkap,
        )
        for unit_id, r in rekap.items()
        if (awal := r.get(dahulu.pk)) and (akhir := r.get(kini.pk)) and awal.rata_akhir and akhir.rata_akhir
    ]
    for u in unit_termaju(semua, aturan):
        yield Calon(Jenis.UNIT, None, u.unit_id, alasan_unit(u))


def sidang(instansi_id: int) -> QuerySet[SidangPenghargaan]:
    """Sidang seinstansi dengan hitungan calonnya, terbaru di atas."""
    return (
        SidangPenghargaan.objects.filter(instansi_id=instansi_id)
        .select_related("periode__instansi", "instansi", "ditutup_oleh")
        .annotate(
            banyak=Count("calon"),
            diputus=Count("calon", filter=~Q(calon__putusan="")),
            diberikan=Count("calon", filter=Q(calon__putusan="diberikan")),
        )
        .order_by("-pk")
    )


def calon_sidang(satu: SidangPenghargaan) -> list[CalonPenghargaan]:
    """Calon satu sidang menurut jenis dan nama. Satu kueri."""
    return list(
        satu.calon.select_related("pegawai", "unit", "diputus_oleh").order_by(
            "jenis", "pegawai__nama", "unit__nama", "pk"
        )
    )


def satu_calon(instansi_id: int, calon_id: int) -> CalonPenghargaan | None:
    """Calon seinstansi; selain itu None. Satu kueri."""
    return (
        CalonPenghargaan.objects.select_related(
            "sidang__periode", "sidang__instansi", "pegawai", "unit", "diputus_oleh"
        )
        .filter(pk=calon_id, sidang__instansi_id=instansi_id)
        .first()
    )


def milik(pegawai: Pegawai) -> QuerySet[CalonPenghargaan]:
    """Penghargaan yang diberikan kepadanya; terbit sesudah sidangnya ditutup."""
    return _diputus(pegawai, CalonPenghargaan.Putusan.DIBERIKAN)


def belum_diberikan(pegawai: Pegawai) -> QuerySet[CalonPenghargaan]:
    """Pencalonannya yang sudah dibahas dan tidak diberikan; terbaca olehnya sesudah sidangnya ditutup."""
    return _diputus(pegawai, CalonPenghargaan.Putusan.TIDAK)


def _diputus(pegawai: Pegawai, putusan: CalonPenghargaan.Putusan) -> QuerySet[CalonPenghargaan]:
    return (
        CalonPenghargaan.objects.filter(
            pegawai=pegawai, putusan=putusan, sidang__status=SidangPenghargaan.Status.DITUTUP
        )
        .select_related("sidang__periode")
        .order_by("-pk")
    )


def periode_siap(instansi_id: int) -> QuerySet[Periode]:
    """Periode yang sudah ditutup dan belum disidangkan, terbaru di atas."""
    sudah = SidangPenghargaan.objects.filter(periode=OuterRef("pk"))
    return Periode.objects.filter(
        ~Exists(sudah), instansi_id=instansi_id, status=Periode.Status.DITUTUP
    ).order_by("-selesai", "-pk")
