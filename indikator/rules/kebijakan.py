"""Kebijakan penilaian sebagai data: bobot, ambang, skala, dan n minimal.

Satu ``Aturan`` tidak pernah diubah setelah dipakai; versi baru ditambahkan.
Nilai bawaan mengikuti docs/aturan/nilai_akhir.md. Bobot perilaku 0,4 berasal
dari PP 30/2019 Pasal 41 untuk instansi yang memakai pendapat rekan dan bawahan.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final, TypeVar

from indikator.rules.angka import jumlah, sebagai_teks, urai
from indikator.rules.capaian import RumusMinimal
from indikator.rules.kelompok import LABEL_KELOMPOK, Kelompok
from indikator.rules.kualitatif import UsulKualitatif
from indikator.rules.program import DaftarKeliru

Skala = tuple[tuple[Decimal, Decimal], ...]
E = TypeVar("E", bound=StrEnum)

BAWAAN: Final[Mapping[str, object]] = {
    "bobot_hasil": "0.6",
    "bobot_kelompok": {"atasan": "60", "rekan": "20", "bawahan": "10", "masyarakat": "10"},
    "min_n": {"atasan": 1, "rekan": 3, "bawahan": 3, "masyarakat": 3},
    "maks_n": {"rekan": 5, "bawahan": 5},
    "batas_capaian": "120",
    "ambang": {"sesuai": "90", "di_atas": "110"},
    "skala": [["1", "50"], ["2", "70"], ["3", "90"], ["4", "105"], ["5", "120"]],
    "skala_ikm": [["25", "50"], ["65", "70"], ["76.61", "90"], ["88.31", "110"], ["100", "120"]],
    "rumus_minimal": "(2T-R)/T",
    "usul_kualitatif": "tengah",
    # Ruas penempatan di luar yang terakhir dihitung mulai sekian hari; jeda (cuti, pelatihan) keluar bila lebih dari
    # sekian hari. Keduanya pilihan daerah: lamanya tidak ditemukan dalam peraturan.
    "hari_ruas": 30,
    "hari_jeda": 30,
}
KUNCI_PENGENAL: Final = ("versi", "nama", "dasar_hukum")
NILAI_TERTINGGI: Final = Decimal(1000)
SKALA_JAWABAN: Final = (Decimal(1), Decimal(5))
SKALA_IKM: Final = (Decimal(25), Decimal(100))


class KebijakanKeliru(DaftarKeliru):
    """Kebijakan yang tidak dapat dipakai; ``kesalahan`` memuat semuanya sekaligus."""


@dataclass(frozen=True, slots=True)
class AturanKelompok:
    """Bobot satu kelompok penilai, banyaknya yang diperlukan, dan banyaknya yang diminta.

    ``maks_n`` kosong bagi atasan (selalu satu) dan masyarakat (lewat survei).
    """

    kelompok: Kelompok
    bobot: Decimal
    min_n: int
    maks_n: int | None = None


@dataclass(frozen=True, slots=True)
class Aturan:
    """Kebijakan yang sudah diperiksa. ``tambahan``: pengenal yang ikut dibawa."""

    bobot_hasil: Decimal
    kelompok: tuple[AturanKelompok, ...]
    batas_capaian: Decimal
    ambang_sesuai: Decimal
    ambang_di_atas: Decimal
    skala: Skala
    skala_ikm: Skala
    rumus_minimal: RumusMinimal
    usul_kualitatif: UsulKualitatif
    hari_ruas: int
    hari_jeda: int
    tambahan: tuple[tuple[str, object], ...] = ()

    @property
    def bobot_perilaku(self) -> Decimal:
        """Sisa bobot setelah hasil kerja."""
        return Decimal(1) - self.bobot_hasil

    def untuk(self, kelompok: Kelompok) -> AturanKelompok:
        """Aturan satu kelompok penilai."""
        return next(k for k in self.kelompok if k.kelompok is kelompok)

    def ke_dict(self) -> dict[str, object]:
        """Bentuk JSON; ``aturan_dari`` membacanya kembali menjadi nilai yang sama."""
        return {
            **dict(self.tambahan),
            "bobot_hasil": sebagai_teks(self.bobot_hasil),
            "bobot_kelompok": {k.kelompok.value: sebagai_teks(k.bobot) for k in self.kelompok},
            "min_n": {k.kelompok.value: k.min_n for k in self.kelompok},
            "maks_n": {k.kelompok.value: k.maks_n for k in self.kelompok if k.maks_n is not None},
            "batas_capaian": sebagai_teks(self.batas_capaian),
            "ambang": {
                "sesuai": sebagai_teks(self.ambang_sesuai),
                "di_atas": sebagai_teks(self.ambang_di_atas),
            },
            "skala": [[sebagai_teks(x), sebagai_teks(y)] for x, y in self.skala],
            "skala_ikm": [[sebagai_teks(x), sebagai_teks(y)] for x, y in self.skala_ikm],
            "rumus_minimal": self.rumus_minimal.value,
            "usul_kualitatif": self.usul_kualitatif.value,
            "hari_ruas": self.hari_ruas,
            "hari_jeda": self.hari_jeda,
        }


def aturan_dari(data: object = None) -> Aturan:
    """Membaca kebijakan dari JSON; kunci yang tidak ada memakai nilai bawaan.

    Menolak (``KebijakanKeliru``, semua kesalahan sekaligus) kunci asing, angka di
    luar jangkauan, ambang terbalik, dan skala yang berlubang. Kunci berawalan
    "_" serta versi, nama, dan dasar_hukum dibawa tanpa dibaca.
    """
    if data is None:
        data = {}
    if not isinstance(data, Mapping):
        raise KebijakanKeliru(["Kebijakan harus berupa pasangan nama dan nilai dalam kurung kurawal."])
    baca = _Pembaca(data)
    aturan = Aturan(
        bobot_hasil=baca.angka("bobot_hasil", terbesar=Decimal(1)),
        kelompok=baca.kelompok(),
        batas_capaian=baca.angka("batas_capaian", terkecil=Decimal(100)),
        ambang_sesuai=baca.ambang("sesuai"),
        ambang_di_atas=baca.ambang("di_atas"),
        skala=baca.skala("skala", rentang=SKALA_JAWABAN),
        skala_ikm=baca.skala("skala_ikm", rentang=SKALA_IKM),
        rumus_minimal=baca.pilihan("rumus_minimal", RumusMinimal),
        usul_kualitatif=baca.pilihan("usul_kualitatif", UsulKualitatif),
        hari_ruas=baca.hari("hari_ruas"),
        hari_jeda=baca.hari("hari_jeda"),
        tambahan=tuple((k, v) for k, v in data.items() if _dibawa(k)),
    )
    if aturan.ambang_sesuai >= aturan.ambang_di_atas:
        baca.salah.append("ambang.di_atas harus lebih besar daripada ambang.sesuai.")
    if baca.salah:
        raise KebijakanKeliru(baca.salah)
    return aturan


def _dibawa(kunci: object) -> bool:
    return isinstance(kunci, str) and (kunci.startswith("_") or kunci in KUNCI_PENGENAL)


class _Pembaca:
    """Membaca tiap kunci dan mengumpulkan semua kesalahannya di ``salah``."""

    def __init__(self, data: Mapping[object, object]) -> None:
        self.data = data
        self.salah: list[str] = []
        self._tolak_asing("", data, BAWAAN)

    def _tolak_asing(self, awalan: str, data: Mapping[object, object], dikenal: Mapping[str, object]) -> None:
        for kunci in data:
            if kunci not in dikenal and not _dibawa(kunci):
                self.salah.append(
                    f'Kunci "{awalan}{kunci}" tidak dikenal. Yang dikenal: {", ".join(dikenal)}.'
                )

    def _nilai(self, kunci: str) -> object:
        return self.data.get(kunci, BAWAAN[kunci])

    def _angka(self, nilai: object, *, nama: str, terkecil: Decimal, terbesar: Decimal) -> Decimal:
        """Angka dalam jangkauan; bila keliru, dicatat dan diganti angka terkecil."""
        try:
            x = urai(nilai, nama=nama)
        except ValueError as kesalahan:
            self.salah.append(str(kesalahan))
            return terkecil
        if not terkecil <= x <= terbesar:
            self.salah.append(f"{nama} harus antara {terkecil} dan {terbesar}. Tertulis: {x}.")
        return x

    def angka(
        self, kunci: str, *, terkecil: Decimal = Decimal(0), terbesar: Decimal = NILAI_TERTINGGI
    ) -> Decimal:
        return self._angka(self._nilai(kunci), nama=kunci, terkecil=terkecil, terbesar=terbesar)

    def _gabung(self, kunci: str) -> dict[str, object]:
        """Isian bersarang: yang tidak ditulis memakai nilai bawaan."""
        bawaan, nilai = BAWAAN[kunci], self._nilai(kunci)
        assert isinstance(bawaan, Mapping)
        if not isinstance(nilai, Mapping):
            self._catat_sekali(f"{kunci} harus berupa pasangan nama dan nilai.")
            return dict(bawaan)
        return {nama: nilai.get(nama, bawaan[nama]) for nama in bawaan}

    def _catat_sekali(self, pesan: str) -> None:
        if pesan not in self.salah:
            self.salah.append(pesan)

    def _tolak_asing_bersarang(self, kunci: str) -> None:
        bawaan, nilai = BAWAAN[kunci], self._nilai(kunci)
        if isinstance(nilai, Mapping) and isinstance(bawaan, Mapping):
            self._tolak_asing(f"{kunci}.", nilai, bawaan)

    def ambang(self, nama: str) -> Decimal:
        if nama == "sesuai":
            self._tolak_asing_bersarang("ambang")
        return self._angka(
            self._gabung("ambang")[nama],
            nama=f"ambang.{nama}",
            terkecil=Decimal(1),
            terbesar=NILAI_TERTINGGI,
        )

    def kelompok(self) -> tuple[AturanKelompok, ...]:
        self._tolak_asing_bersarang("bobot_kelompok")
        self._tolak_asing_bersarang("min_n")
        self._tolak_asing_bersarang("maks_n")
        if not isinstance(self._nilai("maks_n"), Mapping):
            self._catat_sekali("maks_n harus berupa pasangan nama dan nilai.")
        bobot, min_n = self._gabung("bobot_kelompok"), self._gabung("min_n")
        hasil = tuple(
            AturanKelompok(
                kelompok=k,
                bobot=self._angka(
                    bobot[k.value],
                    nama=f"bobot_kelompok.{k.value}",
                    terkecil=Decimal(0),
                    terbesar=NILAI_TERTINGGI,
                ),
                min_n=(n := self._banyak(min_n[k.value], nama=f"min_n.{k.value}")),
                maks_n=self._maks(k, min_n=n),
            )
            for k in Kelompok
        )
        if jumlah(k.bobot for k in hasil) == 0:
            label = ", ".join(LABEL_KELOMPOK.values())
            self.salah.append(f"bobot_kelompok: sekurangnya satu dari {label} harus lebih dari 0.")
        return hasil

    def hari(self, kunci: str) -> int:
        return self._banyak(self._nilai(kunci), nama=kunci)

    def _maks(self, kelompok: Kelompok, *, min_n: int) -> int | None:
        """Yang tidak ditulis mengikuti bawaan, dinaikkan sampai jumlah minimumnya tercapai."""
        bawaan, tertulis = BAWAAN["maks_n"], self.data.get("maks_n")
        assert isinstance(bawaan, Mapping)
        if kelompok.value not in bawaan:
            return None
        if not isinstance(tertulis, Mapping) or kelompok.value not in tertulis:
            return max(int(str(bawaan[kelompok.value])), min_n)
        maks = self._banyak(tertulis[kelompok.value], nama=f"maks_n.{kelompok.value}")
        if maks < min_n:
            self.salah.append(f"maks_n.{kelompok.value} tidak boleh lebih kecil daripada min_n ({min_n}).")
        return maks

    def _banyak(self, nilai: object, *, nama: str) -> int:
        x = self._angka(nilai, nama=nama, terkecil=Decimal(1), terbesar=NILAI_TERTINGGI)
        if x != x.to_integral_value():
            self.salah.append(f"{nama} harus bilangan bulat. Tertulis: {x}.")
        return int(x)

    def skala(self, kunci: str, *, rentang: tuple[Decimal, Decimal]) -> Skala:
        nilai = self._nilai(kunci)
        if not isinstance(nilai, list | tuple) or not all(_pasangan(p) for p in nilai):
            self.salah.append(f'{kunci} harus berupa daftar pasangan, misalnya ["1", "50"].')
            return ()
        titik = tuple(
            (
                self._angka(x, nama=f"{kunci} titik ke-{i}", terkecil=rentang[0], terbesar=rentang[1]),
                self._angka(y, nama=f"{kunci} nilai ke-{i}", terkecil=Decimal(0), terbesar=NILAI_TERTINGGI),
            )
            for i, (x, y) in enumerate(nilai, start=1)
        )
        if len(titik) < 2 or (titik[0][0], titik[-1][0]) != rentang:
            self.salah.append(
                f"{kunci} harus mulai dari {rentang[0]} dan berakhir di {rentang[1]}, "
                "supaya tidak ada jawaban tanpa nilai."
            )
        for (x1, y1), (x2, y2) in pairwise(titik):
            if x2 <= x1:
                self.salah.append(f"{kunci} harus menaik: titik {x2} tidak boleh setelah {x1}.")
            if y2 < y1:
                self.salah.append(f"{kunci} harus menaik: nilai {y2} lebih kecil daripada {y1}.")
        return titik

    def pilihan(self, kunci: str, jenis: type[E]) -> E:
        nilai = self._nilai(kunci)
        if nilai in list(jenis):
            return jenis(str(nilai))
        self.salah.append(f"{kunci} harus salah satu dari {', '.join(jenis)}. Tertulis: {nilai}.")
        return next(iter(jenis))


def _pasangan(p: object) -> bool:
    return isinstance(p, list | tuple) and len(p) == 2
