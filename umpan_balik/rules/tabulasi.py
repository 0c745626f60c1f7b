"""Tabulasi jawaban survei dari CSV: kolom U1–U9, satu responden satu baris.

Kosong berarti tidak menjawab, bukan nol. Kolom lain diabaikan. Pemisah koma atau
titik koma, dengan atau tanpa BOM, nama kolom boleh huruf kecil.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from indikator.rules.program import DaftarKeliru
from umpan_balik.rules.unsur import (
    NILAI_TERENDAH,
    NILAI_TERTINGGI,
    UNSUR_MENURUT_KOLOM,
    KodeUnsur,
)

_JAWABAN = {str(i): i for i in range(NILAI_TERENDAH, NILAI_TERTINGGI + 1)}
_SALAH_TERBANYAK = 20


@dataclass(frozen=True, slots=True)
class Tanggapan:
    """Jumlah nilai dan banyaknya jawaban untuk satu unsur."""

    total: int = 0
    n: int = 0


@dataclass(frozen=True, slots=True)
class Tabulasi:
    """Tanggapan tiap unsur. ``n`` menghitung yang menjawab sekurangnya satu unsur."""

    n: int
    tanpa_jawaban: int
    tanggapan: Mapping[KodeUnsur, Tanggapan]


class SurveiKeliru(DaftarKeliru):
    """Berkas survei yang tidak dapat dihitung; ``kesalahan`` menyebut baris dan kolom."""


def tabulasikan(teks: str) -> Tabulasi:
    """Menjumlah jawaban tiap unsur dari teks CSV.

    Menolak (``SurveiKeliru``) kolom U1–U9 yang tidak ada atau kembar, nilai selain
    1, 2, 3, 4 atau kosong, dan baris yang lebih panjang daripada judulnya.
    """
    baris = _baris_berisi(teks)
    judul = next(baris, None)
    if judul is None:
        raise SurveiKeliru(["Berkas kosong. Baris pertama harus memuat judul kolom U1 sampai U9."])
    kolom = _letak_kolom(judul[1])
    salah: list[str] = []
    jawaban = [_jawaban(nomor, isi, kolom, len(judul[1]), salah) for nomor, isi in baris]
    if salah:
        sisa = len(salah) - _SALAH_TERBANYAK
        lebih = [f"Masih ada {sisa} nilai lain yang perlu diperbaiki."] if sisa > 0 else []
        raise SurveiKeliru(salah[:_SALAH_TERBANYAK] + lebih)
    menjawab = [j for j in jawaban if j]
    return Tabulasi(
        n=len(menjawab),
        tanpa_jawaban=len(jawaban) - len(menjawab),
        tanggapan={u.kode: _jumlahkan(menjawab, u.kode) for u in UNSUR_MENURUT_KOLOM.values()},
    )


def _baris_berisi(teks: str) -> Iterator[tuple[int, list[str]]]:
    """Baris yang ada isinya beserta nomor barisnya di berkas (judul adalah baris 1)."""
    teks = teks.removeprefix("\ufeff")
    judul = teks.lstrip().partition("\n")[0]
    pemisah = ";" if judul.count(";") > judul.count(",") else ","
    pembaca = csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah)
    try:
        for isi in pembaca:
            if any(sel.strip() for sel in isi):
                yield pembaca.line_num, isi
    except csv.Error as kesalahan:
        raise SurveiKeliru(
            [f"Baris {pembaca.line_num} tidak dapat dibaca sebagai CSV. Simpan ulang berkasnya."]
        ) from kesalahan


def _letak_kolom(judul: list[str]) -> dict[KodeUnsur, int]:
    nama = [sel.strip().upper() for sel in judul]
    salah = []
    for kolom in UNSUR_MENURUT_KOLOM:
        if nama.count(kolom) == 0:
            salah.append(f"Kolom {kolom} tidak ada di baris judul. Tambahkan kolomnya.")
        elif nama.count(kolom) > 1:
            salah.append(f"Kolom {kolom} ada {nama.count(kolom)} kali. Sisakan satu.")
    if salah:
        raise SurveiKeliru(salah)
    return {u.kode: nama.index(kolom) for kolom, u in UNSUR_MENURUT_KOLOM.items()}


def _jawaban(
    nomor: int, isi: list[str], kolom: Mapping[KodeUnsur, int], lebar: int, salah: list[str]
) -> dict[KodeUnsur, int]:
    if any(sel.strip() for sel in isi[lebar:]):
        salah.append(
            f"Baris {nomor}: isinya lebih banyak daripada judul kolom. "
            "Beri tanda kutip pada teks yang memuat koma."
        )
        return {}
    hasil: dict[KodeUnsur, int] = {}
    for kode, letak in kolom.items():
        teks = isi[letak].strip() if letak < len(isi) else ""
        if teks in _JAWABAN:
            hasil[kode] = _JAWABAN[teks]
        elif teks:
            nama = next(k for k, u in UNSUR_MENURUT_KOLOM.items() if u.kode is kode)
            salah.append(
                f'Baris {nomor}, kolom {nama}: "{teks[:20]}" bukan nilai 1–4. '
                "Perbaiki, atau kosongkan bila tidak dijawab."
            )
    return hasil


def _jumlahkan(jawaban: list[dict[KodeUnsur, int]], kode: KodeUnsur) -> Tanggapan:
    nilai = [j[kode] for j in jawaban if kode in j]
    return Tanggapan(total=sum(nilai), n=len(nilai))
