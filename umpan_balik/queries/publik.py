"""IKM untuk umum: tanpa data pribadi, dan tidak dapat dikurangkan menjadi jawaban segelintir orang.

Yang tidak terbit: kelompok dengan kurang dari lima responden, atau yang salah satu unsurnya dijawab kurang dari lima
orang. Bila yang tidak terbit bersama-sama masih kurang dari lima responden, kelompok terkecil berikutnya ikut
disimpan, sehingga jumlah seluruhnya dikurangi yang terbit tidak pernah menyisakan kurang dari lima orang.
Dihitung semua suara berstatus dihitung: terbuka, berkode, dan kertas. Angkanya dari umpan_balik.rules.ikm.

Terbitkan sampai `batas_terbit(hari_ini)`: bulan yang sudah lewat. Angka yang bergerak tiap suara memperlihatkan
suara itu.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncQuarter

from kepegawaian.models import Instansi, UnitKerja
from umpan_balik.models import Aspirasi, Layanan, Survei
from umpan_balik.rules.ikm import MINIMAL_TERBIT, boleh_terbit, hitung_ikm
from umpan_balik.rules.tabulasi import Tanggapan
from umpan_balik.rules.unsur import UNSUR, KodeUnsur

Kunci = TypeVar("Kunci")
BELUM_CUKUP = f"Belum terbit: kurang dari {MINIMAL_TERBIT} responden untuk tiap unsur."
IKUT_DISIMPAN = "Belum terbit: disimpan supaya jawaban segelintir orang tidak dapat dihitung."


@dataclass(frozen=True, slots=True)
class Ikm:
    """Angka satu kelompok. Semua kosong, juga `n`, bila tidak boleh terbit; `alasan` mengatakan mengapa."""

    n: int | None
    ikm: Decimal | None
    mutu: str
    kinerja: str
    nrr: Mapping[KodeUnsur, Decimal | None]
    alasan: str = ""

    @property
    def terbit(self) -> bool:
        return self.ikm is not None

    @property
    def unsur(self) -> list[tuple[str, Decimal | None]]:
        """Nama dan NRR kesembilan unsur dalam urutan tetap."""
        return [(u.nama, self.nrr.get(u.kode)) for u in UNSUR]

    @property
    def terendah(self) -> list[tuple[str, Decimal]]:
        """Tiga unsur terendah."""
        ada = [(nama, nilai) for nama, nilai in self.unsur if nilai is not None]
        return sorted(ada, key=lambda pasangan: pasangan[1])[:3]


@dataclass(frozen=True, slots=True)
class IkmUnit:
    """IKM satu dinas atau unit."""

    unit: UnitKerja
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


def ikm_instansi(instansi: Instansi, mulai: date, selesai: date) -> Ikm:
    """IKM seluruh instansi. Satu kueri."""
    return _ikm(_jumlahkan(_suara(instansi, mulai, selesai)))


def ikm_dinas(instansi: Instansi, mulai: date, selesai: date) -> list[IkmUnit]:
    """IKM tiap perangkat daerah yang berlayanan; jumlah seluruhnya = ikm_instansi. Dua kueri."""
    kunci = Coalesce("unit__dinas_id", "unit_id")
    ber_layanan = Layanan.objects.filter(instansi=instansi).values_list(
        Coalesce("unit__dinas_id", "unit_id"), flat=True
    )
    unit = UnitKerja.objects.filter(instansi=instansi, pk__in=ber_layanan).order_by("urutan", "nama")
    return _per_unit(_suara(instansi, mulai, selesai), kunci, unit)


def ikm_unit(dinas: UnitKerja, mulai: date, selesai: date) -> list[IkmUnit]:
    """IKM tiap unit di bawah satu perangkat daerah; jumlahnya = baris dinas itu. Dua kueri."""
    di_dinas = Q(unit__dinas=dinas) | Q(unit=dinas)
    ber_layanan = Layanan.objects.filter(di_dinas, instansi=dinas.instansi_id).values("unit")
    unit = UnitKerja.objects.filter(pk__in=ber_layanan).order_by("urutan", "nama")
    return _per_unit(_suara(dinas.instansi_id, mulai, selesai).filter(di_dinas), F("unit_id"), unit)


def tren_triwulan(instansi: Instansi, selesai: date, banyak: int = 4) -> list[IkmTriwulan]:
    """IKM instansi tiap triwulan kalender yang berakhir paling lambat `selesai`, terlama dahulu. Satu kueri."""
    awal = _awal_triwulan(selesai)
    if _akhir_triwulan(awal) > selesai:
        awal = _awal_triwulan(awal - timedelta(days=1))
    daftar = [awal]
    while len(daftar) < banyak:
        daftar.insert(0, _awal_triwulan(daftar[0] - timedelta(days=1)))
    suara = _suara(instansi, daftar[0], _akhir_triwulan(awal))
    angka = _lengkapi(_kelompokkan(suara, TruncQuarter("tanggal")), daftar)
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


def yang_terbit(banyak: Mapping[Kunci, tuple[int, ...]]) -> set[Kunci]:
    """Kelompok yang boleh terbit, dari jumlah responden dan jumlah jawaban tiap unsurnya. Murni.

    Menyisakan, untuk tiap jumlah, nol atau paling sedikit lima di luar yang terbit; lihat kepala berkas.
    """
    terbit = {k for k, jumlah in banyak.items() if all(boleh_terbit(n) for n in jumlah)}
    sisa = [sum(kolom) for kolom in zip(*(j for k, j in banyak.items() if k not in terbit), strict=True)]
    if terbit and any(0 < n < MINIMAL_TERBIT for n in sisa):
        terbit.discard(min(terbit, key=lambda k: (banyak[k], str(k))))
    return terbit


@dataclass(frozen=True, slots=True)
class _Jumlah:
    n: int
    tanggapan: Mapping[KodeUnsur, Tanggapan]

    @property
    def banyak(self) -> tuple[int, ...]:
        """Responden, lalu jawaban tiap unsur: semuanya terbit, jadi semuanya harus cukup."""
        return (self.n, *(t.n for t in self.tanggapan.values()))


KOSONG = _Jumlah(0, {u.kode: Tanggapan() for u in UNSUR})


def _suara(instansi: Instansi | int, mulai: date, selesai: date) -> QuerySet[Survei]:
    return Survei.objects.filter(
        instansi=instansi, tanggal__range=(mulai, selesai), status=Survei.Status.DIHITUNG
    )


def _agregat() -> dict[str, Count | Sum]:
    menjawab = ~Q(**{f"{u.kode}__isnull": True for u in UNSUR})
    hasil: dict[str, Count | Sum] = {"n": Count("pk", filter=menjawab)}
    for u in UNSUR:
        hasil[f"t_{u.kode}"] = Sum(u.kode)
        hasil[f"n_{u.kode}"] = Count(u.kode)
    return hasil


def _jumlah(baris: Mapping[str, Any]) -> _Jumlah:
    tanggapan = {u.kode: Tanggapan(baris[f"t_{u.kode}"] or 0, baris[f"n_{u.kode}"] or 0) for u in UNSUR}
    return _Jumlah(baris["n"] or 0, tanggapan)


def _jumlahkan(suara: QuerySet[Survei]) -> _Jumlah:
    return _jumlah(suara.aggregate(**_agregat()))


def _kelompokkan(suara: QuerySet[Survei], kunci: Any) -> dict[Any, _Jumlah]:
    baris = suara.order_by().annotate(kelompok=kunci).values("kelompok").annotate(**_agregat())
    return {satu["kelompok"]: _jumlah(satu) for satu in baris}


def _per_unit(suara: QuerySet[Survei], kunci: Any, unit: Iterable[UnitKerja]) -> list[IkmUnit]:
    daftar = list(unit)
    angka = _lengkapi(_kelompokkan(suara, kunci), [u.pk for u in daftar])
    return [IkmUnit(u, angka[u.pk]) for u in daftar]


def _lengkapi(jumlah: Mapping[Any, _Jumlah], kunci: Iterable[Kunci]) -> dict[Kunci, Ikm]:
    """Angka tiap kunci; yang tidak boleh terbit diganti alasannya."""
    daftar = list(kunci)
    terbit = yang_terbit({k: jumlah.get(k, KOSONG).banyak for k in {*daftar, *jumlah}})
    return {k: _ikm(jumlah.get(k, KOSONG), terbit=k in terbit) for k in daftar}


def _ikm(jumlah: _Jumlah, *, terbit: bool = True) -> Ikm:
    cukup = all(boleh_terbit(n) for n in jumlah.banyak)
    if not (cukup and terbit):
        return Ikm(None, None, "", "", {}, IKUT_DISIMPAN if cukup else BELUM_CUKUP)
    hasil = hitung_ikm(jumlah.tanggapan)
    return Ikm(jumlah.n, hasil.ikm, hasil.mutu or "", hasil.kinerja or "", hasil.nrr)


def _awal_triwulan(hari: date) -> date:
    return hari.replace(month=(hari.month - 1) // 3 * 3 + 1, day=1)


def _akhir_triwulan(awal: date) -> date:
    return _awal_triwulan(awal + timedelta(days=100)) - timedelta(days=1)
