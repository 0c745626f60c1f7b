from penilaian.models.evaluasi import Evaluasi, Hasil, Predikat, Rating
from penilaian.models.jeda import Jeda
from penilaian.models.keberatan import BuktiKeberatan, Keberatan, TandaBaca
from penilaian.models.pembukaan import PembukaanKembali
from penilaian.models.penutupan import (
    BukuPenutupan,
    LangkahPenutupan,
    Penutupan,
    RekapKelompok,
    RekapUnit,
)

__all__ = [
    "BuktiKeberatan",
    "BukuPenutupan",
    "Evaluasi",
    "Hasil",
    "Jeda",
    "Keberatan",
    "LangkahPenutupan",
    "PembukaanKembali",
    "Penutupan",
    "Predikat",
    "Rating",
    "RekapKelompok",
    "RekapUnit",
    "TandaBaca",
]
