"""Di mana sebuah berkas dipakai; tiap aplikasi menjawab untuk bendanya sendiri (PEMAKAIAN_BERKAS di pengaturan)."""

from dataclasses import dataclass
from typing import Any, Protocol

from inti.rules.kabar import JenisKabar


class Orang(Protocol):
    """Yang dapat dikabari."""

    pk: Any
    instansi_id: int

    def surel_untuk(self, jenis: JenisKabar) -> str: ...


@dataclass(frozen=True, slots=True)
class PemakaianBerkas:
    """Satu pemakaian: sebutannya, halaman pengirimnya, dan orang yang sudah memutus berdasarkan berkas itu."""

    sebutan: str
    tautan: str
    pemutus: Orang | None
    tautan_pemutus: str
