"""Halaman IKM bagi dinas dan BKD: satu simpul, anak-anaknya, trennya, sampelnya, dan tindak lanjutnya."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import dropwhile
from typing import Final

from django.db.models import F, FilteredRelation, Q, QuerySet

from indikator.rules.angka import bagi
from kepegawaian.models import Instansi, UnitKerja
from kepegawaian.permissions import Akses, Izin
from umpan_balik.models import LaporanSkm, Layanan, TindakLanjutSkm
from umpan_balik.queries.ikm_hitung import Ikm, ikm_dari
from umpan_balik.queries.ikm_pohon import Pohon, Simpul, pohon, rata_anak
from umpan_balik.queries.ikm_sampel import Penerima, Populasi, populasi
from umpan_balik.queries.titik import layanan_terkelola
from umpan_balik.rules.ikm_masa import Masa, deret
from umpan_balik.rules.ikm_terbit import NOL
from umpan_balik.rules.unsur import UNSUR, KodeUnsur

TITIK_TREN: Final = {"bulan": 12, "triwulan": 8, "semester": 4, "tahun": 2}
LAPORAN_UMUM: Final = 20
BACA: Final = Izin.BACA_KEMAJUAN
TULIS: Final = Izin.KELOLA_TITIK


@dataclass(frozen=True, slots=True)
class BarisIkm:
    """Satu anak: dinas, unit, atau layanan. `penerima` dan `perlu` kosong bila belum dicatat."""

    jenis: str
    id: int
    nama: str
    ikm: Ikm
    penerima: Penerima

    @property
    def alamat(self) -> str:
        return f"{self.jenis}={self.id}"


@dataclass(frozen=True, slots=True)
class BarisNrr:
    """Satu unsur: NRR (1–4), NRR tertimbang 1/9, masa sebelumnya, dan apakah termasuk tiga terendah."""

    kode: KodeUnsur
    nama: str
    nrr: Decimal
    tertimbang: Decimal
    lalu: Decimal | None
    rendah: bool


@dataclass(frozen=True, slots=True)
class Rekap:
    """Isi halaman satu simpul pada satu masa."""

    simpul: Simpul
    nama: str
    masa: Masa
    ikm: Ikm
    lalu: Ikm
    unsur: list[BarisNrr]
    anak: list[BarisIkm]
    jenis_anak: str
    rata_anak: Decimal | None
    penerima: Penerima
    tren: list[tuple[Masa, Ikm]]
    tindak_lanjut: list[TindakLanjutSkm]

    @property
    def titik_tren(self) -> list[tuple[str, Decimal | None]]:
        """Label dan IKM tiap masa untuk grafik."""
        return [(m.pendek, i.ikm) for m, i in self.tren]

    @property
    def ada_tren(self) -> bool:
        """Apakah ada sedikitnya dua masa yang dapat dibandingkan."""
        return sum(i.terbit for _, i in self.tren) > 1

    @property
    def terendah(self) -> list[BarisNrr]:
        """Tiga unsur terendah, terendah dahulu."""
        return sorted((u for u in self.unsur if u.rendah), key=lambda u: (u.nrr, u.nama))


def rekap(instansi: Instansi, simpul: Simpul, masa: Masa, *, nama: str, hari_ini: date) -> Rekap:
    """Seluruh angka satu simpul. Enam kueri untuk berapa pun unit."""
    semua = pohon(instansi, tahun=masa.mulai.year, hari_ini=hari_ini)
    penerima = populasi(instansi, masa.mulai.year)
    ikm, lalu = semua.ikm(simpul.jalur, masa), semua.ikm(simpul.jalur, masa.sebelumnya)
    anak = semua.ikm_anak(simpul.jalur, masa) if ikm.terbit and simpul.jenis != "layanan" else {}
    jenis_anak = {"instansi": "dinas", "dinas": "unit", "unit": "layanan", "layanan": ""}[simpul.jenis]
    return Rekap(
        simpul=simpul,
        nama=nama,
        masa=masa,
        ikm=ikm,
        lalu=lalu,
        unsur=baris_nrr(ikm, lalu),
        anak=_baris_anak(instansi, simpul, jenis_anak, anak, penerima, masa) if jenis_anak else [],
        jenis_anak=jenis_anak,
        rata_anak=rata_anak(anak),
        penerima=_penerima(penerima, simpul.jenis, simpul.jalur[-1] if simpul.jalur else 0, masa),
        tren=_tren(semua, simpul, masa),
        tindak_lanjut=list(tindak_lanjut(instansi, simpul, masa)),
    )


def baris_nrr(kini: Ikm, lalu: Ikm) -> list[BarisNrr]:
    """Sembilan unsur dalam urutan tetap; kosong bila angkanya tidak terbit."""
    ada = {k: n for k, n in kini.nrr.items() if n is not None}
    rendah = sorted(ada, key=lambda k: ada[k])[:3]
    return [
        BarisNrr(
            u.kode,
            u.nama,
            ada[u.kode],
            bagi(ada[u.kode], Decimal(len(UNSUR))),
            lalu.nrr.get(u.kode),
            u.kode in rendah,
        )
        for u in UNSUR
        if u.kode in ada
    ]


def tindak_lanjut(instansi: Instansi, simpul: Simpul, masa: Masa | None = None) -> QuerySet[TindakLanjutSkm]:
    """Tindak lanjut unit itu dan di bawahnya; `masa` membatasi pada rencana dari masa itu sampai setahun sebelumnya."""
    milik = TindakLanjutSkm.objects.filter(instansi=instansi).select_related("unit")
    if simpul.jenis == "dinas":
        milik = milik.filter(Q(unit__dinas=simpul.dinas) | Q(unit=simpul.dinas))
    elif simpul.jalur:
        milik = milik.filter(unit=simpul.unit)
    if masa is not None:
        milik = milik.filter(mulai__lte=masa.selesai, mulai__gte=masa.mulai.replace(year=masa.mulai.year - 1))
    return milik.order_by("-mulai", "tenggat", "pk")


def tindak_lanjut_unit(unit: UnitKerja) -> QuerySet[TindakLanjutSkm]:
    """Semua tindak lanjut satu unit; perangkat daerah beserta unit di bawahnya."""
    di = unit.dinas_id or unit.pk
    simpul = Simpul("dinas", di) if di == unit.pk else Simpul("unit", di, unit.pk)
    return tindak_lanjut(unit.instansi, simpul)


def simpul_terbaca(
    akses: Akses, *, dinas: int | None, unit: int | None, layanan: int | None
) -> tuple[Simpul, str] | None:
    """Simpul yang diminta beserta namanya; None bila tidak ada atau di luar wilayah orang itu. Paling banyak satu kueri."""
    wilayah = akses.unit(BACA)
    if layanan is not None:
        satu = Layanan.objects.filter(pk=layanan, instansi=akses.instansi_id).select_related("unit").first()
        if satu is None or (wilayah is not None and satu.unit_id not in wilayah):
            return None
        return Simpul("layanan", satu.unit.dinas_id or satu.unit_id, satu.unit_id, satu.pk), satu.nama
    pk = unit if unit is not None else dinas
    if pk is None:
        return None
    u = UnitKerja.objects.filter(pk=pk, instansi=akses.instansi_id).first()
    if u is None or (wilayah is not None and u.pk not in wilayah):
        return None
    if unit is None:
        return (Simpul("dinas", u.pk), u.nama) if u.dinas_id in (None, u.pk) else None
    return Simpul("unit", u.dinas_id or u.pk, u.pk), u.nama


def puncak(akses: Akses) -> list[tuple[Simpul, str]]:
    """Simpul teratas yang boleh dibaca orang yang wilayahnya terbatas: dinas, atau unit bila dinasnya di luar. Satu kueri."""
    wilayah = akses.unit(BACA) or frozenset()
    berlayanan = UnitKerja.objects.filter(pk__in=wilayah, layanan__isnull=False).distinct()
    hasil: dict[tuple[int, ...], tuple[Simpul, str]] = {}
    for u in berlayanan.select_related("dinas").order_by("nama"):
        di = u.dinas or u
        simpul = Simpul("dinas", di.pk) if di.pk in wilayah else Simpul("unit", di.pk, u.pk)
        hasil.setdefault(simpul.jalur, (simpul, di.nama if simpul.jenis == "dinas" else u.nama))
    return list(hasil.values())


def laporan_terbit(unit_id: int) -> list[LaporanSkm]:
    """Laporan unit itu, terbaru dahulu, hanya versi terakhir tiap masa. Satu kueri."""
    semua = LaporanSkm.objects.filter(unit=unit_id).defer("isi")
    return list(semua.order_by("-mulai", "jenis", "-versi").distinct("mulai", "jenis"))


def laporan_umum(dinas_id: int) -> list[LaporanSkm]:
    """Laporan perangkat daerah dan unit di bawahnya yang dibaca umum, terbaru dahulu. Satu kueri."""
    milik = (
        LaporanSkm.objects.filter(Q(unit__dinas=dinas_id) | Q(unit=dinas_id))
        .select_related("unit")
        .defer("isi")
    )
    return list(
        milik.order_by("-mulai", "jenis", "unit", "-versi").distinct("mulai", "jenis", "unit")[:LAPORAN_UMUM]
    )


def laporan_satu(instansi: Instansi, pk: int) -> LaporanSkm | None:
    """Satu laporan instansi itu, bagi siapa pun: laporan yang terbit memang untuk umum."""
    return LaporanSkm.objects.select_related("unit__instansi").filter(pk=pk, unit__instansi=instansi).first()


def _tren(semua: Pohon, simpul: Simpul, masa: Masa) -> list[tuple[Masa, Ikm]]:
    """Masa sejenis sejak yang pertama terbit, paling jauh dari awal tahun sebelumnya."""
    batas = date(masa.mulai.year - 1, 1, 1)
    daftar = [m for m in deret(masa, TITIK_TREN[masa.jenis]) if m.mulai >= batas]
    tren = [(m, semua.ikm(simpul.jalur, m)) for m in daftar]
    return list(dropwhile(lambda satu: not satu[1].terbit, tren))


def _penerima(penerima: Populasi, jenis: str, pk: int, masa: Masa) -> Penerima:
    if jenis == "instansi":
        return penerima.instansi(masa.mulai, masa.selesai)
    hitung = {"dinas": penerima.dinas, "unit": penerima.unit, "layanan": penerima.layanan}[jenis]
    return hitung(pk, masa.mulai, masa.selesai)


def _baris_anak(
    instansi: Instansi, simpul: Simpul, jenis: str, angka: Mapping[int, Ikm], penerima: Populasi, masa: Masa
) -> list[BarisIkm]:
    """Anak yang punya layanan aktif atau suara pada masa itu, menurut nama. Satu kueri."""
    aktif = {
        "dinas": {b.dinas for b in penerima.baris},
        "unit": {b.unit for b in penerima.baris if b.dinas == simpul.dinas},
        "layanan": {b.layanan for b in penerima.baris if b.unit == simpul.unit},
    }[jenis]
    model = Layanan if jenis == "layanan" else UnitKerja
    nama = (
        model.objects.filter(instansi=instansi, pk__in={*aktif, *angka})
        .order_by("nama")
        .values_list("pk", "nama")
    )
    return [
        BarisIkm(jenis, pk, sebutan, angka.get(pk) or ikm_dari(NOL), _penerima(penerima, jenis, pk, masa))
        for pk, sebutan in nama
    ]


def layanan_berpenerima(akses: Akses, tahun: int) -> QuerySet[Layanan]:
    """Layanan aktif yang boleh dikelola, dengan anotasi `penerima_tahun` yang sudah dicatat."""
    relasi = FilteredRelation("penerima", condition=Q(penerima__tahun=tahun))
    return layanan_terkelola(akses).annotate(p=relasi, penerima_tahun=F("p__banyak"))
