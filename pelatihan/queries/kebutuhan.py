"""Kebutuhan belajar dari hasil yang sudah ditutup: capaian per aspek dan jawaban 360 per nilai."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pelatihan.rules.kebutuhan import Kebutuhan, dari_capaian, dari_jawaban
from penilaian.models import Hasil
from umpan_balik.queries.hasil import nilai_banyak
from umpan_balik.rules.berakhlak import NILAI

SEBUTAN = {"atasan": "atasan", "rekan": "{n} rekan", "bawahan": "{n} bawahan"}
# Yang hanya boleh tampil sebagai pita diurutkan menurut tengahnya, sehingga angkanya tidak ikut terbaca.
TENGAH_PITA = {"di bawah harapan": Decimal(2), "sesuai harapan": Decimal(3), "di atas harapan": Decimal(4)}


@dataclass(frozen=True, slots=True)
class RataNilai:
    """Satu kelompok untuk satu nilai BerAKHLAK; `rata` kosong bila hanya pitanya yang boleh tampil."""

    kelompok: str
    nilai: int
    n: int
    rata: Decimal | None
    pita: str


def rata_nilai(
    *, periode_id: int, pegawai_ids: Iterable[int], min_n: Mapping[str, int]
) -> dict[int, list[RataNilai]]:
    """Yang boleh tampil per orang, kelompok, dan nilai (0–6). Satu kueri untuk berapa pun orang."""
    semua = nilai_banyak(periode_id=periode_id, pegawai_ids=pegawai_ids, min_n=min_n)
    return {
        pegawai: [
            RataNilai(kelompok.value, letak, satu.n, satu.rata, satu.pita)
            for kelompok, isi in menurut.items()
            for letak, satu in isi.items()
        ]
        for pegawai, menurut in semua.items()
    }


def kebutuhan_dari(hasil: Hasil, rata: Iterable[RataNilai], *, min_n: Mapping[str, int]) -> list[Kebutuhan]:
    """Semua kebutuhan seorang; kelompok yang jawabannya kurang dari minimum tidak disebut.

    `min_n` memuat semua kelompok; kelompok yang tidak ada di dalamnya tidak pernah disebut.
    """
    dari_indikator = [
        dari_capaian(butir["aspek"], Decimal(butir["capaian"]), indikator=butir["nama"])
        for butir in _indikator(hasil)
        if butir.get("capaian") is not None and butir.get("aspek")
    ]
    dari_360 = [_dari_360(satu) for satu in rata if satu.kelompok in min_n]
    return dari_indikator + dari_360


def _dari_360(satu: RataNilai) -> Kebutuhan:
    nilai, penilai = NILAI[satu.nilai], SEBUTAN[satu.kelompok].format(n=satu.n)
    if satu.rata is not None:
        sebut = penilai if satu.kelompok == "atasan" else f"rata-rata {penilai}"
        return dari_jawaban(nilai.kode, satu.rata, label=nilai.nama, penilai=sebut)
    kira = dari_jawaban(nilai.kode, TENGAH_PITA[satu.pita], label=nilai.nama, penilai=penilai)
    return replace(kira, angka=f"{penilai} menjawab {satu.pita}")


def _indikator(hasil: Hasil) -> list[dict[str, Any]]:
    """Yang sungguh diukur: tidak melapor bukan tanda kurang mampu, jadi tidak dijawab dengan pelatihan."""
    return [
        b
        for b in hasil.rincian.get("indikator", [])
        if not b.get("dikecualikan") and not b.get("tidak_dilaporkan")
    ]
