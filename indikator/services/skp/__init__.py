"""SKP: memulai, menyusun, mengajukan, menyetujui, mengembalikan."""

from indikator.services.skp.indikator import atur_bobot, hapus_indikator, tambah_indikator, ubah_indikator
from indikator.services.skp.masukan import MasukanIndikator, MasukanRHK
from indikator.services.skp.putus import ajukan, kembalikan, setujui, setujui_banyak, tarik
from indikator.services.skp.rhk import hapus_rhk, tambah_rhk, ubah_rhk
from indikator.services.skp.susun import mulai, susun

__all__ = [
    "MasukanIndikator",
    "MasukanRHK",
    "ajukan",
    "atur_bobot",
    "hapus_indikator",
    "hapus_rhk",
    "kembalikan",
    "mulai",
    "setujui",
    "setujui_banyak",
    "susun",
    "tambah_indikator",
    "tambah_rhk",
    "tarik",
    "ubah_indikator",
    "ubah_rhk",
]
