"""Daftar peristiwa seinstansi, terbaru di atas, dengan saringan dan penunjuk halaman."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo
from itertools import islice
from typing import Final

from django.db.models import Q, QuerySet

from asn_kinerja.queries.jejak.benda import BENDA, JENIS_PEMILIK, MODEL_JENIS
from asn_kinerja.queries.jejak.nama import Sebutan, semua_sebutan
from asn_kinerja.rules.jejak import JENIS, TANPA_NAMA, kata, pelaku
from inti.models import Jejak
from kepegawaian.models import Pegawai
from kepegawaian.queries.pegawai import cari_pegawai

SEHALAMAN: Final = 50
SISTEM: Final = "sistem"


@dataclass(frozen=True, slots=True)
class SaringJejak:
    """Isi saringan; yang kosong tidak menyaring."""

    pelaku: str = ""
    jenis: str = ""
    aksi: str = ""
    dari: date | None = None
    sampai: date | None = None


@dataclass(frozen=True, slots=True, order=True)
class Letak:
    """Tempat sebuah peristiwa di dalam urutan daftar."""

    waktu: datetime
    nomor: int

    def __str__(self) -> str:
        return f"{self.waktu.isoformat()}~{self.nomor}"

    @classmethod
    def baca(cls, teks: str) -> "Letak | None":
        """Kebalikan dari `str`; None bila bukan tulisannya."""
        saat, pisah, nomor = teks.partition("~")
        if not pisah or not nomor.isascii() or not nomor.isdecimal() or len(nomor) > 18:
            return None
        try:
            waktu = datetime.fromisoformat(saat)
        except ValueError:
            return None
        return cls(waktu, int(nomor)) if waktu.tzinfo else None


@dataclass(frozen=True, slots=True)
class Peristiwa:
    """Satu baris daftar. `jenis_jejak` dan `nomor_jejak` kosong bila bendanya tidak punya halaman jejak."""

    letak: Letak
    waktu: datetime
    pelaku: str
    kata: str
    jenis: str
    nama: str
    alasan: str
    permintaan: str
    jenis_jejak: str = ""
    nomor_jejak: int | None = None


@dataclass(frozen=True, slots=True)
class Halaman:
    """Satu halaman; `lebih_baru` dan `lebih_lama` kosong di ujungnya."""

    peristiwa: list[Peristiwa] = field(default_factory=list)
    lebih_baru: Letak | None = None
    lebih_lama: Letak | None = None


def tersaring(*, instansi_id: int, saring: SaringJejak, zona: tzinfo) -> QuerySet[Jejak]:
    """Jejak instansi itu menurut saringan, terbaru di atas. Tanggal menurut zona instansi."""
    semua = Jejak.objects.filter(instansi_id=instansi_id)
    if saring.jenis:
        semua = semua.filter(objek_jenis=saring.jenis)
    if saring.aksi:
        semua = semua.filter(aksi=saring.aksi)
    if saring.dari:
        semua = semua.filter(waktu__gte=datetime.combine(saring.dari, time.min, zona))
    if saring.sampai:
        semua = semua.filter(waktu__lte=datetime.combine(saring.sampai, time.max, zona))
    if saring.pelaku:
        semua = semua.filter(_pelaku(instansi_id, saring.pelaku.strip()))
    return semua.order_by("-waktu", "-id")


def _pelaku(instansi_id: int, cari: str) -> Q:
    """Orang menurut nama atau NIP. Yang dijanjikan tanpa nama tidak dapat dicari menurut penulisnya."""
    if cari.casefold() == SISTEM:
        return Q(pelaku_id__isnull=True)
    orang = cari_pegawai(Pegawai.objects.filter(instansi_id=instansi_id), cari).order_by().values("pk")
    return Q(pelaku_id__in=orang) & ~Q(aksi__in=TANPA_NAMA)


def halaman(
    semua: QuerySet[Jejak],
    *,
    sebelum: Letak | None = None,
    sesudah: Letak | None = None,
    banyak: int = SEHALAMAN,
) -> Halaman:
    """Halaman sesudah penunjuk; kuerinya satu, ditambah satu tiap jenis benda yang disebut."""
    if sesudah is not None:
        lebih = Q(waktu__gt=sesudah.waktu) | Q(waktu=sesudah.waktu, id__gt=sesudah.nomor)
        baris = list(semua.filter(lebih, waktu__gte=sesudah.waktu).order_by("waktu", "id")[: banyak + 1])
        sisa = len(baris) > banyak
        isi = peristiwa(reversed(baris[:banyak]))
        ada_baru, ada_lama = sisa, True
    else:
        if sebelum is not None:
            kurang = Q(waktu__lt=sebelum.waktu) | Q(waktu=sebelum.waktu, id__lt=sebelum.nomor)
            semua = semua.filter(kurang, waktu__lte=sebelum.waktu)
        baris = list(semua[: banyak + 1])
        isi = peristiwa(baris[:banyak])
        ada_baru, ada_lama = sebelum is not None, len(baris) > banyak
    if not isi:
        return Halaman()
    return Halaman(isi, isi[0].letak if ada_baru else None, isi[-1].letak if ada_lama else None)


def peristiwa(baris: Iterable[Jejak]) -> list[Peristiwa]:
    """Jejak dengan nama bendanya. Satu kueri tiap jenis benda."""
    daftar = list(baris)
    dicari: dict[str, set[int]] = {}
    for satu in daftar:
        if satu.objek_jenis in MODEL_JENIS and satu.objek_id is not None:
            dicari.setdefault(MODEL_JENIS[satu.objek_jenis], set()).add(satu.objek_id)
    nama = semua_sebutan(dicari)
    return [_peristiwa(satu, nama) for satu in daftar]


def _peristiwa(satu: Jejak, nama: dict[tuple[str, int], Sebutan]) -> Peristiwa:
    sebutan = nama.get((MODEL_JENIS.get(satu.objek_jenis, ""), satu.objek_id or 0))
    jenis_jejak, nomor_jejak = "", None
    if satu.objek_jenis in BENDA and satu.objek_id is not None:
        jenis_jejak, nomor_jejak = satu.objek_jenis, satu.objek_id
    elif sebutan is not None and sebutan.pemilik_id is not None:
        jenis_jejak, nomor_jejak = JENIS_PEMILIK[satu.objek_jenis], sebutan.pemilik_id
    return Peristiwa(
        letak=Letak(satu.waktu, satu.pk),
        waktu=satu.waktu,
        pelaku=pelaku(satu.aksi, satu.pelaku_nama),
        kata=kata(satu.aksi),
        jenis=JENIS.get(satu.objek_jenis, satu.objek_jenis.replace("_", " ").capitalize()),
        nama=sebutan.nama if sebutan else "",
        alasan=satu.alasan,
        permintaan=satu.permintaan,
        jenis_jejak=jenis_jejak if nomor_jejak is not None else "",
        nomor_jejak=nomor_jejak,
    )


def bertahap(semua: QuerySet[Jejak], *, paling_banyak: int, sekali: int = 1000) -> Iterator[Peristiwa]:
    """Semua peristiwa untuk unduhan, seribu-seribu: memori tetap berapa pun barisnya."""
    aliran = semua[:paling_banyak].iterator(chunk_size=sekali)
    while bagian := list(islice(aliran, sekali)):
        yield from peristiwa(bagian)
