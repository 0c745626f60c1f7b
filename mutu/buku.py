"""Buku angka: docs/mutu.json, satu baris tiap janji dengan nilai terakhirnya."""

import fcntl
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from mutu import halaman
from mutu.batas import Baris, semua

DOKUMEN = Path(__file__).resolve().parent.parent / "docs"
BELUM_DIUKUR = "belum diukur"


@dataclass(frozen=True)
class Nilai:
    """Hasil terakhir satu baris; tanggal kosong berarti belum pernah diukur."""

    id: str
    batas: str
    nilai: str = BELUM_DIUKUR
    lulus: bool = False
    tanggal: str = ""
    perintah: str = ""


def susun(daftar: Sequence[Baris], lama: Mapping[str, Nilai], baru: Mapping[str, Nilai]) -> list[Nilai]:
    """Satu nilai tiap baris daftar: yang baru, kalau tidak yang lama, kalau tidak "belum diukur".

    Batasnya selalu menurut daftar. Nilai yang barisnya sudah tidak ada ikut hilang.
    """
    hasil = []
    for baris in daftar:
        isi = baru.get(baris.id) or lama.get(baris.id) or Nilai(baris.id, baris.batas)
        hasil.append(Nilai(**(asdict(isi) | {"batas": baris.batas})))
    return hasil


def urai(teks: str) -> dict[str, Nilai]:
    return {satu["id"]: Nilai(**satu) for satu in json.loads(teks or "[]")}


def teks(isi: Sequence[Nilai]) -> str:
    return json.dumps([asdict(satu) for satu in isi], indent=2, ensure_ascii=False) + "\n"


@contextmanager
def _terkunci(berkas: Path) -> Iterator[TextIO]:
    """Dua pengukuran bersamaan tidak saling menghapus angkanya."""
    with berkas.open("a+", encoding="utf-8") as pegangan:
        fcntl.flock(pegangan, fcntl.LOCK_EX)
        pegangan.seek(0)
        yield pegangan


def baca(dokumen: Path = DOKUMEN) -> dict[str, Nilai]:
    berkas = dokumen / "mutu.json"
    return urai(berkas.read_text(encoding="utf-8")) if berkas.exists() else {}


def tulis(baru: Mapping[str, Nilai], dokumen: Path = DOKUMEN) -> list[Nilai]:
    """Gabungkan nilai baru ke docs/mutu.json dan buat ulang docs/mutu.md; hasilnya semua baris."""
    daftar = semua()
    with _terkunci(dokumen / "mutu.json") as berkas:
        isi = susun(daftar, urai(berkas.read()), baru)
        berkas.truncate(0)
        berkas.write(teks(isi))
        (dokumen / "mutu.md").write_text(halaman.halaman(daftar, isi), encoding="utf-8")
    return isi
