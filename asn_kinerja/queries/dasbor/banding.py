"""Perbandingan perangkat daerah dan trennya bagi pimpinan, BKD, dan auditor."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from asn_kinerja.queries.publik import IkmUmum, ikm_umum
from indikator.models import Periode
from indikator.rules.kebijakan import aturan_dari
from inti.rules.format import angka
from kepegawaian.models import Instansi
from kepegawaian.permissions import Akses, Izin
from penilaian.queries import dasbor as kueri
from penilaian.queries.dasbor import BarisHasil, HasilMasa
from penilaian.rules.menilai_kurva import LABEL_CAPAIAN, setara
from umpan_balik.queries.publik import Ikm

BANYAK_TREN: Final = 8
URUTAN: Final = {
    "nama": "Perangkat daerah",
    "lengkap": "Hasil lengkap",
    "capaian": "Capaian",
    "baik": "Baik ke atas",
    "ikm": "IKM",
}


@dataclass(frozen=True, slots=True)
class Baris:
    """Satu perangkat daerah, atau satu unit bila hanya itu yang boleh dibaca."""

    hasil: BarisHasil
    ikm: Ikm | None
    setara: str

    def nilai(self, kunci: str) -> Decimal | int | None:
        """Angka kolom itu, untuk mengurutkan."""
        return {
            "lengkap": self.hasil.persen_lengkap,
            "capaian": self.hasil.rata_hasil,
            "baik": self.hasil.persen_baik,
            "ikm": self.ikm.ikm if self.ikm else None,
        }.get(kunci)


@dataclass(frozen=True, slots=True)
class Banding:
    """Isi halaman perbandingan. `per_dinas` salah bila barisnya unit di dalam satu perangkat daerah."""

    periode: Periode
    baris: list[Baris]
    per_dinas: bool
    ambang: Decimal
    masa_ikm: str
    tahun_ikm: int
    nama_tren: str
    tren: list[HasilMasa]
    tren_ikm: list[tuple[str, Decimal | None]]

    @property
    def tren_capaian(self) -> list[tuple[str, Decimal | None]]:
        return [(pendek(h.periode), h.baris.rata_hasil if h.baris else None) for h in self.tren]

    @property
    def tren_baik(self) -> list[tuple[str, Decimal | None]]:
        return [(pendek(h.periode), Decimal(h.baris.persen_baik) if h.baris else None) for h in self.tren]

    @property
    def ada_tren(self) -> bool:
        """Sedikitnya dua periode yang dapat dibandingkan."""
        return sum(h.baris is not None for h in self.tren) > 1

    def urut(self, kunci: str) -> list[Baris]:
        """Angka terbesar dahulu, yang kosong di belakang; nama menurut abjad."""
        if kunci not in URUTAN or kunci == "nama":
            return self.baris
        return sorted(self.baris, key=lambda b: (b.nilai(kunci) is None, -(b.nilai(kunci) or Decimal(0))))


def banding(
    *, milik: Akses, instansi: Instansi, periode: Periode, tertutup: list[Periode], hari_ini: date
) -> Banding:
    """Baris dan tren dalam cakupan izin membaca hasil. Banyak kuerinya tetap.

    `periode` dan `tertutup` sudah ditutup. IKM dari halaman umum, jadi yang belum terbit tetap kosong di sini.
    """
    unit = milik.unit(Izin.BACA_HASIL_UNIT)
    aturan = aturan_dari(periode.kebijakan.aturan)
    umum = ikm_umum(instansi, hari_ini=hari_ini)
    ikm = {b.unit.pk: b.ikm for b in umum.dinas}
    dinas = kueri.hasil_dinas(periode, unit=unit)
    per_dinas = unit is None or len(dinas) > 1
    hasil = dinas if per_dinas or unit is None else kueri.hasil_unit(periode, unit=unit)
    baris = [
        Baris(
            b,
            ikm.get(b.id) if per_dinas else None,
            LABEL_CAPAIAN[setara(b.rata_hasil, aturan=aturan)] if b.rata_hasil is not None else "",
        )
        for b in hasil
    ]
    tren, nama = _tren(tertutup[:BANYAK_TREN], unit=unit, dinas=dinas, instansi=instansi)
    return Banding(
        periode=periode,
        baris=baris,
        per_dinas=per_dinas,
        ambang=aturan.ambang_sesuai,
        masa_ikm=umum.masa,
        tahun_ikm=umum.tahun,
        nama_tren=nama,
        tren=tren,
        tren_ikm=_tren_ikm(umum) if unit is None else [],
    )


def _tren(
    masa: list[Periode], *, unit: Collection[int] | None, dinas: list[BarisHasil], instansi: Instansi
) -> tuple[list[HasilMasa], str]:
    """Seluruh instansi, atau satu-satunya perangkat daerah yang dibaca utuh; selain itu tidak ada garisnya."""
    if unit is None:
        return kueri.riwayat(masa, dinas=None)[0], instansi.nama
    if len(dinas) == 1:
        return kueri.riwayat(masa, dinas=[dinas[0].id])[dinas[0].id], dinas[0].nama
    return [], ""


def _tren_ikm(umum: IkmUmum) -> list[tuple[str, Decimal | None]]:
    titik = [(t.nama.removeprefix("Triwulan "), t.ikm.ikm) for t in umum.tren]
    return titik if sum(n is not None for _, n in titik) > 1 else []


def deret_dinas(masa: list[Periode], ids: Collection[int]) -> dict[int, tuple[list[Decimal], str]]:
    """Deret capaian tiap dinas untuk grafik kecil dan bacaannya; kosong bila kurang dari dua titik. Satu kueri."""
    hasil: dict[int, tuple[list[Decimal], str]] = {}
    for dinas_id, deret in kueri.riwayat(masa[:BANYAK_TREN], dinas=ids).items():
        ada = [
            (h.periode, h.baris.rata_hasil)
            for h in deret
            if h.baris is not None and h.baris.rata_hasil is not None
        ]
        if len(ada) > 1:
            teks = "; ".join(f"{p.nama} {angka(n)}" for p, n in ada)
            hasil[dinas_id] = ([n for _, n in ada], f"Capaian: {teks}")
    return hasil


def pendek(periode: Periode) -> str:
    """Sebutan pendek untuk sumbu grafik: "III 26" dari "Triwulan III 2026"."""
    nama = periode.nama.removeprefix("Triwulan ")
    return nama.replace(f" {periode.mulai.year}", f" {periode.mulai:%y}")
