"""Adaptor penempatan."""

from collections.abc import Iterable, Iterator

from inti.models import BarisImpor
from inti.rules.tabel import Baris
from inti.services.impor import HasilBaris, Lingkup, Terapan
from kepegawaian.models import Penempatan
from kepegawaian.rules.impor import PENEMPATAN
from kepegawaian.services.impor.dasar import Dasar, Wilayah
from kepegawaian.services.impor.penempatan.banding import Pembanding
from kepegawaian.services.impor.penempatan.tulis import kembalikan, terapkan


class AdaptorPenempatan(Dasar):
    """Siapa di unit dan jabatan mana, sejak dan sampai kapan."""

    kode = "penempatan"
    judul = "Penempatan"
    benda = "penempatan"
    lembar = "Penempatan"
    sebutan_kunci = "Nomor dari ekspor; tanpa nomor: orang, jenis, hari mulai, dan unit."
    kolom = PENEMPATAN
    model = Penempatan

    def banding(self, baris: Iterable[Baris], lingkup: Lingkup) -> Iterator[HasilBaris]:
        """Bandingkan dengan semua penempatan orang-orang di berkas; dua kueri tiap 5.000 orang."""
        return iter(Pembanding(self, Wilayah(lingkup), baris))

    def terapkan(self, perubahan: list[HasilBaris], lingkup: Lingkup) -> Terapan:
        """Tanggal yang berubah, lalu penempatan baru."""
        return terapkan(perubahan, Wilayah(lingkup))

    def batalkan(self, baris: list[BarisImpor], lingkup: Lingkup) -> None:
        """Kembali seperti sebelum impor."""
        kembalikan(baris, Wilayah(lingkup))
