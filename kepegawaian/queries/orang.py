"""Kartu orang, penempatannya, dan kalimat yang menjelaskan penilainya."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce

from inti.rules.format import tanggal, titik
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.queries.penilai import Penilai, Sebab, bawahan_pada, penilai_pada

BELUM_DITEMPATKAN = "Belum ditempatkan"


@dataclass(frozen=True, slots=True)
class KartuOrang:
    """Yang ditulis tentang seseorang di sebelah pekerjaannya, menurut penempatan definitifnya hari itu."""

    id: int
    nip: str
    nama: str
    inisial: str
    jabatan: str
    jabatan_id: int | None
    unit: str
    unit_id: int | None
    dinas: str
    dinas_id: int | None
    aktif: bool


def berlaku(pada: date, awalan: str = "") -> Q:
    """Saringan baris bertanggal (sejak, sampai) yang berlaku pada hari itu."""
    sejak, sampai = f"{awalan}sejak__lte", f"{awalan}sampai"
    return Q(**{sejak: pada}) & (Q(**{f"{sampai}__isnull": True}) | Q(**{f"{sampai}__gte": pada}))


def bernip(nip: str, *, instansi_id: int) -> Pegawai | None:
    """Pegawai instansi itu dengan NIP yang diketik; spasi dan titik yang ikut tersalin dibuang. Satu kueri."""
    angka = "".join(huruf for huruf in nip if huruf.isdigit())
    return Pegawai.objects.filter(nip=angka, instansi_id=instansi_id).first()


def kartu_orang(pegawai_ids: Iterable[int], pada: date) -> dict[int, KartuOrang]:
    """Nama, jabatan, unit, dan dinas tiap pegawai pada hari itu. Satu kueri.

    Yang belum ditempatkan tetap ada, dengan jabatan "Belum ditempatkan".
    """
    kini = Q(penempatan__jenis=Penempatan.Jenis.DEFINITIF) & berlaku(pada, "penempatan__")
    letak = berlaku(pada, "kini__unit__letak__")
    orang = (
        Pegawai.objects.filter(pk__in=list(pegawai_ids))
        .annotate(kini=FilteredRelation("penempatan", condition=kini))
        .annotate(letak=FilteredRelation("kini__unit__letak", condition=letak))
        .annotate(
            kartu_jabatan=F("kini__jabatan__nama"),
            kartu_jabatan_id=F("kini__jabatan_id"),
            kartu_unit=Coalesce("letak__nama", "kini__unit__nama"),
            kartu_unit_id=F("kini__unit_id"),
            kartu_dinas=Coalesce("letak__dinas__nama", "kini__unit__dinas__nama"),
            kartu_dinas_id=Coalesce("letak__dinas_id", "kini__unit__dinas_id"),
        )
        .defer("password", "last_login", "email", "telepon")
    )
    return {
        o.pk: KartuOrang(
            id=o.pk,
            nip=o.nip,
            nama=o.nama_lengkap,
            inisial=o.inisial,
            jabatan=o.kartu_jabatan or BELUM_DITEMPATKAN,
            jabatan_id=o.kartu_jabatan_id,
            unit=o.kartu_unit or "",
            unit_id=o.kartu_unit_id,
            dinas=o.kartu_dinas or "",
            dinas_id=o.kartu_dinas_id,
            aktif=o.is_active,
        )
        for o in orang
    }


def penempatan_pada(pegawai_id: int, pada: date) -> list[Penempatan]:
    """Semua penempatan yang berlaku hari itu, definitif lebih dulu. Satu kueri."""
    return list(
        Penempatan.objects.filter(berlaku(pada), pegawai_id=pegawai_id)
        .select_related("unit__dinas", "jabatan")
        .order_by("jenis", "sejak")
    )


def rekan_setara(pegawai_id: int, pada: date) -> list[int]:
    """Rekan: dinilai orang yang sama dan setingkat (seunit; bagi kepala, kepala unit seinduk). Tiga kueri.

    Kosong bila ia belum ditempatkan atau belum punya penilai.
    """
    tempat = {"pegawai_id", "kepala", "unit_id", "induk_id", "unit__instansi_id"}
    definitif = (
        Penempatan.objects.filter(berlaku(pada), jenis=Penempatan.Jenis.DEFINITIF)
        .annotate(letak=FilteredRelation("unit__letak", condition=berlaku(pada, "unit__letak__")))
        .annotate(induk_id=F("letak__induk_id"))
        .values(*tempat)
    )
    saya = definitif.filter(pegawai_id=pegawai_id).first()
    penilai = penilai_pada(pada=pada, pegawai_ids=[pegawai_id]).get(pegawai_id)
    if saya is None or penilai is None or penilai.penilai_id is None:
        return []
    sebawahan = bawahan_pada(penilai_id=penilai.penilai_id, pada=pada, instansi_id=saya["unit__instansi_id"])
    kunci = "induk_id" if saya["kepala"] else "unit_id"
    return sorted(
        definitif.filter(kepala=saya["kepala"], pegawai_id__in=sebawahan, **{kunci: saya[kunci]})
        .exclude(pegawai_id=pegawai_id)
        .values_list("pegawai_id", flat=True)
    )


def alasan_penilai(penilai: Penilai, *, kartu: KartuOrang | None = None, untuk: str = "Anda") -> str:
    """Kalimat "mengapa beliau": jabatan yang memberinya wewenang, sejak kapan, menurut apa.

    `kartu` dipakai hanya bila jabatan pemberi wewenang tidak tercatat pada jawabannya.
    """
    if penilai.penilai_id is None:
        return f"Belum ada pejabat di unit {untuk} maupun di atasnya. Admin dinas atau admin BKD dapat menunjuk penilai."
    sejak = f" sejak {tanggal(penilai.sejak)}" if penilai.sejak else ""
    if penilai.sebab is Sebab.KHUSUS:
        return f"Ditunjuk khusus untuk {untuk}{sejak}. Alasannya: {titik(penilai.dasar)}"
    jabatan = penilai.jabatan or (kartu.jabatan if kartu else "Kepala unit")
    awal, sebab = {
        Sebab.PLT: ("Plt. ", ", karena jabatan itu kosong"),
        Sebab.PLH: ("Plh. ", ", karena pejabatnya berhalangan"),
        Sebab.TUGAS_TAMBAHAN: ("", " sebagai tugas tambahan"),
    }.get(penilai.sebab, ("", ""))
    dasar = f", menurut {penilai.dasar}" if penilai.dasar else ""
    naik = f" Beliau pejabat terdekat di atas {untuk}." if penilai.tingkat else ""
    return f"{awal}{jabatan}{sejak}{sebab}{dasar}.{naik}"
