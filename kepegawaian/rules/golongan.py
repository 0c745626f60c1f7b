"""Golongan resmi menurut status: PNS I/a–IV/e beserta pangkatnya, PPPK I–XVII."""

from typing import Final

PANGKAT_PNS: Final[dict[str, str]] = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}
PPPK: Final = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
)  # fmt: skip


def daftar(status: str) -> dict[str, str]:
    """Golongan → tulisan di layar untuk status "PNS" atau "PPPK"; status lain tidak punya daftar."""
    if status == "PNS":
        return {kode: f"{kode}, {pangkat}" for kode, pangkat in PANGKAT_PNS.items()}
    return {kode: kode for kode in PPPK} if status == "PPPK" else {}


def periksa(golongan: str, *, status: str) -> str:
    """Golongan yang rapi; kosong boleh (belum diketahui). ValueError bila bukan golongan status itu."""
    rapi = golongan.strip()
    if rapi and rapi not in daftar(status):
        contoh = "I/a sampai IV/e" if status == "PNS" else "I sampai XVII"
        raise ValueError(f"Golongan {rapi} bukan golongan {status}. Pilih {contoh}.")
    return rapi
