from umpan_balik.models.aspirasi import (
    Aspirasi,
    HariLibur,
    IzinNama,
    KebijakanAspirasi,
    LangkahAspirasi,
    SebutanPetugas,
)
from umpan_balik.models.cermin import PembandingCermin
from umpan_balik.models.dialog import AdendumDialog, DialogKinerja, PokokDialog, TindakDialog
from umpan_balik.models.ikm import JenisMasa, LaporanSkm, LembarKertas, PenerimaLayanan, TindakLanjutSkm
from umpan_balik.models.langsung import LaporanUmpanBalik, PermintaanUmpanBalik, UmpanBalik
from umpan_balik.models.musyawarah import Dukungan, Musyawarah, Usul
from umpan_balik.models.penugasan import PenolakanMenilai, UsulPenilai
from umpan_balik.models.profil import ProfilWarga
from umpan_balik.models.rekan import Jawaban, JawabanAnonim, Kelompok, Komentar, Penugasan
from umpan_balik.models.warga import JagaTitik, KodeKunjungan, Layanan, Survei, TitikLayanan

__all__ = [
    "AdendumDialog",
    "Aspirasi",
    "DialogKinerja",
    "Dukungan",
    "HariLibur",
    "IzinNama",
    "JagaTitik",
    "Jawaban",
    "JawabanAnonim",
    "JenisMasa",
    "KebijakanAspirasi",
    "Kelompok",
    "KodeKunjungan",
    "Komentar",
    "LangkahAspirasi",
    "LaporanSkm",
    "LaporanUmpanBalik",
    "Layanan",
    "LembarKertas",
    "Musyawarah",
    "PembandingCermin",
    "PenerimaLayanan",
    "PenolakanMenilai",
    "Penugasan",
    "PermintaanUmpanBalik",
    "PokokDialog",
    "ProfilWarga",
    "SebutanPetugas",
    "Survei",
    "TindakDialog",
    "TindakLanjutSkm",
    "TitikLayanan",
    "UmpanBalik",
    "Usul",
    "UsulPenilai",
]
