from inti.models.berkas import Berkas
from inti.models.jejak import Jejak
from inti.models.kotak import KotakKeluar, Pemberitahuan

__all__ = ["Berkas", "Jejak", "KotakKeluar", "Pemberitahuan"]
