from penilaian.models.evaluasi import Evaluasi, Hasil, Keberatan, Predikat, Rating
from penilaian.models.penutupan import BukuPenutupan, LangkahPenutupan, Penutupan, RekapUnit

__all__ = [
    "BukuPenutupan",
    "Evaluasi",
    "Hasil",
    "Keberatan",
    "LangkahPenutupan",
    "Penutupan",
    "Predikat",
    "Rating",
    "RekapUnit",
]
