"""Isi satu indikator sebagai nilai, dan sidiknya untuk mengenali perubahan."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from decimal import Decimal

from indikator.models import Indikator

BIDANG_ISI = (
    "nama",
    "satuan",
    "polaritas",
    "aspek",
    "definisi",
    "formula",
    "sumber_data",
    "sasaran",
    "asal",
    "catatan_sumber",
    "target_acuan",
    "bawah_acuan",
    "atas_acuan",
    "bobot_acuan",
)


@dataclass(frozen=True, slots=True)
class MasukanJangkauan:
    """Satu baris jangkauan; semua yang terisi harus cocok sekaligus. Antarbaris: salah satu cukup."""

    jabatan_id: int | None = None
    jenis_jabatan: str = ""
    unit_id: int | None = None

    @property
    def kosong(self) -> bool:
        return self.jabatan_id is None and self.unit_id is None and not self.jenis_jabatan


def isi(indikator: Indikator) -> dict[str, object]:
    """Yang boleh diubah orang pada satu indikator."""
    return {bidang: getattr(indikator, bidang) for bidang in BIDANG_ISI}


def jangkauan_dari(indikator: Indikator) -> list[MasukanJangkauan]:
    """Jangkauan yang tersimpan. Satu kueri, atau nol bila sudah di-prefetch."""
    return [MasukanJangkauan(j.jabatan_id, j.jenis_jabatan, j.unit_id) for j in indikator.jangkauan.all()]


def sidik(indikator: Indikator) -> str:
    """Sidik isi dan jangkauan; berbeda berarti ada yang mengubahnya."""
    return sidik_isi(isi(indikator), jangkauan_dari(indikator))


def sidik_isi(isian: Mapping[str, object], jangkauan: Iterable[MasukanJangkauan]) -> str:
    """Sidik dari nilai; urutan jangkauan dan nol di ekor angka tidak berpengaruh."""
    rapi = {k: format(v.normalize(), "f") if isinstance(v, Decimal) else v for k, v in isian.items()}
    baris = sorted({json.dumps(astuple(j)) for j in jangkauan if not j.kosong})
    return hashlib.sha256(json.dumps([rapi, baris], sort_keys=True, default=str).encode()).hexdigest()[:24]
