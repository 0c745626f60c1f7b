"""Aturan kepegawaian: nomor induk pegawai, dan letak unit dari hari ke hari."""
