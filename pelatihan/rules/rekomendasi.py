"""Memilih pelatihan untuk seorang pegawai dari kebutuhannya, dengan alasan.

Menyaring yang tidak boleh, mencari himpunan terbaik (pelatihan.rules.pilihan), lalu mengurutkan dan menulis alasannya.
Hak belajar: PP 11/2017 Pasal 203. Cara memilih adalah rancangan kami; lihat docs/aturan/rekomendasi.md.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from indikator.rules.angka import jumlah
from pelatihan.rules.kebutuhan import Kebutuhan, urutkan
from pelatihan.rules.pilihan import Calon, pilih
from pelatihan.rules.tanda import tag_pelatihan, tanda_jabatan, terbatas
from penilaian.rules.predikat import LABEL_PREDIKAT, Predikat

__all__ = ["Pilihan", "Saran", "Tawaran", "rekomendasikan", "tag_pelatihan", "tanda_jabatan", "tawaran_studi"]

PILIHAN_TERBANYAK: Final = 3
# Nilai kebutuhan berdesimal enam; pencarian memakai bilangan bulat.
SKALA: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Pilihan:
    """Satu pelatihan dalam katalog. ``kursi`` sisa kursi sesi terjadwal; kosong bila belum ada sesi."""

    id: int
    judul: str
    jp: int
    klasikal: bool
    tanda: frozenset[str]
    penyelenggara: str = ""
    prasyarat: int | None = None
    kursi: int | None = None


@dataclass(frozen=True, slots=True)
class Saran:
    """Pelatihan yang disarankan, kebutuhan yang dijawabnya, dan alasannya."""

    urutan: int
    pelatihan: Pilihan
    kebutuhan: tuple[Kebutuhan, ...]
    alasan: str


@dataclass(frozen=True, slots=True)
class Tawaran:
    """Tawaran pengembangan bagi hasil yang sangat baik."""

    judul: str
    alasan: str


def rekomendasikan(
    kebutuhan: Iterable[Kebutuhan],
    katalog: Iterable[Pilihan],
    *,
    sisa_jp: int,
    tanda_orang: frozenset[str] = frozenset(),
    sudah_diambil: Collection[int] = frozenset(),
    ditolak: Collection[int] = frozenset(),
    selesai: Collection[int] = frozenset(),
    banyak: int = PILIHAN_TERBANYAK,
) -> tuple[Saran, ...]:
    """Paling banyak ``banyak`` pelatihan, urut menurut pentingnya.

    Tidak pernah menyarankan yang sudah diambil, yang ditolak, yang melampaui ``sisa_jp`` (dijumlah), yang khusus
    bidang lain, yang prasyaratnya belum ``selesai``, atau yang semua sesinya penuh. ``tanda_orang`` dari
    ``tanda_jabatan``. Kebutuhan tanpa celah diabaikan.
    """
    menunggu = urutkan(kebutuhan)
    if not menunggu or sisa_jp <= 0:
        return ()
    boleh = {
        p.id: p
        for p in katalog
        if p.jp <= sisa_jp
        and p.id not in sudah_diambil
        and p.id not in ditolak
        and _terbuka(p, tanda_orang, selesai)
    }
    dicari = frozenset().union(*(k.tanda for k in menunggu))
    calon = [_calon(p, menunggu, tanda_orang) for p in boleh.values() if not dicari.isdisjoint(p.tanda)]
    terpilih = pilih(calon, [int(k.nilai * SKALA) for k in menunggu], sisa_jp=sisa_jp, banyak=banyak)
    return _susun([boleh[c.id] for c in terpilih], menunggu, sisa_jp)


def tawaran_studi(predikat: Predikat | None, *, aktif: bool) -> Tawaran | None:
    """Tawaran studi lanjut atau seminar bagi predikat Sangat Baik, bila kebijakan memakainya."""
    if not aktif or predikat is not Predikat.SANGAT_BAIK:
        return None
    return Tawaran(
        judul="Studi lanjut atau seminar",
        alasan=(
            f"Predikat Anda {LABEL_PREDIKAT[predikat]}; kebijakan daerah ini menawarkan studi lanjut "
            "atau seminar kepada yang berhasil sangat baik."
        ),
    )


def cocok(p: Pilihan, k: Kebutuhan) -> bool:
    """Celah satu tingkat cocok dengan bentuk nonklasikal, yang lebih dari itu dengan klasikal."""
    return p.klasikal is not k.satu_tingkat


def _terbuka(p: Pilihan, tanda_orang: frozenset[str], selesai: Collection[int]) -> bool:
    """Bidangnya sama bila khusus, prasyaratnya sudah selesai, dan ada kursi bila sudah terjadwal."""
    khusus = terbatas(p.tanda)
    return (
        (not khusus or bool(khusus & tanda_orang))
        and (p.prasyarat is None or p.prasyarat in selesai)
        and p.kursi != 0
    )


def _calon(p: Pilihan, menunggu: Sequence[Kebutuhan], tanda_orang: frozenset[str]) -> Calon:
    jawab = pas = 0
    for i, k in enumerate(menunggu):
        if not p.tanda.isdisjoint(k.tanda):
            jawab |= 1 << i
            if cocok(p, k):
                pas |= 1 << i
    return Calon(jawab, pas, p.jp, bool(terbatas(p.tanda) & tanda_orang), p.judul, p.id)


def _dijawab(p: Pilihan, menunggu: Sequence[Kebutuhan]) -> tuple[Kebutuhan, ...]:
    return tuple(k for k in menunggu if k.tanda & p.tanda)


def _susun(terpilih: list[Pilihan], menunggu: list[Kebutuhan], sisa: int) -> tuple[Saran, ...]:
    """Yang menjawab paling banyak lebih dulu; kebutuhan yang terjawab tidak disebut dua kali."""
    saran: list[Saran] = []
    while terpilih:
        p = min(terpilih, key=lambda p: (-_nilai(_dijawab(p, menunggu)), p.jp, p.judul, p.id))
        dijawab = _dijawab(p, menunggu)
        saran.append(Saran(len(saran) + 1, p, dijawab, _alasan(p, dijawab, sisa)))
        sisa -= p.jp
        terpilih.remove(p)
        menunggu = [k for k in menunggu if k not in dijawab]
    return tuple(saran)


def _nilai(kebutuhan: Iterable[Kebutuhan]) -> Decimal:
    return jumlah(k.nilai for k in kebutuhan)


def _alasan(p: Pilihan, dijawab: Sequence[Kebutuhan], sisa: int) -> str:
    utama, *lain = dijawab
    juga = f", juga {' dan '.join(k.label for k in lain[:2])}" if lain else ""
    return f"Karena {utama.label}: {utama.angka}{juga}; {p.jp} JP dari sisa {sisa} JP Anda."
