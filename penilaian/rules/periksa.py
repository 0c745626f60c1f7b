"""Menghitung ulang sebuah hasil dari notanya: ``python -m penilaian.rules.periksa FILE.json``.

Tidak memerlukan Django maupun basis data. ``-`` membaca dari masukan standar. Nota bertanda
``"metode": "pp_30_2019"`` dihitung dengan metode angka tahun-tahun lama (``penilaian.rules.pp30``).
Hasil ditulis sebagai JSON; masukan yang tidak mungkin: pesan dan kode keluar 2.
"""

import json
import sys
from decimal import Decimal
from typing import Any, Final

from indikator.rules.hasil_kerja import MasukanKeliru
from indikator.rules.program import jalankan_dari_terminal
from penilaian.rules.nilai import hitung
from penilaian.rules.nota import masukan_dari
from penilaian.rules.pp30 import METODE_PP30, hitung_pp30, masukan_pp30_dari

CARA_PAKAI: Final = "Cara pakai: python -m penilaian.rules.periksa FILE.json (atau - untuk masukan standar)"


def periksa(teks: str) -> dict[str, object]:
    """Menghitung ulang dari teks JSON; menolak (ValueError) masukan yang tidak mungkin."""
    data = _baca_json(teks)
    metode = data.get("metode") if isinstance(data, dict) else None
    if metode == METODE_PP30:
        return hitung_pp30(masukan_pp30_dari(data)).ke_dict()
    if metode is not None:
        raise MasukanKeliru([f'Metode "{metode}" tidak dikenal. Yang dikenal: {METODE_PP30}.'])
    return hitung(masukan_dari(data)).ke_dict()


def _baca_json(teks: str) -> Any:
    try:
        return json.loads(
            teks,
            parse_float=Decimal,  # teks angkanya dipakai apa adanya, bukan float
            parse_constant=_tolak_tetapan,
            object_pairs_hook=_tanpa_kunci_kembar,
        )
    except json.JSONDecodeError as kesalahan:
        raise MasukanKeliru(
            [
                f"Isi berkas bukan JSON: berhenti di baris {kesalahan.lineno}, "
                f"kolom {kesalahan.colno}. Perbaiki tulisannya di tempat itu."
            ]
        ) from kesalahan
    except ValueError as kesalahan:  # bilangan bulat ribuan angka
        if isinstance(kesalahan, MasukanKeliru):
            raise
        raise MasukanKeliru(["Nota memuat bilangan yang terlalu panjang."]) from kesalahan
    except RecursionError as kesalahan:
        raise MasukanKeliru(["Isi berkas terlalu dalam bersarang untuk sebuah nota."]) from kesalahan


def _tolak_tetapan(nama: str) -> object:
    raise MasukanKeliru([f"Nota memuat {nama}, yang bukan angka. Ganti dengan angka atau null."])


def _tanpa_kunci_kembar(pasangan: list[tuple[str, object]]) -> dict[str, object]:
    hasil = dict(pasangan)
    if len(hasil) != len(pasangan):
        nama = [kunci for kunci, _ in pasangan]
        kembar = sorted({kunci for kunci in nama if nama.count(kunci) > 1})
        raise MasukanKeliru([f'Kunci "{kunci}" ditulis dua kali. Hapus salah satunya.' for kunci in kembar])
    return hasil


if __name__ == "__main__":  # pragma: no cover
    sys.exit(jalankan_dari_terminal(CARA_PAKAI, periksa))
