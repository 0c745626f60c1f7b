"""Daftar katalog dengan saringannya, versi, dan tinjauan."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from indikator.models import Indikator, IndikatorKinerja, Tinjauan
from indikator.permissions import katalog_terlihat, pemilik_katalog
from kepegawaian.models import Pegawai, UnitKerja

URUTAN = {
    "nama": (Lower("nama").asc(), "pk"),
    "-nama": (Lower("nama").desc(), "-pk"),
    "-dipakai": ("-banyak_dipakai", Lower("nama").asc(), "pk"),
}


@dataclass(frozen=True, slots=True)
class SaringKatalog:
    """Saringan dari alamat; kosong berarti tidak menyaring, kecuali `keadaan`: kosong berarti yang ditawarkan."""

    q: str = ""
    dinas: int | None = None
    aspek: str = ""
    polaritas: str = ""
    keadaan: str = ""
    urut: str = "nama"


def daftar(pegawai: Pegawai, saring: SaringKatalog) -> QuerySet[Indikator]:
    """Versi terbaru tiap indikator menurut saringan; `banyak_dipakai` menghitung SKP dari semua versinya."""
    lebih_baru = Indikator.objects.filter(
        unit_id=OuterRef("unit_id"), kode=OuterRef("kode"), versi__gt=OuterRef("versi")
    )
    hasil = katalog_terlihat(pegawai).filter(~Exists(lebih_baru)).select_related("unit")
    if saring.q:
        hasil = hasil.filter(
            Q(nama__icontains=saring.q) | Q(definisi__icontains=saring.q) | Q(kode__iexact=saring.q)
        )
    if saring.dinas is not None:
        hasil = hasil.filter(unit_id=saring.dinas)
    if saring.aspek:
        hasil = hasil.filter(aspek=saring.aspek)
    if saring.polaritas:
        hasil = hasil.filter(polaritas=saring.polaritas)
    if saring.keadaan != "semua":
        hasil = hasil.filter(aktif=saring.keadaan != "nonaktif")
    return hasil.annotate(banyak_dipakai=_banyak_dipakai()).order_by(*URUTAN.get(saring.urut, URUTAN["nama"]))


def _banyak_dipakai() -> Coalesce:
    dipakai = (
        IndikatorKinerja.objects.filter(katalog__unit_id=OuterRef("unit_id"), katalog__kode=OuterRef("kode"))
        .order_by()
        .values("katalog__kode")
        .annotate(n=Count("skp_id", distinct=True))
        .values("n")
    )
    return Coalesce(Subquery(dipakai, output_field=IntegerField()), 0)


def dinas_berkatalog(pegawai: Pegawai) -> list[tuple[int, str, int]]:
    """Perangkat daerah instansinya, dengan banyaknya indikator aktif masing-masing. Satu kueri."""
    unit = pemilik_katalog(UnitKerja.objects.filter(instansi_id=pegawai.instansi_id))
    return [
        (u.pk, u.nama, u.banyak)
        for u in unit.annotate(banyak=Count("indikator", filter=Q(indikator__aktif=True)))
        if u.banyak or u.sampai is None
    ]


def versi_dari(indikator: Indikator) -> list[Indikator]:
    """Semua versi indikator itu, terbaru lebih dahulu, dengan `banyak_dipakai` masing-masing. Satu kueri."""
    return list(
        Indikator.objects.filter(unit_id=indikator.unit_id, kode=indikator.kode)
        .annotate(
            banyak_dipakai=Count("dipakai__skp", distinct=True), banyak_berkat=Count("berkat", distinct=True)
        )
        .select_related("dibuat_oleh")
        .order_by("-versi")
    )


@dataclass(frozen=True, slots=True)
class SaringTinjauan:
    """Saringan dari alamat."""

    keadaan: str = "belum"
    jenis: str = ""
    dinas: int | None = None


def daftar_tinjauan(dibaca: QuerySet[Tinjauan], saring: SaringTinjauan) -> QuerySet[Tinjauan]:
    """Tinjauan menurut saringan, yang paling lama menunggu lebih dahulu."""
    if saring.keadaan in ("belum", "sudah"):
        dibaca = dibaca.filter(dijawab_pada__isnull=saring.keadaan == "belum")
    if saring.jenis:
        dibaca = dibaca.filter(jenis=saring.jenis)
    if saring.dinas is not None:
        dibaca = dibaca.filter(indikator__unit_id=saring.dinas)
    return dibaca.select_related("indikator__unit", "periode", "dijawab_oleh").order_by("ditulis_pada", "pk")


def tinjauan_dari(indikator: Indikator) -> list[Tinjauan]:
    """Tinjauan atas semua versi: yang belum dijawab lebih dahulu, lalu yang terbaru. Satu kueri."""
    return list(
        Tinjauan.objects.filter(indikator__unit_id=indikator.unit_id, indikator__kode=indikator.kode)
        .select_related("indikator", "periode", "dijawab_oleh", "menjadi")
        .order_by(F("dijawab_pada").asc(nulls_first=True), "-ditulis_pada")
    )
