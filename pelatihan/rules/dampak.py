"""Adakah perubahan sesudah sebuah pelatihan: sebelum dan sesudah, di samping orang serupa yang tidak ikut.

Hubungan, bukan sebab: yang ikut tidak dipilih dengan undian. Serupa berarti kebutuhan yang sama, periode yang sama, dan
skor awal dalam sepersepuluh skala yang sama. Selang 95 % dari sebaran t (Student); penjelasan di docs/aturan/dampak.md.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from indikator.rules.angka import NOL, amankan, bagi, bulatkan, jumlah, teliti

SEDIKITNYA: Final = 5
LEBAR_GOLONGAN: Final = Decimal(10)
# t(0,975) menurut derajat bebas; di antaranya dipakai yang lebih kecil, jadi selangnya tidak pernah terlalu sempit.
T_975: Final[tuple[tuple[int, Decimal], ...]] = tuple(
    (df, Decimal(t))
    for df, t in (
        (1, "12.706"), (2, "4.303"), (3, "3.182"), (4, "2.776"), (5, "2.571"), (6, "2.447"), (7, "2.365"),
        (8, "2.306"), (9, "2.262"), (10, "2.228"), (11, "2.201"), (12, "2.179"), (13, "2.160"), (14, "2.145"),
        (15, "2.131"), (16, "2.120"), (17, "2.110"), (18, "2.101"), (19, "2.093"), (20, "2.086"), (25, "2.060"),
        (30, "2.042"), (40, "2.021"), (60, "2.000"), (120, "1.980"), (1000, "1.962"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amatan:
    """Satu orang pada satu kebutuhan: skor (100 = harapan) sebelum dan sesudah. `strata` kode dan periodenya."""

    strata: Hashable
    awal: Decimal
    akhir: Decimal

    @property
    def ubah(self) -> Decimal:
        return self.akhir - self.awal

    @property
    def golongan(self) -> tuple[Hashable, int]:
        """Yang serupa: strata dan sepersepuluh skor awalnya."""
        return (self.strata, int(self.awal // LEBAR_GOLONGAN))


@dataclass(frozen=True, slots=True)
class Kumpulan:
    """Perubahan banyak orang segolongan, cukup dengan banyak, jumlah, dan jumlah kuadratnya."""

    golongan: tuple[Hashable, int]
    n: int
    jumlah: Decimal
    kuadrat: Decimal


def kumpulkan(amatan: Iterable[Amatan]) -> list[Kumpulan]:
    """Orang demi orang menjadi kumpulan tiap golongan."""
    isi: dict[tuple[Hashable, int], list[Decimal]] = defaultdict(list)
    for a in amatan:
        isi[a.golongan].append(a.ubah)
    return [Kumpulan(g, len(u), jumlah(u), jumlah(x * x for x in u)) for g, u in isi.items()]


@dataclass(frozen=True, slots=True)
class Selang:
    """Rata-rata dengan selang kepercayaan 95 % dan banyak orangnya."""

    n: int
    rata: Decimal
    bawah: Decimal
    atas: Decimal


@dataclass(frozen=True, slots=True)
class Dampak:
    """Perubahan yang ikut, yang serupa, dan selisihnya; kosong bila orangnya kurang dari lima.

    `n` banyak yang ikut dan terukur dua kali. `awal` dan `akhir` rata-rata skor yang ikut.
    """

    n: int
    awal: Decimal | None = None
    akhir: Decimal | None = None
    ikut: Selang | None = None
    serupa: Selang | None = None
    selisih: Selang | None = None

    @property
    def urutan(self) -> Decimal | None:
        """Untuk mengurutkan katalog: batas bawah selisih, supaya yang orangnya sedikit tidak unggul karena kebetulan."""
        return self.selisih.bawah if self.selisih else None


@teliti
def dampak(ikut: Iterable[Amatan], lain: Iterable[Kumpulan]) -> Dampak:
    """Bandingkan yang ikut dengan yang serupa dan tidak ikut.

    Selisih hanya memakai peserta yang ada pembandingnya; pembanding ditimbang menurut banyaknya peserta segolongan,
    sehingga susunan golongannya sama. Kurang dari lima peserta atau pembanding: bagian itu tidak ditulis.
    """
    peserta = list(ikut)
    if len(peserta) < SEDIKITNYA:
        return Dampak(len(peserta))
    n = Decimal(len(peserta))
    hasil_ikut = _hitung([(k, Decimal(1)) for k in kumpulkan(peserta)])
    serupa, berpasangan = _pasangkan(peserta, lain)
    bisa = sum(k.n for k, _ in serupa) >= SEDIKITNYA and len(berpasangan) >= SEDIKITNYA
    return Dampak(
        n=len(peserta),
        awal=bulatkan(bagi(jumlah(a.awal for a in peserta), n)),
        akhir=bulatkan(bagi(jumlah(a.akhir for a in peserta), n)),
        ikut=_tampil(hasil_ikut),
        serupa=_tampil(_hitung(serupa)) if bisa else None,
        selisih=_tampil(_beda(_hitung([(k, Decimal(1)) for k in kumpulkan(berpasangan)]), _hitung(serupa)))
        if bisa
        else None,
    )


def t_975(df: int) -> Decimal:
    """Kuantil 97,5 % sebaran t. Menolak derajat bebas di bawah 1."""
    if df < 1:
        raise ValueError("Selang memerlukan sekurangnya dua orang.")
    return next(t for batas, t in reversed(T_975) if df >= batas)


@dataclass(frozen=True, slots=True)
class _Hitung:
    n: int
    rata: Decimal
    ragam_rata: Decimal  # kuadrat galat baku rata-ratanya
    df: int


def _pasangkan(
    peserta: list[Amatan], lain: Iterable[Kumpulan]
) -> tuple[list[tuple[Kumpulan, Decimal]], list[Amatan]]:
    """Pembanding dengan timbangan tiap orangnya, dan peserta yang segolongan dengan sekurangnya satu pembanding."""
    segolongan = {k.golongan: k for k in lain if k.n}
    banyak = Counter(a.golongan for a in peserta)
    serupa = [
        (segolongan[g], bagi(Decimal(n), Decimal(segolongan[g].n)))
        for g, n in banyak.items()
        if g in segolongan
    ]
    return serupa, [a for a in peserta if a.golongan in segolongan]


def _hitung(isi: list[tuple[Kumpulan, Decimal]]) -> _Hitung:
    """Rata-rata berbobot. Banyak efektif Kish = (Σw)² : Σw²; ragam sampel dikoreksi dengan banyak efektif itu."""
    total = jumlah(k.n * w for k, w in isi)
    rata = bagi(jumlah(k.jumlah * w for k, w in isi), total)
    efektif = bagi(total * total, jumlah(k.n * w * w for k, w in isi))
    ragam = max(NOL, amankan(bagi(jumlah(k.kuadrat * w for k, w in isi), total) - rata * rata))
    bebas = max(Decimal(1), efektif - 1)
    n = sum(k.n for k, _ in isi)
    return _Hitung(n, rata, bagi(ragam, bebas), max(1, int(amankan(bebas))))


def _beda(ikut: _Hitung, serupa: _Hitung) -> _Hitung:
    """Selisih dua rata-rata yang ragamnya tidak dianggap sama (Welch); derajat bebas Satterthwaite, dibulatkan turun."""
    a, b = ikut.ragam_rata, serupa.ragam_rata
    pembagi = bagi(a * a, Decimal(ikut.df)) + bagi(b * b, Decimal(serupa.df))
    df = int(amankan(bagi((a + b) ** 2, pembagi))) if pembagi > NOL else min(ikut.df, serupa.df)
    return _Hitung(ikut.n, ikut.rata - serupa.rata, a + b, max(1, df))


def _tampil(h: _Hitung) -> Selang:
    lebar = t_975(h.df) * h.ragam_rata.sqrt()
    return Selang(h.n, bulatkan(h.rata), bulatkan(h.rata - lebar), bulatkan(h.rata + lebar))
