"""Sebaran predikat bagi yang tidak berhak membaca hasil orang: tidak seorang pun terbaca, juga dengan mengurangkan."""

from collections.abc import Mapping
from typing import Final, TypeVar

Kunci = TypeVar("Kunci")
# Sama dengan batas terbit IKM dan capaian umum.
MINIMAL: Final = 5


def sebaran_terbit(banyak: Mapping[Kunci, int]) -> dict[Kunci, int | None]:
    """Banyaknya orang tiap kolom; None bagi yang disimpan, kamus kosong bila seluruhnya disimpan.

    Yang berisi satu sampai empat orang disimpan, beserta kolom terkecil berikutnya sampai yang tersimpan bersama
    paling sedikit lima orang, sebab jumlah seluruhnya diketahui. Bila semua orang di satu kolom, seluruhnya disimpan:
    predikat tiap orang akan terbaca. Menolak bilangan negatif.
    """
    if any(n < 0 for n in banyak.values()):
        raise ValueError("Banyaknya orang tidak negatif.")
    isi = sorted((n, urut, k) for urut, (k, n) in enumerate(banyak.items()) if n)
    if len(isi) < 2:
        return {}
    simpan: set[Kunci] = set()
    jumlah = 0
    for n, _, k in isi:
        if n >= MINIMAL and not 0 < jumlah < MINIMAL:
            break
        simpan.add(k)
        jumlah += n
    if len(simpan) == len(isi):
        return {}
    return {k: None if k in simpan else n for k, n in banyak.items()}
