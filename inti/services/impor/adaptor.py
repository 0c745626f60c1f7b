"""Yang harus disediakan satu jenis impor; mesin di folder ini tidak mengenal tabelnya."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from inti.models import BarisImpor, Impor
from inti.rules.tabel import Baris, Kolom


@dataclass(frozen=True, slots=True)
class Lingkup:
    """Siapa yang mengimpor, untuk instansi mana, kapan. `oleh` Pegawai."""

    instansi_id: int
    oleh: Any
    sekarang: datetime


@dataclass(slots=True)
class HasilBaris:
    """Satu baris sesudah dibandingkan; artinya sama dengan bidang BarisImpor."""

    nomor: int
    keadaan: str
    kunci: str = ""
    objek_id: int | None = None
    isi: dict[str, str] = field(default_factory=dict)
    sebelum: dict[str, Any] | None = None
    sesudah: dict[str, Any] | None = None
    banding: list[list[str]] = field(default_factory=list)
    catatan: list[dict[str, object]] = field(default_factory=list)

    @property
    def mengubah(self) -> bool:
        """Apakah baris ini menulis sesuatu bila diterapkan."""
        return self.keadaan in (BarisImpor.Keadaan.BARU, BarisImpor.Keadaan.BERUBAH)


@dataclass(slots=True)
class Terapan:
    """Akibat penerapan: nomor baris → id yang dibuat, dan nomor baris → keadaan semula yang baru diketahui saat menulis."""

    dibuat: dict[int, int] = field(default_factory=dict)
    semula: dict[int, dict[str, Any]] = field(default_factory=dict)


def ditolak(baris: Baris, kunci: str) -> HasilBaris:
    """Baris yang tidak dapat diterapkan, dengan tulisan aslinya supaya dapat diunduh dan diperbaiki."""
    return HasilBaris(
        nomor=baris.nomor,
        keadaan=BarisImpor.Keadaan.DITOLAK,
        kunci=kunci[:400],
        isi=baris.mentah,
        catatan=[c.ke_dict() for c in baris.catatan],
    )


class Adaptor(Protocol):
    """Satu jenis impor. `tugas` nama tugas Celery yang memanggil `kerjakan` dengan adaptor ini."""

    kode: str
    judul: str
    benda: str
    lembar: str
    sebutan_kunci: str
    izin: str
    tugas: str
    kolom: tuple[Kolom, ...]

    def wajib(self, *, oleh: Any, impor: Impor | None, instansi_id: int, sekarang: datetime) -> None:
        """TidakBerhak bila `oleh` tidak boleh mengunggah (impor kosong) atau mengurus impor itu."""

    def pelaku(self, *, pegawai_id: int) -> Any:
        """Orangnya, dibaca baru."""

    def tautan(self, impor_id: int) -> str:
        """Alamat halaman impor itu."""

    def ekspor(self, akses: Any, lingkup: Lingkup) -> Iterator[Sequence[Any]]:
        """Isi sekarang yang boleh disentuh pemegang `akses`, urut kolomnya; diimpor kembali tidak mengubah apa pun."""

    def kunci(self, objek_ids: Sequence[int], lingkup: Lingkup) -> None:
        """Kunci baris yang akan diubah sampai transaksi selesai."""

    def banding(self, baris: Iterable[Baris], lingkup: Lingkup) -> Iterator[HasilBaris]:
        """Tentukan keadaan tiap baris; banyak kuerinya tidak bergantung pada banyak barisnya."""

    def terapkan(self, perubahan: list[HasilBaris], lingkup: Lingkup) -> Terapan:
        """Tulis semuanya dalam transaksi pemanggil."""

    def batalkan(self, baris: list[BarisImpor], lingkup: Lingkup) -> None:
        """Kembalikan persis seperti semula, atau GalatAturan yang menyebut apa yang menghalangi."""
