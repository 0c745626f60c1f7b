from pelatihan.models.pelatihan import Pelatihan, Rekomendasi

__all__ = ["Pelatihan", "Rekomendasi"]
