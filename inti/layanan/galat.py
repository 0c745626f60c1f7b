"""Dua alasan berhenti: ada yang tidak dapat dinyalakan, atau pengguna memintanya."""


class TidakDapatMulai(Exception):
    """Kalimat untuk pengguna: apa yang kurang dan apa yang dapat dilakukan."""


class Dihentikan(Exception):
    """Ctrl-C atau sinyal berhenti; bukan kesalahan."""
