"""Statistik sebuah indikator pada satu periode tertutup, dan apa yang patut ditanyakan tentangnya.

Indikatornya yang ditinjau, bukan orangnya. Kalimatnya hanya pertanyaan bagi pengelola katalog; tidak ada yang
berubah sendiri karenanya. Lihat docs/aturan/pohon.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indikator.rules.angka import SERATUS, tampil
from indikator.rules.sebaran import BAGIAN_MENCOLOK, CUKUP


class Temuan(StrEnum):
    """Apa yang mencolok."""

    TERLALU_MUDAH = "terlalu_mudah"
    TIDAK_TERJANGKAU = "tidak_terjangkau"
    TERLALU_TINGGI = "terlalu_tinggi"
    TIDAK_MEMBEDAKAN = "tidak_membedakan"
    TIDAK_SEJALAN = "tidak_sejalan"


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """``n`` laporan. Kuartil menurut peringkat terdekat, jadi selalu capaian yang sungguh terjadi.

    ``bertujuan`` yang RHK-nya sampai ke RHK kepala dinas yang terukur; ``sejalan`` yang berada di sisi yang sama dari
    100 dengan tujuan itu.
    """

    n: int
    di_batas: int
    nol: int
    di_bawah: int
    kuartil_bawah: Decimal
    tengah: Decimal
    kuartil_atas: Decimal
    bertujuan: int
    sejalan: int

    @property
    def sebaran(self) -> Decimal:
        """Jarak antarkuartil: lebar separuh yang di tengah."""
        return self.kuartil_atas - self.kuartil_bawah


def peringkat(urut: list[Decimal], seperempat: int) -> Decimal:
    """Nilai pada peringkat ke-⌈n·seperempat/4⌉ dari daftar terurut; menolak daftar kosong."""
    if not urut:
        raise ValueError("Belum ada capaian untuk diurutkan.")
    return urut[-(-len(urut) * seperempat // 4) - 1]


def sejalan(capaian: Decimal, *, tujuan: Decimal) -> bool:
    """Keduanya mencapai target, atau keduanya tidak."""
    return (capaian >= SERATUS) == (tujuan >= SERATUS)


def ringkas(pasangan: Iterable[tuple[Decimal, Decimal | None]], *, batas: Decimal) -> Ringkasan | None:
    """Ringkas pasangan (capaian orang, capaian tujuan dinasnya). None bila kurang dari ``CUKUP`` orang."""
    daftar = list(pasangan)
    if len(daftar) < CUKUP:
        return None
    urut = sorted(c for c, _ in daftar)
    return Ringkasan(
        n=len(urut),
        di_batas=sum(c >= batas for c in urut),
        nol=sum(c == 0 for c in urut),
        di_bawah=sum(c < SERATUS for c in urut),
        kuartil_bawah=peringkat(urut, 1),
        tengah=peringkat(urut, 2),
        kuartil_atas=peringkat(urut, 3),
        bertujuan=sum(t is not None for _, t in daftar),
        sejalan=sum(t is not None and sejalan(c, tujuan=t) for c, t in daftar),
    )


def temuan(r: Ringkasan) -> list[tuple[Temuan, str]]:
    """Yang mencolok, dengan kalimatnya; kosong bila tidak ada. Mencolok berarti separuh orang atau lebih."""
    hasil: list[tuple[Temuan, str]] = []
    if _separuh(r.di_batas, r.n):
        hasil.append(
            (
                Temuan.TERLALU_MUDAH,
                _kata(r.di_batas, r.n, "mencapai batas atas: target mungkin terlalu mudah"),
            )
        )
    if _separuh(r.nol, r.n):
        hasil.append(
            (Temuan.TIDAK_TERJANGKAU, _kata(r.nol, r.n, "bernilai 0: target mungkin tidak terjangkau"))
        )
    elif _separuh(r.di_bawah, r.n):
        hasil.append(
            (Temuan.TERLALU_TINGGI, _kata(r.di_bawah, r.n, "di bawah target: target mungkin terlalu tinggi"))
        )
    if r.sebaran == 0:
        kata = f"Separuh yang di tengah sama-sama {tampil(r.tengah)}: indikator ini mungkin tidak membedakan."
        hasil.append((Temuan.TIDAK_MEMBEDAKAN, kata))
    if r.bertujuan >= CUKUP and _separuh(r.bertujuan - r.sejalan, r.bertujuan):
        kata = "tidak sejalan dengan capaian dinasnya: indikator ini mungkin tidak menggerakkan tujuan dinas"
        hasil.append((Temuan.TIDAK_SEJALAN, _kata(r.bertujuan - r.sejalan, r.bertujuan, kata)))
    return hasil


def _separuh(bagian: int, seluruh: int) -> bool:
    return Decimal(bagian) >= BAGIAN_MENCOLOK * seluruh


def _kata(bagian: int, seluruh: int, lanjutan: str) -> str:
    return f"{tampil(Decimal(bagian), 0)} dari {tampil(Decimal(seluruh), 0)} orang {lanjutan}."
