"""Katalog pelatihan yang boleh dibaca seseorang, saringannya, dan sesinya."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from kepegawaian.models import Pegawai
from pelatihan.models import Pelatihan, Sesi
from pelatihan.rules.tanda import sebut_tanda

# Pilihan saringan JP: kata dan syaratnya.
JP: Final[dict[str, tuple[str, dict[str, int]]]] = {
    "10": ("Sampai 10 JP", {"jp__lte": 10}),
    "20": ("11 sampai 20 JP", {"jp__gt": 10, "jp__lte": 20}),
    "lebih": ("Lebih dari 20 JP", {"jp__gt": 20}),
}
PENYELENGGARA_TERBANYAK: Final = 300


@dataclass(frozen=True, slots=True)
class SaringKatalog:
    """Saringan daftar; yang kosong tidak membatasi."""

    cari: str = ""
    bentuk: int | None = None
    jp: str = ""
    penyelenggara: str = ""
    tanda: str = ""
    ada_kursi: bool = False
    ditarik: bool = False


def sesi_berkursi(pada: date) -> Q:
    """Sesi yang masih menerima pendaftaran dan berkursi kosong."""
    return Q(status=Sesi.Status.DISETUJUI, batas_daftar__gte=pada, terisi__lt=F("kursi"))


def katalog_untuk(pegawai: Pegawai, *, cari: str = "", ditarik: bool = False) -> QuerySet[Pelatihan]:
    """Pelatihan di instansinya yang ditawarkan (atau yang ditarik), menurut judul.

    Tiap kata `cari` harus ada di judul, bentuk, kompetensi, atau penyelenggara.
    """
    semua = Pelatihan.objects.filter(instansi_id=pegawai.instansi_id, aktif=not ditarik)
    for kata in cari.split()[:10]:
        semua = semua.filter(
            Q(judul__icontains=kata)
            | Q(bentuk__icontains=kata)
            | Q(kompetensi__icontains=kata)
            | Q(penyelenggara__icontains=kata)
        )
    return semua.order_by("judul", "pk")


def katalog_tersaring(pegawai: Pegawai, saring: SaringKatalog, *, pada: date) -> QuerySet[Pelatihan]:
    """Katalog menurut saringan, dengan sesi terdekat yang dapat didaftari dan sisa kursinya.

    Banyaknya kueri tidak bergantung pada banyaknya pelatihan; tiap saringan berindeks.
    """
    semua = katalog_untuk(pegawai, cari=saring.cari, ditarik=saring.ditarik)
    syarat: dict[str, Any] = dict(JP[saring.jp][1]) if saring.jp in JP else {}
    if saring.bentuk is not None:
        syarat["kode_bentuk"] = saring.bentuk
    if saring.penyelenggara:
        syarat["penyelenggara"] = saring.penyelenggara
    if saring.tanda:
        syarat["tanda__contains"] = [saring.tanda]
    semua = semua.filter(**syarat)
    berkursi = Sesi.objects.filter(
        sesi_berkursi(pada), instansi_id=pegawai.instansi_id, pelatihan=OuterRef("pk")
    )
    if saring.ada_kursi:
        semua = semua.filter(Exists(berkursi))
    terdekat = berkursi.order_by("mulai", "pk")
    return semua.annotate(
        sesi_terdekat=Subquery(terdekat.values("mulai")[:1]),
        sisa_kursi=Subquery(terdekat.values_list(F("kursi") - F("terisi"))[:1]),
    )


def penyelenggara_pilihan(instansi_id: int) -> list[str]:
    """Nama penyelenggara yang ada di katalog, paling banyak 300. Satu kueri."""
    return list(
        Pelatihan.objects.filter(instansi_id=instansi_id)
        .exclude(penyelenggara="")
        .order_by("penyelenggara")
        .values_list("penyelenggara", flat=True)
        .distinct()[:PENYELENGGARA_TERBANYAK]
    )


def tanda_pilihan(instansi_id: int) -> list[tuple[str, str]]:
    """Kebutuhan yang dijawab katalog, kode dan sebutannya. Satu kueri."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT DISTINCT unnest(tanda) FROM pelatihan_pelatihan WHERE instansi_id = %s", [instansi_id]
        )
        kode = [baris[0] for baris in kursor.fetchall()]
    return sorted(((k, sebut_tanda(k)) for k in kode), key=lambda p: p[1])


def satu(pegawai: Pegawai, pelatihan_id: int) -> Pelatihan | None:
    """Satu pelatihan seinstansi, juga yang sudah ditarik. Satu kueri."""
    return (
        Pelatihan.objects.select_related("prasyarat", "instansi")
        .filter(pk=pelatihan_id, instansi_id=pegawai.instansi_id)
        .first()
    )


def sesi_dari(pelatihan: Pelatihan, *, kelola: bool) -> QuerySet[Sesi]:
    """Sesi satu pelatihan, terbaru di atas; draf hanya bagi pengelola."""
    semua = Sesi.objects.filter(pelatihan=pelatihan).order_by("-mulai", "-pk")
    return semua if kelola else semua.exclude(status=Sesi.Status.DRAF)


def sesi_terlihat(pegawai: Pegawai, *, kelola: bool) -> QuerySet[Sesi]:
    """Sesi seinstansi; draf hanya bagi pengelola."""
    semua = Sesi.objects.filter(instansi_id=pegawai.instansi_id).select_related("pelatihan", "instansi")
    return semua if kelola else semua.exclude(status=Sesi.Status.DRAF)


def sesi_tersaring(pegawai: Pegawai, *, cari: str, status: str) -> QuerySet[Sesi]:
    """Semua sesi instansi untuk pengelola, paling baru di atas, dengan banyaknya yang menunggu."""
    semua = sesi_terlihat(pegawai, kelola=True).annotate(
        menunggu=Count("usulan", filter=Q(usulan__status="menunggu")),
        belum_dicatat=Count("usulan", filter=Q(usulan__status="terdaftar")),
    )
    if cari:
        semua = semua.filter(pelatihan__judul__icontains=cari)
    return (semua.filter(status=status) if status else semua).order_by("-mulai", "-pk")
