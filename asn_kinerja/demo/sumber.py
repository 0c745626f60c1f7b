"""Membaca berkas data nyata menjadi baris bertipe."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"
# "stabil" berarti harus tetap di sekitar target; cara hitungnya rentang yang kedua ujungnya target itu.
SINGKATAN = {
    "ASN",
    "PNS",
    "PPPK",
    "ASKEB",
    "BMD",
    "DPRD",
    "IT",
    "PBJ",
    "PIM",
    "PKA",
    "PKN",
    "PKP",
    "SAKIP",
    "SDM",
    "SIAK",
    "SKP",
    "SPIP",
} | {
    "I",
    "II",
    "III",
    "IV",
}
KATA_KECIL = {"dan", "di", "ke", "dari", "untuk", "pada", "bagi", "yang", "dalam", "dengan", "atau"}
POLARITAS = {"maksimal": "maksimal", "minimal": "minimal", "stabil": "rentang"}


@dataclass(frozen=True, slots=True)
class IndikatorNyata:
    dinas: str
    sasaran: str
    nama: str
    satuan: str
    polaritas: str
    aspek: str
    definisi: str
    target: Decimal | None
    realisasi: Decimal | None
    daerah: str
    sumber: str


@dataclass(frozen=True, slots=True)
class ButirRHK:
    jabatan: str
    rhk_pimpinan: str
    rhk: str
    indikator: str
    satuan: str
    polaritas: str
    aspek: str
    target: Decimal
    sumber: str


@dataclass(frozen=True, slots=True)
class PelatihanNyata:
    judul: str
    jenis: str
    jp: int
    jp_usulan: bool
    penyelenggara: str
    kompetensi: str
    sumber: str


def _baris(nama: str) -> Iterator[dict[str, str]]:
    with (DATA / nama).open(encoding="utf-8-sig", newline="") as berkas:
        yield from csv.DictReader(berkas)


def _angka(teks: str) -> Decimal | None:
    try:
        return Decimal(teks) if teks.strip() else None
    except InvalidOperation:
        return None


@cache
def indikator() -> tuple[IndikatorNyata, ...]:
    """Semua indikator; yang diragukan ditandai contoh supaya tidak terbaca sebagai angka resmi."""
    return tuple(
        IndikatorNyata(
            dinas=b["dinas"],
            sasaran=b["sasaran_strategis"],
            nama=b["indikator"],
            satuan=b["satuan"],
            polaritas=POLARITAS[b["polaritas"]],
            aspek=b["aspek"],
            definisi=b["definisi"],
            target=_angka(b["target"]),
            realisasi=_angka(b["realisasi"]),
            daerah=b["daerah"],
            sumber=("Contoh, angkanya belum dipastikan. " if b["ragu"] == "1" else "")
            + f"{b['daerah']} {b['tahun']}. {b['source']}",
        )
        for b in _baris("indikator_dinas.csv")
    )


@cache
def butir_rhk() -> tuple[ButirRHK, ...]:
    """RHK dan indikator menurut jabatan; yang bertarget tanggal dinyatakan sebagai hari dilewati."""
    hasil = []
    for b in _baris("kegiatan_rhk.csv"):
        target = _angka(b["target"])
        if (
            target is None
            or target <= 0
            or b["satuan"] in {"Januari", "tanggal"}
            or b["polaritas"] not in POLARITAS
        ):
            continue
        hasil.append(
            ButirRHK(
                b["jabatan"],
                b["rhk_pimpinan"],
                b["rhk"],
                b["indikator_kinerja_individu"],
                b["satuan"],
                POLARITAS[b["polaritas"]],
                b["aspek"],
                target,
                b["source"],
            )
        )
    return tuple(hasil)


def judul_rapi(judul: str) -> str:
    """Judul rujukan ditulis kapital semua; di layar itu terbaca seperti teriakan."""
    if not judul.isupper():
        return judul
    kata = [k if k in SINGKATAN else k.capitalize() for k in judul.split()]
    return " ".join(k.lower() if n and k.lower() in KATA_KECIL else k for n, k in enumerate(kata))


@cache
def pelatihan() -> tuple[PelatihanNyata, ...]:
    return tuple(
        PelatihanNyata(
            judul_rapi(b["judul"]),
            b["jenis"],
            int(b["jp_terbit"] or b["jp_demo"]),
            not b["jp_terbit"],
            b["penyelenggara"],
            b["kompetensi"],
            b["source"],
        )
        for b in _baris("pelatihan.csv")
        if (b["jp_terbit"] or b["jp_demo"]).isdigit()
    )


@cache
def kelas_jabatan() -> dict[str, tuple[str, str, int | None, str]]:
    """Nama jabatan → (jenis, jenjang, kelas, sumber)."""
    jenis = {"JPT pratama": "jpt"}
    return {
        b["jabatan"]: (
            jenis.get(b["jenis"], b["jenis"]),
            b["jenjang"],
            int(b["kelas_jabatan"]) if b["kelas_jabatan"].isdigit() else None,
            b["source"][:300],
        )
        for b in _baris("jabatan.csv")
    }


@cache
def jawaban_survei() -> tuple[tuple[int | None, ...], ...]:
    """Jawaban nyata 49 responden, U1…U9."""
    return tuple(
        tuple(int(b[f"U{n}"]) if b[f"U{n}"] else None for n in range(1, 10))
        for b in _baris("skm_responden.csv")
    )


@cache
def saran() -> tuple[str, ...]:
    """Saran warga yang layak ditampilkan di pemda contoh."""
    return tuple(
        b["teks"]
        for b in _baris("saran_warga.csv")
        if b["kasar"] != "1" and any(huruf.isalpha() for huruf in b["teks"])
    )


@cache
def jenis_saran() -> dict[str, str]:
    """Teks saran → jenis perkaranya."""
    return {b["teks"]: b["jenis"] for b in _baris("saran_warga.csv") if b["jenis"] in ("pujian", "keluhan")}


@cache
def unit_nyata() -> dict[str, str]:
    """Nama unit dari dokumen → sumbernya."""
    return {b["unit"].split(" (")[0]: b["source"][:300] for b in _baris("struktur_organisasi.csv")}
