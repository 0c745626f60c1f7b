"""Pilihan terbaik yang tepat: himpunan kecil pelatihan yang menjawab kebutuhan paling banyak dalam sisa JP.

Yang dibandingkan berurutan (yang pertama berbeda memutus):

1. jumlah nilai kebutuhan yang terjawab, sebesar-besarnya;
2. banyaknya pelatihan, sesedikit-sedikitnya, jadi tidak ada yang mubazir;
3. jumlah nilai kebutuhan yang terjawab oleh bentuk yang cocok (celah satu tingkat: nonklasikal; lebih: klasikal);
4. banyaknya pelatihan yang khusus bidang orang itu, sebanyak-banyaknya;
5. jumlah JP, sesedikit-sedikitnya; lalu judul dan nomor, supaya selalu sama.

Dicari dengan cabang dan batas: calon yang kalah di segala segi dibuang dahulu, lalu cabang yang batas atasnya tidak
dapat mengalahkan yang terbaik dipotong. Keduanya tidak membuang jawaban terbaik; ujinya membandingkan dengan mencoba
semua himpunan. Himpunan ditulis sebagai bit: bit ke-i berarti kebutuhan ke-i terjawab.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Mutu = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Calon:
    """Satu pelatihan yang boleh: kebutuhan yang dijawabnya dan yang dijawabnya dengan bentuk yang cocok, sebagai bit."""

    jawab: int
    cocok: int
    jp: int
    sebidang: bool
    judul: str
    id: int

    @property
    def kunci(self) -> tuple[str, int]:
        return (self.judul, self.id)


def pilih(calon: Sequence[Calon], nilai: Sequence[int], *, sisa_jp: int, banyak: int) -> tuple[Calon, ...]:
    """Himpunan terbaik, paling banyak `banyak` pelatihan dan `sisa_jp` JP; kosong bila tak ada yang menjawab.

    `nilai` bilangan bulat positif tiap kebutuhan.
    """
    maju = _pangkas([c for c in calon if c.jawab and 0 < c.jp <= sisa_jp])
    bobot = _Bobot(nilai)
    maju.sort(key=lambda c: (-bobot(c.jawab), -bobot(c.cocok), c.jp, c.kunci))
    pencarian = _Cari(maju, bobot, banyak)
    pencarian.telusuri(0, (), 0, 0, sisa_jp)
    return pencarian.terbaik


def mutu(terpilih: Sequence[Calon], nilai: Sequence[int]) -> Mutu:
    """Mutu satu himpunan; makin besar makin baik. Judul dan nomor tidak ikut di sini."""
    jawab = cocok = 0
    for c in terpilih:
        jawab, cocok = jawab | c.jawab, cocok | c.cocok
    bobot = _Bobot(nilai)
    return _mutu(terpilih, bobot(jawab), bobot(cocok))


def _mutu(terpilih: Sequence[Calon], jawab: int, cocok: int) -> Mutu:
    return (jawab, -len(terpilih), cocok, sum(c.sebidang for c in terpilih), -sum(c.jp for c in terpilih))


def nama(terpilih: Sequence[Calon]) -> tuple[tuple[str, int], ...]:
    """Pembeda terakhir: judul dan nomor, yang paling awal menurut abjad yang dipilih."""
    return tuple(sorted(c.kunci for c in terpilih))


class _Bobot:
    """Jumlah nilai kebutuhan dalam sebuah bit, diingat."""

    def __init__(self, nilai: Sequence[int]) -> None:
        self._nilai = nilai
        self._ingat: dict[int, int] = {0: 0}

    def __call__(self, bit: int) -> int:
        if bit not in self._ingat:
            rendah = bit & -bit
            self._ingat[bit] = self._nilai[rendah.bit_length() - 1] + self(bit ^ rendah)
        return self._ingat[bit]


class _Cari:
    def __init__(self, calon: list[Calon], bobot: _Bobot, banyak: int) -> None:
        self.calon, self.bobot, self.banyak = calon, bobot, banyak
        self.terbaik: tuple[Calon, ...] = ()
        self._mutu: Mutu = (0, 0, 0, 0, 0)
        semua = 0
        for c in calon:
            semua |= c.jawab
        self._semua = bobot(semua)

    def telusuri(self, mulai: int, ambil: tuple[Calon, ...], jawab: int, cocok: int, sisa: int) -> None:
        if ambil:
            self._timbang(ambil, jawab, cocok)
        kurang = self.banyak - len(ambil)
        if kurang <= 0:
            return
        ada = self.bobot(jawab)
        for i in range(mulai, len(self.calon)):
            c = self.calon[i]
            # Calon berurutan menurut nilainya: sesudah ini tidak ada yang menambah lebih dari `kurang` × nilai c.
            batas = (min(self._semua, ada + kurang * self.bobot(c.jawab)), -len(ambil) - 1)
            if batas < self._mutu[:2]:
                return
            # Yang tidak menambah jawaban hanya membuang JP.
            if c.jp <= sisa and c.jawab & ~jawab:
                self.telusuri(i + 1, (*ambil, c), jawab | c.jawab, cocok | c.cocok, sisa - c.jp)

    def _timbang(self, ambil: tuple[Calon, ...], jawab: int, cocok: int) -> None:
        kini = _mutu(ambil, self.bobot(jawab), self.bobot(cocok))
        if kini > self._mutu or (kini == self._mutu and nama(ambil) < nama(self.terbaik)):
            self.terbaik, self._mutu = ambil, kini


def _pangkas(calon: list[Calon]) -> list[Calon]:
    """Buang calon yang ada gantinya: menjawab sebanyak itu atau lebih, secocok itu, sebidang, dan tidak lebih mahal."""
    urut = sorted(calon, key=lambda c: (c.jp, c.kunci))
    hasil: list[Calon] = []
    for c in urut:
        if not any(
            c.jawab & ~t.jawab == 0 and c.cocok & ~t.cocok == 0 and t.sebidang >= c.sebidang for t in hasil
        ):
            hasil.append(c)
    return hasil
