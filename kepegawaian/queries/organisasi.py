"""Pohon organisasi satu instansi pada suatu hari, siap digambar."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kepegawaian.models import LetakUnit, Pegawai, Penempatan, UnitKerja
from kepegawaian.queries.orang import berlaku
from kepegawaian.queries.unit import Kepala, kepala_unit, unit_pada

# Di atas ini pohon digambar sampai perangkat daerah saja; cabang satu dinas dibuka sendiri.
BATAS_UTUH = 400


@dataclass(frozen=True, slots=True)
class Cabang:
    """Satu unit di pohon yang diratakan. `tutup` = banyak cabang yang berakhir sesudah baris ini."""

    id: int
    nama: str
    jenis: str
    tingkat: int
    kepala: Kepala | None
    orang: int
    orang_semua: int
    anak: int
    terpotong: bool
    terbuka: bool
    tutup: range


@dataclass(frozen=True, slots=True)
class Pohon:
    """`cabang` urut seperti dibaca; `unit` banyak unit seluruhnya; `utuh` bila semua unit ikut digambar."""

    cabang: list[Cabang]
    unit: int
    orang: int
    utuh: bool


def pohon(*, instansi_id: int, pada: date, akar_id: int | None = None, buka_semua: bool = False) -> Pohon:
    """Pohon unit hari itu, dengan induk dan nama hari itu, kepala, dan jumlah orangnya. Tiga kueri, berapa pun unitnya.

    `akar_id` menggambar cabang satu unit secara utuh, `buka_semua` seluruh pohon terbuka (untuk dicetak).
    Unit yang induknya tidak berlaku lagi tampil sebagai akar.
    """
    unit = list(unit_berlaku(instansi_id, pada).order_by("urutan", "nama_pada", "pk"))
    kepala = kepala_unit(instansi_id=instansi_id, pada=pada)
    orang = _jumlah_orang(instansi_id, pada)
    ada = {u.pk for u in unit}
    anak: dict[int | None, list[UnitKerja]] = defaultdict(list)
    for satu in unit:
        anak[satu.induk_pada if satu.induk_pada in ada and satu.pk != akar_id else None].append(satu)
    if akar_id is not None:
        anak[None] = [u for u in anak[None] if u.pk == akar_id]
    semua = _jumlah_semua(anak, orang)
    utuh = buka_semua or akar_id is not None or len(unit) <= BATAS_UTUH
    gambar = _Penggambar(anak, kepala, orang, semua, utuh, buka_semua)
    return Pohon(list(gambar.ratakan(None, 0)), len(unit), sum(orang.values()), utuh)


def unit_berlaku(instansi_id: int, pada: date) -> QuerySet[Any]:
    """Unit instansi yang berlaku hari itu, dengan letaknya hari itu (lihat `unit_pada`)."""
    return unit_pada(UnitKerja.objects.filter(instansi_id=instansi_id), pada).filter(kini__isnull=False)


def unit_cocok(*, instansi_id: int, pada: date, cari: str) -> QuerySet[Any]:
    """Unit yang nama atau singkatannya hari itu memuat `cari`; `nama_induk` ikut."""
    cocok: QuerySet[Any] = (
        unit_berlaku(instansi_id, pada)
        .filter(Q(kini__nama__icontains=cari) | Q(kini__singkatan__icontains=cari))
        .annotate(
            nama_induk=Subquery(
                LetakUnit.objects.filter(berlaku(pada), unit_id=OuterRef("induk_pada")).values("nama")[:1]
            )
        )
        .order_by("nama_pada", "pk")
    )
    return cocok


def orang_cocok(*, instansi_id: int, pada: date, cari: str) -> QuerySet[Penempatan]:
    """Penempatan yang berlaku, milik pegawai aktif yang namanya memuat `cari`."""
    return (
        Penempatan.objects.filter(berlaku(pada), unit__instansi_id=instansi_id, pegawai__is_active=True)
        .filter(pegawai__nama__icontains=cari)
        .select_related("pegawai", "unit__dinas", "jabatan")
        .annotate(
            nama_unit=Coalesce(
                Subquery(
                    LetakUnit.objects.filter(berlaku(pada), unit_id=OuterRef("unit_id")).values("nama")[:1]
                ),
                "unit__nama",
            )
        )
        .order_by("pegawai__nama", "pk")
    )


def orang_di_unit(*, unit: UnitKerja, pada: date) -> QuerySet[Penempatan]:
    """Penempatan di unit itu, kepala lebih dulu, lalu menurut nama."""
    return (
        Penempatan.objects.filter(berlaku(pada), unit=unit, pegawai__is_active=True)
        .select_related("pegawai", "jabatan")
        .order_by("-kepala", "pegawai__nama", "pk")
    )


def unit_milik(pegawai: Pegawai) -> QuerySet[UnitKerja]:
    """Unit yang ada bagi pegawai itu: hanya instansinya sendiri."""
    return UnitKerja.objects.filter(instansi_id=pegawai.instansi_id)


def _jumlah_orang(instansi_id: int, pada: date) -> dict[int, int]:
    baris = (
        Penempatan.objects.filter(
            berlaku(pada),
            unit__instansi_id=instansi_id,
            jenis=Penempatan.Jenis.DEFINITIF,
            pegawai__is_active=True,
        )
        .values("unit_id")
        .annotate(n=Count("pk"))
        .values_list("unit_id", "n")
    )
    return dict(baris)


def _jumlah_semua(anak: dict[int | None, list[UnitKerja]], orang: dict[int, int]) -> dict[int, int]:
    """Orang di unit itu beserta semua unit di bawahnya."""
    semua: dict[int, int] = {}

    def hitung(satu: UnitKerja) -> int:
        semua[satu.pk] = orang.get(satu.pk, 0) + sum(hitung(a) for a in anak.get(satu.pk, []))
        return semua[satu.pk]

    for akar in anak[None]:
        hitung(akar)
    return semua


@dataclass(frozen=True, slots=True)
class _Penggambar:
    anak: dict[int | None, list[Any]]
    kepala: dict[int, Kepala]
    orang: dict[int, int]
    semua: dict[int, int]
    utuh: bool
    buka_semua: bool

    def ratakan(self, induk: int | None, tingkat: int, tutup: int = 0) -> Iterator[Cabang]:
        """Telusuri ke bawah dulu; anak terakhir membawa penutup cabang di atasnya."""
        saudara = self.anak.get(induk, [])
        for satu in saudara:
            bawah = self.anak.get(satu.pk, [])
            terpotong = bool(bawah) and not self.utuh and tingkat > 0
            digambar = bool(bawah) and not terpotong
            penutup = tutup + 1 if satu is saudara[-1] and induk is not None else 0
            yield Cabang(
                id=satu.pk,
                nama=satu.nama_pada,
                jenis=satu.get_jenis_display(),
                tingkat=tingkat,
                kepala=self.kepala.get(satu.pk),
                orang=self.orang.get(satu.pk, 0),
                orang_semua=self.semua[satu.pk],
                anak=len(bawah),
                terpotong=terpotong,
                terbuka=self.buka_semua or tingkat == 0,
                tutup=range(0 if digambar else penutup),
            )
            if digambar:
                yield from self.ratakan(satu.pk, tingkat + 1, penutup)
