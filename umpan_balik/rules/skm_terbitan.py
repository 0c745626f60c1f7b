"""Mencocokkan laporan SKM yang sudah terbit: dari NRR tercetak, bobot mana yang memberi IKM tercetak.

Instansi mencetak bobot 1/9, 0,111, atau 0,11; hanya 1/9 yang resmi. NRR tercetak sudah dibulatkan, jadi IKM-nya dapat
bergeser paling jauh setengah angka terakhir NRR dikali 25.
"""

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from indikator.rules.angka import bagi, bulatkan, jumlah, teliti
from indikator.rules.program import DaftarKeliru
from inti.rules.angka import baca_angka
from umpan_balik.rules.unsur import UNSUR_MENURUT_KOLOM

KOLOM_CETAK: Final = "ikm_cetak"
SATU: Final = Decimal(1)
BOBOT: Final = {"1/9": bagi(SATU, Decimal(9)), "0,111": Decimal("0.111"), "0,11": Decimal("0.11")}
PENGALI: Final = Decimal(25)


def berupa_terbitan(teks: str) -> bool:
    """Apakah judulnya memuat kolom IKM tercetak."""
    judul = teks.removeprefix("\ufeff").lstrip().partition("\n")[0].casefold()
    return KOLOM_CETAK in [sel.strip().strip('"') for sel in judul.replace(";", ",").split(",")]


def cocokkan(teks: str) -> dict[str, object]:
    """Tiap laporan dengan IKM menurut tiga bobot dan keterangannya. Menolak angka yang tidak terbaca."""
    pemisah = ";" if teks.partition("\n")[0].count(";") > teks.partition("\n")[0].count(",") else ","
    pembaca = csv.DictReader(io.StringIO(teks.removeprefix("\ufeff"), newline=""), delimiter=pemisah)
    baris = [_satu(nomor, isi) for nomor, isi in enumerate(pembaca, start=2)]
    return {
        "jumlah": len(baris),
        "sama_dengan_resmi": sum("1/9" in b["cocok"] for b in baris),  # type: ignore[operator]
        "laporan": baris,
    }


@teliti
def _satu(nomor: int, isi: Mapping[str, str | None]) -> dict[str, object]:
    try:
        tertulis = [baca_angka(isi[kolom] or "") for kolom in UNSUR_MENURUT_KOLOM]
        cetak = baca_angka(isi[KOLOM_CETAK] or "")
    except (KeyError, ValueError) as galat:
        raise DaftarKeliru([f"Baris {nomor}: isi U1–U9 dan {KOLOM_CETAK} dengan angka."]) from galat
    nrr = [Decimal(n) for n in tertulis]
    if any(not 1 <= n <= 4 for n in nrr):
        raise DaftarKeliru([f"Baris {nomor}: NRR harus antara 1 dan 4."])
    angka = {nama: jumlah(nrr) * bobot * PENGALI for nama, bobot in BOBOT.items()}
    tampil = Decimal(cetak)
    cocok = [nama for nama, ikm in angka.items() if bulatkan(ikm, _desimal(cetak)) == tampil]
    return {
        "unit": isi.get("unit") or "",
        "periode": isi.get("periode") or "",
        "ikm": {nama: f"{bulatkan(ikm):f}" for nama, ikm in angka.items()},
        "ikm_cetak": cetak,
        "cocok": cocok,
        "keterangan": _keterangan(cocok, angka, tampil, _geser(tertulis)),
    }


def _keterangan(cocok: list[str], angka: Mapping[str, Decimal], cetak: Decimal, geser: Decimal) -> str:
    if "1/9" in cocok:
        return "Sama dengan hitungan resmi."
    if cocok:
        return f"Memakai bobot {cocok[0]}; menurut bobot resmi 1/9: {bulatkan(angka['1/9']):f}."
    dekat = [nama for nama, ikm in angka.items() if abs(ikm - cetak) <= geser]
    if dekat:
        return f"Dalam batas pembulatan NRR tercetak (±{geser.normalize():f}) dengan bobot {dekat[0]}."
    return f"Tidak diperoleh dari NRR tercetak dengan bobot mana pun; menurut bobot resmi: {bulatkan(angka['1/9']):f}."


def _geser(tertulis: list[str]) -> Decimal:
    """Pergeseran terjauh: setengah angka terakhir tiap NRR, dirata-ratakan, dikali 25."""
    return bagi(jumlah(SATU.scaleb(-_desimal(n)) / 2 for n in tertulis) * PENGALI, Decimal(len(tertulis)))


def _desimal(teks: str) -> int:
    return len(teks.partition(".")[2])
