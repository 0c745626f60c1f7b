"""Siapa yang membaca pohon, dan nama serta angka siapa yang boleh dibacanya."""

from dataclasses import dataclass
from datetime import date

from kepegawaian.models import Pegawai
from kepegawaian.permissions import Akses, Izin
from kepegawaian.queries.penilai import bawahan_pada


@dataclass(frozen=True, slots=True)
class Pembaca:
    """Nama dan capaian terbaca: diri sendiri, yang dinilainya hari itu, dan unit pada izin membaca kemajuan.

    `unit` kosong (None) berarti seluruh instansi. Teks RHK di bawah simpul yang terbaca selalu tampak.
    """

    pegawai_id: int
    orang: frozenset[int]
    unit: frozenset[int] | None

    def terbaca(self, *, pegawai_id: int, unit_id: int) -> bool:
        return self.unit is None or pegawai_id in self.orang or unit_id in self.unit

    @property
    def parameter(self) -> dict[str, object]:
        return {
            "pembaca": self.pegawai_id,
            "semua": self.unit is None,
            "orang": sorted(self.orang),
            "unit": sorted(self.unit or ()),
        }


def pembaca(pegawai: Pegawai, *, akses: Akses, pada: date) -> Pembaca:
    """Hak baca seseorang hari itu. Satu kueri."""
    bawahan = bawahan_pada(penilai_id=pegawai.pk, pada=pada, instansi_id=pegawai.instansi_id)
    return Pembaca(pegawai.pk, frozenset({pegawai.pk, *bawahan}), akses.unit(Izin.BACA_KEMAJUAN))
