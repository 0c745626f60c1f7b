"""Di mana sebuah berkas dipakai; tiap aplikasi menjawab untuk bendanya sendiri (PEMAKAIAN_BERKAS di pengaturan)."""

from dataclasses import dataclass

from inti.rules.kabar import PenerimaKabar


@dataclass(frozen=True, slots=True)
class PemakaianBerkas:
    """Satu pemakaian: sebutannya, halaman pengirimnya, dan orang yang sudah memutus berdasarkan berkas itu."""

    sebutan: str
    tautan: str
    pemutus: PenerimaKabar | None
    tautan_pemutus: str
