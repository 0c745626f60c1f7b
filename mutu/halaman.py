"""docs/mutu.md: tabel tiap kelompok, yang belum lulus disebut lebih dahulu beserta sebabnya."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from inti.rules.format import tanggal
from mutu.batas import KELOMPOK, Baris

if TYPE_CHECKING:
    from mutu.buku import Nilai

PEMBUKA = """# Mutu

Ditulis oleh `make mutu`; jangan disunting tangan. Daftar janji dan batasnya di `mutu/baris/`, hasilnya untuk mesin di
[mutu.json](mutu.json), kecepatan di samping pembandingnya di [kinerja.md](kinerja.md).

`make mutu` mengukur semuanya, `make mutu ARGS="K5 U1"` yang disebut saja, `make mutu ARGS=K` satu kelompok; baris lain
tetap memuat angka terakhirnya beserta tanggalnya. Semua lalu lintas tetap di mesin sendiri, tiap ukuran dibatasi banyak dan
waktunya. `ULANG=3`, `LAMA=60` (detik), dan `KASUS_SIFAT=200` mengecilkan pengukuran; perintah di kolom terakhir menyebutnya.
"""


def keadaan(nilai: Nilai) -> str:
    if not nilai.tanggal:
        return "belum diukur"
    return "lulus" if nilai.lulus else "**belum lulus**"


def _sel(teks: str) -> str:
    return teks.replace("|", "\\|").replace("\n", " ") or "–"


def _baris(*sel: str) -> str:
    return "| " + " | ".join(_sel(satu) for satu in sel) + " |"


def _ringkasan(isi: Sequence[Nilai]) -> Iterator[str]:
    lulus = sum(n.lulus for n in isi)
    belum = sum(not n.tanggal for n in isi)
    yield f"{len(isi)} baris: {lulus} lulus, {len(isi) - lulus - belum} belum lulus, {belum} belum diukur."
    yield ""


def _belum_lulus(daftar: Sequence[Baris], isi: Sequence[Nilai]) -> Iterator[str]:
    gagal = [(b, n) for b, n in zip(daftar, isi, strict=True) if not n.lulus]
    if gagal:
        yield from ("## Belum lulus dan belum diukur", "")
        yield from (_baris("Id", "Batas", "Terukur", "Sebab dan langkah berikutnya"), "|---|---|---|---|")
        for b, n in gagal:
            yield _baris(b.id, b.batas, n.nilai, b.catatan or f"Langkah berikutnya: make mutu ARGS={b.id}.")
        yield ""


def _kelompok(judul: str, milik: Sequence[tuple[Baris, Nilai]]) -> Iterator[str]:
    yield from (f"## {judul}", "")
    yield _baris("Id", "Janji", "Batas", "Terukur", "Keadaan", "Tanggal", "Perintah")
    yield "|---|---|---|---|---|---|---|"
    for b, n in milik:
        hari = tanggal(date.fromisoformat(n.tanggal)) if n.tanggal else ""
        perintah = f"`{n.perintah}`" if n.perintah else ""
        yield _baris(b.id, b.janji, b.batas, n.nilai, keadaan(n), hari, perintah)
    yield ""
    catatan = [f"- {b.id}: {b.catatan}" for b, n in milik if b.catatan and n.lulus]
    yield from [*catatan, ""] if catatan else []


def halaman(daftar: Sequence[Baris], isi: Sequence[Nilai]) -> str:
    """Seluruh docs/mutu.md; `isi` satu nilai tiap baris `daftar`, urutannya sama."""
    bagian = [PEMBUKA, *_ringkasan(isi), *_belum_lulus(daftar, isi)]
    for kunci, judul in KELOMPOK.items():
        milik = [(b, n) for b, n in zip(daftar, isi, strict=True) if b.kelompok == kunci]
        if milik:
            bagian += _kelompok(judul, milik)
    return "\n".join(bagian).rstrip() + "\n"
