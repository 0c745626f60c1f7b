from pelatihan.models.kompetensi import (
    Asesmen,
    AturanBelajar,
    KompetensiTeknis,
    PotretKompetensi,
    StandarKompetensi,
)
from pelatihan.models.pelatihan import Pelatihan, Rekomendasi
from pelatihan.models.pembinaan import BuktiPembinaan, Pembinaan, PertemuanPembinaan, SasaranPembinaan
from pelatihan.models.penghargaan import (
    AnggotaPanitia,
    AturanPenghargaan,
    CalonPenghargaan,
    SidangPenghargaan,
)
from pelatihan.models.sesi import Sesi
from pelatihan.models.usulan import AnggaranPelatihan, Kepesertaan, Usulan

__all__ = [
    "AnggaranPelatihan",
    "AnggotaPanitia",
    "Asesmen",
    "AturanBelajar",
    "AturanPenghargaan",
    "BuktiPembinaan",
    "CalonPenghargaan",
    "Kepesertaan",
    "KompetensiTeknis",
    "Pelatihan",
    "Pembinaan",
    "PertemuanPembinaan",
    "PotretKompetensi",
    "Rekomendasi",
    "SasaranPembinaan",
    "Sesi",
    "SidangPenghargaan",
    "StandarKompetensi",
    "Usulan",
]
