"""Satu hal yang diminta dari seseorang; tiap aplikasi menyumbang, beranda mengurutkan."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Tugas:
    """`status` salah satu dari sepuluh kata keadaan (kode), boleh kosong. `jumlah` untuk angka di menu."""

    judul: str
    uraian: str
    url: str
    tombol: str
    tenggat: datetime
    status: str = ""
    menu: str = ""
    jumlah: int = 1
