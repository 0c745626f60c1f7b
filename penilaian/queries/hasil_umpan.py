"""Umpan balik per RHK dan per nilai dari rincian beku, untuk halaman hasil dan berkasnya."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from indikator.rules.berakhlak import NILAI


@dataclass(frozen=True, slots=True)
class UmpanHasil:
    """Pasangan (tentang, teks). `nilai` urut nilai BerAKHLAK, hanya yang ditulisi."""

    rhk: tuple[tuple[str, str], ...]
    nilai: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.rhk or self.nilai)


def umpan_hasil(rincian: Mapping[str, Any]) -> UmpanHasil:
    """Dari evaluasi penempatan terakhir, lalu dari penempatan sebelumnya dengan nama unitnya."""
    bagian = [("", rincian.get("evaluasi"))]
    bagian += [(f" ({r['unit']})", r.get("evaluasi")) for r in rincian.get("ruas", ()) if not r["utama"]]
    rhk: list[tuple[str, str]] = []
    nilai: dict[str, list[tuple[str, str]]] = {str(n.kode): [] for n in NILAI}
    for unit, evaluasi in bagian:
        for satu in (evaluasi or {}).get("butir", ()):
            pasangan = (f"{satu['tentang']}{unit}", satu["teks"])
            (nilai[satu["nilai"]] if satu["nilai"] else rhk).append(pasangan)
    return UmpanHasil(tuple(rhk), tuple(p for daftar in nilai.values() for p in daftar))
