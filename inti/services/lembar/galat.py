"""Sebab seluruh berkas ditolak, dengan baris dan kolomnya."""

from typing import Any


class GalatLembar(Exception):
    """Berkas tidak dapat dibaca sebagai lembar kerja; `butir` [{baris, kolom, pesan}] ditampilkan apa adanya."""

    def __init__(self, pesan: str, *, baris: int | None = None, kolom: str = "") -> None:
        super().__init__(pesan)
        self.butir: list[dict[str, Any]] = [{"baris": baris, "kolom": kolom, "pesan": pesan}]
