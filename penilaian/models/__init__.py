from penilaian.models.catatan import CatatanPenilai
from penilaian.models.evaluasi import Evaluasi, Hasil, Predikat, Rating
from penilaian.models.jeda import Jeda
from penilaian.models.kalibrasi import Kalibrasi, PindahKalibrasi
from penilaian.models.keberatan import BuktiKeberatan, Keberatan, TandaBaca
from penilaian.models.pembukaan import PembukaanKembali
from penilaian.models.penutupan import (
    BukuPenutupan,
    LangkahPenutupan,
    Penutupan,
    RekapKelompok,
    RekapUnit,
)
from penilaian.models.umpan_rhk import ButirUmpanBalik

__all__ = [
    "BuktiKeberatan",
    "BukuPenutupan",
    "ButirUmpanBalik",
    "CatatanPenilai",
    "Evaluasi",
    "Hasil",
    "Jeda",
    "Kalibrasi",
    "Keberatan",
    "LangkahPenutupan",
    "PembukaanKembali",
    "Penutupan",
    "PindahKalibrasi",
    "Predikat",
    "Rating",
    "RekapKelompok",
    "RekapUnit",
    "TandaBaca",
]
