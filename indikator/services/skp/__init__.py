"""SKP: memulai, menyusun, mengajukan, menyetujui, mengembalikan, dan mengadendum."""

from indikator.services.skp.adendum import buang as buang_adendum
from indikator.services.skp.adendum import buka as buka_adendum
from indikator.services.skp.dialog import tulis_catatan
from indikator.services.skp.indikator import atur_bobot, hapus_indikator, tambah_indikator, ubah_indikator
from indikator.services.skp.lampiran import atur_ekspektasi, atur_lampiran
from indikator.services.skp.masukan import MasukanIndikator, MasukanRHK
from indikator.services.skp.pendekatan import ganti_pendekatan
from indikator.services.skp.pola import HasilPola, batalkan_pola, buat_pola, terapkan_pola
from indikator.services.skp.putus import (
    ajukan,
    batalkan_setuju,
    kembalikan,
    setujui,
    setujui_banyak,
    tarik,
)
from indikator.services.skp.rhk import hapus_rhk, tambah_rhk, ubah_rhk
from indikator.services.skp.salin import salin_dari_lalu
from indikator.services.skp.susun import mulai, susun

__all__ = [
    "HasilPola",
    "MasukanIndikator",
    "MasukanRHK",
    "ajukan",
    "atur_bobot",
    "atur_ekspektasi",
    "atur_lampiran",
    "batalkan_pola",
    "batalkan_setuju",
    "buang_adendum",
    "buat_pola",
    "buka_adendum",
    "ganti_pendekatan",
    "hapus_indikator",
    "hapus_rhk",
    "kembalikan",
    "mulai",
    "salin_dari_lalu",
    "setujui",
    "setujui_banyak",
    "susun",
    "tambah_indikator",
    "tambah_rhk",
    "tarik",
    "terapkan_pola",
    "tulis_catatan",
    "ubah_indikator",
    "ubah_rhk",
]
