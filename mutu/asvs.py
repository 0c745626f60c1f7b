"""`python -m mutu.asvs`: menulis ulang tabel ASVS 5.0 di docs/keamanan.md dari docs/keamanan/asvs.csv."""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent
BERKAS = AKAR / "docs" / "keamanan" / "asvs.csv"
HALAMAN = AKAR / "docs" / "keamanan.md"
AWAL, AKHIR = "<!-- asvs: awal -->", "<!-- asvs: akhir -->"
BAB = {
    "V1": "Pengodean dan pembersihan",
    "V2": "Pemeriksaan isian dan alur usaha",
    "V3": "Peramban",
    "V4": "Layanan web",
    "V5": "Berkas",
    "V6": "Masuk",
    "V7": "Sesi",
    "V8": "Hak",
    "V9": "Tanda mandiri",
    "V10": "OAuth dan OIDC",
    "V11": "Kriptografi",
    "V12": "Sambungan tersandi",
    "V13": "Setelan",
    "V14": "Perlindungan data",
    "V15": "Kode dan susunan",
    "V16": "Log dan galat",
    "V17": "WebRTC",
}


@dataclass(frozen=True, slots=True)
class Syarat:
    """Satu persyaratan ASVS beserta statusnya di produk ini."""

    id: str
    tingkat: int
    persyaratan: str
    status: str
    bukti: tuple[str, ...]
    keterangan: str


def baca() -> list[Syarat]:
    """Semua baris docs/keamanan/asvs.csv."""
    with BERKAS.open(encoding="utf-8", newline="") as berkas:
        return [
            Syarat(
                id=b["id"],
                tingkat=int(b["tingkat"]),
                persyaratan=b["persyaratan"],
                status=b["status"],
                bukti=tuple(satu.strip() for satu in b["bukti"].split(";") if satu.strip()),
                keterangan=b["keterangan"],
            )
            for b in csv.DictReader(berkas)
        ]


def tabel(semua: list[Syarat]) -> str:
    """Ringkasan, lalu satu tabel tiap bab; yang tidak berlaku disebut dalam satu kalimat tiap bab."""
    dua = [s for s in semua if s.tingkat < 3]
    hitung = Counter(s.status for s in dua)
    baris = [
        f"{len(dua)} persyaratan tingkat 1 dan 2: {hitung['terpenuhi']} terpenuhi, {hitung['sebagian']} sebagian, {hitung['belum']} belum, "
        f"{hitung['tidak berlaku']} tidak berlaku. Ditambah {len(semua) - len(dua)} tingkat 3 yang penting di sini (bertanda 3).",
    ]
    for bab, judul in BAB.items():
        isi = [s for s in semua if s.id.split(".")[0] == bab]
        berlaku = [s for s in isi if s.status != "tidak berlaku"]
        baris += ["", f"### {bab} {judul}", ""]
        if berlaku:
            baris += [
                "| Id | Tingkat | Persyaratan | Status | Bukti atau keputusan |",
                "|---|---|---|---|---|",
            ]
            baris += [
                f"| {s.id} | {s.tingkat} | {s.persyaratan} | {_tebal(s.status)} | {_bukti(s)} |"
                for s in berlaku
            ]
        if tidak := [s for s in isi if s.status == "tidak berlaku"]:
            sebab = "; ".join(f"{s.id} ({s.keterangan.rstrip('.')})" for s in tidak)
            baris += ["", f"Tidak berlaku: {sebab}."]
    return "\n".join(baris)


def _tebal(status: str) -> str:
    return status if status == "terpenuhi" else f"**{status}**"


def _bukti(satu: Syarat) -> str:
    sebut = ", ".join(f"`{b}`" for b in satu.bukti)
    return " ".join(filter(None, (satu.keterangan, sebut)))


def halaman(naskah: str) -> str:
    """Naskah halaman dengan tabel yang baru; tulisan di luar tandanya tidak disentuh."""
    kepala, _, sisa = naskah.partition(AWAL)
    _, _, ekor = sisa.partition(AKHIR)
    return f"{kepala}{AWAL}\n\n{tabel(baca())}\n\n{AKHIR}{ekor}"


if __name__ == "__main__":
    HALAMAN.write_text(halaman(HALAMAN.read_text(encoding="utf-8")), encoding="utf-8")
