"""Rupiah di layar dan di kalimat."""

from inti.rules.format import angka_ringkas


def rupiah(jumlah: int | None) -> str:
    """ "Rp 1.250.000"; yang kosong "–"."""
    return "–" if jumlah is None else f"Rp {angka_ringkas(jumlah, 0)}"
