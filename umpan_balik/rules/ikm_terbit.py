"""Yang boleh dibaca orang dari angka IKM: tidak seorang pun terbaca, juga dengan mengurangkan.

Hitungan = responden, lalu jawaban tiap unsur (10 bilangan). Vektor = hitungan itu disusul jumlah nilai tiap unsur
(19 bilangan). Tiga jalan menghitung balik yang ditutup di sini: induk dikurangi anak-anaknya (`yang_terbit`), tahun
dikurangi semester, triwulan, dan bulannya (`masa_terbit`), dan angka hari ini dikurangi angka yang lalu (`terkumpul`).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from umpan_balik.rules.ikm import MINIMAL_TERBIT
from umpan_balik.rules.ikm_masa import Masa
from umpan_balik.rules.sampel import responden_minimal
from umpan_balik.rules.unsur import UNSUR

Kunci = TypeVar("Kunci")
Vektor = tuple[int, ...]
HITUNGAN: Final = 1 + len(UNSUR)
NOL: Final[Vektor] = (0,) * (HITUNGAN + len(UNSUR))
# Angka untuk umum paling sedikit dari sekian suara, kecuali sampel yang diperlukan lebih kecil.
MINIMAL_UMUM: Final = 30


def tambah(vektor: Iterable[Vektor]) -> Vektor:
    """Jumlah tiap kolom; nol bila kosong."""
    return tuple(map(sum, zip(NOL, *vektor, strict=True)))


def hitungan(vektor: Vektor) -> tuple[int, ...]:
    """Responden dan banyaknya jawaban tiap unsur."""
    return vektor[:HITUNGAN]


def cukup(banyak: Sequence[int]) -> bool:
    """Apakah tiap hitungan paling sedikit lima."""
    return all(n >= MINIMAL_TERBIT for n in banyak)


def segelintir(banyak: Iterable[int]) -> bool:
    """Apakah ada hitungan yang menunjuk satu sampai empat orang; nol tidak menunjuk siapa pun."""
    return any(0 < abs(n) < MINIMAL_TERBIT for n in banyak)


def minimal_umum(populasi: int | None) -> int:
    """Suara paling sedikit sebelum angkanya diumumkan: 30, atau sampel yang diperlukan bila lebih kecil; tidak pernah di bawah 5."""
    perlu = responden_minimal(populasi) if populasi else MINIMAL_UMUM
    return max(MINIMAL_TERBIT, min(MINIMAL_UMUM, perlu))


def yang_terbit(
    banyak: Mapping[Kunci, tuple[int, ...]],
    *,
    induk: tuple[int, ...] | None = None,
    minimal: Mapping[Kunci, int] | None = None,
) -> set[Kunci]:
    """Kelompok yang boleh terbit bersama induknya.

    Tiap hitungan yang terbit paling sedikit lima (dan respondennya paling sedikit `minimal`); induk dikurangi semua
    yang terbit selalu nol atau paling sedikit lima pada tiap hitungan. `induk` kosong berarti jumlah kelompoknya.
    """
    terbit = {k for k, n in banyak.items() if cukup(n) and n[0] >= (minimal or {}).get(k, 0)}
    if not banyak:
        return terbit
    kolom = list(induk or map(sum, zip(*banyak.values(), strict=True)))
    sisa = [n - sum(banyak[k][i] for k in terbit) for i, n in enumerate(kolom)]
    while terbit and segelintir(sisa):
        terkecil = min(terbit, key=lambda k: (banyak[k], str(k)))
        terbit.discard(terkecil)
        sisa = [n + satu for n, satu in zip(sisa, banyak[terkecil], strict=True)]
    return terbit


def masa_terbit(bulanan: Sequence[tuple[int, ...]]) -> set[tuple[str, int]]:
    """Masa satu tahun yang boleh terbit bersama-sama, sebagai (jenis, urutan). `bulanan` dua belas hitungan.

    Dari tahun ke bawah: semester hanya bila tahunnya terbit, triwulan hanya bila semesternya, bulan hanya bila
    triwulannya, dan pada tiap tingkat sisanya nol atau paling sedikit lima.
    """

    def jumlah(awal: int, panjang: int) -> tuple[int, ...]:
        return tuple(map(sum, zip(*bulanan[awal : awal + panjang], strict=True)))

    def turun(jenis: str, panjang: int, induk: int, awal: int) -> list[int]:
        letak = range(awal, awal + induk, panjang)
        pilih = sorted(yang_terbit({i: jumlah(i, panjang) for i in letak}))
        hasil.update((jenis, i // panjang) for i in pilih)
        return pilih

    hasil: set[tuple[str, int]] = set()
    if not cukup(jumlah(0, 12)):
        return hasil
    hasil.add(("tahun", 0))
    for semester in turun("semester", 6, 12, 0):
        for triwulan in turun("triwulan", 3, 6, semester):
            turun("bulan", 1, 3, triwulan)
    return hasil


def terkumpul(kiriman: Iterable[Vektor]) -> Vektor:
    """Jumlah yang boleh diumumkan dari kiriman tiap bulan, terlama dahulu.

    Kiriman yang menambah segelintir orang menunggu kiriman berikutnya, sehingga angka yang diumumkan hanya berubah
    oleh sedikitnya lima responden dan sedikitnya lima jawaban (atau tidak satu pun) pada tiap unsur.
    """
    terbit, tunda = NOL, NOL
    for satu in kiriman:
        tunda = tambah((tunda, satu))
        if tunda[0] >= MINIMAL_TERBIT and not segelintir(hitungan(tunda)):
            terbit, tunda = tambah((terbit, tunda)), NOL
    return terbit


def bertentangan(masa: Masa, banyak: tuple[int, ...], terbit: Mapping[Masa, tuple[int, ...]]) -> bool:
    """Apakah menerbitkan masa ini di samping laporan yang sudah terbit menunjuk segelintir orang.

    Untuk tiap masa yang memuat masa lain: jumlahnya dikurangi bagian-bagian terbesarnya yang terbit harus nol atau
    paling sedikit lima pada tiap hitungan.
    """
    semua = {**terbit, masa: banyak}
    for besar in semua:
        di_dalam = [m for m in semua if m != besar and _memuat(besar, m)]
        bagian = [m for m in di_dalam if not any(m != lain and _memuat(lain, m) for lain in di_dalam)]
        if bagian and masa in (besar, *di_dalam):
            jumlah = [sum(semua[m][i] for m in bagian) for i in range(len(banyak))]
            if segelintir(n - satu for n, satu in zip(semua[besar], jumlah, strict=True)):
                return True
    return False


def _memuat(besar: Masa, kecil: Masa) -> bool:
    return besar.mulai <= kecil.mulai and kecil.selesai <= besar.selesai
