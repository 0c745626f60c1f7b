"""Metode angka PP 30/2019 bagi tahun-tahun sebelum predikat dibaca dari dua rating, dan untuk simulasi.

Nilai = SKP·w + perilaku·(1 − w): w 0,7 bila pendapat rekan dan bawahan tidak dipakai, 0,6 bila dipakai (Pasal 41).
Capaian tiap butir paling tinggi 120. Pita: Sangat Baik 110–120 **dan** ada ide baru yang bermanfaat; Baik 90–120; Cukup 70–<90;
Kurang 50–<70 ⚠; Sangat Kurang <50 ⚠. Dua pita terbawah belum dapat dicocokkan dengan naskah resmi, jadi ambangnya data.
Lihat docs/aturan/pp30.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from indikator.rules.angka import bulatkan, dua_desimal, tampil, teliti, urai
from indikator.rules.program import DaftarKeliru

METODE_PP30: Final = "pp_30_2019"
TERTINGGI: Final = Decimal(120)
BOBOT_TANPA_REKAN: Final = Decimal("0.7")
BOBOT_DENGAN_REKAN: Final = Decimal("0.6")
AMBANG_BAWAAN: Final[Mapping[str, str]] = {"sangat_baik": "110", "baik": "90", "cukup": "70", "kurang": "50"}


class SebutanPP30(StrEnum):
    """Sebutan nilai kinerja Pasal 41 ayat (5), dari yang terbaik."""

    SANGAT_BAIK = "sangat_baik"
    BAIK = "baik"
    CUKUP = "cukup"
    KURANG = "kurang"
    SANGAT_KURANG = "sangat_kurang"


LABEL_PP30: Final = {
    SebutanPP30.SANGAT_BAIK: "Sangat Baik",
    SebutanPP30.BAIK: "Baik",
    SebutanPP30.CUKUP: "Cukup",
    SebutanPP30.KURANG: "Kurang",
    SebutanPP30.SANGAT_KURANG: "Sangat Kurang",
}


class PP30Keliru(DaftarKeliru):
    """Masukan yang tidak mungkin; ``kesalahan`` memuat semuanya sekaligus."""


@dataclass(frozen=True, slots=True)
class Pita:
    """Batas bawah tiap sebutan; di bawah ``kurang`` berarti Sangat Kurang."""

    sangat_baik: Decimal
    baik: Decimal
    cukup: Decimal
    kurang: Decimal


@dataclass(frozen=True, slots=True)
class MasukanPP30:
    """Nilai SKP dan perilaku (0–120), apakah pendapat rekan dan bawahan dipakai, dan ide baru."""

    skp: Decimal | None
    perilaku: Decimal | None
    pakai_rekan: bool = False
    ide_baru: bool = False
    pita: Pita | None = None


@dataclass(frozen=True, slots=True)
class HasilPP30:
    """Nilai 2 desimal dan sebutannya; kosong bila salah satu masukannya belum ada. ``langkah`` kalimat urut."""

    nilai: Decimal | None
    sebutan: SebutanPP30 | None
    langkah: tuple[str, ...]

    def ke_dict(self) -> dict[str, object]:
        """Bentuk JSON yang dicetak ``penilaian.rules.periksa``."""
        return {
            "metode": METODE_PP30,
            "nilai": None if self.nilai is None else dua_desimal(self.nilai),
            "sebutan": self.sebutan,
            "sebutan_label": LABEL_PP30[self.sebutan] if self.sebutan else None,
            "langkah": list(self.langkah),
        }


def pita_dari(data: Mapping[str, object] | None = None) -> Pita:
    """Ambang dari JSON; yang tidak ditulis memakai bawaan. Menolak kunci asing dan ambang yang tidak menurun."""
    isi = dict(AMBANG_BAWAAN) | dict(data or {})
    salah = [
        f'Ambang "{k}" tidak dikenal. Yang dikenal: {", ".join(AMBANG_BAWAAN)}.'
        for k in isi
        if k not in AMBANG_BAWAAN
    ]
    angka = {k: urai(isi[k], nama=f"ambang.{k}") for k in AMBANG_BAWAAN}
    urut = list(angka.values())
    if (
        urut != sorted(urut, reverse=True)
        or len(set(urut)) < len(urut)
        or not 0 < urut[-1] <= urut[0] <= TERTINGGI
    ):
        salah.append("Ambang harus menurun dari sangat_baik sampai kurang, di antara 0 dan 120.")
    if salah:
        raise PP30Keliru(salah)
    return Pita(**angka)


def sebut(nilai: Decimal, *, ide_baru: bool, pita: Pita) -> SebutanPP30:
    """Sebutan dari nilai yang sudah 2 desimal; tanpa ide baru, 110 ke atas tetap Baik."""
    if nilai >= pita.sangat_baik and ide_baru:
        return SebutanPP30.SANGAT_BAIK
    if nilai >= pita.baik:
        return SebutanPP30.BAIK
    if nilai >= pita.cukup:
        return SebutanPP30.CUKUP
    return SebutanPP30.KURANG if nilai >= pita.kurang else SebutanPP30.SANGAT_KURANG


@teliti
def hitung_pp30(masukan: MasukanPP30) -> HasilPP30:
    """Nilai kinerja PP 30/2019 dan sebutannya. Menolak nilai di luar 0–120; dibulatkan dahulu, baru disebut."""
    salah = [
        f"Nilai {nama} harus antara 0 dan 120. Tertulis: {tampil(x)}."
        for nama, x in (("SKP", masukan.skp), ("perilaku", masukan.perilaku))
        if x is not None and not 0 <= x <= TERTINGGI
    ]
    if salah:
        raise PP30Keliru(salah)
    if masukan.skp is None or masukan.perilaku is None:
        return HasilPP30(None, None, ("Nilai SKP dan nilai perilaku diperlukan keduanya.",))
    w = BOBOT_DENGAN_REKAN if masukan.pakai_rekan else BOBOT_TANPA_REKAN
    nilai = bulatkan(masukan.skp * w + masukan.perilaku * (1 - w))
    pita = masukan.pita or pita_dari()
    sebutan = sebut(nilai, ide_baru=masukan.ide_baru, pita=pita)
    pendapat = "dipakai" if masukan.pakai_rekan else "tidak dipakai"
    langkah = [
        f"Pendapat rekan dan bawahan {pendapat}: bobot SKP {tampil(w * 100, 0)} %, perilaku {tampil((1 - w) * 100, 0)} %.",
        f"Nilai = {tampil(masukan.skp)} × {tampil(w, 1)} + {tampil(masukan.perilaku)} × {tampil(1 - w, 1)} = {tampil(nilai)}.",
    ]
    if nilai >= pita.sangat_baik and not masukan.ide_baru:
        langkah.append(f"{tampil(pita.sangat_baik, 0)} ke atas tanpa ide baru tetap Baik (Pasal 41 ayat 5).")
    langkah.append(f"Sebutan: {LABEL_PP30[sebutan]}.")
    return HasilPP30(nilai, sebutan, tuple(langkah))


def masukan_pp30_dari(data: Mapping[str, object]) -> MasukanPP30:
    """Membaca nota bermetode ``pp_30_2019``; menolak tanda yang bukan true atau false."""
    salah: list[str] = []

    def angka(kunci: str) -> Decimal | None:
        try:
            return None if data.get(kunci) is None else urai(data[kunci], nama=kunci)
        except ValueError as galat:
            salah.append(str(galat))
            return None

    def tanda(kunci: str) -> bool:
        nilai = data.get(kunci, False)
        if not isinstance(nilai, bool):
            salah.append(f'{kunci} harus true atau false. Tertulis: "{nilai}".')
        return nilai is True

    ambang = data.get("ambang")
    if ambang is not None and not isinstance(ambang, Mapping):
        salah.append("ambang harus berupa pasangan nama dan nilai.")
        ambang = None
    skp, perilaku, rekan, ide = angka("skp"), angka("perilaku"), tanda("pakai_rekan"), tanda("ide_baru")
    if salah:
        raise PP30Keliru(salah)
    return MasukanPP30(skp, perilaku, rekan, ide, pita_dari(ambang))
