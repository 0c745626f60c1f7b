"""Titik layanan: yang boleh dikelola seseorang, dan yang dibuka warga dari kode QR."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from kepegawaian.models import UnitKerja
from kepegawaian.permissions import Akses, Izin
from kepegawaian.queries.orang import berlaku
from umpan_balik.models import JagaTitik, KodeKunjungan, Layanan, Survei, TitikLayanan
from umpan_balik.sidik import rapikan_kode, rapikan_kode_titik


def titik_warga(token: str) -> TitikLayanan | None:
    """Titik dari token di alamat; token yang diketik dengan huruf besar atau O untuk 0 tetap ditemukan."""
    titik = TitikLayanan.objects.select_related("layanan__instansi", "layanan__unit")
    return titik.filter(token=token).first() or titik.filter(token=rapikan_kode(token).lower()).first()


def titik_dari_kode(teks: str) -> TitikLayanan | None:
    """Titik dengan kode pendek dari poster, diketik bebas. Satu kueri."""
    kode = rapikan_kode_titik(teks)
    return TitikLayanan.objects.filter(kode_pendek=kode).first() if kode else None


@dataclass(frozen=True, slots=True)
class Ditahan:
    """Sekelompok jawaban tertahan: satu titik, satu hari, satu sebab."""

    titik: TitikLayanan
    tanggal: date
    sebab: str
    banyak: int
    dihitung: int


def _milik(akses: Akses, *, kolom: str) -> Q:
    unit = akses.unit(Izin.KELOLA_TITIK)
    return Q() if unit is None else Q(**{f"{kolom}__in": unit})


def titik_terkelola(akses: Akses) -> QuerySet[TitikLayanan]:
    """Titik di unit yang boleh dikelola orang ini, dengan unit dan layanannya."""
    return (
        TitikLayanan.objects.filter(_milik(akses, kolom="layanan__unit"), layanan__instansi=akses.instansi_id)
        .select_related("layanan__unit__dinas", "layanan__instansi")
        .order_by("layanan__unit__nama", "layanan__nama", "nama", "pk")
    )


def dengan_jumlah(titik: QuerySet[TitikLayanan], *, sejak: date) -> QuerySet[TitikLayanan]:
    """Anotasi `jawaban` dan `ditahan` sejak hari itu."""
    baru = Q(survei__tanggal__gte=sejak)
    return titik.annotate(
        jawaban=Count("survei", filter=baru),
        ditahan=Count("survei", filter=baru & Q(survei__status="ditahan")),
    )


def layanan_terkelola(akses: Akses) -> QuerySet[Layanan]:
    """Layanan aktif di unit yang boleh dikelola."""
    return (
        Layanan.objects.filter(_milik(akses, kolom="unit"), instansi=akses.instansi_id, aktif=True)
        .select_related("unit")
        .order_by("unit__nama", "nama")
    )


def unit_terkelola(akses: Akses, *, pada: date) -> QuerySet[UnitKerja]:
    """Unit berlaku yang boleh diberi layanan."""
    milik = UnitKerja.objects.filter(_milik(akses, kolom="pk"), berlaku(pada), instansi=akses.instansi_id)
    return milik.order_by("nama")


def ditahan(akses: Akses) -> list[Ditahan]:
    """Jawaban tertahan di titik yang boleh dikelola, terbaru di atas, beserta yang dihitung di hari itu. Tiga kueri."""
    titik = {t.pk: t for t in titik_terkelola(akses)}
    milik = Survei.objects.filter(titik__in=titik)
    kelompok = list(
        milik.filter(status=Survei.Status.DITAHAN)
        .values("titik_id", "tanggal", "alasan_ditahan")
        .annotate(banyak=Count("pk"))
        .order_by("-tanggal", "titik_id", "alasan_ditahan")
    )
    terhitung = {
        (b["titik_id"], b["tanggal"]): b["banyak"]
        for b in milik.filter(status=Survei.Status.DIHITUNG, tanggal__in={k["tanggal"] for k in kelompok})
        .values("titik_id", "tanggal")
        .annotate(banyak=Count("pk"))
    }
    return [
        Ditahan(
            titik=titik[k["titik_id"]],
            tanggal=k["tanggal"],
            sebab=k["alasan_ditahan"],
            banyak=k["banyak"],
            dihitung=terhitung.get((k["titik_id"], k["tanggal"]), 0),
        )
        for k in kelompok
    ]


def ringkasan_suara(akses: Akses, *, hari_ini: date | None = None) -> list[tuple[str, int]]:
    """Suara 90 hari terakhir di titik yang boleh dikelola, menurut keadaannya. Satu kueri."""
    sejak = (hari_ini or timezone.localdate()) - timedelta(days=90)
    milik = Survei.objects.filter(
        _milik(akses, kolom="unit"), instansi=akses.instansi_id, tanggal__gte=sejak
    ).aggregate(
        dihitung=Count("pk", filter=Q(status=Survei.Status.DIHITUNG)),
        diperiksa=Count("pk", filter=Q(status=Survei.Status.DIHITUNG) & ~Q(alasan_ditahan="")),
        ditahan=Count("pk", filter=Q(status=Survei.Status.DITAHAN)),
        ditolak=Count("pk", filter=Q(status=Survei.Status.DITOLAK)),
    )
    return [
        ("Dihitung", milik["dihitung"]),
        ("Dihitung sesudah diperiksa", milik["diperiksa"]),
        ("Masih ditahan", milik["ditahan"]),
        ("Tidak dihitung", milik["ditolak"]),
    ]


def jaga_di(titik: TitikLayanan) -> QuerySet[JagaTitik]:
    """Siapa berjaga di titik ini, yang terbaru di atas."""
    return JagaTitik.objects.filter(titik=titik).select_related("pegawai").order_by("-sejak", "pegawai__nama")


def ringkasan_kode(titik: TitikLayanan) -> dict[str, int]:
    """Berapa kode terbit dan terpakai. Satu kueri."""
    return KodeKunjungan.objects.filter(titik=titik).aggregate(
        terbit=Count("pk"), terpakai=Count("pk", filter=Q(terpakai=True))
    )
