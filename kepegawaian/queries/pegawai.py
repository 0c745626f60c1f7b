"""Pegawai yang boleh dilihat pengelola, riwayat penempatan, dan calon penilai."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from kepegawaian.models import LetakUnit, Pegawai, Penempatan
from kepegawaian.permissions import Akses, Izin
from kepegawaian.queries.orang import KartuOrang, berlaku, kartu_orang
from kepegawaian.queries.penilai import penilai_pada
from kepegawaian.queries.unit import leluhur

CALON_MAKS = 20


@dataclass(frozen=True, slots=True)
class Potongan:
    """Satu ruas strip waktu penempatan definitif; kedua ujungnya ikut dihitung."""

    dari: date
    sampai: date
    teks: str


def pegawai_untuk(akses: Akses, *, pada: date) -> QuerySet[Pegawai]:
    """Pegawai yang dikelola pemegang akses: seinstansi, atau yang di unit wilayahnya.

    Yang dihitung unit definitif terakhirnya (juga sesudah berakhir, supaya dapat diaktifkan lagi) dan yang akan
    datang. Yang belum pernah ditempatkan belum milik siapa pun, jadi terlihat setiap pengelola.
    """
    semua = Pegawai.objects.filter(instansi_id=akses.instansi_id).select_related("instansi")
    unit = akses.unit(Izin.KELOLA_PEGAWAI)
    if unit is None:
        return semua
    definitif = Penempatan.objects.filter(pegawai=OuterRef("pk"), jenis=Penempatan.Jenis.DEFINITIF)
    terakhir = definitif.filter(sejak__lte=pada).order_by("-sejak").values("unit_id")[:1]
    return semua.annotate(unit_terakhir=Subquery(terakhir)).filter(
        Q(unit_terakhir__in=unit)
        | Exists(definitif.filter(sejak__gt=pada, unit_id__in=unit))
        | (~Exists(definitif) if unit else Q(pk__in=[]))
    )


def seinstansi(pegawai: Pegawai) -> QuerySet[Pegawai]:
    """Rekan satu pemerintah daerah; yang lain tidak ada baginya."""
    return Pegawai.objects.filter(instansi_id=pegawai.instansi_id)


def cari_pegawai(sumber: QuerySet[Pegawai], cari: str) -> QuerySet[Pegawai]:
    """Saring menurut bagian nama atau awal NIP, urut nama."""
    angka = "".join(huruf for huruf in cari if huruf.isdigit())
    saring = Q(nama__icontains=cari)
    if len(angka) >= 4:
        saring |= Q(nip__startswith=angka)
    return (sumber.filter(saring) if cari else sumber).order_by("nama", "pk")


def tanpa_penilai(akses: Akses, *, pada: date) -> list[int]:
    """Pegawai ditempatkan yang rantai atasannya tidak berpejabat: celah yang harus ditutup pengelola. Dua kueri."""
    kosong = [
        p.pegawai_id
        for p in penilai_pada(pada=pada, instansi_id=akses.instansi_id).values()
        if p.penilai_id is None
    ]
    return list(
        pegawai_untuk(akses, pada=pada).filter(pk__in=kosong, is_active=True).values_list("pk", flat=True)
    )


def riwayat(pegawai_id: int) -> list[Penempatan]:
    """Semua penempatan, yang terbaru di atas. Satu kueri."""
    return list(
        Penempatan.objects.filter(pegawai_id=pegawai_id)
        .select_related("unit__dinas", "jabatan")
        .order_by("-sejak", "-pk")
    )


def strip_penempatan(baris: list[Penempatan], *, hari_ini: date) -> list[Potongan]:
    """Ruas definitif yang sudah dimulai, dari yang terlama. Sela tanpa penempatan ikut digambar."""
    hasil: list[Potongan] = []
    for p in sorted((b for b in baris if b.jenis == Penempatan.Jenis.DEFINITIF), key=lambda b: b.sejak):
        if p.sejak > hari_ini:
            continue
        if hasil and (p.sejak - hasil[-1].sampai).days > 1:
            hasil.append(
                Potongan(
                    date.fromordinal(hasil[-1].sampai.toordinal() + 1),
                    date.fromordinal(p.sejak.toordinal() - 1),
                    "belum ditempatkan",
                )
            )
        hasil.append(Potongan(p.sejak, min(p.sampai or hari_ini, hari_ini), f"{p.jabatan.nama}, {p.unit}"))
    return hasil


def calon_penilai(pegawai: Pegawai, *, cari: str, pada: date, kecuali: int | None = None) -> list[KartuOrang]:
    """Calon menurut nama (paling banyak 20) di instansinya sendiri; tanpa nama: kepala unit di sekitarnya.

    Tidak pernah memuat pegawai itu sendiri, yang tidak aktif, dan `kecuali` (penilainya sekarang).
    """
    if cari:
        sumber = (
            seinstansi(pegawai).filter(is_active=True).exclude(pk__in=[pegawai.pk, kecuali or pegawai.pk])
        )
        ids = list(cari_pegawai(sumber, cari).values_list("pk", flat=True)[:CALON_MAKS])
    else:
        ids = [pk for pk in _kepala_di_sekitar(pegawai, pada) if pk != kecuali]
    kartu = kartu_orang(ids, pada)
    return [kartu[pk] for pk in ids if pk in kartu]


def _sekeluarga(induk_id: int | None, pada: date) -> QuerySet[LetakUnit, Any]:
    """Unit-unit yang hari itu berinduk sama; kosong bagi akar."""
    return LetakUnit.objects.filter(berlaku(pada), induk_id=induk_id, induk__isnull=False).values("unit_id")


def _kepala_di_sekitar(pegawai: Pegawai, pada: date) -> list[int]:
    """Kepala unit-unit di atas pegawai, lalu kepala unit saudaranya."""
    saya = (
        Penempatan.objects.filter(berlaku(pada), pegawai=pegawai, jenis=Penempatan.Jenis.DEFINITIF)
        .annotate(letak=FilteredRelation("unit__letak", condition=berlaku(pada, "unit__letak__")))
        .annotate(induk_id=F("letak__induk_id"))
        .values("unit_id", "induk_id")
        .first()
    )
    if saya is None:
        return []
    jalur = [u.pk for u in leluhur(saya["unit_id"], pada=pada)][::-1]
    kepala = (
        Penempatan.objects.filter(berlaku(pada), kepala=True, pegawai__is_active=True)
        .filter(Q(unit_id__in=jalur) | Q(unit_id__in=_sekeluarga(saya["induk_id"], pada)))
        .exclude(pegawai=pegawai)
        .values_list("pegawai_id", "unit_id")
    )
    jarak = {unit: n for n, unit in enumerate(jalur)}
    urut = sorted(kepala, key=lambda k: (jarak.get(k[1], len(jalur)), k[0]))
    return list(dict.fromkeys(pk for pk, _ in urut))[:CALON_MAKS]
