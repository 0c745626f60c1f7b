"""Isi dasbor pengelola: kelengkapan, sebaran predikat, indikator, dan keberatan dalam cakupan pembacanya."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from indikator.models import Periode
from indikator.queries.dasbor import AngkaIndikator, angka_indikator
from indikator.queries.periode import periode_dibaca
from kepegawaian.models import Pegawai, UnitKerja
from kepegawaian.permissions import Akses, Izin
from penilaian.queries import dasbor as kueri
from penilaian.queries.dasbor import SEBUTAN, TANPA, AngkaKeberatan, BarisHasil, Kelengkapan
from penilaian.queries.unit import POLA

SEMUA = "Semua yang Anda baca"


@dataclass(frozen=True, slots=True)
class Sebaran:
    """Sebaran predikat periode tertutup. `kolom` kosong bila tidak boleh tampil; `alasan` mengatakan mengapa.

    `disimpan` sebutan yang tidak ditulis supaya segelintir orang tidak terbaca.
    """

    orang: int
    kolom: list[tuple[str, int]]
    disimpan: list[str]
    alasan: str = ""

    @property
    def predikat(self) -> list[tuple[str, int]]:
        """Kolom grafik: hanya yang berpredikat."""
        return [satu for satu in self.kolom if satu[0] != SEBUTAN[TANPA]]

    @property
    def tanpa(self) -> int:
        """Orang tanpa predikat, bila boleh ditulis."""
        return dict(self.kolom).get(SEBUTAN[TANPA], 0)

    @property
    def pola(self) -> tuple[Decimal, ...]:
        """Pola pembanding setinggi jumlah orangnya; hanya bila semua kolom tampil, supaya bentuknya sebanding."""
        n, tinggi = sum(n for _, n in self.predikat), sum(POLA["baik"])
        return () if self.disimpan or not n else tuple(Decimal(p * n) / tinggi for p in POLA["baik"])


@dataclass(frozen=True, slots=True)
class Dasbor:
    """Semua angka satu halaman. `baris` terisi pada periode berjalan, `hasil` pada periode tertutup."""

    periode: Periode
    berjalan: bool
    baris: list[Kelengkapan]
    jumlah: Kelengkapan
    hasil: list[BarisHasil]
    masa_hasil: Periode | None
    sebaran: Sebaran
    indikator: AngkaIndikator
    keberatan: AngkaKeberatan
    baca_hasil: bool

    @property
    def orang_hasil(self) -> int:
        return sum(b.jumlah for b in self.hasil)

    @property
    def lengkap_hasil(self) -> int:
        return sum(b.lengkap for b in self.hasil)


def pilihan_periode(pegawai: Pegawai) -> list[Periode]:
    """Bagian tahun yang sudah dibuka dan semua yang ditutup, terbaru dahulu. Satu kueri."""
    semua = periode_dibaca(pegawai, kelola=False).order_by("-mulai", "jenis")
    return [p for p in semua if p.induk_id is not None or p.status == Periode.Status.DITUTUP]


def periode_bawaan(semua: list[Periode], sekarang: datetime) -> Periode | None:
    """Bagian tahun yang sedang diproses dan sudah mulai; tanpa itu, yang terbaru."""
    hari = semua[0].instansi.hari_pada(sekarang) if semua else None
    berjalan = [p for p in semua if p.status == Periode.Status.DIPROSES and hari and p.mulai <= hari]
    return next(iter(berjalan or semua), None)


def tertutup(semua: list[Periode]) -> list[Periode]:
    """Yang sudah ditutup, terbaru dahulu."""
    return [p for p in semua if p.status == Periode.Status.DITUTUP]


def dasbor(
    *, milik: Akses, periode: Periode, semua: list[Periode], dinas_id: int | None, sekarang: datetime
) -> Dasbor:
    """Angka dalam cakupan izin membaca kemajuan. Banyak kuerinya tetap, berapa pun unit dan orangnya."""
    unit = milik.unit(Izin.BACA_KEMAJUAN)
    berjalan = periode.status != Periode.Status.DITUTUP
    sudah = tertutup(semua)
    masa = periode if not berjalan else (sudah[0] if sudah else None)
    baca = _baca_hasil(milik, unit, dinas_id)
    hasil = _hasil(masa, unit, dinas_id) if masa else []
    baris = kueri.kelengkapan(periode, unit=unit, dinas_id=dinas_id, sekarang=sekarang) if berjalan else []
    dibatasi = unit if dinas_id is None else _unit_dinas(unit, dinas_id)
    return Dasbor(
        periode=periode,
        berjalan=berjalan,
        baris=baris,
        jumlah=kueri.jumlahkan(baris, nama=SEMUA),
        hasil=hasil,
        masa_hasil=masa,
        sebaran=_sebaran(masa, hasil, baca=baca, unit=unit, dinas_id=dinas_id),
        indikator=angka_indikator(periode.induk or periode, unit=unit, dinas_id=dinas_id),
        keberatan=kueri.angka_keberatan(
            instansi_id=milik.instansi_id,
            periode_id=masa.pk if masa else None,
            unit=dibatasi,
            sekarang=sekarang,
        ),
        baca_hasil=baca,
    )


def _baca_hasil(milik: Akses, unit: frozenset[int] | None, dinas_id: int | None) -> bool:
    """Apakah hasil tiap orang di cakupan halaman ini memang boleh ia baca."""
    boleh = milik.unit(Izin.BACA_HASIL_UNIT)
    if boleh is None:
        return True
    seluruh_cakupan = bool(boleh) and unit is not None and unit <= boleh
    return seluruh_cakupan or (dinas_id is not None and dinas_id in boleh)


def _unit_dinas(unit: Collection[int] | None, dinas_id: int) -> list[int]:
    """Unit satu dinas yang boleh dibaca. Satu kueri."""
    semua = UnitKerja.objects.filter(pk=dinas_id) | UnitKerja.objects.filter(dinas_id=dinas_id)
    ids = semua.values_list("pk", flat=True)
    return list(ids if unit is None else ids.filter(pk__in=list(unit)))


def _hasil(masa: Periode, unit: Collection[int] | None, dinas_id: int | None) -> list[BarisHasil]:
    """Tiap perangkat daerah; tiap unit bila satu dinas dipilih atau cakupannya tidak memuat dinas utuh."""
    if dinas_id is None and (baris := kueri.hasil_dinas(masa, unit=unit)):
        return baris
    if unit is None:
        return kueri.hasil_unit(masa, unit=_unit_dinas(None, dinas_id)) if dinas_id is not None else []
    return kueri.hasil_unit(masa, unit=unit if dinas_id is None else _unit_dinas(unit, dinas_id))


def _sebaran(
    masa: Periode | None,
    hasil: list[BarisHasil],
    *,
    baca: bool,
    unit: Collection[int] | None,
    dinas_id: int | None,
) -> Sebaran:
    if masa is None:
        return Sebaran(0, [], [], "Belum ada periode yang ditutup.")
    if baca:
        deret = [b.sebaran for b in hasil]
        kolom = [(satu[0][0], sum(n for _, n in satu)) for satu in zip(*deret, strict=True)]
        alasan = "" if kolom else "Rekapnya sedang dibuat, biasanya dalam satu menit."
        return Sebaran(sum(b.jumlah for b in hasil), kolom, [], alasan)
    utuh = [b.id for b in hasil] if dinas_id is None else [dinas_id]
    if len(utuh) != 1 or (unit is not None and utuh[0] not in unit):
        return Sebaran(0, [], [], "Pilih satu perangkat daerah yang seluruhnya Anda kelola.")
    orang, terbit = kueri.sebaran_tertutup(masa, dinas_id=utuh[0])
    if not terbit:
        return Sebaran(
            orang, [], [], "Tidak ditampilkan supaya predikat seseorang tidak dapat ditebak dari jumlahnya."
        )
    return Sebaran(
        orang,
        [(k, n) for k, n in terbit.items() if n is not None],
        [k for k, n in terbit.items() if n is None],
    )
