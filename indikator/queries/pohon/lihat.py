"""Pohon RHK dari beberapa akar: simpul yang tampil, angka sendiri, dan gulungan seluruh cabangnya."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import connection

from indikator.models import Periode
from indikator.queries.pohon.pembaca import Pembaca
from indikator.queries.pohon.sql import SQL_POHON
from indikator.queries.tercapai import parameter_capaian
from indikator.rules.pohon import Angka, Celah, beda_mencolok, celah_rhk
from kepegawaian.queries.unit import cabang as cabang_unit

DALAM: Final = 2
LEBAR: Final = 25
TERBANYAK: Final = 300


@dataclass(slots=True)
class Simpul:
    """Satu RHK pada pohon. `nama` kosong bila pembaca tidak berhak atas nama dan angkanya (`terbaca` salah).

    `milik` angka RHK itu sendiri; `cabang` gulungan seluruh RHK di bawahnya yang terbaca; `banyak` anak langsungnya.
    """

    id: int
    induk: int | None
    tingkat: int
    skp_id: int
    pegawai_id: int
    kepala: bool
    unit_id: int
    terbaca: bool
    teks: str
    nama: str
    jabatan: str
    unit: str
    banyak: int
    milik: Angka
    cabang_rhk: int
    cabang_orang: int
    cabang_terbaca: int
    cabang: Angka
    lintas: bool = False
    anak: list["Simpul"] = field(default_factory=list)

    @property
    def celah(self) -> Celah | None:
        return celah_rhk(kepala=self.kepala, pendukung=self.banyak)

    @property
    def beda(self) -> int:
        return beda_mencolok(self.milik.capaian, self.cabang.capaian)

    @property
    def belum_tampil(self) -> int:
        """Anak yang tidak ikut tampil di halaman ini."""
        return self.banyak - len(self.anak)


def pohon(
    akar: Collection[int],
    *,
    periode: Periode,
    pembaca: Pembaca,
    pada: date,
    dalam: int = DALAM,
    lewati: int = 0,
    lebar: int = LEBAR,
) -> list[Simpul]:
    """Akar-akar itu dengan cabangnya sampai `dalam` tingkat. Dua kueri untuk berapa pun orang.

    Tiap simpul menampilkan paling banyak `lebar` anak (anak akar dapat dilewati, untuk halaman berikutnya), seluruhnya
    paling banyak 300; gulungannya tetap atas seluruh cabang, juga yang tidak tampil. Draf orang lain tidak tampak.
    """
    if not akar:
        return []
    parameter: dict[str, Any] = {
        "akar": sorted(akar),
        "tahun": periode.induk_id or periode.pk,
        "periode": periode.pk,
        "dalam": dalam,
        "lewati": lewati,
        "lebar": lebar,
        "terbanyak": TERBANYAK,
        **pembaca.parameter,
        **parameter_capaian(periode),
    }
    with connection.cursor() as kursor:
        kursor.execute(SQL_POHON, parameter)
        simpul = [_simpul(b) for b in kursor.fetchall()]
    return _rangkai(simpul, pada=pada)


def _simpul(b: tuple[Any, ...]) -> Simpul:
    kolom: list[Any] = [*b[:13], Angka(*b[13:17]), *b[17:20], Angka(*b[20:24])]
    return Simpul(*kolom)


def _rangkai(simpul: Iterable[Simpul], *, pada: date) -> list[Simpul]:
    """Gantungkan anak pada induk yang tampil, dan tandai yang datang dari luar cabang unit induknya. Satu kueri."""
    tampil: dict[int, Simpul] = {}
    akar: list[Simpul] = []
    for satu in simpul:
        if satu.induk is None:
            akar.append(satu)
        elif satu.induk in tampil:
            tampil[satu.induk].anak.append(satu)
        else:
            continue
        tampil[satu.id] = satu
    wilayah = cabang_unit({s.unit_id for s in tampil.values() if s.anak}, pada=pada)
    for satu in tampil.values():
        for anak in satu.anak:
            anak.lintas = anak.unit_id not in wilayah[satu.unit_id]
    return akar
