from inti.models.berkas import Berkas
from inti.models.cadangan import Cadangan
from inti.models.dokumen import Dokumen, PaketDokumen
from inti.models.draf import Draf
from inti.models.impor import BarisImpor, Impor
from inti.models.jejak import Jejak
from inti.models.kotak import KotakKeluar, Pemasangan, Pemberitahuan
from inti.models.riwayat import Riwayat
from inti.models.segel import Segel

__all__ = [
    "BarisImpor",
    "Berkas",
    "Cadangan",
    "Dokumen",
    "Draf",
    "Impor",
    "Jejak",
    "KotakKeluar",
    "PaketDokumen",
    "Pemasangan",
    "Pemberitahuan",
    "Riwayat",
    "Segel",
]
