"""Menulis buku Excel dan CSV: memori tetap, teks selalu teks, dan tidak pernah terbaca sebagai rumus."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any, Final

from xlsxwriter import Workbook

from inti.rules.tabel import KolomTulis, LembarTulis, SelTulis, amankan
from inti.rules.tabel.aman import berbahaya

__all__ = ["JENIS_CSV", "JENIS_EXCEL", "KolomTulis", "LembarTulis", "SelTulis", "tulis_csv", "tulis_xlsx"]

JENIS_EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JENIS_CSV: Final = "text/csv; charset=utf-8"
BARIS_PILIHAN: Final = 5_000
PILIHAN_BUKU: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def tulis_xlsx(lembar: Sequence[LembarTulis], *, judul: str = "") -> IO[bytes]:
    """Buku Excel di berkas sementara, siap dibaca dari awal. Yang memanggil menutupnya."""
    berkas = TemporaryFile()  # noqa: SIM115 — ditutup oleh jawaban web sesudah terkirim
    buku = Workbook(berkas, PILIHAN_BUKU)
    if judul:
        buku.set_properties({"title": judul})
    penulis = _Penulis(buku)
    for satu in lembar:
        penulis.lembar(satu)
    buku.close()
    berkas.seek(0)
    return berkas


class _Penulis:
    def __init__(self, buku: Any) -> None:
        self.buku = buku
        self.tebal = buku.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.teks = buku.add_format({"num_format": "@"})
        # quote_prefix: padanan petik tunggal di Excel, jadi tetap teks juga sesudah sel disunting.
        self.petik = buku.add_format({"num_format": "@", "quote_prefix": True})
        self.bungkus = buku.add_format({"text_wrap": True, "valign": "top"})
        self.tanggal = buku.add_format({"num_format": "dd-mm-yyyy"})
        self.desimal: dict[int, Any] = {}

    def lembar(self, isi: LembarTulis) -> None:
        lembar = self.buku.add_worksheet(isi.nama)
        lembar.freeze_panes(1, isi.beku)
        for nomor, k in enumerate(isi.kolom):
            bentuk = self.teks if k.teks else (self.bungkus if isi.bungkus else None)
            lembar.set_column(nomor, nomor, k.lebar, bentuk)
            lembar.write_string(0, nomor, k.judul, self.tebal)
            if k.pilihan and len(",".join(k.pilihan)) <= 255:
                lembar.data_validation(
                    1, nomor, BARIS_PILIHAN, nomor, {"validate": "list", "source": list(k.pilihan)}
                )
        baris = 0
        for baris, sel in enumerate(isi.baris, start=1):
            for nomor, (k, nilai) in enumerate(zip(isi.kolom, sel, strict=False)):
                self._tulis(lembar, baris, nomor, k, nilai)
        if isi.saring:
            lembar.autofilter(0, 0, max(baris, 1), len(isi.kolom) - 1)

    def _tulis(self, lembar: Any, baris: int, nomor: int, k: KolomTulis, nilai: SelTulis) -> None:
        if nilai is None or nilai == "":
            return
        if isinstance(nilai, bool):
            lembar.write_string(baris, nomor, "Ya" if nilai else "Tidak")
        elif isinstance(nilai, date):
            lembar.write_datetime(baris, nomor, datetime(nilai.year, nilai.month, nilai.day), self.tanggal)
        elif isinstance(nilai, int | Decimal):
            lembar.write_number(baris, nomor, nilai, self._angka(k) if isinstance(nilai, Decimal) else None)
        elif berbahaya(nilai):
            lembar.write_string(baris, nomor, nilai, self.petik)
        else:
            lembar.write_string(baris, nomor, nilai, self.teks if k.teks else None)

    def _angka(self, k: KolomTulis) -> Any:
        if k.desimal is None:
            return None
        if k.desimal not in self.desimal:
            self.desimal[k.desimal] = self.buku.add_format({"num_format": f"#,##0.{'0' * k.desimal}"})
        return self.desimal[k.desimal]


def tulis_csv(kolom: Sequence[KolomTulis], baris: Iterable[Sequence[SelTulis]]) -> IO[bytes]:
    """CSV UTF-8 bertanda, berpemisah titik koma (yang dibuka Excel Indonesia), RFC 4180. Teks berbahaya diberi petik."""
    berkas = TemporaryFile()  # noqa: SIM115 — ditutup oleh jawaban web sesudah terkirim
    teks = io.TextIOWrapper(berkas, encoding="utf-8-sig", newline="", write_through=True)
    penulis = csv.writer(teks, delimiter=";")
    penulis.writerow([amankan(k.judul) for k in kolom])
    for sel in baris:
        penulis.writerow([_teks_csv(satu) for satu in sel])
    teks.flush()
    teks.detach()
    berkas.seek(0)
    return berkas


def _teks_csv(nilai: SelTulis) -> str:
    if nilai is None:
        return ""
    if isinstance(nilai, bool):
        return "Ya" if nilai else "Tidak"
    if isinstance(nilai, date):
        return nilai.isoformat()
    if isinstance(nilai, Decimal):
        return f"{nilai:f}".replace(".", ",")
    return amankan(nilai) if isinstance(nilai, str) else str(nilai)
