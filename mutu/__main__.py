"""`python -m mutu [K5 U …]`: ukur, lalu tulis docs/mutu.md dan docs/mutu.json (lihat mutu/batas.py)."""

import argparse
import sys
from datetime import date
from pathlib import Path

from mutu import batas, buku, jalan


def serap(berkas: Path, *, tanggal: str) -> list[buku.Nilai]:
    """Nilai dari catatan yang dikumpulkan sendiri lewat MUTU_CATATAN."""
    catatan = jalan.baca_catatan(berkas)
    hasil = jalan.Hasil(catatan=catatan)
    tercatat = {str(satu["id"]) for satu in catatan}
    return [
        jalan.nilai_dari(baris, [hasil], tanggal=tanggal, perintah=jalan.perintah_ulang(baris))
        for baris in batas.semua()
        if baris.id in tercatat
    ]


def tampil(nilai: buku.Nilai) -> str:
    return f"{nilai.id:<8} {'lulus' if nilai.lulus else 'BELUM':<6} {nilai.nilai}"


def main(argumen: list[str]) -> int:
    """Kode keluar 0 bila semuanya sempat diukur, juga bila ada yang belum lulus; 2 bila namanya tidak dikenal."""
    pilihan = argparse.ArgumentParser(prog="mutu", description="Ukur batas mutu dan tulis docs/mutu.md.")
    pilihan.add_argument("nama", nargs="*", help="id (K5) atau kelompok (K); kosong berarti semuanya")
    pilihan.add_argument("--tulis", action="store_true", help="tulis ulang dokumennya tanpa mengukur")
    pilihan.add_argument("--serap", type=Path, metavar="CATATAN", help="ambil angka dari berkas MUTU_CATATAN")
    isi = pilihan.parse_args(argumen)
    hari = date.today().isoformat()
    try:
        diminta = batas.pilih(isi.nama)
    except ValueError as sebab:
        print(sebab, file=sys.stderr)
        return 2
    baru: list[buku.Nilai] = serap(isi.serap, tanggal=hari) if isi.serap else []
    buku.tulis({n.id: n for n in baru})
    if not isi.tulis and not isi.serap:
        # Ditulis sesudah tiap sasaran, supaya pengukuran yang dihentikan tidak membuang angka yang sudah ada.
        for sebagian in jalan.ukur(diminta, batas.semua(), tanggal=hari):
            buku.tulis({n.id: n for n in sebagian})
            baru += sebagian
    print()
    for satu in baru:
        print(tampil(satu))
    print(f"{sum(n.lulus for n in baru)} dari {len(baru)} lulus. Ditulis: docs/mutu.md, docs/mutu.json")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
