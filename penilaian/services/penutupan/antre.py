"""Memanggil pekerja lewat kotak keluar; yang datang tanpa ada pekerjaan pergi lagi tanpa bekas."""

from datetime import datetime

from inti.services.kotak import antre_tugas

TUGAS = "penilaian.tasks.kerjakan_penutupan"


def antre_pekerja(*, penutupan_id: int, kunci: str, sekarang: datetime) -> None:
    """Panggil satu pekerja ke penutupan ini; kunci yang sama hanya sekali."""
    antre_tugas(
        nama=TUGAS, kunci=f"penutupan:{penutupan_id}:{kunci}", sekarang=sekarang, penutupan_id=penutupan_id
    )
