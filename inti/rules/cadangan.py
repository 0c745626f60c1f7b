"""Manifes cadangan, umurnya, dan yang boleh dibuang."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any, Final

BENTUK: Final = 1
# Cadangan tiap hari, ditambah dua jam supaya yang berjalan lama tidak membunyikan alarm.
UMUR_MAKS: Final = timedelta(hours=26)
NAMA: Final = re.compile(r"asn-\d{8}T\d{6}Z")


@dataclass(frozen=True, slots=True)
class IsiTabel:
    """Banyaknya baris sebuah tabel, dan sidik seluruh isinya menurut urutan kunci."""

    baris: int
    sidik: str


@dataclass(frozen=True, slots=True)
class IsiBerkas:
    """Besar dalam bita dan SHA-256 sebuah berkas."""

    ukuran: int
    sidik: str


@dataclass(frozen=True, slots=True)
class Manifes:
    """Isi sebuah cadangan: yang harus ada sesudah dipulihkan, sampai ke tiap baris dan tiap berkas."""

    dibuat: str
    kode: str
    postgres: int
    migrasi: tuple[str, ...]
    dump: IsiBerkas
    tabel: dict[str, IsiTabel]
    berkas: dict[str, IsiBerkas]
    # Ditunjuk basis data tetapi sudah tidak ada, atau isinya bukan lagi yang diunggah, ketika dicadangkan.
    hilang: tuple[str, ...] = ()

    @property
    def ukuran(self) -> int:
        """Bita dump dan semua berkas."""
        return self.dump.ukuran + sum(satu.ukuran for satu in self.berkas.values())

    def ke_teks(self) -> str:
        isi = {"bentuk": BENTUK, **asdict(self)}
        return json.dumps(isi, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @classmethod
    def dari_teks(cls, teks: str) -> "Manifes":
        """Baca kembali; menolak (ValueError) bentuk yang tidak dikenal dan jalur berkas yang keluar dari foldernya."""
        isi = json.loads(teks)
        if not isinstance(isi, dict) or isi.get("bentuk") != BENTUK:
            raise ValueError("bentuk manifes tidak dikenal")
        berkas = _berkas(isi["berkas"])
        if asing := next((jalur for jalur in berkas if not jalur_aman(jalur)), None):
            raise ValueError(f"jalur berkas keluar dari foldernya: {asing}")
        return cls(
            dibuat=str(isi["dibuat"]),
            kode=str(isi["kode"]),
            postgres=int(isi["postgres"]),
            migrasi=tuple(isi["migrasi"]),
            dump=IsiBerkas(**isi["dump"]),
            tabel={nama: IsiTabel(**satu) for nama, satu in isi["tabel"].items()},
            berkas=berkas,
            hilang=tuple(isi["hilang"]),
        )


def _berkas(isi: dict[str, dict[str, Any]]) -> dict[str, IsiBerkas]:
    return {jalur: IsiBerkas(**satu) for jalur, satu in isi.items()}


def jalur_aman(jalur: str) -> bool:
    """Relatif, tanpa `..`, sehingga selalu di dalam folder tujuannya."""
    bagian = PurePosixPath(jalur)
    return bool(bagian.parts) and not bagian.is_absolute() and ".." not in bagian.parts


def nama_cadangan(waktu_utc: datetime) -> str:
    """Nama folder menurut saat UTC; urutan abjadnya urutan waktunya."""
    return f"asn-{waktu_utc:%Y%m%dT%H%M%SZ}"


def dibuang(nama: Iterable[str], *, simpan: int) -> list[str]:
    """Yang dibuang supaya tinggal `simpan` terbaru; nama lain di folder itu tidak pernah disentuh. Paling sedikit satu disimpan."""
    if simpan < 1:
        raise ValueError("paling sedikit satu cadangan disimpan")
    return sorted(satu for satu in nama if NAMA.fullmatch(satu))[:-simpan]


def beda_tabel(dijanjikan: dict[str, IsiTabel], terbaca: dict[str, IsiTabel]) -> list[str]:
    """Kalimat tiap tabel yang hilang, lebih, atau berbeda isinya; kosong bila persis sama."""
    hasil = []
    for nama in sorted(dijanjikan.keys() | terbaca.keys()):
        lama, baru = dijanjikan.get(nama), terbaca.get(nama)
        if lama is None:
            hasil.append(f"tabel {nama} tidak ada dalam manifes")
        elif baru is None:
            hasil.append(f"tabel {nama} tidak ada")
        elif lama.baris != baru.baris:
            hasil.append(f"tabel {nama} berisi {baru.baris} baris, seharusnya {lama.baris}")
        elif lama.sidik != baru.sidik:
            hasil.append(f"isi tabel {nama} berbeda")
    return hasil


def terlambat(terakhir: datetime | None, *, sekarang: datetime) -> bool:
    """Benar bila belum pernah dicadangkan, atau yang terakhir lebih tua dari 26 jam."""
    return terakhir is None or sekarang - terakhir > UMUR_MAKS
