"""Memilih pelatihan untuk seorang pegawai dari kebutuhannya, dengan alasan.

Berurutan: setiap kali dipilih pelatihan yang menjawab jumlah celah terbesar di
antara yang muat dalam sisa JP, sampai kebutuhan habis. Hak belajar: PP 11/2017
Pasal 203. Cara memilih adalah rancangan kami; lihat docs/aturan/rekomendasi.md.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from indikator.rules.angka import jumlah
from pelatihan.rules.kebutuhan import Kebutuhan
from pelatihan.rules.tanda import tag_pelatihan, tanda_jabatan, terbatas
from penilaian.rules.predikat import LABEL_PREDIKAT, Predikat

__all__ = ["Pilihan", "Saran", "Tawaran", "rekomendasikan", "tag_pelatihan", "tanda_jabatan", "tawaran_studi"]

PILIHAN_TERBANYAK: Final = 3


@dataclass(frozen=True, slots=True)
class Pilihan:
    """Satu pelatihan dalam katalog."""

    id: int
    judul: str
    jp: int
    klasikal: bool
    tanda: frozenset[str]
    penyelenggara: str = ""


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
    banyak: int = PILIHAN_TERBANYAK,
) -> tuple[Saran, ...]:
    """Paling banyak ``banyak`` pelatihan, urut menurut pentingnya.

    Tidak pernah menyarankan yang sudah diambil, yang ditolak, yang melampaui
    ``sisa_jp`` (dijumlah), atau yang khusus bidang lain. ``tanda_orang`` dari
    ``tanda_jabatan``. Kebutuhan tanpa celah diabaikan.
    """
    menunggu = _gabung_sekode(kebutuhan)
    tersedia = [
        p for p in katalog if p.id not in sudah_diambil and p.id not in ditolak and _terbuka(p, tanda_orang)
    ]
    saran: list[Saran] = []
    sisa = sisa_jp
    while menunggu and len(saran) < banyak:
        muat = [p for p in tersedia if 0 < p.jp <= sisa and _dijawab(p, menunggu)]
        if not muat:
            break
        pilihan = min(muat, key=lambda p: _urutan(p, menunggu, tanda_orang))
        dijawab = _dijawab(pilihan, menunggu)
        alasan = _alasan(pilihan, dijawab, sisa)
        saran.append(Saran(len(saran) + 1, pilihan, dijawab, alasan))
        sisa -= pilihan.jp
        tersedia.remove(pilihan)
        menunggu = [k for k in menunggu if k not in dijawab]
    return tuple(saran)


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


def _gabung_sekode(kebutuhan: Iterable[Kebutuhan]) -> list[Kebutuhan]:
    """Satu kebutuhan per kode, yang celahnya terbesar; urut celah, lalu kode dan angka."""
    urut = sorted(kebutuhan, key=lambda k: (-k.celah, k.kode, k.label, k.angka))
    hasil: dict[str, Kebutuhan] = {}
    for k in urut:
        if k.celah > 0 and k.tanda:
            hasil.setdefault(k.kode, k)
    return list(hasil.values())


def _terbuka(p: Pilihan, tanda_orang: frozenset[str]) -> bool:
    """Pelatihan bidang tertentu hanya untuk orang di bidang itu."""
    khusus = terbatas(p.tanda)
    return not khusus or bool(khusus & tanda_orang)


def _dijawab(p: Pilihan, menunggu: Sequence[Kebutuhan]) -> tuple[Kebutuhan, ...]:
    return tuple(k for k in menunggu if k.tanda & p.tanda)


_Urutan = tuple[Decimal, bool, bool, int, str, int]


def _urutan(p: Pilihan, menunggu: Sequence[Kebutuhan], tanda_orang: frozenset[str]) -> _Urutan:
    """Makin kecil makin dahulu; pembeda terakhir judul dan id, supaya selalu sama."""
    dijawab = _dijawab(p, menunggu)
    bentuk_kurang_cocok = p.klasikal is dijawab[0].satu_tingkat
    bukan_bidangnya = not (terbatas(p.tanda) & tanda_orang)
    return (
        -jumlah(k.celah for k in dijawab),
        bentuk_kurang_cocok,
        bukan_bidangnya,
        p.jp,
        p.judul,
        p.id,
    )


def _alasan(p: Pilihan, dijawab: Sequence[Kebutuhan], sisa: int) -> str:
    utama, *lain = dijawab
    juga = f", juga {' dan '.join(k.label for k in lain[:2])}" if lain else ""
    return f"Karena {utama.label}: {utama.angka}{juga}; {p.jp} JP dari sisa {sisa} JP Anda."
