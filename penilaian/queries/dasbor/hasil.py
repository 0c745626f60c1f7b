"""Hasil periode yang sudah ditutup untuk dasbor: dari rekap, tanpa membaca hasil tiap orang."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from indikator.models import Periode
from inti.rules.format import bagian_persen
from kepegawaian.models import UnitKerja
from penilaian.models import Predikat, RekapKelompok, RekapUnit
from penilaian.rules.sebaran_terbit import sebaran_terbit

TANPA = "tanpa"
SEBUTAN: dict[str, str] = {
    **{p.value: str(p.label) for p in reversed(Predikat)},
    TANPA: "Tanpa predikat",
}


@dataclass(frozen=True, slots=True)
class BarisHasil:
    """Satu dinas, unit, atau seluruh instansi pada satu periode tertutup."""

    id: int
    nama: str
    jumlah: int
    lengkap: int
    rata_hasil: Decimal | None
    rata_perilaku: Decimal | None
    rata_akhir: Decimal | None
    predikat: dict[str, int]

    @property
    def tidak_lengkap(self) -> int:
        return self.jumlah - self.lengkap

    @property
    def persen_lengkap(self) -> int:
        return bagian_persen(self.lengkap, self.jumlah)

    @property
    def baik(self) -> int:
        """Orang berpredikat Baik atau Sangat Baik."""
        return self.predikat.get("baik", 0) + self.predikat.get("sangat_baik", 0)

    @property
    def persen_baik(self) -> int:
        return bagian_persen(self.baik, self.jumlah)

    @property
    def sebaran(self) -> list[tuple[str, int]]:
        """Sebutan dan banyak orangnya, dari predikat terendah; yang tanpa predikat terakhir."""
        isi = _lengkapi(self.predikat, self.jumlah)
        return [(SEBUTAN[k], n) for k, n in isi.items()]

    @property
    def kata_sebaran(self) -> str:
        """Sebaran dalam satu baris, misalnya "Sangat Baik 3, Baik 40, Tanpa predikat 1"; yang kosong tidak ditulis."""
        *berpredikat, tanpa = self.sebaran
        return ", ".join(f"{nama} {n}" for nama, n in (*reversed(berpredikat), tanpa) if n)


@dataclass(frozen=True, slots=True)
class HasilMasa:
    """Satu periode dalam tren."""

    periode: Periode
    baris: BarisHasil | None


def hasil_dinas(periode: Periode, *, unit: Collection[int] | None) -> list[BarisHasil]:
    """Tiap perangkat daerah yang seluruhnya boleh dibaca (None: semua), urut nama. Dua kueri."""
    return _bernama(_rekap([periode], RekapKelompok.Jenis.DINAS, unit))


def hasil_unit(periode: Periode, *, unit: Collection[int], dinas_id: int | None = None) -> list[BarisHasil]:
    """Tiap unit yang boleh dibaca, di dalam satu dinas bila disebut, urut nama. Dua kueri."""
    boleh = set(unit)
    if dinas_id is not None:
        di_dinas = UnitKerja.objects.filter(dinas_id=dinas_id, pk__in=boleh)
        boleh = set(di_dinas.values_list("pk", flat=True))
    return _bernama(_rekap([periode], RekapKelompok.Jenis.UNIT, boleh))


def riwayat(periode: Iterable[Periode], *, dinas: Collection[int] | None) -> dict[int, list[HasilMasa]]:
    """Tren: id dinas (0: seluruh instansi bila `dinas` None) → satu titik tiap periode, terlama dahulu. Satu kueri."""
    urut = sorted(periode, key=lambda p: p.mulai)
    jenis = RekapKelompok.Jenis.SELURUH if dinas is None else RekapKelompok.Jenis.DINAS
    menurut = {
        (r.periode_id, r.objek_id): _baris(r, r.sebutan) for r in _rekap(urut, jenis, dinas).order_by()
    }
    kunci = {0} if dinas is None else set(dinas)
    return {k: [HasilMasa(p, menurut.get((p.pk, k))) for p in urut] for k in sorted(kunci)}


def sebaran_tertutup(periode: Periode, *, dinas_id: int) -> tuple[int, dict[str, int | None]]:
    """(orang, sebaran) satu dinas saat ditutup, bagi yang tidak berhak membaca hasil tiap orang. Satu kueri.

    Kolom yang menunjuk segelintir orang None; kosong bila seluruhnya disimpan. Dari rekap beku: putusan keberatan satu
    orang tidak menggerakkannya.
    """
    rekap = RekapUnit.objects.filter(periode=periode, dinas_id=dinas_id).first()
    if rekap is None:
        return 0, {}
    terbit = sebaran_terbit(_lengkapi(rekap.predikat, rekap.jumlah))
    return rekap.jumlah, {SEBUTAN[k]: n for k, n in terbit.items()}


def _lengkapi(predikat: dict[str, Any], jumlah: int) -> dict[str, int]:
    """Lima predikat dari yang terendah, lalu yang tanpa predikat."""
    isi = {k: int(predikat.get(k, 0)) for k in SEBUTAN if k != TANPA}
    return isi | {TANPA: jumlah - sum(isi.values())}


def _rekap(
    periode: Iterable[Periode], jenis: RekapKelompok.Jenis, objek: Collection[int] | None
) -> QuerySet[RekapKelompok]:
    semua = RekapKelompok.objects.filter(periode__in=list(periode), jenis=jenis)
    return semua if objek is None else semua.filter(objek_id__in=list(objek))


def _bernama(semua: QuerySet[RekapKelompok]) -> list[BarisHasil]:
    """Dengan nama unitnya kini. Satu kueri selain rekapnya."""
    baris = list(semua)
    unit = UnitKerja.objects.in_bulk([r.objek_id for r in baris])
    return sorted((_baris(r, unit[r.objek_id].nama) for r in baris), key=lambda b: (b.nama, b.id))


def _baris(r: RekapKelompok, nama: str) -> BarisHasil:
    return BarisHasil(
        r.objek_id,
        nama,
        r.jumlah,
        r.jumlah_lengkap,
        r.rata_hasil,
        r.rata_perilaku,
        r.rata_akhir,
        {k: int(n) for k, n in r.predikat.items()},
    )
