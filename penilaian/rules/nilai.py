"""Nilai akhir seorang pegawai dari indikator, perilaku, rating, dan kebijakan.

Semua dihitung tanpa pembulatan; angka akhir dibulatkan setengah ke atas ke 2
desimal, baru kemudian digolongkan. Yang kurang disebut namanya dan tidak pernah
dianggap nol. Lihat docs/aturan/nilai_akhir.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from indikator.rules.angka import bulatkan, dua_desimal, sebagai_teks, teliti
from indikator.rules.hasil_kerja import (
    HasilIndikator,
    HasilKerja,
    IndikatorDinilai,
    hitung_hasil_kerja,
)
from indikator.rules.kebijakan import Aturan
from indikator.rules.kelompok import LABEL_KELOMPOK
from penilaian.rules.langkah import (
    Langkah,
    langkah_akhir,
    langkah_hasil,
    langkah_perilaku,
    langkah_predikat,
    langkah_rating,
)
from penilaian.rules.perilaku import (
    HasilKelompok,
    HasilPerilaku,
    MasukanPerilaku,
    hitung_perilaku,
)
from penilaian.rules.predikat import (
    LABEL_PREDIKAT,
    Predikat,
    Rating,
    predikat,
    usulan_rating,
)


@dataclass(frozen=True, slots=True)
class Masukan:
    """Semua yang membentuk hasil seorang pegawai dalam satu periode."""

    indikator: tuple[IndikatorDinilai, ...]
    perilaku: MasukanPerilaku
    aturan: Aturan
    rating_hasil: Rating | None = None
    rating_perilaku: Rating | None = None


@dataclass(frozen=True, slots=True)
class HasilHitung:
    """Hasil beserta langkahnya. Nilai sudah dibulatkan; ``_utuh`` belum."""

    indikator: tuple[HasilIndikator, ...]
    kelompok: tuple[HasilKelompok, ...]
    nilai_hasil_utuh: Decimal | None
    nilai_perilaku_utuh: Decimal | None
    nilai_akhir_utuh: Decimal | None
    usulan_hasil: Rating | None
    usulan_perilaku: Rating | None
    predikat: Predikat | None
    keterangan_kurang: Mapping[str, str]
    langkah: tuple[Langkah, ...]

    @property
    def nilai_hasil(self) -> Decimal | None:
        """Nilai hasil kerja, 2 desimal."""
        return _bulat(self.nilai_hasil_utuh)

    @property
    def nilai_perilaku(self) -> Decimal | None:
        """Nilai perilaku kerja, 2 desimal."""
        return _bulat(self.nilai_perilaku_utuh)

    @property
    def nilai_akhir(self) -> Decimal | None:
        """Nilai akhir, 2 desimal."""
        return _bulat(self.nilai_akhir_utuh)

    @property
    def kurang(self) -> tuple[str, ...]:
        """Nama yang kurang, berurut: indikator, hasil, kelompok, perilaku, rating."""
        return tuple(self.keterangan_kurang)

    def ke_dict(self) -> dict[str, object]:
        """Bentuk JSON yang dicetak ``penilaian.rules.periksa``."""
        return {
            "indikator": [
                {
                    "kode": h.indikator.kode,
                    "bobot": sebagai_teks(h.indikator.bobot),
                    "capaian": None if h.capaian is None else dua_desimal(h.capaian),
                    "status": h.status.value,
                    "uraian": h.uraian,
                }
                for h in self.indikator
            ],
            "nilai_hasil": _teks(self.nilai_hasil),
            "nilai_perilaku": _teks(self.nilai_perilaku),
            "nilai_akhir": _teks(self.nilai_akhir),
            "usulan_rating": {"hasil": self.usulan_hasil, "perilaku": self.usulan_perilaku},
            "predikat": self.predikat,
            "predikat_label": LABEL_PREDIKAT[self.predikat] if self.predikat else None,
            "kurang": list(self.kurang),
            "keterangan_kurang": dict(self.keterangan_kurang),
            "langkah": [langkah.ke_dict() for langkah in self.langkah],
        }


@teliti
def hitung(masukan: Masukan) -> HasilHitung:
    """Menghitung semua nilai dan mencatat tiap langkahnya.

    Menolak (ValueError) jumlah bobot yang bukan 100, angka negatif, jawaban di
    luar 1–5, dan sasaran yang tidak mungkin. Yang belum ada disebut dalam
    ``kurang`` dan tidak membuat penolakan.
    """
    aturan = masukan.aturan
    hasil = hitung_hasil_kerja(masukan.indikator, aturan=aturan)
    perilaku = hitung_perilaku(masukan.perilaku, aturan=aturan)
    akhir = gabungkan(hasil.nilai, perilaku.nilai, aturan=aturan)
    usulan_hasil, usulan_perilaku = _usulan(hasil.nilai, aturan), _usulan(perilaku.nilai, aturan)
    rating_hasil, rating_perilaku = masukan.rating_hasil, masukan.rating_perilaku
    predikatnya = (
        predikat(hasil=rating_hasil, perilaku=rating_perilaku) if rating_hasil and rating_perilaku else None
    )
    return HasilHitung(
        indikator=hasil.indikator,
        kelompok=perilaku.kelompok,
        nilai_hasil_utuh=hasil.nilai,
        nilai_perilaku_utuh=perilaku.nilai,
        nilai_akhir_utuh=akhir,
        usulan_hasil=usulan_hasil,
        usulan_perilaku=usulan_perilaku,
        predikat=predikatnya,
        keterangan_kurang=_kurang(masukan, hasil, perilaku),
        langkah=(
            *langkah_hasil(hasil),
            *langkah_perilaku(perilaku),
            langkah_akhir(hasil=hasil.nilai, perilaku=perilaku.nilai, akhir=akhir, aturan=aturan),
            langkah_rating("hasil", hasil.nilai, usulan_hasil, rating_hasil, aturan=aturan),
            langkah_rating("perilaku", perilaku.nilai, usulan_perilaku, rating_perilaku, aturan=aturan),
            langkah_predikat(hasil=rating_hasil, perilaku=rating_perilaku, predikat=predikatnya),
        ),
    )


@teliti
def gabungkan(hasil: Decimal | None, perilaku: Decimal | None, *, aturan: Aturan) -> Decimal | None:
    """Nilai akhir = hasil·w + perilaku·(1−w), dari nilai yang belum dibulatkan."""
    if hasil is None or perilaku is None:
        return None
    return hasil * aturan.bobot_hasil + perilaku * aturan.bobot_perilaku


def _usulan(nilai: Decimal | None, aturan: Aturan) -> Rating | None:
    return None if nilai is None else usulan_rating(bulatkan(nilai), aturan=aturan)


def _kurang(masukan: Masukan, hasil: HasilKerja, perilaku: HasilPerilaku) -> dict[str, str]:
    """Nama yang kurang → kalimat yang menjelaskan apa yang harus dilakukan."""
    kurang = {
        i.kode: f"{i.sebutan}: belum dilaporkan. Laporkan capaiannya, atau minta atasan memutuskan "
        "dikecualikan atau tidak dilaporkan."
        for i in hasil.belum_dilaporkan
    }
    if not kurang and hasil.nilai is None:
        kurang["hasil"] = (
            "Semua indikator dikecualikan, sehingga nilai hasil kerja belum ada."
            if hasil.indikator
            else "Belum ada indikator dalam SKP, sehingga nilai hasil kerja belum ada."
        )
    for k in perilaku.kelompok:
        if k.kurang:
            kurang[k.kelompok.value] = f"{LABEL_KELOMPOK[k.kelompok]} tidak dihitung: {k.alasan}."
    if perilaku.nilai is None:
        kurang["perilaku"] = "Belum ada kelompok penilai yang cukup, sehingga nilai perilaku belum ada."
    if masukan.rating_hasil is None:
        kurang["rating.hasil"] = "Rating hasil kerja belum ditetapkan pejabat penilai."
    if masukan.rating_perilaku is None:
        kurang["rating.perilaku"] = "Rating perilaku kerja belum ditetapkan pejabat penilai."
    return kurang


def _bulat(nilai: Decimal | None) -> Decimal | None:
    return None if nilai is None else bulatkan(nilai)


def _teks(nilai: Decimal | None) -> str | None:
    return None if nilai is None else f"{nilai:f}"
