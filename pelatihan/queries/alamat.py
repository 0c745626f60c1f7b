"""Alamat halaman yang ditulis ke pemberitahuan."""

from django.urls import reverse


def alamat_saran_pada_hasil(hasil_id: int) -> str:
    """Kartu saran di halaman hasil; pemilik dan penilainya sama-sama dapat membacanya."""
    return f"{reverse('penilaian:hasil_rinci', args=[hasil_id])}#pelatihan"
