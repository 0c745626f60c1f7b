"""Nilai perilaku dari jawaban 360 derajat dan survei masyarakat.

Rata-rata jawaban tiap penilai (1–5) diubah menurut skala kebijakan, lalu
dirata-ratakan per kelompok: tiap penilai dihitung satu kali, berapa pun
jawabannya. Kelompok yang penilainya kurang keluar dari pembagi dan disebut
namanya. Panduan perilaku: PermenPANRB 6/2022. Lihat docs/aturan/nilai_akhir.md.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from indikator.rules.angka import (
    DESIMAL_RATA_RATA,
    bagi,
    jumlah,
    rata_rata,
    tampil,
    teliti,
    urai,
)
from indikator.rules.kebijakan import (
    SKALA_IKM,
    SKALA_JAWABAN,
    Aturan,
    AturanKelompok,
    Skala,
)
from indikator.rules.kelompok import LABEL_KELOMPOK, Kelompok


@dataclass(frozen=True, slots=True)
class SurveiMasyarakat:
    """Nilai petugas dalam survei (25–100) dan banyaknya jawaban."""

    nilai: Decimal | None
    n: int


@dataclass(frozen=True, slots=True)
class MasukanPerilaku:
    """Rata-rata jawaban (1–5) tiap penilai per kelompok, dan survei masyarakat."""

    atasan: tuple[Decimal, ...] = ()
    rekan: tuple[Decimal, ...] = ()
    bawahan: tuple[Decimal, ...] = ()
    masyarakat: SurveiMasyarakat | None = None


@dataclass(frozen=True, slots=True)
class HasilKelompok:
    """Nilai satu kelompok; ``nilai`` kosong bila tidak dihitung, dengan alasannya."""

    kelompok: Kelompok
    bobot: Decimal
    n: int
    min_n: int
    rata_jawaban: Decimal | None
    nilai: Decimal | None
    alasan: str

    @property
    def dihitung(self) -> bool:
        """Apakah kelompok ini ikut membentuk nilai perilaku."""
        return self.nilai is not None

    @property
    def kurang(self) -> bool:
        """Berbobot tetapi tidak dihitung: disebut sebagai yang kurang."""
        return self.bobot > 0 and self.nilai is None


@dataclass(frozen=True, slots=True)
class HasilPerilaku:
    """Nilai perilaku belum dibulatkan; kosong bila tidak ada kelompok yang dihitung."""

    kelompok: tuple[HasilKelompok, ...]
    nilai: Decimal | None
    jumlah_bobot: Decimal


@teliti
def konversi(x: Decimal, *, skala: Skala) -> Decimal:
    """Mengubah ``x`` menurut titik-titik skala, lurus di antaranya; menolak di luar skala."""
    if not skala[0][0] <= x <= skala[-1][0]:
        raise ValueError(
            f"Nilai {tampil(x)} di luar skala {tampil(skala[0][0], 0)}–{tampil(skala[-1][0], 0)}. "
            "Periksa jawaban yang dirata-ratakan."
        )
    ruas = pairwise(skala)
    (x1, y1), (x2, y2) = next(r for r in ruas if x <= r[1][0])
    return y1 + bagi((x - x1) * (y2 - y1), x2 - x1)


@teliti
def hitung_perilaku(masukan: MasukanPerilaku, *, aturan: Aturan) -> HasilPerilaku:
    """Σ bobot·nilai / Σ bobot atas kelompok yang penilainya cukup; belum dibulatkan.

    Menolak rata-rata jawaban di luar 1–5, nilai survei di luar 25–100, dan n negatif.
    """
    kelompok = (
        _hasil_penilai(aturan.untuk(Kelompok.ATASAN), masukan.atasan, aturan.skala),
        _hasil_penilai(aturan.untuk(Kelompok.REKAN), masukan.rekan, aturan.skala),
        _hasil_penilai(aturan.untuk(Kelompok.BAWAHAN), masukan.bawahan, aturan.skala),
        _hasil_masyarakat(aturan.untuk(Kelompok.MASYARAKAT), masukan.masyarakat, aturan.skala_ikm),
    )
    berbobot = [(k.bobot, k.nilai) for k in kelompok if k.nilai is not None]
    pembagi = jumlah(bobot for bobot, _ in berbobot)
    if not berbobot:
        return HasilPerilaku(kelompok=kelompok, nilai=None, jumlah_bobot=pembagi)
    nilai = bagi(jumlah(bobot * nilai for bobot, nilai in berbobot), pembagi)
    return HasilPerilaku(kelompok=kelompok, nilai=nilai, jumlah_bobot=pembagi)


def _hasil_penilai(aturan: AturanKelompok, jawaban: tuple[Decimal, ...], skala: Skala) -> HasilKelompok:
    for i, x in enumerate(jawaban, start=1):
        _dalam(
            x,
            rentang=SKALA_JAWABAN,
            nama=f"Rata-rata jawaban {LABEL_KELOMPOK[aturan.kelompok].lower()} ke-{i}",
        )
    alasan = _alasan_keluar(aturan, n=len(jawaban), satuan="penilai")
    if alasan:
        return _hasil(aturan, n=len(jawaban), alasan=alasan)
    nilai = rata_rata(konversi(x, skala=skala) for x in jawaban)
    return _hasil(aturan, n=len(jawaban), rata_jawaban=rata_rata(jawaban), nilai=nilai)


def _hasil_masyarakat(aturan: AturanKelompok, survei: SurveiMasyarakat | None, skala: Skala) -> HasilKelompok:
    n = survei.n if survei else 0
    if n < 0:
        raise ValueError("Banyaknya jawaban masyarakat tidak boleh kurang dari 0. Perbaiki n.")
    nilai = survei.nilai if survei else None
    if n and nilai is None:
        raise ValueError("Nilai survei masyarakat belum diisi padahal ada jawaban. Isi nilainya.")
    if nilai is not None:
        _dalam(nilai, rentang=SKALA_IKM, nama="Nilai survei masyarakat")
    alasan = _alasan_keluar(aturan, n=n, satuan="jawaban")
    if alasan or nilai is None:
        return _hasil(aturan, n=n, alasan=alasan)
    return _hasil(aturan, n=n, rata_jawaban=nilai, nilai=konversi(nilai, skala=skala))


def _hasil(
    aturan: AturanKelompok,
    *,
    n: int,
    rata_jawaban: Decimal | None = None,
    nilai: Decimal | None = None,
    alasan: str = "",
) -> HasilKelompok:
    return HasilKelompok(
        kelompok=aturan.kelompok,
        bobot=aturan.bobot,
        n=n,
        min_n=aturan.min_n,
        rata_jawaban=rata_jawaban,
        nilai=nilai,
        alasan=alasan,
    )


def _alasan_keluar(aturan: AturanKelompok, *, n: int, satuan: str) -> str:
    if aturan.bobot == 0:
        return "tidak berbobot dalam kebijakan"
    if n >= aturan.min_n:
        return ""
    if n == 0:
        return f"belum ada {satuan}, diperlukan {aturan.min_n}"
    return f"baru {n} {satuan}, diperlukan {aturan.min_n}"


def _dalam(x: Decimal, *, rentang: tuple[Decimal, Decimal], nama: str) -> None:
    terkecil, terbesar = rentang
    if not terkecil <= urai(x, nama=nama, desimal_terbanyak=DESIMAL_RATA_RATA) <= terbesar:
        raise ValueError(
            f"{nama} harus antara {terkecil} dan {terbesar}. Tertulis: {tampil(x)}. "
            "Periksa jawaban yang dirata-ratakan."
        )
