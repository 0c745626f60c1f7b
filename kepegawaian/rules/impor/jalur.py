"""Jalur unit: "Dinas Kesehatan / Puskesmas Ampenan". Puncak pohon tidak ditulis, kecuali sebagai unit itu sendiri."""

from collections.abc import Mapping
from typing import Final

SELA: Final = " / "
DALAM_MAKS: Final = 20


def ringkas(teks: str) -> str:
    """Jalur untuk dicocokkan: tanpa beda huruf besar dan spasi di sekitar garis miring."""
    return SELA.join(" ".join(bagian.split()) for bagian in teks.casefold().split("/"))


class Jalur:
    """Nama unit dan induknya → jalurnya, dan sebaliknya. Unit dari `simpul`: id → (nama, id induk)."""

    def __init__(self, simpul: Mapping[int, tuple[str, int | None]]) -> None:
        self._simpul = simpul
        self._menurut_jalur: dict[str, list[int]] = {}
        self._menurut_nama: dict[str, list[int]] = {}
        for nomor, (nama, _) in simpul.items():
            self._menurut_jalur.setdefault(ringkas(self.teks(nomor)), []).append(nomor)
            self._menurut_nama.setdefault(ringkas(nama), []).append(nomor)

    def teks(self, nomor: int) -> str:
        """Jalur lengkap satu unit."""
        bagian: list[str] = []
        kini: int | None = nomor
        while kini is not None and kini in self._simpul and len(bagian) < DALAM_MAKS:
            nama, induk = self._simpul[kini]
            if induk is None and bagian:
                break
            bagian.append(nama)
            kini = induk
        return SELA.join(reversed(bagian))

    def tepat(self, teks: str) -> int | None:
        """Unit dengan jalur itu; kosong bila tidak ada atau ada dua."""
        ada = self._menurut_jalur.get(ringkas(teks), [])
        return ada[0] if len(ada) == 1 else None

    def cari(self, teks: str) -> int:
        """Unit menurut kode, jalur, atau nama yang hanya satu. ValueError berisi apa yang harus ditulis."""
        angka = teks.strip("[]# ")
        if angka.isascii() and angka.isdigit() and int(angka) in self._simpul:
            return int(angka)
        for daftar in (self._menurut_jalur, self._menurut_nama):
            ada = daftar.get(ringkas(teks), [])
            if len(ada) == 1:
                return ada[0]
            if ada:
                contoh = "; ".join(f"{self.teks(n)} [{n}]" for n in ada[:3])
                raise ValueError(
                    f"Ada {len(ada)} unit bernama “{teks[:80]}”. Tulis kode atau jalurnya: {contoh}."
                )
        raise ValueError(
            f"Unit “{teks[:80]}” tidak ada. Salin jalurnya dari ekspor unit, atau impor unitnya dahulu."
        )


def lingkaran(induk: Mapping[int, int | None], mulai: int) -> list[int]:
    """Rantai induk yang kembali ke `mulai`; kosong bila tidak melingkar."""
    rantai = [mulai]
    kini = induk.get(mulai)
    while kini is not None and kini not in rantai:
        rantai.append(kini)
        kini = induk.get(kini)
    return [*rantai, mulai] if kini == mulai else []
