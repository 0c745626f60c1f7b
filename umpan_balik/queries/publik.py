"""IKM untuk umum: tanpa data pribadi, dan tidak dapat dikurangkan menjadi jawaban segelintir orang.

Yang tidak terbit: kelompok dengan kurang dari lima responden, yang salah satu unsurnya dijawab kurang dari lima
orang, atau yang respondennya belum mencapai `minimal_umum`. Kelompok terkecil berikutnya ikut disimpan bila perlu,
sehingga jumlah seluruhnya dikurangi yang terbit tidak pernah menyisakan kurang dari lima orang.
Dihitung semua suara berstatus dihitung: terbuka, berkode, dan kertas. Angkanya dari umpan_balik.rules.ikm.

Angkanya berganti sebulan sekali, tidak tiap suara: yang terbit adalah suara bulan yang sudah lewat yang juga masuk
sebelum bulan berjalan, dan kiriman sebulan yang kurang dari lima orang menunggu bulan berikutnya (`terkumpul`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, TruncMonth, TruncQuarter

from kepegawaian.models import Instansi, UnitKerja
from umpan_balik.models import Aspirasi, Layanan, Survei
from umpan_balik.queries.ikm_hitung import (
    BELUM_CUKUP,
    IKUT_DISIMPAN,
    Ikm,
    agregat,
    ikm_dari,
    suara,
    tertutup,
    vektor,
)
from umpan_balik.queries.ikm_sampel import Populasi, populasi
from umpan_balik.rules.ikm_terbit import (
    NOL,
    Vektor,
    hitungan,
    minimal_umum,
    tambah,
    terkumpul,
    yang_terbit,
)

Kunci = TypeVar("Kunci")
Kiriman = Mapping[Any, Mapping[datetime, Vektor]]
__all__ = [
    "BELUM_CUKUP",
    "IKUT_DISIMPAN",
    "Ikm",
    "IkmLayanan",
    "IkmTriwulan",
    "IkmUnit",
    "SaranTerjawab",
    "batas_terbit",
    "ikm_dinas",
    "ikm_instansi",
    "ikm_layanan",
    "ikm_unit",
    "kiriman_bulanan",
    "lengkapi",
    "saat_terbit",
    "saran_terjawab",
    "seluruh",
    "tertutup",
    "tren_triwulan",
    "yang_terbit",
]


@dataclass(frozen=True, slots=True)
class IkmUnit:
    """IKM satu dinas atau unit."""

    unit: UnitKerja
    ikm: Ikm


@dataclass(frozen=True, slots=True)
class IkmLayanan:
    """IKM satu layanan."""

    nama: str
    ikm: Ikm


@dataclass(frozen=True, slots=True)
class IkmTriwulan:
    """IKM satu triwulan kalender."""

    mulai: date
    nama: str
    ikm: Ikm


@dataclass(frozen=True, slots=True)
class SaranTerjawab:
    """Saran yang boleh dibaca umum beserta jawaban resminya."""

    teks: str
    tanggal: date
    jawaban: str
    dijawab: datetime
    dinas: str


def batas_terbit(hari_ini: date) -> date:
    """Hari terakhir bulan lalu."""
    return hari_ini.replace(day=1) - timedelta(days=1)


def saat_terbit(instansi: Instansi, sampai: date) -> datetime:
    """Tengah malam sesudah `sampai` di daerah itu: suara yang masuk sesudahnya menunggu terbitan berikutnya."""
    return datetime.combine(sampai + timedelta(days=1), time.min, instansi.zona_waktu)


def ikm_instansi(
    instansi: Instansi,
    mulai: date,
    selesai: date,
    *,
    sebelum: datetime | None = None,
    penerima: Populasi | None = None,
) -> Ikm:
    """IKM seluruh instansi. Satu kueri, dua bila `penerima` belum dibaca."""
    penerima = penerima or populasi(instansi, mulai.year)
    kiriman = kiriman_bulanan(_suara(instansi, mulai, selesai, sebelum), instansi, None)
    return ikm_dari(seluruh(kiriman), minimal=minimal_umum(penerima.instansi(mulai, selesai).banyak))


def ikm_dinas(
    instansi: Instansi,
    mulai: date,
    selesai: date,
    *,
    sebelum: datetime | None = None,
    penerima: Populasi | None = None,
) -> list[IkmUnit]:
    """IKM tiap perangkat daerah yang berlayanan; jumlah seluruhnya = ikm_instansi. Dua kueri."""
    penerima = penerima or populasi(instansi, mulai.year)
    kunci = Coalesce("unit__dinas_id", "unit_id")
    ber_layanan = Layanan.objects.filter(instansi=instansi).values_list(
        Coalesce("unit__dinas_id", "unit_id"), flat=True
    )
    unit = UnitKerja.objects.filter(instansi=instansi, pk__in=ber_layanan).order_by("urutan", "nama")
    kiriman = kiriman_bulanan(_suara(instansi, mulai, selesai, sebelum), instansi, kunci)
    return _per_unit(kiriman, unit, lambda pk: minimal_umum(penerima.dinas(pk, mulai, selesai).banyak))


def ikm_unit(
    dinas: UnitKerja,
    mulai: date,
    selesai: date,
    *,
    sebelum: datetime | None = None,
    penerima: Populasi | None = None,
) -> list[IkmUnit]:
    """IKM tiap unit di bawah satu perangkat daerah; jumlahnya = baris dinas itu. Dua kueri."""
    penerima = penerima or populasi(dinas.instansi, mulai.year)
    di_dinas = Q(unit__dinas=dinas) | Q(unit=dinas)
    ber_layanan = Layanan.objects.filter(di_dinas, instansi=dinas.instansi_id).values("unit")
    unit = UnitKerja.objects.filter(pk__in=ber_layanan).order_by("urutan", "nama")
    milik = _suara(dinas.instansi, mulai, selesai, sebelum).filter(di_dinas)
    kiriman = kiriman_bulanan(milik, dinas.instansi, F("unit_id"))
    return _per_unit(kiriman, unit, lambda pk: minimal_umum(penerima.unit(pk, mulai, selesai).banyak))


def ikm_layanan(
    unit: Sequence[UnitKerja],
    instansi: Instansi,
    mulai: date,
    selesai: date,
    *,
    sebelum: datetime | None = None,
    penerima: Populasi | None = None,
) -> dict[int, list[IkmLayanan]]:
    """IKM tiap layanan, menurut unitnya; `unit` hanya yang angkanya sendiri terbit. Dua kueri berapa pun unitnya."""
    penerima = penerima or populasi(instansi, mulai.year)
    ids = [u.pk for u in unit]
    milik = _suara(instansi, mulai, selesai, sebelum).filter(unit__in=ids)
    semua = kiriman_bulanan(milik, instansi, F("layanan_id"))
    layanan = Layanan.objects.filter(Q(aktif=True) | Q(pk__in=list(semua)), unit__in=ids).order_by("nama")
    hasil: dict[int, list[Layanan]] = defaultdict(list)
    for satu in layanan:
        hasil[satu.unit_id].append(satu)
    return {
        di: [
            IkmLayanan(satu.nama, angka[satu.pk])
            for angka in [
                lengkapi(
                    {satu.pk: semua[satu.pk] for satu in daftar if satu.pk in semua},
                    [satu.pk for satu in daftar],
                    lambda pk: minimal_umum(penerima.layanan(pk, mulai, selesai).banyak),
                )
            ]
            for satu in daftar
        ]
        for di, daftar in hasil.items()
    }


def tren_triwulan(
    instansi: Instansi, selesai: date, banyak: int = 4, *, sebelum: datetime | None = None
) -> list[IkmTriwulan]:
    """IKM instansi tiap triwulan kalender yang berakhir paling lambat `selesai`, terlama dahulu. Satu kueri."""
    awal = _awal_triwulan(selesai)
    if _akhir_triwulan(awal) > selesai:
        awal = _awal_triwulan(awal - timedelta(days=1))
    daftar = [awal]
    while len(daftar) < banyak:
        daftar.insert(0, _awal_triwulan(daftar[0] - timedelta(days=1)))
    sebelum = sebelum or saat_terbit(instansi, selesai)
    milik = _suara(instansi, daftar[0], _akhir_triwulan(awal), sebelum)
    angka = lengkapi(
        kiriman_bulanan(milik, instansi, TruncQuarter("tanggal")), daftar, lambda _: minimal_umum(None)
    )
    return [
        IkmTriwulan(
            mulai, f"Triwulan {['I', 'II', 'III', 'IV'][mulai.month // 3]} {mulai.year}", angka[mulai]
        )
        for mulai in daftar
    ]


def saran_terjawab(instansi: Instansi, batas: int = 6) -> list[SaranTerjawab]:
    """Saran yang diizinkan tampil dan sudah dijawab, terbaru di atas. Satu kueri."""
    baris = (
        Aspirasi.objects.filter(instansi=instansi, tampil=True, status=Aspirasi.Status.DITUTUP)
        .exclude(jawaban="")
        .select_related("unit__dinas")
        .order_by("-dijawab_pada", "-pk")[:batas]
    )
    return [
        SaranTerjawab(a.teks, a.tanggal, a.jawaban, a.dijawab_pada, str(a.unit.dinas or a.unit))
        for a in baris
        if a.dijawab_pada is not None
    ]


def _suara(instansi: Instansi, mulai: date, selesai: date, sebelum: datetime | None) -> QuerySet[Survei]:
    return suara(instansi, mulai, selesai, sebelum=sebelum or saat_terbit(instansi, selesai))


def kiriman_bulanan(milik: QuerySet[Survei], instansi: Instansi, kunci: Any) -> Kiriman:
    """Suara tiap kelompok menurut bulan masuknya, terlama dahulu. Satu kueri."""
    masuk = TruncMonth("setuju_waktu", tzinfo=instansi.zona_waktu)
    berkelompok = milik.order_by().annotate(kelompok=Value(0) if kunci is None else kunci, masuk=masuk)
    hasil: dict[Any, dict[datetime, Vektor]] = defaultdict(dict)
    for satu in berkelompok.values("kelompok", "masuk").annotate(**agregat()).order_by("masuk"):
        hasil[satu["kelompok"]][satu["masuk"]] = vektor(satu)
    return hasil


def _per_unit(kiriman: Kiriman, unit: Iterable[UnitKerja], minimal: Callable[[Any], int]) -> list[IkmUnit]:
    daftar = list(unit)
    angka = lengkapi(kiriman, [u.pk for u in daftar], minimal)
    return [IkmUnit(u, angka[u.pk]) for u in daftar]


def lengkapi(kiriman: Kiriman, kunci: Iterable[Kunci], minimal: Callable[[Any], int]) -> dict[Kunci, Ikm]:
    """Angka tiap kunci; yang tidak boleh terbit diganti alasannya."""
    daftar = list(kunci)
    jumlah = {k: terkumpul(kiriman.get(k, {}).values()) for k in {*daftar, *kiriman}}
    batas = {k: minimal(k) for k in jumlah}
    terbit = yang_terbit(
        {k: hitungan(v) for k, v in jumlah.items()}, induk=hitungan(seluruh(kiriman)), minimal=batas
    )
    return {k: ikm_dari(jumlah[k], terbit=k in terbit, minimal=batas[k]) for k in daftar}


def seluruh(kiriman: Kiriman) -> Vektor:
    """Angka induknya: semua kelompok menurut bulan masuk, dengan penundaan yang sama seperti bila ia dihitung sendiri."""
    bulan = sorted({masuk for semua in kiriman.values() for masuk in semua})
    return terkumpul(tambah(semua.get(masuk, NOL) for semua in kiriman.values()) for masuk in bulan)


def _awal_triwulan(hari: date) -> date:
    return hari.replace(month=(hari.month - 1) // 3 * 3 + 1, day=1)


def _akhir_triwulan(awal: date) -> date:
    return _awal_triwulan(awal + timedelta(days=100)) - timedelta(days=1)
