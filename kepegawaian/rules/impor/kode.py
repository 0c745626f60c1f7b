"""Kode dari hasil ekspor: nomor baris di basis data, ditulis sebagai teks."""


def kode(teks: str) -> str:
    """Angka polos atau dalam kurung siku; ValueError untuk yang lain."""
    angka = teks.strip("[]#")
    if not (angka.isascii() and angka.isdigit() and len(angka) <= 12):
        raise ValueError("Kode hanya berisi angka dari hasil ekspor. Kosongkan untuk baris baru.")
    return str(int(angka))
