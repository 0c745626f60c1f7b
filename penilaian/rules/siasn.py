"""Kode dan nama bidang layanan SIASN untuk kinerja periodik; tanpa panggilan keluar, hanya bentuk berkasnya.

⚠ Nama bidang menurut layanan yang dikenal umum; `koefisienId` dan `pnsDinilaiId` nomor milik BKN yang tidak kita
simpan, jadi dikosongkan. Petugas yang mengunggah mencocokkannya lewat `nip` (bidang tambahan kita).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from penilaian.rules.predikat import KODE_SIASN_PREDIKAT, KODE_SIASN_RATING, Predikat, Rating

PERIODIK: Final = {"bulanan": 1, "triwulan": 2}
KOLOM: Final = (
    "nip",
    "nama",
    "pnsDinilaiId",
    "tahun",
    "bulanMulaiPenilaian",
    "tahunMulaiPenilaian",
    "bulanSelesaiPenilaian",
    "tahunSelesaiPenilaian",
    "periodikId",
    "hasilKinerjaNilai",
    "perilakuKerjaNilai",
    "kuadranKinerjaNilai",
    "koefisienId",
    "statusPenilai",
    "penilaiNama",
    "penilaiNipNrp",
    "penilaiGolongan",
    "penilaiJabatan",
    "penilaiUnorNama",
)
_TINGKAT: Final = {"I": 1, "II": 2, "III": 3, "IV": 4}
_RUANG: Final = "abcde"


def kode_golongan(golongan: str) -> int | None:
    """III/b menjadi 32; golongan PPPK dan yang kosong tidak mempunyai kode."""
    tingkat, _, ruang = golongan.partition("/")
    if tingkat not in _TINGKAT or len(ruang) != 1 or ruang not in _RUANG:
        return None
    return _TINGKAT[tingkat] * 10 + _RUANG.index(ruang) + 1


def baris(
    rincian: Mapping[str, Any],
    *,
    jenis: str,
    rating: tuple[str, str],
    predikat: str,
    penilai: Mapping[str, str],
) -> dict[str, Any]:
    """Satu orang dengan nama bidang SIASN. `rating`: hasil kerja, perilaku; yang belum ada menjadi None."""
    identitas = rincian["identitas"]
    mulai, selesai = (date.fromisoformat(identitas[n]) for n in ("mulai", "selesai"))
    beku = identitas.get("penilai") or {}
    return {
        "nip": identitas["nip"],
        "nama": identitas["nama"],
        "pnsDinilaiId": None,
        "tahun": selesai.year,
        "bulanMulaiPenilaian": mulai.month,
        "tahunMulaiPenilaian": mulai.year,
        "bulanSelesaiPenilaian": selesai.month,
        "tahunSelesaiPenilaian": selesai.year,
        "periodikId": PERIODIK.get(jenis),
        "hasilKinerjaNilai": KODE_SIASN_RATING[Rating(rating[0])] if rating[0] else None,
        "perilakuKerjaNilai": KODE_SIASN_RATING[Rating(rating[1])] if rating[1] else None,
        "kuadranKinerjaNilai": KODE_SIASN_PREDIKAT[Predikat(predikat)] if predikat else None,
        "koefisienId": None,
        "statusPenilai": "ASN" if beku else None,
        "penilaiNama": beku.get("nama"),
        "penilaiNipNrp": beku.get("nip"),
        "penilaiGolongan": kode_golongan(penilai.get("golongan", "")),
        "penilaiJabatan": beku.get("jabatan"),
        "penilaiUnorNama": penilai.get("unit") or None,
    }
