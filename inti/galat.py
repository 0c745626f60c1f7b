"""Galat yang dimengerti orang: apa, apa yang dapat dilakukan, dan siapa yang dapat menolong."""


class GalatAturan(Exception):
    """Tindakan ditolak oleh aturan atau keadaan; teksnya ditampilkan apa adanya kepada orang."""

    def __init__(self, pesan: str, *, bidang: str | None = None) -> None:
        super().__init__(pesan)
        self.pesan = pesan
        self.bidang = bidang


class TidakBerhak(GalatAturan):
    """Orangnya dikenal, bendanya ada, tetapi ia tidak berwenang (403)."""


class SudahBerubah(GalatAturan):
    """Orang lain (atau tab lain) menyimpan lebih dulu; tidak ada yang ditimpa."""
