"""Responden yang diperlukan menurut banyaknya penerima layanan yang dicatat dinas."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce

from kepegawaian.models import Instansi
from umpan_balik.models import Layanan
from umpan_balik.rules.sampel import responden_minimal


@dataclass(frozen=True, slots=True)
class Penerima:
    """Penerima sekelompok layanan pada satu masa; kosong bila ada layanan yang belum dicatat (`kurang`)."""

    banyak: int | None
    kurang: int

    @property
    def perlu(self) -> int | None:
        """Responden yang diperlukan; kosong bila penerimanya belum lengkap."""
        return None if self.banyak is None else responden_minimal(self.banyak)


@dataclass(frozen=True, slots=True)
class _Baris:
    layanan: int
    unit: int
    dinas: int
    banyak: int | None


@dataclass(frozen=True, slots=True)
class Populasi:
    """Penerima tiap layanan aktif satu instansi pada satu tahun."""

    baris: tuple[_Baris, ...]
    menurut: dict[tuple[str, int], list[_Baris]]

    def instansi(self, mulai: date, selesai: date) -> Penerima:
        """Seluruh instansi."""
        return _jumlah(self.baris, mulai, selesai)

    def dinas(self, pk: int, mulai: date, selesai: date) -> Penerima:
        """Satu perangkat daerah dengan unit di bawahnya."""
        return _jumlah(self.menurut.get(("dinas", pk), ()), mulai, selesai)

    def unit(self, pk: int, mulai: date, selesai: date) -> Penerima:
        """Satu unit."""
        return _jumlah(self.menurut.get(("unit", pk), ()), mulai, selesai)

    def layanan(self, pk: int, mulai: date, selesai: date) -> Penerima:
        """Satu layanan."""
        return _jumlah(self.menurut.get(("layanan", pk), ()), mulai, selesai)


def populasi(instansi: Instansi | int, tahun: int) -> Populasi:
    """Penerima layanan yang dicatat untuk tahun itu. Satu kueri."""
    baris = (
        Layanan.objects.filter(instansi=instansi, aktif=True)
        .annotate(
            p=FilteredRelation("penerima", condition=Q(penerima__tahun=tahun)),
            banyak=F("p__banyak"),
            di=Coalesce("unit__dinas_id", "unit_id"),
        )
        .values_list("pk", "unit_id", "di", "banyak")
    )
    semua = tuple(_Baris(*satu) for satu in baris)
    menurut: dict[tuple[str, int], list[_Baris]] = defaultdict(list)
    for b in semua:
        for letak in (("layanan", b.layanan), ("unit", b.unit), ("dinas", b.dinas)):
            menurut[letak].append(b)
    return Populasi(semua, menurut)


def _jumlah(baris: Iterable[_Baris], mulai: date, selesai: date) -> Penerima:
    """Penerima setahun dibagi rata menurut bulan, dibulatkan ke atas."""
    daftar = list(baris)
    kurang = sum(b.banyak is None for b in daftar)
    if kurang or not daftar:
        return Penerima(None, kurang)
    bulan = (selesai.year - mulai.year) * 12 + selesai.month - mulai.month + 1
    setahun = sum(b.banyak or 0 for b in daftar)
    return Penerima(-(-setahun * bulan // 12), 0)
