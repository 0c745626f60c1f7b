"""Menghitung ulang sebuah hasil dari notanya: ``python -m penilaian.rules.periksa FILE.json``.

Tidak memerlukan Django maupun basis data. ``-`` membaca dari masukan standar.
Hasil ditulis sebagai JSON; masukan yang tidak mungkin: pesan dan kode keluar 2.
"""

import json
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final, TextIO

from indikator.rules.hasil_kerja import MasukanKeliru
from penilaian.rules.nilai import hitung
from penilaian.rules.nota import masukan_dari

KELUAR_BERHASIL: Final = 0
KELUAR_KELIRU: Final = 2
CARA_PAKAI: Final = (
    "Cara pakai: python -m penilaian.rules.periksa FILE.json (atau - untuk masukan standar)"
)


def periksa(teks: str) -> dict[str, object]:
    """Menghitung ulang dari teks JSON; menolak (ValueError) masukan yang tidak mungkin."""
    return hitung(masukan_dari(_baca_json(teks))).ke_dict()


def _baca_json(teks: str) -> object:
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
    except RecursionError as kesalahan:
        raise MasukanKeliru(
            ["Isi berkas terlalu dalam bersarang untuk sebuah nota."]
        ) from kesalahan


def _tolak_tetapan(nama: str) -> object:
    raise MasukanKeliru([f"Nota memuat {nama}, yang bukan angka. Ganti dengan angka atau null."])


def _tanpa_kunci_kembar(pasangan: list[tuple[str, object]]) -> dict[str, object]:
    hasil = dict(pasangan)
    if len(hasil) != len(pasangan):
        nama = [kunci for kunci, _ in pasangan]
        kembar = sorted({kunci for kunci in nama if nama.count(kunci) > 1})
        raise MasukanKeliru(
            [f'Kunci "{kunci}" ditulis dua kali. Hapus salah satunya.' for kunci in kembar]
        )
    return hasil


def _baca_berkas(nama: str, masuk: TextIO) -> str:
    try:
        if nama == "-":
            return masuk.read().removeprefix("\ufeff")
        return Path(nama).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as kesalahan:
        raise MasukanKeliru(
            [f"Berkas {nama} bukan teks UTF-8. Simpan ulang sebagai UTF-8."]
        ) from kesalahan
    except (OSError, ValueError) as kesalahan:
        raise MasukanKeliru(
            [f"Berkas {nama} tidak dapat dibuka. Periksa nama dan tempatnya."]
        ) from kesalahan


def utama(argumen: Sequence[str], masuk: TextIO, keluar: TextIO, galat: TextIO) -> int:
    """Menjalankan program; mengembalikan kode keluar 0 atau 2."""
    if len(argumen) != 1 or argumen[0] in ("-h", "--help"):
        diminta = list(argumen) in (["-h"], ["--help"])
        print(CARA_PAKAI, file=keluar if diminta else galat)
        return KELUAR_BERHASIL if diminta else KELUAR_KELIRU
    try:
        hasil = periksa(_baca_berkas(argumen[0], masuk))
    except MasukanKeliru as kesalahan:
        print(*kesalahan.kesalahan, sep="\n", file=galat)
        return KELUAR_KELIRU
    except ValueError as kesalahan:
        print(kesalahan, file=galat)
        return KELUAR_KELIRU
    print(json.dumps(hasil, ensure_ascii=False, indent=2), file=keluar)
    return KELUAR_BERHASIL


if __name__ == "__main__":  # pragma: no cover
    for aliran in (sys.stdout, sys.stderr):
        if hasattr(aliran, "reconfigure"):
            aliran.reconfigure(encoding="utf-8")
    sys.exit(utama(sys.argv[1:], sys.stdin, sys.stdout, sys.stderr))
