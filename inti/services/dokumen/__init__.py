"""Dokumen resmi: menerbitkan, mencetak dengan typst, dan mencetak banyak di latar."""

from inti.services.dokumen.terbit import Terbitan, batalkan, terbitkan

__all__ = ["Terbitan", "batalkan", "terbitkan"]
