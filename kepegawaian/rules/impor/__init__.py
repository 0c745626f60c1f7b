"""Kolom lembar impor kepegawaian, sebagai data.

Kolom tidak wajib yang tidak ada di berkas tidak mengubah apa pun; yang ada tetapi kosong mengosongkan isinya.
"""

from kepegawaian.rules.impor.jabatan import JABATAN, JENIS_JABATAN
from kepegawaian.rules.impor.pegawai import PEGAWAI
from kepegawaian.rules.impor.penempatan import JENIS_PENEMPATAN, PENEMPATAN
from kepegawaian.rules.impor.unit import JENIS_UNIT, UNIT

__all__ = ["JABATAN", "JENIS_JABATAN", "JENIS_PENEMPATAN", "JENIS_UNIT", "PEGAWAI", "PENEMPATAN", "UNIT"]
