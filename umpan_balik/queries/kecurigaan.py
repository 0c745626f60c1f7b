"""Tanda-tanda kiriman yang tidak wajar: jaringan kantor, banjir kiriman, dan kelompok jawaban yang ditahan.

Yang memutus tidak pernah melihat nilai yang diberikan warga: hanya jam, asal, dan sebabnya. Orang yang dapat melihat
nilainya dapat memilih membuang nilai yang rendah.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from ipaddress import ip_network

from django.db.models import Count, DateTimeField, F, Func, Q

from kepegawaian.models import SesiMasuk
from kepegawaian.permissions import Akses
from umpan_balik.models import Survei, TitikLayanan
from umpan_balik.queries.titik import titik_terkelola
from umpan_balik.rules.kecurigaan import HARI_PEMBANDING, MENIT_BANJIR, PEGAWAI_SEALAMAT, dibanjiri
from umpan_balik.sidik import jaringan

HARI_KANTOR = 14
LEDAKAN = 15
LEDAKAN_TAMPIL = 20


@dataclass(frozen=True, slots=True)
class Ledakan:
    """Sepuluh menit yang ramai di satu titik: banyaknya suara, alat yang berbeda, dan yang dihitung."""

    titik: TitikLayanan
    tanggal: date
    mulai: datetime
    banyak: int
    alat: int
    dihitung: int


@dataclass(frozen=True, slots=True)
class Tertahan:
    """Satu jawaban yang ditahan atau tidak dihitung, tanpa nilainya. `alat` nomor urut alat pada hari itu."""

    survei: Survei
    alat: int | None
    sealat: int

    @property
    def kunci(self) -> str:
        return str(self.survei.pk)

    @property
    def ditolak(self) -> bool:
        return self.survei.status == Survei.Status.DITOLAK


def dari_kantor(*, instansi_id: int, alamat: str, sekarang: datetime) -> bool:
    """Apakah sedikitnya tiga pegawai instansi itu masuk dari jaringan ini dalam dua pekan. Satu kueri.

    Alamat mesin sendiri tidak pernah kantor: di sana semua orang tampak sejaringan.
    """
    try:
        ruas = ip_network(jaringan(alamat))
    except ValueError:
        return False
    if ruas.is_loopback:
        return False
    masuk = SesiMasuk.objects.filter(
        alamat__range=(str(ruas[0]), str(ruas[-1])),
        masuk__gte=sekarang - timedelta(days=HARI_KANTOR),
        pegawai__instansi=instansi_id,
    )
    return len(masuk.values("pegawai").distinct()[:PEGAWAI_SEALAMAT]) == PEGAWAI_SEALAMAT


def ledakan(akses: Akses, *, sejak: date) -> list[Ledakan]:
    """Sepuluh menit teramai tiap titik yang boleh dikelola, sedikitnya 15 suara terbuka, terbaru di atas. Dua kueri.

    Termasuk suara yang dihitung; ia diperlihatkan supaya diketahui, tidak dapat dibuang.
    """
    titik = {t.pk: t for t in titik_terkelola(akses)}
    ruas = Func(
        F("setuju_waktu"),
        template="date_bin('10 minutes', %(expressions)s, timestamptz '2000-01-01')",
        output_field=DateTimeField(),
    )
    baris = (
        Survei.objects.filter(titik__in=titik, tanggal__gte=sejak, sumber=Survei.Sumber.TERBUKA)
        .annotate(ruas=ruas)
        .values("titik_id", "tanggal", "ruas")
        .annotate(
            banyak=Count("pk"),
            alat=Count("sidik", distinct=True),
            dihitung=Count("pk", filter=Q(status=Survei.Status.DIHITUNG)),
        )
        .filter(banyak__gte=LEDAKAN)
        .order_by("-ruas", "titik_id")[:LEDAKAN_TAMPIL]
    )
    return [
        Ledakan(titik[b["titik_id"]], b["tanggal"], b["ruas"], b["banyak"], b["alat"], b["dihitung"])
        for b in baris
    ]


def sedang_dibanjiri(titik: TitikLayanan, *, sekarang: datetime) -> bool:
    """Apakah titik ini sedang menerima lebih banyak kiriman daripada yang dapat dilayaninya. Satu kueri."""
    hari = titik.layanan.instansi.hari_pada(sekarang)
    baru = Survei.objects.filter(
        titik=titik,
        tanggal=hari,
        sumber=Survei.Sumber.TERBUKA,
        setuju_waktu__gte=sekarang - timedelta(minutes=MENIT_BANJIR),
    )
    return dibanjiri(baru.count())


def terhitung_sebulan(titik: TitikLayanan, hari: date) -> int:
    """Jawaban yang dihitung di titik itu tiga puluh hari terakhir. Satu kueri."""
    return Survei.objects.filter(
        titik=titik,
        status=Survei.Status.DIHITUNG,
        tanggal__gt=hari - timedelta(days=HARI_PEMBANDING),
        tanggal__lte=hari,
    ).count()


def tertahan(titik: TitikLayanan, hari: date) -> list[Tertahan]:
    """Jawaban yang ditahan dan yang tidak dihitung di titik itu pada hari itu, menurut jamnya. Dua kueri."""
    milik = Survei.objects.filter(titik=titik, tanggal=hari)
    kolom = ("pk", "setuju_waktu", "sumber", "status", "alasan_ditahan", "alasan_putusan", "sidik")
    baris = list(
        milik.filter(status__in=(Survei.Status.DITAHAN, Survei.Status.DITOLAK))
        .only(*kolom)
        .order_by("setuju_waktu", "pk")
    )
    banyak = dict(
        milik.filter(sidik__in={b.sidik for b in baris if b.sidik})
        .values_list("sidik")
        .annotate(banyak=Count("pk"))
    )
    alat = {sidik: n for n, sidik in enumerate(dict.fromkeys(b.sidik for b in baris if b.sidik), start=1)}
    return [Tertahan(b, alat.get(b.sidik), banyak.get(b.sidik, 0)) for b in baris]
