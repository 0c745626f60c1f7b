"""Satu baris tabel objektivitas, beserta cara menuliskan angkanya."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from inti.rules.format import KOSONG
from penilaian.rules.objektivitas import Bahan, Ringkas, Temuan, cukup, persen, tulis
from penilaian.rules.objektivitas_selang import Selang, selang_bagian

SETENGAH_ANGKA: Final = Decimal("0.005")  # di bawah ini tertulis 0,00, jadi tanpa tanda


@dataclass(frozen=True, slots=True)
class Baris:
    """Satu penilai atau unit; `beda` dan `rekan` kosong bila pembandingnya kurang."""

    objek_id: int
    nama: str
    ket: str
    tingkat: str
    ini: Ringkas
    bahan: Bahan
    rekan: Ringkas | None
    beda: Selang | None
    hadir: tuple[int, ...]
    temuan: tuple[Temuan, ...]

    @property
    def cukup(self) -> bool:
        return cukup(self.ini)

    @property
    def teks_beda(self) -> str:
        """ "+0,30 (0,10 sampai 0,50)"."""
        if self.beda is None:
            return KOSONG
        tanda = "+" if self.beda.nilai >= SETENGAH_ANGKA else ""
        return f"{tanda}{tulis(self.beda.nilai)} ({tulis(self.beda.bawah)} sampai {tulis(self.beda.atas)})"

    @property
    def teks_baku(self) -> str:
        """Simpangan baku skor sendiri dan rekan."""
        sendiri = self.ini.skor.baku
        if sendiri is None or not self.cukup:
            return KOSONG
        rekan = self.rekan.skor.baku if self.rekan else None
        return tulis(sendiri) + (f"; rekan {tulis(rekan)}" if rekan is not None else "")

    @property
    def teks_cocok(self) -> str:
        """Bagian yang kedua ratingnya sama dengan usul angka."""
        return _bagian(self.ini.setuju, self.ini.simpang.n) if self.cukup else KOSONG

    @property
    def teks_sama(self) -> str:
        """Bagian yang rating hasil kerja dan perilakunya sama."""
        return _bagian(self.ini.sama, self.ini.n) if self.cukup else KOSONG

    @property
    def teks_aspek(self) -> str:
        """Banyaknya indikator kuantitas dan kualitas."""
        aspek = self.bahan.aspek
        jumlah = sum(aspek.values())
        if not jumlah:
            return KOSONG
        return f"{persen(Decimal(aspek.get('kuantitas', 0)) / jumlah)}; kualitas {persen(Decimal(aspek.get('kualitas', 0)) / jumlah)}"


def _bagian(kena: int, n: int) -> str:
    """ "70 % (48 % sampai 86 %)"."""
    if not n:
        return KOSONG
    s = selang_bagian(kena, n)
    return f"{persen(s.nilai)} ({persen(s.bawah)} sampai {persen(s.atas)})"
