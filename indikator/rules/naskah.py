"""Bentuk baku sebuah naskah SKP, sidiknya, dan bedanya dengan naskah lain.

Bentuk baku: JSON dengan kunci terurut, tanpa spasi, angka dan tanggal sebagai teks. Isi yang sama selalu bersidik sama.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

BENTUK: Final = 1
KOLOM_INDIKATOR: Final = (
    "kode",
    "nama",
    "satuan",
    "polaritas",
    "aspek",
    "bobot",
    "target",
    "bawah",
    "atas",
    "mulai",
    "tenggat",
)
SASARAN: Final = ("target", "bawah", "atas", "mulai", "tenggat")
KUALITATIF: Final = "kualitatif"
LAMPIRAN: Final = {
    "sumber_daya": "Dukungan sumber daya",
    "pertanggungjawaban": "Skema pertanggungjawaban",
    "konsekuensi": "Konsekuensi",
}
Isi = dict[str, Any]


def susun(
    *,
    kepala: Mapping[str, Any],
    rhk: Iterable[Mapping[str, Any]],
    indikator: Iterable[Mapping[str, Any]],
    lampiran: Mapping[str, str],
    ekspektasi: Mapping[str, str],
) -> Isi:
    """Naskah utuh. `rhk` dan `indikator` sudah urut; `lampiran` satu butir satu baris; yang kosong tidak ikut.

    `triwulan` pada indikator, bila ada: arti angkanya lalu empat target.
    """
    milik: dict[int, list[Isi]] = {}
    for satu in indikator:
        baris = {"id": satu["id"], **{nama: _teks(satu[nama]) for nama in KOLOM_INDIKATOR}}
        if satu["polaritas"] == KUALITATIF:
            # Target yang pernah ditulis tidak berlaku, jadi tidak ikut dibekukan.
            baris |= dict.fromkeys(SASARAN) | {"satuan": "", "kriteria": satu["kriteria"]}
        # Hanya bila dibagi, supaya sidik naskah yang tidak membaginya tidak berubah.
        elif satu.get("triwulan"):
            baris["triwulan"] = [_teks(nilai) for nilai in satu["triwulan"]]
        milik.setdefault(satu["rhk_id"], []).append(baris)
    return {
        "bentuk": BENTUK,
        **kepala,
        "rhk": [
            {
                "id": r["id"],
                "jenis": r["jenis"],
                "teks": r["teks"],
                "mendukung": r["mendukung"],
                "indikator": milik.get(r["id"], []),
            }
            for r in rhk
        ],
        **{nama: butir(lampiran.get(nama, "")) for nama in LAMPIRAN},
        "ekspektasi": {kode: teks for kode, teks in ekspektasi.items() if teks},
    }


def butir(teks: str) -> list[str]:
    """Baris-baris yang berisi; satu baris satu butir."""
    return [rapi for baris in teks.splitlines() if (rapi := " ".join(baris.split()))]


def kanonik(isi: Isi) -> str:
    """Bentuk baku sebagai teks."""
    return json.dumps(isi, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sidik(isi: Isi) -> str:
    """sha256 dari bentuk baku, 64 huruf heksadesimal."""
    return hashlib.sha256(kanonik(isi).encode()).hexdigest()


def _teks(nilai: Any) -> Any:
    if isinstance(nilai, Decimal):
        return format(nilai.normalize(), "f")
    return nilai.isoformat() if isinstance(nilai, date) else nilai


@dataclass(frozen=True, slots=True)
class Beda:
    """Satu baris perbandingan. `kata`: tetap, diubah, ditambah, atau dihentikan."""

    kata: str
    jenis: str
    lama: Isi | None
    baru: Isi | None
    kolom: tuple[str, ...] = ()

    @property
    def isi(self) -> Isi:
        return self.baru if self.baru is not None else self.lama or {}


def banding(lama: Isi, baru: Isi) -> list[Beda]:
    """Setiap RHK dan indikator naskah baru dengan kembarannya di naskah lama (id sama), lalu yang hilang."""
    rhk_lama = {r["id"]: r for r in lama["rhk"]}
    indikator_lama = {i["id"]: i for r in lama["rhk"] for i in r["indikator"]}
    hasil: list[Beda] = []
    for r in baru["rhk"]:
        hasil.append(_beda("rhk", rhk_lama.pop(r["id"], None), r, ("teks", "jenis", "mendukung")))
        for i in r["indikator"]:
            hasil.append(
                _beda(
                    "indikator",
                    indikator_lama.pop(i["id"], None),
                    i,
                    (*KOLOM_INDIKATOR[1:], "triwulan", "kriteria"),
                )
            )
    hasil += [Beda("dihentikan", "rhk", r, None) for r in rhk_lama.values()]
    hasil += [Beda("dihentikan", "indikator", i, None) for i in indikator_lama.values()]
    return hasil


def banding_lain(lama: Isi, baru: Isi) -> list[Beda]:
    """Lampiran dan ekspektasi khusus yang berbeda saja."""
    hasil = []
    for nama, judul in LAMPIRAN.items():
        if lama[nama] != baru[nama]:
            hasil.append(
                Beda(
                    "diubah",
                    "lampiran",
                    {"nama": judul, "isi": lama[nama]},
                    {"nama": judul, "isi": baru[nama]},
                )
            )
    for kode in sorted({*lama["ekspektasi"], *baru["ekspektasi"]}):
        dulu, kini = lama["ekspektasi"].get(kode, ""), baru["ekspektasi"].get(kode, "")
        if dulu != kini:
            hasil.append(
                Beda(
                    "diubah",
                    "ekspektasi",
                    {"nama": kode, "isi": [dulu] if dulu else []},
                    {"nama": kode, "isi": [kini] if kini else []},
                )
            )
    return hasil


def _beda(jenis: str, lama: Isi | None, baru: Isi, kolom: tuple[str, ...]) -> Beda:
    if lama is None:
        return Beda("ditambah", jenis, None, baru)
    berubah = tuple(nama for nama in kolom if lama.get(nama) != baru.get(nama))
    return Beda("diubah" if berubah else "tetap", jenis, lama, baru, berubah)
