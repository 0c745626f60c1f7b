"""Halaman umum satu pemerintah daerah: IKM dan capaian tiap dinas, tanpa data pribadi.

Angka IKM sampai akhir bulan lalu dan sudah disaring umpan_balik.queries.publik; capaian dari periode yang sudah
ditutup dan sudah disaring penilaian.queries.publik. Di sini keduanya dijajarkan, tidak ada yang dihitung ulang.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import QuerySet

from indikator.models import Periode
from inti.rules.format import BULAN
from kepegawaian.models import Instansi, UnitKerja
from penilaian.queries import publik as capaian
from penilaian.queries.publik import CapaianIndikator
from umpan_balik.models import LaporanSkm, TindakLanjutSkm
from umpan_balik.queries import publik as survei
from umpan_balik.queries.ikm import laporan_umum, tindak_lanjut_unit
from umpan_balik.queries.ikm_sampel import Populasi, populasi
from umpan_balik.queries.publik import Ikm, IkmLayanan, IkmTriwulan, IkmUnit, SaranTerjawab
from umpan_balik.rules.ikm_terbit import segelintir

BATAS_MUTU_B: Final = Decimal("76.61")
URUTAN: Final = ("ikm", "nama", "responden", "capaian")
BANYAK_TREN = 5
BANYAK_TINDAK = 10


@dataclass(frozen=True, slots=True)
class BarisDinas:
    """Satu perangkat daerah: IKM tahun ini dan tahun lalu, capaian pada periode terakhir yang ditutup."""

    id: int
    nama: str
    ikm: Ikm | None
    lalu: Ikm | None
    capaian: Decimal | None

    @property
    def perubahan(self) -> Decimal | None:
        """Selisih IKM dari tahun lalu; kosong bila salah satunya tidak terbit."""
        if self.ikm is None or self.lalu is None or self.ikm.ikm is None or self.lalu.ikm is None:
            return None
        return self.ikm.ikm - self.lalu.ikm


@dataclass(frozen=True, slots=True)
class Publik:
    """Isi halaman satu pemda."""

    tahun: int
    masa: str
    sampai: date
    ikm: Ikm
    lalu: Ikm
    tren: list[IkmTriwulan]
    dinas: list[BarisDinas]
    periode: Periode | None
    saran: list[SaranTerjawab]

    @property
    def ada_lalu(self) -> bool:
        """Apakah ada dinas yang dapat dibandingkan dengan tahun lalu."""
        return any(b.perubahan is not None for b in self.dinas)

    def urut(self, kunci: str, cari: str = "") -> list[BarisDinas]:
        """Baris yang namanya memuat `cari`; angka terbesar lebih dulu, yang belum terbit di belakang menurut nama."""
        baris = [b for b in self.dinas if cari.casefold() in b.nama.casefold()]
        return baris if kunci == "nama" else sorted(baris, key=lambda b: _urutan(b, kunci))


@dataclass(frozen=True, slots=True)
class IkmUmum:
    """Bagian IKM halaman umum; `semula` banyaknya penerima layanan tahun lalu."""

    tahun: int
    masa: str
    sampai: date
    ikm: Ikm
    lalu: Ikm
    tren: list[IkmTriwulan]
    dinas: list[IkmUnit]
    semula: Populasi


@dataclass(frozen=True, slots=True)
class BarisIndikator:
    """Capaian satu indikator pada periode terakhir dan periode sebelumnya."""

    kini: CapaianIndikator
    lalu: Decimal | None

    @property
    def tercapai(self) -> bool:
        return self.kini.rata >= 100


@dataclass(frozen=True, slots=True)
class RincianDinas:
    """Satu dinas yang dipilih: indikatornya dan unit di bawahnya."""

    baris: BarisDinas
    indikator: list[BarisIndikator]
    periode_lalu: Periode | None
    unit: list[IkmUnit]
    layanan: list[tuple[UnitKerja, list[IkmLayanan]]]
    tindak_lanjut: list[TindakLanjutSkm]
    laporan: list[LaporanSkm]
    perlu: int | None


@dataclass(frozen=True, slots=True)
class BarisUnsur:
    """Nilai satu unsur (1–4), nilainya tahun lalu, dan apakah ia yang terendah."""

    nama: str
    nilai: Decimal
    lalu: Decimal | None
    terendah: bool


def baris_unsur(kini: Ikm | None, lalu: Ikm | None) -> list[BarisUnsur]:
    """Sembilan unsur dalam urutan tetap; kosong bila angkanya tidak terbit."""
    if kini is None or not kini.terbit:
        return []
    semula = dict(lalu.unsur) if lalu else {}
    ada = [(nama, nilai) for nama, nilai in kini.unsur if nilai is not None]
    rendah = min(nilai for _, nilai in ada)
    return [BarisUnsur(nama, nilai, semula.get(nama), nilai == rendah) for nama, nilai in ada]


def daftar_instansi(cari: str = "") -> QuerySet[Instansi]:
    """Semua pemda menurut nama."""
    return Instansi.objects.filter(nama__icontains=cari).order_by("nama")


def ikm_umum(instansi: Instansi, *, hari_ini: date) -> IkmUmum:
    """IKM yang terbit: seluruh pemda, tiap dinas, dan trennya. Tujuh kueri untuk berapa pun dinas."""
    sampai = survei.batas_terbit(hari_ini)
    saat = survei.saat_terbit(instansi, sampai)
    awal, lalu = sampai.replace(month=1, day=1), (date(sampai.year - 1, 1, 1), date(sampai.year - 1, 12, 31))
    penerima, semula = populasi(instansi, awal.year), populasi(instansi, lalu[0].year)
    ikm = survei.ikm_instansi(instansi, awal, sampai, sebelum=saat, penerima=penerima)
    ikm_tahun_lalu = survei.ikm_instansi(instansi, *lalu, sebelum=saat, penerima=semula)
    tren = survei.tren_triwulan(instansi, sampai, BANYAK_TREN, sebelum=saat)
    return IkmUmum(
        tahun=sampai.year,
        masa=_masa(awal, sampai),
        sampai=sampai,
        ikm=ikm,
        lalu=ikm_tahun_lalu,
        tren=_tanpa_sisa(_tanpa_sisa(tren, ikm_tahun_lalu, tahun=lalu[0].year), ikm, tahun=awal.year),
        dinas=survei.ikm_dinas(instansi, awal, sampai, sebelum=saat, penerima=penerima),
        semula=semula,
    )


def publik(instansi: Instansi, *, hari_ini: date) -> Publik:
    """Seluruh angka halaman satu pemda. Dua belas kueri untuk berapa pun dinas."""
    umum = ikm_umum(instansi, hari_ini=hari_ini)
    saat = survei.saat_terbit(instansi, umum.sampai)
    lalu = date(umum.tahun - 1, 1, 1), date(umum.tahun - 1, 12, 31)
    periode = capaian.periode_terakhir(instansi.pk)
    rata = {c.dinas_id: c for c in capaian.capaian_dinas(periode=periode)} if periode else {}
    ikm_lalu = {
        satu.unit.pk: satu.ikm
        for satu in survei.ikm_dinas(instansi, *lalu, sebelum=saat, penerima=umum.semula)
    }
    dinas = [
        BarisDinas(
            satu.unit.pk,
            satu.unit.nama,
            satu.ikm,
            ikm_lalu.get(satu.unit.pk),
            rata[satu.unit.pk].rata if satu.unit.pk in rata else None,
        )
        for satu in umum.dinas
    ]
    berlayanan = {b.id for b in dinas}
    dinas += [
        BarisDinas(c.dinas_id, c.nama, None, None, c.rata)
        for c in rata.values()
        if c.dinas_id not in berlayanan
    ]
    return Publik(
        tahun=umum.tahun,
        masa=umum.masa,
        sampai=umum.sampai,
        ikm=umum.ikm,
        lalu=umum.lalu,
        tren=umum.tren,
        dinas=sorted(dinas, key=lambda b: b.nama),
        periode=periode,
        saran=survei.saran_terjawab(instansi),
    )


def rincian_dinas(baris: BarisDinas, *, instansi: Instansi, hari_ini: date) -> RincianDinas:
    """Indikator, unit, layanan, tindak lanjut, dan laporan satu dinas. Banyak kuerinya tetap; unit dan layanan hanya
    bila angka induknya sendiri terbit.
    """
    sampai = survei.batas_terbit(hari_ini)
    dua = list(_dua_periode(instansi))
    semula = (
        {(c.nama, c.satuan): c.rata for c in capaian.capaian_indikator(periode=dua[1], dinas_id=baris.id)}
        if len(dua) > 1
        else {}
    )
    kini = capaian.capaian_indikator(periode=dua[0], dinas_id=baris.id) if dua else []
    awal, saat = sampai.replace(month=1, day=1), survei.saat_terbit(instansi, sampai)
    penerima = populasi(instansi, sampai.year)
    unit: list[IkmUnit] = []
    layanan: list[tuple[UnitKerja, list[IkmLayanan]]] = []
    dinas = UnitKerja.objects.get(pk=baris.id, instansi=instansi)
    if baris.ikm is not None and baris.ikm.terbit:
        unit = survei.ikm_unit(dinas, awal, sampai, sebelum=saat, penerima=penerima)
        terbit = [u.unit for u in unit if u.ikm.terbit]
        tiap = survei.ikm_layanan(terbit, instansi, awal, sampai, sebelum=saat, penerima=penerima)
        layanan = [
            (u, tiap[u.pk])
            for u in terbit
            if len(tiap.get(u.pk, ())) > 1 and any(satu.ikm.terbit for satu in tiap[u.pk])
        ]
    return RincianDinas(
        baris,
        [BarisIndikator(c, semula.get((c.nama, c.satuan))) for c in kini],
        dua[1] if len(dua) > 1 else None,
        unit if len(unit) > 1 else [],
        layanan,
        list(tindak_lanjut_unit(dinas)[:BANYAK_TINDAK]),
        laporan_umum(dinas.pk),
        penerima.dinas(baris.id, awal, sampai).perlu,
    )


def _dua_periode(instansi: Instansi) -> Iterable[Periode]:
    """Dua periode terakhir yang sudah ditutup, terbaru lebih dulu."""
    return (
        Periode.objects.filter(instansi=instansi, status=Periode.Status.DITUTUP)
        .exclude(jenis=Periode.Jenis.TAHUNAN)
        .order_by("-mulai")[:2]
    )


def _masa(awal: date, sampai: date) -> str:
    if sampai.month == 1:
        return BULAN[0]
    return f"{BULAN[awal.month - 1]} sampai {BULAN[sampai.month - 1]}"


def _urutan(b: BarisDinas, kunci: str) -> tuple[bool, Decimal, str]:
    if kunci == "capaian":
        angka = b.capaian
    elif kunci == "responden":
        angka = Decimal(b.ikm.n) if b.ikm and b.ikm.n is not None else None
    else:
        angka = b.ikm.ikm if b.ikm else None
    return (angka is None, -(angka or Decimal(0)), b.nama)


def _tanpa_sisa(tren: list[IkmTriwulan], setahun: Ikm, *, tahun: int) -> list[IkmTriwulan]:
    """Sembunyikan triwulan terakhir tahun itu bila angka tahunnya dikurangi triwulan yang terbit menyisakan segelintir orang."""
    terbit = [t for t in tren if t.mulai.year == tahun and t.ikm.n is not None]
    if setahun.n is None or not terbit:
        return tren
    sisa = setahun.n - sum(t.ikm.n or 0 for t in terbit)
    if not segelintir((sisa,)):
        return tren
    kosong = survei.tertutup(survei.IKUT_DISIMPAN)
    return [replace(t, ikm=kosong) if t is terbit[-1] else t for t in tren]
