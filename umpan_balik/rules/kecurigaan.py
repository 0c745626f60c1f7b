"""Kapan satu jawaban warga ditahan untuk diperiksa orang, dan kapan satu titik dianggap sedang dibanjiri.

Yang ditahan tetap tersimpan dan terhitung sebagai ditahan. Batas jaringan dibuat sedemikian rupa sehingga satu
jaringan paling banyak menggeser angka titik itu sekitar 0,05 dari 4 dalam sehari; lihat docs/aturan/survei.md.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

SEALAT_SEHARI: Final = 5
SEALAMAT_SEHARI: Final = 10
BAGIAN_SEALAMAT: Final = Decimal("0.015")
SEKIOS_SEHARI: Final = 300
SELA_KIOS_DETIK: Final = 15
# Satu loket tidak melayani lebih dari empat orang semenit.
MENIT_BANJIR: Final = 10
BANJIR: Final = 40
HARI_PEMBANDING: Final = 30
PEGAWAI_SEALAMAT: Final = 3

JEBAKAN: Final = "Kolom jebakan terisi"
SITUS_LAIN: Final = "Dikirim dari situs lain"
PERAMBAN_PEGAWAI: Final = "Dikirim dari peramban yang dipakai pegawai untuk masuk"
JARINGAN_KANTOR: Final = "Dikirim dari jaringan kantor"
SEALAT: Final = f"Lebih dari {SEALAT_SEHARI} jawaban dari alat yang sama di titik ini hari ini"
SEALAMAT: Final = "Terlalu banyak jawaban dari jaringan yang sama di titik ini hari ini"
TANPA_BUKTI: Final = "Titik ini sedang dibanjiri kiriman, dan alatnya tidak mengirim bukti kerja"
KIOS_CEPAT: Final = f"Kurang dari {SELA_KIOS_DETIK} detik sesudah jawaban sebelumnya di tablet loket"
KIOS_BANYAK: Final = f"Lebih dari {SEKIOS_SEHARI} jawaban dari tablet loket hari ini"

SEBAB_INGGRIS: Final = {
    JEBAKAN: "a field hidden from people was filled in",
    SITUS_LAIN: "it was sent from another website",
    PERAMBAN_PEGAWAI: "it was sent from a browser that staff use to sign in",
    JARINGAN_KANTOR: "it was sent from the office network",
    SEALAT: f"more than {SEALAT_SEHARI} answers came from the same device at this counter today",
    SEALAMAT: "too many answers came from the same network at this counter today",
    TANPA_BUKTI: "this counter is being flooded and your device sent no proof of work",
    KIOS_CEPAT: f"it came less than {SELA_KIOS_DETIK} seconds after the previous answer on the tablet",
    KIOS_BANYAK: f"more than {SEKIOS_SEHARI} answers came from the tablet today",
}


@dataclass(frozen=True, slots=True)
class Keramaian:
    """Yang sudah masuk di satu titik hari ini: dari alat itu, dari jaringannya, dan semua dalam sepuluh menit."""

    sealat: int
    sealamat: int
    sepuluh_menit: int


def batas_jaringan(terhitung: int) -> int:
    """Jawaban sehari yang dihitung langsung dari satu jaringan, bila `terhitung` dihitung di titik itu sebulan ini."""
    if terhitung < 0:
        raise ValueError("Banyaknya jawaban tidak boleh kurang dari 0.")
    return max(SEALAMAT_SEHARI, int(terhitung * BAGIAN_SEALAMAT))


def dibanjiri(sepuluh_menit: int) -> bool:
    """Apakah kiriman sepuluh menit terakhir lebih banyak daripada yang dapat dilayani satu loket."""
    return sepuluh_menit >= BANJIR


def sebab_menahan(ramai: Keramaian, *, batas: int, terbukti: bool) -> str:
    """Mengapa suara terbuka ini ditahan; kosong bila masih wajar. `batas` dari `batas_jaringan`."""
    if ramai.sealat >= SEALAT_SEHARI:
        return SEALAT
    if ramai.sealamat >= batas:
        return SEALAMAT
    return TANPA_BUKTI if dibanjiri(ramai.sepuluh_menit) and not terbukti else ""


def sebab_kios(*, banyak: int, detik_sejak_terakhir: float | None) -> str:
    """Mengapa suara dari tablet loket ditahan: lebih cepat daripada orang membaca, atau melebihi antrean sehari."""
    if detik_sejak_terakhir is not None and detik_sejak_terakhir < SELA_KIOS_DETIK:
        return KIOS_CEPAT
    return KIOS_BANYAK if banyak >= SEKIOS_SEHARI else ""
