"""Mencatat satu angka terukur dari dalam uji atau pengukuran; `make mutu` mengumpulkannya."""

import json
import os
from pathlib import Path

LINGKUNGAN = "MUTU_CATATAN"


def catat(id_batas: str, nilai: str, *, lulus: bool) -> None:
    """Catat nilai terukur sebuah baris mutu (misalnya "K5"), dalam kalimat yang dibaca orang; panggil sebelum `assert`.

    Baris boleh dicatat beberapa kali (beberapa bagian); barisnya lulus bila semua bagiannya lulus. Di luar `make mutu`
    angkanya hanya dicetak.
    """
    print(f"{id_batas}: {nilai} ({'lulus' if lulus else 'belum'})")
    if tujuan := os.environ.get(LINGKUNGAN):
        with Path(tujuan).open("a", encoding="utf-8") as berkas:
            berkas.write(
                json.dumps({"id": id_batas, "nilai": nilai, "lulus": lulus}, ensure_ascii=False) + "\n"
            )
