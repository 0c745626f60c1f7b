"""Satu hal yang diminta dari seseorang; tiap aplikasi menyumbang, beranda mengurutkan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


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


@dataclass(frozen=True, slots=True)
class Antre:
    """Satu hitungan antrean: banyaknya, dan saat atau hari yang menentukan tenggatnya."""

    banyak: int
    saat: datetime | None
    hari: date | None

    @property
    def waktu(self) -> datetime:
        """Saatnya; hanya dipanggil untuk antrean yang selalu mempunyainya."""
        assert self.saat is not None
        return self.saat

    @property
    def tanggal(self) -> date:
        """Harinya; hanya dipanggil untuk antrean yang selalu mempunyainya."""
        assert self.hari is not None
        return self.hari


def berisi(baris: Iterable[tuple[str, int, datetime | None, date | None]]) -> dict[str, Antre]:
    """Antrean menurut namanya; yang kosong tidak disebut."""
    return {nama: Antre(banyak, saat, hari) for nama, banyak, saat, hari in baris if banyak}


@dataclass(frozen=True, slots=True)
class Berikutnya:
    """Yang terjadi sesudah ini, dan paling lambat kapan; tanpa tenggat bila tidak ada lagi yang ditunggu."""

    kalimat: str
    paling_lambat: datetime | None = None
