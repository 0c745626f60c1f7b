"""Target setahun dibagi ke triwulan, dan laporan triwulan dijumlahkan kembali ke setahun.

Arti angka sebuah laporan bergantung pada indikatornya: "12.500 orang" bisa berarti sejak Januari, atau triwulan ini saja.
Tanpa target triwulan sebuah laporan dibandingkan dengan target setahun, seperti sebelum aturan ini ada.
"""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final

from indikator.rules.angka import NOL, bagi, jumlah, tampil, teliti

TRIWULAN: Final = 4
DESIMAL: Final = Decimal("0.0001")


class Akumulasi(StrEnum):
    """Apa arti angka tiap laporan."""

    KUMULATIF = "kumulatif"
    JUMLAH = "jumlah"
    RATA = "rata"
    AKHIR = "akhir"


PENJELASAN_AKUMULASI: Final = {
    Akumulasi.KUMULATIF: "Target triwulan tidak pernah turun, dan triwulan IV sama dengan target setahun.",
    Akumulasi.JUMLAH: "Keempat target triwulan berjumlah tepat target setahun.",
    Akumulasi.RATA: "Rata-rata keempat target triwulan sama dengan target setahun.",
    Akumulasi.AKHIR: "Target triwulan IV sama dengan target setahun; yang lain bebas.",
}
# Satuan yang menyatakan keadaan, bukan banyaknya pekerjaan; angkanya tidak pantas dijumlahkan.
SATUAN_KEADAAN: Final = frozenset(
    {
        "%",
        "persen",
        "indeks",
        "nilai",
        "skala",
        "rasio",
        "poin",
        "per",
        "level",
        "predikat",
        "hari",
        "jam",
        "menit",
    }
)
SATUAN_DIHITUNG: Final = frozenset(
    {"orang", "dokumen", "laporan", "kegiatan", "berkas", "kali", "layanan", "akta"}
)


def bawaan(*, satuan: str, aspek: str) -> Akumulasi:
    """Usul menurut satuan dan aspek; pemilik indikator boleh memilih yang lain."""
    kata = satuan.casefold().split()
    if kata and kata[0] in {"rp", "rupiah"}:
        return Akumulasi.KUMULATIF
    banyaknya = aspek == "kuantitas" and kata and kata[0] not in SATUAN_KEADAAN
    if banyaknya or (kata and kata[0] in SATUAN_DIHITUNG):
        return Akumulasi.JUMLAH
    return Akumulasi.RATA if aspek == "waktu" else Akumulasi.AKHIR


@teliti
def usul_target(akumulasi: Akumulasi, *, setahun: Decimal) -> tuple[Decimal, ...]:
    """Empat target yang pas dengan setahun: dibagi rata, sisa pembulatan di triwulan IV."""
    if akumulasi in {Akumulasi.RATA, Akumulasi.AKHIR}:
        return (setahun,) * TRIWULAN
    satuan = Decimal(1) if setahun == setahun.to_integral_value() else DESIMAL
    sebagian = bagi(setahun, Decimal(TRIWULAN)).quantize(satuan, rounding=ROUND_DOWN)
    if akumulasi is Akumulasi.KUMULATIF:
        return (*(sebagian * n for n in range(1, TRIWULAN)), setahun)
    return (*(sebagian,) * (TRIWULAN - 1), setahun - sebagian * (TRIWULAN - 1))


@teliti
def periksa_target(
    akumulasi: Akumulasi, *, setahun: Decimal, bagian: Sequence[Decimal], boleh_nol: bool = True
) -> None:
    """Menolak (ValueError) empat target yang tidak pas dengan target setahun menurut `akumulasi`.

    `boleh_nol` salah untuk "makin besar makin baik": capaian terhadap target 0 tidak ada artinya.
    """
    if len(bagian) != TRIWULAN:
        raise ValueError("Isi target keempat triwulan, atau kosongkan semuanya.")
    if any(b < 0 for b in bagian):
        raise ValueError("Target triwulan tidak boleh di bawah nol.")
    if not boleh_nol and NOL in bagian:
        raise ValueError(
            "Target triwulan harus lebih dari 0. Bila sebuah triwulan memang tanpa target, "
            "kosongkan semuanya; penilai dapat mengecualikan indikator ini pada triwulan itu."
        )
    total = jumlah(bagian)
    if akumulasi is Akumulasi.JUMLAH and total != setahun:
        raise ValueError(
            f"Keempat target berjumlah {tampil(total, 4)}, harus tepat {tampil(setahun, 4)}. "
            f"{'Kurang' if total < setahun else 'Lebih'} {tampil(abs(setahun - total), 4)}."
        )
    if akumulasi is Akumulasi.RATA and total != setahun * TRIWULAN:
        rata = bagi(total, Decimal(TRIWULAN))
        raise ValueError(
            f"Rata-rata keempat target {tampil(rata, 4)}, harus tepat {tampil(setahun, 4)}. "
            "Naikkan atau turunkan salah satunya."
        )
    if akumulasi in {Akumulasi.KUMULATIF, Akumulasi.AKHIR} and bagian[-1] != setahun:
        raise ValueError(
            f"Target triwulan IV {tampil(bagian[-1], 4)}, harus sama dengan target setahun {tampil(setahun, 4)}."
        )
    if akumulasi is Akumulasi.KUMULATIF and any(b > a for b, a in pairwise(bagian)):
        raise ValueError(
            "Angka kumulatif tidak turun. Isi tiap triwulan paling sedikit sama dengan sebelumnya."
        )


@teliti
def gabungkan(akumulasi: Akumulasi, angka: Sequence[Decimal | None]) -> Decimal | None:
    """Angka sejak Januari dari laporan berurutan (None: tidak dilaporkan); belum dibulatkan. None bila belum ada."""
    ada = [satu for satu in angka if satu is not None]
    if not ada:
        return None
    if akumulasi is Akumulasi.JUMLAH:
        return jumlah(ada)
    if akumulasi is Akumulasi.RATA:
        return bagi(jumlah(ada), Decimal(len(ada)))
    return ada[-1]


def target_triwulan(bagian: Sequence[Decimal] | None, *, triwulan: int | None, setahun: Decimal) -> Decimal:
    """Target yang dibandingkan dengan laporan triwulan itu; tanpa target triwulan, target setahun."""
    if bagian is None or triwulan is None or len(bagian) != TRIWULAN:
        return setahun
    if triwulan not in range(1, TRIWULAN + 1):
        raise ValueError("Triwulan hanya 1 sampai 4.")
    return bagian[triwulan - 1]
