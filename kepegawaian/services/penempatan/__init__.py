"""Menempatkan pegawai di unit dan jabatan, bertanggal; mengakhiri, membatalkan, dan membetulkannya."""

from kepegawaian.services.penempatan.tetapkan import MasukanPenempatan, tetapkan, tetapkan_banyak
from kepegawaian.services.penempatan.ubah import akhiri, batalkan, perbaiki

__all__ = ["MasukanPenempatan", "akhiri", "batalkan", "perbaiki", "tetapkan", "tetapkan_banyak"]
