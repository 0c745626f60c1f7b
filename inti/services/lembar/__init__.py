"""Membaca lembar kerja kiriman (XLSX atau CSV) menjadi baris-baris yang sudah diperiksa selnya."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from inti.rules.tabel import Baris, Kolom, Pembaca, Sel, bulan_di_depan, cocokkan, kolom_tanggal, kosong
from inti.services.lembar.csv import PEMISAH, BukuCsv
from inti.services.lembar.galat import GalatLembar
from inti.services.lembar.xlsx import BukuExcel, periksa_arsip

BARIS_MAKS: Final = 100_000
BITA_MAKS: Final = 25 * 1024 * 1024
__all__ = ["BARIS_MAKS", "BITA_MAKS", "GalatLembar", "Lembar", "buka", "periksa_arsip"]


@dataclass(slots=True)
class Lembar:
    """Satu lembar yang judulnya sudah cocok. `total` perkiraan baris data; `cara` kalimat cara membacanya."""

    buku: BukuExcel | BukuCsv
    pembaca: Pembaca
    baris_judul: int
    terakhir: int
    total: int
    cara: list[str]

    def baris(self, maju: Callable[[int], None] | None = None) -> Iterator[Baris]:
        """Baris data urut seperti di berkas. Baris kosong di antara data ditolak; yang di ujung dilewati."""
        rumus = self.buku.pindaian.rumus if isinstance(self.buku, BukuExcel) else {}
        for nomor, sel in self.buku.baris():
            if nomor <= self.baris_judul:
                continue
            if nomor > self.terakhir:
                break
            if maju is not None and nomor % 500 == 0:
                maju(nomor - self.baris_judul)
            if all(map(kosong, sel)) and nomor not in rumus:
                satu = Baris(nomor, {}, {})
                satu.tolak("", "Baris ini kosong di antara data. Hapus barisnya, atau isi.")
                yield satu
            else:
                yield self.pembaca.baca(nomor, sel, rumus.get(nomor, ()))


def buka(
    isi: bytes, *, excel: bool, kolom: Sequence[Kolom], lembar: str, baris_maks: int = BARIS_MAKS
) -> Lembar:
    """Buka berkas dan cocokkan judulnya. GalatLembar bila seluruh berkas tidak dapat dipakai."""
    buku: BukuExcel | BukuCsv = (
        BukuExcel(isi, lembar=lembar, baris_maks=baris_maks + 1)
        if excel
        else BukuCsv(isi, baris_maks=baris_maks + 1)
    )
    judul: list[Sel] | None = None
    baris_judul = terakhir = 0
    kandidat: list[tuple[str, int]] = []
    bukti: set[str] = set()
    for nomor, sel in buku.baris():
        if all(map(kosong, sel)):
            continue
        terakhir = nomor
        if judul is None:
            judul, baris_judul = sel, nomor
            kandidat = _letak_tanggal(kolom, _judul(nomor, sel, kolom).letak)
        else:
            bukti |= {nama for nama, letak in kandidat if letak < len(sel) and bulan_di_depan(sel[letak])}
    if judul is None:
        raise GalatLembar("Berkas ini kosong. Mulai dari templat, isi mulai baris kedua.", baris=1)
    if terakhir == baris_judul:
        raise GalatLembar(
            "Berkas ini hanya berisi judul. Isi datanya mulai baris kedua.", baris=baris_judul + 1
        )
    pembaca = Pembaca(
        kolom=kolom,
        peta=_judul(baris_judul, judul, kolom),
        bulan_dulu=frozenset(bukti),
        pengodean_tebakan=isinstance(buku, BukuCsv) and buku.tebakan,
        tepat_lebar=isinstance(buku, BukuCsv),
    )
    return Lembar(buku, pembaca, baris_judul, terakhir, terakhir - baris_judul, _cara(buku, bukti, kolom))


def _judul(nomor: int, sel: Sequence[Sel], kolom: Sequence[Kolom]) -> Any:
    peta, galat = cocokkan(kolom, ["" if satu is None else str(satu) for satu in sel])
    if galat:
        gagal = GalatLembar("")
        gagal.butir = [{"baris": nomor, "kolom": c.kolom, "pesan": c.pesan} for c in galat]
        raise gagal
    return peta


def _letak_tanggal(kolom: Sequence[Kolom], letak: dict[str, int]) -> list[tuple[str, int]]:
    return [(k.nama, letak[k.nama]) for k in kolom_tanggal(kolom) if k.nama in letak]


def _cara(buku: BukuExcel | BukuCsv, bukti: set[str], kolom: Sequence[Kolom]) -> list[str]:
    if isinstance(buku, BukuExcel):
        cara = [f"Lembar “{buku.nama}” dari buku Excel."]
    else:
        cara = [f"CSV berpemisah {PEMISAH.get(buku.pemisah, buku.pemisah)}, pengodean {buku.pengodean}."]
        if buku.tebakan:
            cara.append(
                "Pengodean ini tebakan: huruf selain A–Z perlu dilihat, atau simpan ulang sebagai CSV UTF-8."
            )
    cara += [
        f"Kolom {k.judul} mencampur urutan hari dan bulan; yang meragukan ditolak."
        for k in kolom
        if k.nama in bukti
    ]
    return cara
