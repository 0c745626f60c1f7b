"""Adaptor unit kerja."""

from collections.abc import Iterable, Iterator, Sequence

from inti.models import BarisImpor
from inti.rules.tabel import Baris
from inti.services.impor import HasilBaris, Lingkup, Terapan
from kepegawaian.models import UnitKerja
from kepegawaian.rules.impor import UNIT
from kepegawaian.services.impor.dasar import Dasar, Wilayah
from kepegawaian.services.impor.unit.banding import Pembanding
from kepegawaian.services.impor.unit.batal import kembalikan
from kepegawaian.services.impor.unit.tulis import terapkan
from kepegawaian.services.organisasi.letak import kunci_pohon


class AdaptorUnit(Dasar):
    """Pohon unit kerja."""

    kode = "unit"
    judul = "Unit kerja"
    benda = "unit"
    lembar = "Unit"
    sebutan_kunci = "Kode dari ekspor; tanpa kode, jalur unitnya."
    kolom = UNIT
    model = UnitKerja

    def kunci(self, objek_ids: Sequence[int], lingkup: Lingkup) -> None:
        """Satu penulis susunan tiap instansi."""
        kunci_pohon(lingkup.instansi_id)

    def banding(self, baris: Iterable[Baris], lingkup: Lingkup) -> Iterator[HasilBaris]:
        """Bandingkan dengan susunan yang berlaku. Lima kueri, ditambah satu tiap hari berlaku yang berbeda."""
        return iter(Pembanding(self, Wilayah(lingkup), baris))

    def terapkan(self, perubahan: list[HasilBaris], lingkup: Lingkup) -> Terapan:
        """Unit baru dahulu, lalu perubahan bertanggal."""
        return terapkan(perubahan, Wilayah(lingkup))

    def batalkan(self, baris: list[BarisImpor], lingkup: Lingkup) -> None:
        """Letak dan isi kembali seperti semula, lalu unit baru dihapus."""
        kembalikan(baris, Wilayah(lingkup))
