"""Yang diminta dari seseorang oleh aplikasi ini."""

from datetime import datetime

from inti.tugas import Tugas
from kepegawaian.models import Pegawai


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Tugas pegawai saat ini."""
    return []


def prakiraan_untuk(*, pegawai: Pegawai, sekarang: datetime) -> None:
    """Kartu perkiraan; kosong bila belum ada SKP yang disetujui."""
    return None
