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
from pelatihan.models.talenta import AturanTalenta, PenilaianPotensi
from pelatihan.models.usulan import AnggaranPelatihan, Kepesertaan, Usulan

__all__ = [
    "AnggaranPelatihan",
    "AnggotaPanitia",
    "Asesmen",
    "AturanBelajar",
    "AturanPenghargaan",
    "AturanTalenta",
    "BuktiPembinaan",
    "CalonPenghargaan",
    "Kepesertaan",
    "KompetensiTeknis",
    "Pelatihan",
    "Pembinaan",
    "PenilaianPotensi",
    "PertemuanPembinaan",
    "PotretKompetensi",
    "Rekomendasi",
    "SasaranPembinaan",
    "Sesi",
    "SidangPenghargaan",
    "StandarKompetensi",
    "Usulan",
]
