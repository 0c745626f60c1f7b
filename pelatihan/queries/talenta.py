"""Peta talenta dari hasil yang beku dan penilaian potensi yang masih berlaku. Banyak kueri tetap untuk berapa pun orang.

Yang dipetakan: pegawai aktif dengan hasil versi terbaru pada periode yang sudah ditutup. Pembacanya sendiri tidak ikut.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from indikator.models import Periode
from kepegawaian.models import Pegawai
from pelatihan.models import AturanTalenta, PenilaianPotensi
from pelatihan.rules.talenta import (
    DIDAHULUKAN,
    LETAK,
    SKOR_TERTINGGI,
    Aturan,
    Potensial,
    berlaku_sejak,
    kategori_kinerja,
    kategori_potensial,
    kotak,
)
from penilaian.models import Hasil
from penilaian.queries.hasil import digantikan
from penilaian.rules.predikat import Predikat, Rating

TANPA_POTENSIAL: Final = "tanpa_potensial"
TANPA_PREDIKAT: Final = "tanpa_predikat"


@dataclass(frozen=True, slots=True)
class Saringan:
    """Yang dipilih pembaca. `letak`: nomor kotak sebagai teks, atau salah satu dari kedua TANPA_."""

    dinas_id: int | None = None
    jenis: str = ""
    cari: str = ""
    letak: str = ""


@dataclass(frozen=True, slots=True)
class Peta:
    """Banyak orang tiap kotak, dan yang belum dapat diletakkan."""

    isi: Mapping[int, int] = field(default_factory=dict)
    tanpa_potensial: int = 0
    tanpa_predikat: int = 0

    @property
    def diletakkan(self) -> int:
        return sum(self.isi.values())

    @property
    def semua(self) -> int:
        return self.diletakkan + self.tanpa_potensial + self.tanpa_predikat

    @property
    def didahulukan(self) -> int:
        return sum(n for nomor, n in self.isi.items() if nomor in DIDAHULUKAN)


@dataclass(frozen=True, slots=True)
class Letak:
    """Satu orang dengan kedua sumbunya; yang belum ada None."""

    kinerja: Rating | None
    potensial: Potensial | None
    kotak: int | None


@dataclass(frozen=True, slots=True)
class LetakOrang:
    """Letak seseorang dengan angka di baliknya. `potensi` yang dipakai; `lewat` penilaian terakhir yang lewat masanya."""

    hasil: Hasil
    letak: Letak
    aturan: Aturan
    potensi: PenilaianPotensi | None
    lewat: PenilaianPotensi | None
    sebelumnya: tuple[tuple[Hasil, Rating | None], ...]


def aturan_berlaku(instansi_id: int, *, pada: date) -> Aturan:
    """Versi terbaru yang sudah mulai, atau bawaan. Satu kueri."""
    b = versi_aturan(instansi_id).filter(sejak__lte=pada).first()
    if b is None:
        return Aturan()
    kinerja = {Predikat(p): Rating(k) for p, k in b.kinerja.items()}
    return Aturan(kinerja, b.menengah, b.tinggi, b.masa_bulan, b.lihat_sendiri, b.versi, b.sejak)


def versi_aturan(instansi_id: int) -> QuerySet[AturanTalenta]:
    """Semua versi, terbaru di atas."""
    return (
        AturanTalenta.objects.filter(instansi_id=instansi_id)
        .select_related("ditetapkan_oleh")
        .order_by("-versi")
    )


def dipetakan(
    periode: Periode, *, pembaca: Pegawai, aturan: Aturan, pada: date, saring: Saringan
) -> QuerySet[Hasil]:
    """Hasil yang dipetakan dengan `skor` dan `tanggal` potensi yang berlaku, disaring menurut dinas, jabatan, dan nama.

    Hanya periode instansi pembaca yang sudah ditutup; selain itu kosong.
    """
    masa = (berlaku_sejak(pada, aturan), pada)
    lebih_baru = PenilaianPotensi.objects.filter(
        pegawai=OuterRef("pegawai"), tanggal__gt=OuterRef("tanggal"), tanggal__lte=pada
    )
    semua = (
        Hasil.objects.filter(
            ~digantikan(),
            periode=periode,
            periode__status=Periode.Status.DITUTUP,
            instansi_id=pembaca.instansi_id,
            pegawai__is_active=True,
        )
        .exclude(pegawai=pembaca)
        .annotate(
            # Yang terbaru di antara yang belum lewat masanya; tanpa satu pun, baris tetap ada dengan skor kosong.
            potensi=FilteredRelation(
                "pegawai__penilaian_potensi",
                condition=Q(pegawai__penilaian_potensi__tanggal__range=masa),
            ),
            skor=F("potensi__skor"),
            tanggal=F("potensi__tanggal"),
        )
        .filter(~Exists(lebih_baru))
    )
    if saring.dinas_id is not None:
        semua = semua.filter(dinas_id=saring.dinas_id)
    if saring.jenis:
        semua = semua.filter(penempatan__jabatan__jenis=saring.jenis)
    if saring.cari:
        semua = semua.filter(
            Q(pegawai__nama__icontains=saring.cari)
            | Q(pegawai__nip__startswith=saring.cari)
            | Q(penempatan__jabatan__nama__icontains=saring.cari)
        )
    return semua


def peta(semua: QuerySet[Hasil], aturan: Aturan) -> Peta:
    """Hitungan tiap kotak. Satu kueri untuk berapa pun orang."""
    tingkat = Case(
        When(skor__gte=aturan.tinggi, then=Value(Potensial.TINGGI.value)),
        When(skor__gte=aturan.menengah, then=Value(Potensial.MENENGAH.value)),
        When(skor__isnull=False, then=Value(Potensial.RENDAH.value)),
        default=Value(""),
        output_field=CharField(),
    )
    isi: dict[int, int] = {}
    tanpa_potensial = tanpa_predikat = 0
    baris = semua.order_by().values("predikat", tingkat=tingkat).annotate(n=Count("pk"))
    for b in baris:
        nomor = kotak(
            kategori_kinerja(b["predikat"], aturan), Potensial(b["tingkat"]) if b["tingkat"] else None
        )
        if nomor is not None:
            isi[nomor] = isi.get(nomor, 0) + b["n"]
        elif b["predikat"]:
            tanpa_potensial += b["n"]
        else:
            tanpa_predikat += b["n"]
    return Peta(isi, tanpa_potensial, tanpa_predikat)


def di_letak(semua: QuerySet[Hasil], letak: str, aturan: Aturan) -> QuerySet[Hasil]:
    """Orang di satu kotak atau yang belum dapat diletakkan; kosong berarti semuanya. Urut nama."""
    if letak == TANPA_PREDIKAT:
        semua = semua.filter(predikat="")
    elif letak == TANPA_POTENSIAL:
        semua = semua.filter(~Q(predikat=""), Q(skor__isnull=True))
    elif letak:
        kinerja, potensial = LETAK[int(letak)]
        semua = semua.filter(
            _skor(potensial, aturan), predikat__in=[p for p, k in aturan.kinerja.items() if k is kinerja]
        )
    return (
        semua.select_related("pegawai", "unit", "dinas", "penempatan__jabatan")
        .defer("rincian", "kurang")
        .order_by("pegawai__nama", "pk")
    )


def _skor(potensial: Potensial, aturan: Aturan) -> Q:
    if potensial is Potensial.TINGGI:
        return Q(skor__gte=aturan.tinggi, skor__lte=SKOR_TERTINGGI)
    if potensial is Potensial.MENENGAH:
        return Q(skor__gte=aturan.menengah, skor__lt=aturan.tinggi)
    return Q(skor__lt=aturan.menengah)


def letak(predikat: str, skor: Decimal | None, aturan: Aturan) -> Letak:
    """Kedua sumbu dan nomor kotaknya."""
    kinerja, potensial = kategori_kinerja(predikat, aturan), kategori_potensial(skor, aturan)
    return Letak(kinerja, potensial, kotak(kinerja, potensial))


def baris_orang(semua: QuerySet[Hasil], aturan: Aturan) -> Iterator[tuple[Any, Letak]]:
    """Tiap hasil dengan letaknya, mengalir supaya 20.000 baris tidak sekaligus di memori."""
    for h in semua.iterator(chunk_size=2000):
        yield h, letak(h.predikat, h.skor, aturan)  # type: ignore[attr-defined]


def letak_orang(
    periode: Periode, pegawai: Pegawai, *, aturan: Aturan, pada: date, banyak_lalu: int = 8
) -> LetakOrang | None:
    """Letak seorang pada satu periode tertutup; None bila ia tidak punya hasil di sana. Tiga kueri."""
    tertutup = Hasil.objects.filter(
        ~digantikan(),
        pegawai=pegawai,
        instansi_id=periode.instansi_id,
        periode__status=Periode.Status.DITUTUP,
    ).defer("rincian", "kurang")
    hasil = (
        tertutup.filter(periode=periode)
        .select_related("pegawai", "unit", "dinas", "penempatan__jabatan", "periode")
        .first()
    )
    if hasil is None:
        return None
    milik = PenilaianPotensi.objects.filter(
        pegawai=pegawai, instansi_id=periode.instansi_id, tanggal__lte=pada
    )
    terakhir = milik.order_by("-tanggal").first()
    masih = terakhir is not None and terakhir.tanggal >= berlaku_sejak(pada, aturan)
    potensi = terakhir if masih else None
    lalu = tertutup.filter(periode__selesai__lt=periode.selesai).select_related("periode")
    return LetakOrang(
        hasil,
        letak(hasil.predikat, potensi.skor if potensi else None, aturan),
        aturan,
        potensi,
        None if masih else terakhir,
        tuple(
            (h, kategori_kinerja(h.predikat, aturan))
            for h in lalu.order_by("-periode__selesai", "-pk")[:banyak_lalu]
        ),
    )
