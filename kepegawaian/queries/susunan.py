"""Riwayat sebuah unit, dan apa yang menghalanginya ditutup."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from inti.rules.format import tanggal
from kepegawaian.models import LetakUnit, Penempatan, Peran, UnitKerja
from kepegawaian.queries.orang import berlaku

CONTOH_MAKS = 5


@dataclass(frozen=True, slots=True)
class Penghalang:
    """Yang masih ada sesudah hari terakhir: banyak penempatan, unit di bawahnya, dan peran, dengan beberapa contoh."""

    orang: int
    anak: int
    peran: int
    contoh_orang: tuple[Penempatan, ...]
    contoh_anak: tuple[LetakUnit, ...]
    contoh_peran: tuple[Peran, ...]

    @property
    def ada(self) -> bool:
        return bool(self.orang or self.anak or self.peran)

    @property
    def kalimat(self) -> str:
        bagian = [
            f"{n} {nama}"
            for n, nama in (
                (self.orang, "penempatan masih berjalan"),
                (self.anak, "unit masih di bawahnya"),
                (self.peran, "peran masih berlaku di unit itu"),
            )
            if n
        ]
        return ", ".join(bagian)


def penghalang_tutup(unit: UnitKerja, *, sampai: date) -> Penghalang:
    """Yang harus dipindah atau diakhiri sebelum unit berakhir pada `sampai`. Enam kueri."""
    sisa = Q(sampai__isnull=True) | Q(sampai__gt=sampai)
    orang = (
        Penempatan.objects.filter(sisa, unit=unit)
        .select_related("pegawai", "jabatan")
        .order_by("-kepala", "pk")
    )
    anak = LetakUnit.objects.filter(sisa, induk=unit).order_by("nama", "pk")
    peran = Peran.objects.filter(sisa, unit=unit).select_related("pegawai").order_by("pk")
    return Penghalang(
        orang=orang.count(),
        anak=anak.values("unit_id").distinct().count(),
        peran=peran.count(),
        contoh_orang=tuple(orang[:CONTOH_MAKS]),
        contoh_anak=tuple(anak[:CONTOH_MAKS]),
        contoh_peran=tuple(peran[:CONTOH_MAKS]),
    )


@dataclass(frozen=True, slots=True)
class Peristiwa:
    """Satu baris riwayat unit. `letak_id` terisi bila masih dapat dibatalkan (belum mulai)."""

    sejak: date
    teks: str
    dasar: str
    nanti: bool
    letak_id: int | None = None


def riwayat_unit(unit: UnitKerja, *, hari_ini: date) -> list[Peristiwa]:
    """Dibentuk, berganti nama, pindah induk, ikut pindah dinas, menerima leburan, melebur, dan berakhir; terbaru di atas.

    Tiga kueri.
    """
    ruas = list(LetakUnit.objects.filter(unit=unit).order_by("sejak"))
    nama = _nama_pada(ruas)
    hasil: list[Peristiwa] = []
    for lama, baru in zip([None, *ruas], ruas, strict=False):
        teks = _kalimat(lama, baru, nama)
        nanti = baru.sejak > hari_ini
        bisa_batal = baru.pk if nanti and lama is not None else None
        if teks:
            hasil.append(Peristiwa(baru.sejak, teks, baru.dasar, nanti, bisa_batal))
    for satu in UnitKerja.objects.filter(penerus=unit, sampai__isnull=False).order_by("sampai", "nama"):
        hari = _esok(satu.sampai)
        hasil.append(Peristiwa(hari, f"{satu.nama} melebur ke unit ini.", "", hari > hari_ini))
    if unit.sampai is not None:
        hari = _esok(unit.sampai)
        ke = f"Melebur ke {unit.penerus.nama}." if unit.penerus else "Tidak ada lagi."
        hasil.append(Peristiwa(hari, f"{ke} Hari terakhirnya {tanggal(unit.sampai)}.", "", hari > hari_ini))
    return sorted(hasil, key=lambda p: p.sejak, reverse=True)


def _esok(hari: date | None) -> date:
    assert hari is not None
    return hari + timedelta(days=1)


def _nama_pada(ruas: list[LetakUnit]) -> dict[tuple[int, date], str]:
    """Nama induk dan dinas tiap ruas pada hari ruas itu mulai."""
    perlu = {pk for r in ruas for pk in (r.induk_id, r.dinas_id) if pk is not None}
    hari = sorted({r.sejak for r in ruas})
    hasil: dict[tuple[int, date], str] = {}
    for satu in LetakUnit.objects.filter(unit_id__in=perlu).order_by("unit_id", "sejak"):
        for h in hari:
            if satu.sejak <= h and (satu.sampai is None or satu.sampai >= h):
                hasil[satu.unit_id, h] = satu.nama
    return hasil


def _kalimat(lama: LetakUnit | None, baru: LetakUnit, nama: dict[tuple[int, date], str]) -> str:
    def sebut(pk: int | None) -> str:
        return nama.get((pk, baru.sejak), "unit lain") if pk is not None else "puncak organisasi"

    if lama is None:
        di_bawah = f" di bawah {sebut(baru.induk_id)}" if baru.induk_id else ""
        return f"Berlaku dengan nama {baru.nama}{di_bawah}."
    bagian = []
    if (lama.nama, lama.singkatan) != (baru.nama, baru.singkatan):
        bagian.append(f"Nama {lama.nama} menjadi {baru.nama}.")
    if lama.induk_id != baru.induk_id:
        bagian.append(f"Pindah ke bawah {sebut(baru.induk_id)}.")
    elif lama.dinas_id != baru.dinas_id:
        bagian.append(f"Ikut pindah ke {sebut(baru.dinas_id)} bersama induknya.")
    return " ".join(bagian)


def saudara(unit: UnitKerja, *, pada: date, wilayah: frozenset[int] | None) -> list[tuple[str, str]]:
    """Unit seinduk yang hari itu berlaku dan belum ditetapkan berakhir, di wilayah pengelola: (id, nama). Satu kueri."""
    sumber = (
        LetakUnit.objects.filter(
            berlaku(pada), induk_id=unit.induk_id, induk__isnull=False, unit__sampai__isnull=True
        )
        .exclude(unit=unit)
        .order_by("unit__urutan", "nama", "pk")
    )
    if wilayah is not None:
        sumber = sumber.filter(unit_id__in=wilayah)
    return [(str(unit_id), nama) for unit_id, nama in sumber.values_list("unit_id", "nama")]
