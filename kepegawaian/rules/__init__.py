"""Aturan kepegawaian: nomor induk pegawai."""
