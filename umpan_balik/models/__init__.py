from umpan_balik.models.aspirasi import Aspirasi
from umpan_balik.models.langsung import UmpanBalik
from umpan_balik.models.rekan import Jawaban, JawabanAnonim, Kelompok, Komentar, Penugasan
from umpan_balik.models.warga import JagaTitik, KodeKunjungan, Layanan, Survei, TitikLayanan

__all__ = [
    "Aspirasi",
    "JagaTitik",
    "Jawaban",
    "JawabanAnonim",
    "Kelompok",
    "KodeKunjungan",
    "Komentar",
    "Layanan",
    "Penugasan",
    "Survei",
    "TitikLayanan",
    "UmpanBalik",
]
