"""Ruas letak unit di ingatan: memotong, menyambung, mencari lingkaran, dan menghitung perangkat daerah.

Satu unit punya ruas-ruas yang sambung-menyambung dan tidak bertumpang. Semua fungsi di sini murni; layanan memuat
ruas satu instansi, mengubahnya di sini, lalu menulis selisihnya.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

SEHARI = timedelta(days=1)
DALAM_MAKS = 12
PANJANG_DASAR = 120


@dataclass(frozen=True, slots=True)
class Ruas:
    """Letak satu unit pada `sejak`–`sampai` (kosong: tanpa akhir). `id` kosong berarti belum tersimpan."""

    unit: int
    induk: int | None
    dinas: int | None
    nama: str
    singkatan: str
    sejak: date
    sampai: date | None = None
    dasar: str = ""
    id: int | None = None

    def memuat(self, hari: date) -> bool:
        return self.sejak <= hari and (self.sampai is None or hari <= self.sampai)

    @property
    def isi(self) -> tuple[int | None, int | None, str, str]:
        return (self.induk, self.dinas, self.nama, self.singkatan)


Susunan = Mapping[int, Sequence[Ruas]]


def pada(ruas: Iterable[Ruas], hari: date) -> Ruas | None:
    """Ruas yang berlaku pada hari itu; tidak ada bila unitnya tidak berlaku."""
    return next((r for r in ruas if r.memuat(hari)), None)


def ubah_mulai(ruas: Sequence[Ruas], sejak: date, *, dasar: str, isi: Mapping[str, Any]) -> list[Ruas]:
    """Ubah `isi` mulai hari itu. Bidang yang sudah dijadwalkan berubah lagi kemudian tetap menurut jadwalnya.

    `dasar` ditulis pada ruas yang mulai hari itu. Ruas bersebelahan yang menjadi sama disambung.
    """
    hasil: list[Ruas] = []
    semula: Ruas | None = None
    sisa = dict(isi)
    for lama in ruas:
        if lama.sampai is not None and lama.sampai < sejak:
            hasil.append(lama)
            continue
        kini = lama
        if lama.sejak < sejak:
            hasil.append(replace(lama, sampai=sejak - SEHARI))
            kini = replace(lama, sejak=sejak, dasar="", id=None)
        if semula is None:
            semula = kini
            kini = replace(kini, dasar=_gabung(kini.dasar, dasar))
        sisa = {
            bidang: nilai
            for bidang, nilai in sisa.items()
            if getattr(lama, bidang) == getattr(semula, bidang)
        }
        hasil.append(replace(kini, **sisa))
    return rapatkan(hasil)


def rapatkan(ruas: Iterable[Ruas]) -> list[Ruas]:
    """Sambung ruas bersebelahan yang isinya sama; yang lebih dahulu dipertahankan."""
    hasil: list[Ruas] = []
    for satu in ruas:
        if hasil and hasil[-1].isi == satu.isi:
            hasil[-1] = replace(hasil[-1], sampai=satu.sampai)
        else:
            hasil.append(satu)
    return hasil


def titik_ubah(susunan: Susunan, sejak: date) -> list[date]:
    """Hari `sejak` dan semua hari sesudahnya saat ada ruas yang mulai, urut."""
    mulai = {r.sejak for ruas in susunan.values() for r in ruas if r.sejak > sejak}
    return [sejak, *sorted(mulai)]


def lingkaran(susunan: Susunan, unit: int, sejak: date) -> date | None:
    """Hari pertama mulai `sejak` saat unit berada di bawah dirinya sendiri; kosong bila tidak pernah."""
    return next((h for h in titik_ubah(susunan, sejak) if unit in list(_naik(susunan, unit, h))[1:]), None)


def di_bawah(susunan: Susunan, akar: Iterable[int], hari: date) -> set[int]:
    """Akar itu sendiri dan semua unit di bawahnya pada hari itu."""
    anak: dict[int, list[int]] = {}
    for unit, ruas in susunan.items():
        kini = pada(ruas, hari)
        if kini is not None and kini.induk is not None:
            anak.setdefault(kini.induk, []).append(unit)
    hasil: set[int] = set()
    antre = list(akar)
    while antre:
        satu = antre.pop()
        if satu not in hasil:
            hasil.add(satu)
            antre += anak.get(satu, [])
    return hasil


def isi_dinas(
    susunan: Susunan, berubah: Iterable[int], sejak: date, *, perangkat: frozenset[int]
) -> dict[int, list[Ruas]]:
    """Susunan dengan `dinas` dihitung ulang mulai `sejak` bagi unit yang berubah dan semua di bawahnya.

    Perangkat daerah sebuah unit: dirinya sendiri bila tepat di bawah akar atau termasuk `perangkat`, selain itu milik
    induknya. Akar tidak bernaung di mana pun. Yang dikembalikan hanya unit yang ruasnya berbeda.
    """
    hasil: dict[int, list[Ruas]] = {}
    daftar = list(berubah)
    titik = titik_ubah(susunan, sejak)
    for hari, berikut in zip(titik, [*titik[1:], None], strict=True):
        for unit in di_bawah(susunan, daftar, hari):
            ruas = hasil.get(unit, list(susunan.get(unit, ())))
            kini = pada(ruas, hari)
            seharusnya = _dinas(susunan, unit, hari, perangkat)
            if kini is not None and kini.dinas != seharusnya:
                hasil[unit] = _setel_dinas(ruas, hari, berikut, seharusnya)
    return {unit: rapatkan(ruas) for unit, ruas in hasil.items()}


def _setel_dinas(ruas: Sequence[Ruas], hari: date, berikut: date | None, dinas: int | None) -> list[Ruas]:
    """Dinas pada `hari` sampai sebelum titik ubah berikutnya; sebelum dan sesudahnya tetap."""
    hasil: list[Ruas] = []
    for satu in ruas:
        if not satu.memuat(hari):
            hasil.append(satu)
            continue
        kini = replace(satu, dinas=dinas)
        if satu.sejak < hari:
            hasil.append(replace(satu, sampai=hari - SEHARI))
            kini = replace(kini, sejak=hari, dasar="", id=None)
        if berikut is not None and satu.memuat(berikut):
            hasil += [replace(kini, sampai=berikut - SEHARI), replace(satu, sejak=berikut, dasar="", id=None)]
        else:
            hasil.append(kini)
    return hasil


def _dinas(susunan: Susunan, unit: int, hari: date, perangkat: frozenset[int]) -> int | None:
    jalur = [pada(susunan.get(u, ()), hari) for u in _naik(susunan, unit, hari)]
    for satu, atas in zip(jalur, [*jalur[1:], None], strict=True):
        if satu is None or satu.induk is None:
            return None
        if satu.unit in perangkat or atas is None or atas.induk is None:
            return satu.unit
    raise AssertionError("jalur selalu memuat unitnya sendiri, dan puncaknya tidak beratasan")


def _naik(susunan: Susunan, unit: int, hari: date) -> Iterator[int]:
    """Unit itu lalu induk-induknya; berhenti sesudah kembali ke unit yang sama."""
    kini: int | None = unit
    for _ in range(DALAM_MAKS + 1):
        if kini is None:
            return
        yield kini
        letak = pada(susunan.get(kini, ()), hari)
        kini = letak.induk if letak is not None else None


def _gabung(lama: str, baru: str) -> str:
    baru = baru.strip()
    if not baru or baru in lama:
        return lama
    gabungan = f"{lama}; {baru}" if lama else baru
    return gabungan if len(gabungan) <= PANJANG_DASAR else baru[:PANJANG_DASAR]
